import Autodiff
import Wording

/// All that is said and drawn of an operation beside its mathematics, in one value that leaves
/// nothing out: what figures, derivations, descriptions, messages and pages know of it.
///
///     OperationKind.sigmoid.profile.noun[.korean]   // 시그모이드
package struct OperationProfile: Sendable {
  /// What it stands with in lists.
  package let family: Family
  /// What it is called in a sentence.
  package let noun: Bilingual
  /// What stands inside its node in figures.
  package let symbol: Symbol
  /// How its value is written in formulas.
  package let writing: Writing
  /// How it is read aloud with its operands.
  package let reading: Reading
  /// How it passes a gradient on, in one sentence.
  package let passing: Passing
  /// What it is to a sum of products around it.
  package let folding: Folding
  /// How the gradient of one entry of an operand is a sum over entries of the result.
  package let entries: EntryRule
  /// Where its rule comes from.
  package let algebra: AlgebraSource
  /// The operations behind which its rule becomes a simple one, if it is a loss.
  package let pairs: [LossPair]
  /// Why it exists in one piece although it can be taken apart: where its parts overflow or lose
  /// digits. Nil where the parts are as good as the whole, and where there are none.
  package let caution: Bilingual?
  /// A small graph that shows it; nil where nobody writes it.
  package let example: Example?
}

/// What operations stand together in lists.
package enum Family: Sendable, Hashable, CaseIterable {
  case leaf, arithmetic, function
  /// What stands between the layers of a network.
  case activation
  case choice, linearAlgebra, reduction, shape, classification
  /// What runs over images, and what keeps the numbers between layers in bounds.
  case images, normalization
  /// What words and other things in a row are made into, and how they look at one another.
  case sequences
  case loss

  /// The heading of its list.
  package var title: Bilingual {
    switch self {
    case .leaf: Bilingual(en: "Leaves", ko: "잎")
    case .arithmetic: Bilingual(en: "Arithmetic", ko: "사칙연산과 거듭제곱")
    case .function: Bilingual(en: "Functions of one number", ko: "수 하나의 함수")
    case .activation: Bilingual(en: "Activations", ko: "활성화 함수")
    case .choice: Bilingual(en: "Comparing and choosing", ko: "비교와 선택")
    case .linearAlgebra: Bilingual(en: "Vectors and matrices", ko: "벡터와 행렬")
    case .reduction: Bilingual(en: "Sums, means, extremes", ko: "합, 평균, 최댓값")
    case .shape: Bilingual(en: "Shapes and places", ko: "모양과 자리")
    case .classification: Bilingual(en: "Classification", ko: "분류")
    case .images: Bilingual(en: "Images", ko: "이미지")
    case .normalization: Bilingual(en: "Normalization and dropout", ko: "정규화와 드롭아웃")
    case .sequences: Bilingual(en: "Sequences", ko: "시퀀스")
    case .loss: Bilingual(en: "Losses", ko: "손실 함수")
    }
  }
}

/// What stands inside an operation's node.
package enum Symbol: Sendable {
  /// Signs that are drawn; `dot` is that of a matrix product.
  case plus, minus, times, divide, dot
  /// The name in the graph language.
  case itsName
  /// A name that the field uses: ReLU, ln.
  case name(String)
  /// Any other mathematics, of attributes, and of what sets a number.
  case math(@Sendable (Attributes, (Double) -> Math) -> Math)

  /// Mathematics that is always the same.
  static func math(_ math: Math) -> Symbol { .math { _, _ in math } }

  /// A reduction's sign, with the axes below it.
  static func reduction(_ sign: Math) -> Symbol {
    .math { attributes, _ in
      guard let axes = attributes.reducedAxes.list else { return sign }
      let names = axes.map { $0 < 0 ? "−\(-$0)" : "\($0)" }
      return .subscript(sign, .number(names.joined(separator: ",")))
    }
  }
}

/// How an operation's value is written in a formula.
package enum Writing: Sendable {
  /// As its definition: a + b, 2 · x.
  case definition
  /// By its name in the graph language: tanh(x).
  case itsName
  /// By its name with the letters of the axes along which it works: argmaxⱼ(x).
  case itsNameAlongAxes
  /// By its name with what it takes beside operands: permute(x, [1, 0]).
  case itsCall
  /// By the name that the field uses: σ(x).
  case name(String)
  /// By a name before which a single letter needs no brackets: ln x.
  case prefix(String)
  /// By a name with a base below it: log₂(x).
  case base(String, Int)
  /// By a name with the letter of the axis along which it is taken, where that is not the last.
  case alongAxis(String)
  /// e with an exponent.
  case powerOfE
  /// Under a root.
  case root
  /// Between bars.
  case bars
  /// With the subscripts that it takes: x[1:3].
  case subscripts
}

/// How an operation is read aloud with its operands.
package enum Reading: Sendable {
  /// A sign between the operands: `a × b`.
  case infix(String)
  /// A sign before the operand: `−x`.
  case prefix(String)
  /// `x^3`.
  case power
  /// `1 ÷ x`.
  case oneOver
  /// The operand alone.
  case bare
  /// Its name, then the operands: the name in the graph language, or the noun where that is not read.
  case name
}

