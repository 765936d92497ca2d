import Autodiff
import Wording

/// A derivation as data: terms that can be printed and worked out.
package struct AlgebraScript: Sendable {
  /// The derivative that is sought.
  package let left: AlgebraTerm
  /// The lines, each equal to the one before it.
  package let lines: [(term: AlgebraTerm, reason: Bilingual)]
  /// Definitions that the lines use without saying them.
  package var given: [(AlgebraTerm, AlgebraTerm)] = []
  /// The variables that operands stand for, slot by slot, then the result's.
  package let variables: [String]
  /// Numbers to test the lines with.
  package let sample: AlgebraSample

  /// The same where the target depends on what is differentiated by: there it is no constant, but its
  /// part of the gradient is another.
  package var withMovingTarget: AlgebraScript {
    let (en, ko) = (
      "the target is held here; what comes through it is a part of its own",
      "정답도 변하지만 여기서는 상수로 둠. 정답을 거쳐 오는 기여분은 따로 더함"
    )
    var lines = lines
    for (index, line) in lines.enumerated() {
      if line.reason == Reason.fixedTarget {
        lines[index].reason = Bilingual(en: "term by term; " + en, ko: "항마다 미분. " + ko)
      } else if line.reason == Reason.fixedTargetSlope {
        lines[index].reason = Bilingual(
          en: en + ": the bracket's slope is 1", ko: ko + ". 괄호 안의 미분은 1")
      }
    }
    return AlgebraScript(
      left: left, lines: lines, given: given, variables: variables, sample: sample)
  }

  /// The derivation of an operation's slot; nil where the rule is its own derivation.
  package static func script(
    for kind: OperationKind, slot: Int, signature: Signature?
  ) -> AlgebraScript? {
    switch kind.profile.algebra {
    case .itself: nil
    case .lines(let script): slot == 0 ? script(signature) : nil
    }
  }
}

/// What a loss is taken over: one number, or entries y_k with targets t_k or one t for all.
package struct LossEntries: Sendable {
  /// How many entries; nil for a number.
  package let count: Int?
  private let sharesTarget: Bool

  /// The entries of a loss's operands; numbers where no shapes are given.
  package init(_ signature: Signature?) {
    let shapes = signature?.operands ?? []
    count = shapes.first.flatMap { $0.isScalar ? nil : $0.count }
    sharesTarget = shapes.count > 1 && shapes[1].isScalar
  }

  /// The entry that is spoken of: y, or y_i.
  func y(_ index: String) -> AlgebraTerm { .variable("y", count == nil ? [] : [index]) }
  /// Its target.
  func t(_ index: String) -> AlgebraTerm {
    .variable("t", count == nil || sharesTarget ? [] : [index])
  }
  /// The operand of what gives y.
  func z(_ index: String) -> AlgebraTerm { .variable("z", count == nil ? [] : [index]) }

  /// A term for each entry, added up.
  func sum(_ term: (String) -> AlgebraTerm) -> AlgebraTerm {
    count == nil ? term("i") : .sum("k", term("k"))
  }

  /// A mean's division by the number of entries.
  func mean(_ term: AlgebraTerm) -> AlgebraTerm { term.shared(among: count ?? 1) }

  /// Numbers to test with.
  var sample: AlgebraSample {
    AlgebraSample(
      values: ["y": [0.3, 0.8, 0.45], "t": [0.1, 0.7, 1], "z": [0.4, -1.2, 2.1]],
      extents: ["k": 3, "i": 3], indices: ["i": count == nil ? 0 : 1])
  }
}

extension AlgebraSample {
  /// A number to test a function of one number with, by its definition.
  static func function(_ definition: AlgebraTerm, of operand: String) -> AlgebraSample {
    AlgebraSample(values: [operand: [0.7]], definitions: ["y": .init(term: definition)])
  }
}

/// One row of scores z_k, of which z_i changes, and what softmax makes of it.
enum ClassRow {
  static let total = AlgebraTerm.sum("j", .exp("z_j"))
  static let softmax = AlgebraTerm.exp("z_k") / total