/// How an operation passes a gradient on, in one sentence.
package struct Passing: Sendable, Hashable {
  /// The sentence.
  package let sentence: Bilingual

  init(en english: String, ko korean: String) {
    sentence = Bilingual(en: english, ko: korean)
  }

  package static let byLocalDerivative = Passing(
    en: "Multiply it by the local derivative.", ko: "국소적 미분을 곱합니다.")
  static let sumOfPlaces = Passing(
    en: "Every entry receives the sum of what arrives at all places where it stands.",
    ko: "원소마다 그 값이 놓인 모든 자리의 기울기를 더해 받습니다.")
  static let toOwnPlaces = Passing(
    en: "Every entry goes back to its own place.", ko: "원소마다 제자리로 되돌려 보냅니다.")
  static let toTheChosen = Passing(
    en: "Only the entry that was chosen receives it.", ko: "선택된 값만 기울기를 받습니다.")
  /// What is chosen where several are equal.
  package static let sharedByTies = Passing(
    en: "Only what was chosen receives it; where several are equal, they share it equally.",
    ko: "선택된 값만 기울기를 받습니다. 값이 같아 함께 선택되었으면 똑같이 나누어 받습니다.")
  /// What is chosen where several are equal and the first is taken.
  package static let firstOfTies = Passing(
    en:
      "Only what was chosen receives it; where several are equal, the first in the order of rows.",
    ko: "선택된 값만 기울기를 받습니다. 값이 같으면 행 순서로 첫째가 받습니다.")
  static let nothing = Passing(
    en: "It changes in steps: no gradient passes.", ko: "계단처럼 변하므로 기울기가 흐르지 않습니다.")
  static let transposed = Passing(
    en: "A matrix product multiplies it by the other factor, transposed, on the side where that "
      + "stood.",
    ko: "행렬곱은 상대편 행렬을 전치하여, 그 행렬이 있던 쪽에 곱해 흘려보냅니다.")
}

/// What an operation is to a sum of products that its value is a part of: `W₅σ₁ + W₆σ₂ + b₃` is four
/// nodes and one line on the board.
package enum Folding: Sendable, Hashable {
  /// A sum of any number of terms, with their signs.
  case sum
  /// A sign that turns.
  case negation
  /// A product of any number of factors.
  case product
  /// A power with a number for its exponent.
  case power
  /// It stands for itself.
  case itself
}

/// How the gradient of one entry of an operand is a sum over entries of the result.
package enum EntryRule: Sendable, Hashable {
  /// Each by its local derivative.
  case byRule
  /// Along a row and a column.
  case matrixProduct
  /// The entry of the result that it was added to.
  case total
  /// The same, divided by how many there were.
  case share
  /// The same, times the local derivative.
  case reduced
  /// The sums that it is a part of.
  case cumulative
  /// The entry of the result that chose it.
  case chosen
  /// The entry of the result that it was moved to.
  case moved
  /// All entries of the result that it is a factor of.
  case contraction
  /// All entries of its run, since they share 1.
  case softmax
  /// The same in logarithms.
  case logSoftmax
  /// The entries of the result whose window it lies in.
  case windows
  /// Whatever entries of the result change with it, each by its own local derivative.
  case byUnits
}

/// Where a rule comes from.
package enum AlgebraSource: Sendable {
  /// The rule is its own derivation, or nobody writes it out.
  case itself
  /// Lines lead from the definition to the derivative by the first operand; with what shapes is nil
  /// where numbers are meant, and one vector for softmax and its losses. There are none where the
  /// shapes leave nothing to derive: a norm of a single number.
  case lines(@Sendable (Signature?) -> AlgebraScript?)
}

/// A loss behind the operation whose result it judges, where both rules together are a simple one.
package struct LossPair: Sendable {
  /// The operation before the loss.
  package let inner: OperationKind
  /// The lines that lead there, over the loss's entries.
  package let script: @Sendable (LossEntries) -> AlgebraScript
  /// What they end in, in the loss's operands.
  package let rule: Formula
}

/// Why operations exist in one piece, where several do for one reason.
enum Caution {
  static let ofZeroRoot = Bilingual(
    en: "the root of 0 has no derivative, and the parts come to 0 · ∞, which is no number; in one "
      + "piece the derivative is taken as 0 there",
    ko: "0의 제곱근은 미분할 수 없어 단계마다 계산하면 0 · ∞가 되어 수가 아닙니다. 한 연산으로는 그 점의 미분을 0으로 "
      + "약속합니다")
  static let ofZeroLogarithm = Bilingual(
    en: "0 · ln 0 is not a number; the loss in one piece takes it as 0, since what is not claimed "
      + "costs nothing",
    ko: "0 · ln 0은 수가 아닙니다. 한 연산인 손실은 이것을 0으로 칩니다. 정답이 아닌 것에는 벌점이 없기 때문입니다")
  static let ofScores = Bilingual(
    en: "e to the power of a large score overflows (exp(1000) is ∞), and a probability that rounds "
      + "to 0 has no logarithm; the loss in one piece computes from the scores, the largest "
      + "subtracted first (log-sum-exp)",
    ko: "큰 점수를 지수로 올리면 넘치고(exp(1000)은 ∞), 0으로 반올림된 확률에는 로그가 없습니다. 한 연산인 손실은 "
      + "가장 큰 점수를 먼저 빼고 점수에서 바로 계산합니다(log-sum-exp)")
}

/// A small graph in which `y` is an operation's result.
package struct Example: Sendable, Hashable {
  /// The graph's text.
  package let text: String
  /// What a plot of a function of one number runs over, and where its derivative jumps.
  package let plot: String?
  /// What its page is called where another operation has its name in the language.
  package let page: String?

  init(_ text: String, plot: String? = nil, page: String? = nil) {
    self.text = text
    self.plot = plot
    self.page = page
  }

  /// A function of one number, at a number, plotted over a range.
  static func curve(_ right: String, at x: String, over plot: String) -> Example {
    Example("x = \(x)\ny = \(right)\n", plot: "y x \(plot)")
  }
}

extension OperationKind {
  /// What the operation is called in a sentence.
  package var noun: Bilingual { profile.noun }

  /// What its page is called; nil where it has none.
  package var page: String? { profile.example.map { $0.page ?? name } }
}