  /// Three classes; the targets sum to 1.
  static let sample = AlgebraSample(
    values: ["z": [0.3, -0.9, 1.1], "t": [0.2, 0.7, 0.1]],
    definitions: ["y": .init(indices: ["k"], term: softmax)],
    extents: ["k": 3, "j": 3, "i": 3], indices: ["i": 1, "k": 1])
}

/// The entries that a reduction puts into one: x_k, of which x_i changes.
struct ReducedRun {
  /// How many there are.
  let count: AlgebraTerm
  /// The same, less those that a variance takes off.
  let freedom: AlgebraTerm

  /// The run of a reduction; of three entries where no shapes are given, and none of a single number.
  init?(_ signature: Signature?) {
    if signature?.operands[0].isScalar == true { return nil }
    count = .number(Double(signature?.count(.reduced) ?? 3))
    freedom = .number(Double(signature?.count(.freedom) ?? 3))
  }

  /// Their mean.
  var mean: AlgebraTerm { .sum("j", "x_j") / count }
  /// The sum of the squares of what lies between them and their mean m.
  var squares: AlgebraTerm { .sum("k", ("x_k" - "m" as AlgebraTerm).squared()) }

  /// Numbers to test with.
  func sample(_ definition: AlgebraTerm) -> AlgebraSample {
    AlgebraSample(
      values: ["x": [0.3, -0.9, 1.1]],
      definitions: ["m": .init(term: mean), "y": .init(term: definition)],
      extents: ["k": 3, "j": 3, "i": 3], indices: ["i": 1, "k": 1])
  }
}

/// Reasons that many derivations give.
enum Reason {
  static let fixedTarget = Bilingual(
    en: "term by term; the target is fixed", ko: "항마다 미분, 정답은 상수")
  static let fixedTargetSlope = Bilingual(
    en: "the target is fixed: the bracket's slope is 1", ko: "정답은 상수: 괄호 안의 미분은 1")
  static let definition = Bilingual(en: "the definition", ko: "정의")
  static let reciprocal = Bilingual(en: "(1/u)′ = −1/u² · u′", ko: "(1/u)′ = −1/u² · u′")
  static let quotient = Bilingual(
    en: "(u/v)′ = (u′v − uv′)/v²", ko: "(u/v)′ = (u′v − uv′)/v²")
  static let product = Bilingual(en: "(uv)′ = u′v + uv′", ko: "(uv)′ = u′v + uv′")
  static let logarithm = Bilingual(en: "(ln u)′ = 1/u · u′", ko: "(ln u)′ = 1/u · u′")
  static let root = Bilingual(
    en: "(√u)′ = 1/(2√u) · u′, and the root is y", ko: "(√u)′ = 1/(2√u) · u′이고 이 제곱근이 y")
  static let square = Bilingual(en: "(u²)′ = 2u · u′", ko: "(u²)′ = 2u · u′")
  static let signs = Bilingual(en: "minus times minus is plus", ko: "음수끼리 곱하면 양수")
  static let termByTerm = Bilingual(en: "divide term by term", ko: "항마다 나눔")
  static let onlyOwnTerm = Bilingual(
    en: "only the term with k = i holds it", ko: "k = i인 항에만 들어 있음")
  static let expanded = Bilingual(
    en: "multiply out; of [k = i] only the term k = i is left",
    ko: "전개하면 [k = i]에서는 k = i인 항만 남음")
  static let cancelled = Bilingual(en: "the common factor cancels", ko: "같은 인수를 약분")
  static let ownScore = Bilingual(
    en: "a power changes only with its own score; [k = i] is 1 where k = i, else 0",
    ko: "각 지수는 자기 점수에만 따라 변함. [k = i]는 k = i이면 1, 아니면 0")
  static let probability = Bilingual(
    en: "the quotient is the softmax itself", ko: "이 몫이 바로 소프트맥스")
  static let ownRow = Bilingual(
    en: "the definition; of all rows only this one holds it", ko: "정의. 모든 행 가운데 이 행에만 들어 있음")
}
