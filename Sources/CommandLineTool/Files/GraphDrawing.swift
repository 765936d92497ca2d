import Autodiff
import Derivation
import Exercises
import GraphLanguage
import Wording

/// A graph whose numbers are drawn again and again.
struct GraphDrawing: Sendable {
  let options: GraphOptions
  let source: GraphSource
  let expanding: Set<OperationKind>
  let rows: BatchRows

  /// The most attempts at numbers that a pencil likes.
  private static let mostAttempts = 2_000

  /// The graph with its numbers drawn from a seed; from that of the options or of its text where nil.
  ///
  /// - Parameter settings: Leaves that take other literals, beside those of the options.
  /// - Throws: `Failure` where its data cannot be read, `Diagnostics` where it is bad.
  func graph(seed: UInt64?, settings: [GraphInputs.Setting] = []) throws -> Graph {
    let graph = options.parse(
      source, expanding: expanding, batches: rows.read, seed: seed, settings: settings)
    if let failure = rows.failure { throw failure }
    return try graph.get()
  }

  /// A graph, its trace and its blanks.
  struct Drawn {
    let graph: Graph
    let trace: Trace<Double>
    let blanks: Blanks
    let derivation: Derivation
  }

  /// What is asked for of the numbers.
  struct Wishes: Sendable {
    let selection: BlankSelection
    let numerals: Numerals
    let nice: NiceNumbers?
    let language: Language
    /// Hears now and then how many draws were in vain, and nil at the end.
    var progress: (@Sendable (Int?) -> Void)?
  }

  /// Draws the numbers of one sheet, until they are as they are wished.
  ///
  /// - Parameters:
  ///   - seed: The seed of all sheets that have none of their own.
  ///   - student: Whose sheet it is.
  /// - Throws: `Failure` where no numbers are good enough, with the reason.
  func draw(_ seed: UInt64, for student: Student, _ wishes: Wishes) throws -> Drawn {
    let seed = student.seed ?? seed
    return try draw(wishes) { attempt in
      try graph(
        seed: drawSeed(seed, id: student.id, attempt: attempt), settings: student.settings)
    }
  }

  /// Draws the numbers of a graph that is nobody's sheet: those of its seed where they are as they are
  /// wished, and else others.
  ///
  /// - Parameter first: The graph with the numbers of its seed.
  /// - Throws: `Failure` where no numbers are good enough, with the reason.
  func draw(_ first: Graph, _ wishes: Wishes) throws -> Drawn {
    try draw(wishes) { attempt in
      attempt == 0 ? first : try graph(seed: drawSeed(first.seed, id: "", attempt: attempt))
    }
  }

  private func draw(_ wishes: Wishes, _ attempted: (_ attempt: Int) throws -> Graph) throws -> Drawn
  {
    var flaws: [NiceNumbers.Flaw: Int] = [:]
    var attempt = 0
    defer { wishes.progress?(nil) }
    while attempt < Self.mostAttempts {
      let graph = try attempted(attempt)
      let trace = graph.trace
      let derivation = Derivation(trace, language: wishes.language, numerals: wishes.numerals)
      let blanks = Blanks(derivation, wishes.selection)
      guard let flaw = wishes.nice?.flaw(in: blanks, of: trace) else {
        return Drawn(graph: graph, trace: trace, blanks: blanks, derivation: derivation)
      }
      flaws[flaw, default: 0] += 1
      attempt += 1
      if attempt.isMultiple(of: 50) { wishes.progress?(attempt) }
      // Nothing else will come.
      if !graph.drawsNumbers { break }
    }
    throw Self.failure(flaws, attempts: attempt)
  }

  private static func failure(_ flaws: [NiceNumbers.Flaw: Int], attempts: Int) -> Failure {
    if attempts == 1, let flaw = flaws.keys.first {
      return Failure(
        .badData, at: "--nice",
        Bilingual(
          en: "the graph draws no numbers, and of those it has \(flaw.words.english)",
          ko: "그래프에 뽑는 수가 없는데, 주어진 수로는 조건에 맞지 않습니다(\(flaw.words.korean))"),
        remedy: Bilingual(
          en: "write a leaf such as x = choose(1, 2, 3), or leave out --nice",
          ko: "x = choose(1, 2, 3) 같은 변수를 쓰거나 --nice를 빼십시오"))
    }
    let sorted = flaws.sorted { a, b in
      a.value != b.value
        ? a.value > b.value
        : (a.key.place, a.key.kind.rawValue) < (b.key.place, b.key.kind.rawValue)
    }
    let reasons = Bilingual { language in
      sorted.prefix(3).map { "\($0.key.words[language]) (\($0.value))" }.joined(separator: ", ")
    }
    return Failure(
      .badData, at: "--nice",
      Bilingual(
        en: "none of \(attempts) draws has such numbers: \(reasons.english)",
        ko: "\(attempts)번 뽑아 보았지만 조건에 맞는 수가 없습니다(\(reasons.korean))"),
      remedy: sorted.first.map { remedy(for: $0.key.kind) })
  }

  /// What to change where most draws have one flaw.
  private static func remedy(for flaw: NiceNumbers.Flaw.Kind) -> Bilingual {
    switch flaw {
    case .tooLong:
      Bilingual(
        en: "draw from fewer digits, such as choose(1, 2, 4, 5), or allow more with --nice",
        ko: "choose(1, 2, 4, 5)처럼 자릿수가 적은 수에서 뽑거나 --nice를 늘리십시오")
    case .zero, .same:
      Bilingual(
        en: "draw from numbers other than 0 and 1, ask for less with --blank, or change the graph "
          + "where this is so for all numbers",
        ko: "0과 1이 아닌 수에서 뽑거나 --blank로 덜 물으십시오. 어떤 수에서나 그렇다면 그래프를 고치십시오")
    case .kink:
      Bilingual(
        en: "draw from numbers that do not meet there, such as choose(-3, -2, 2, 4)",
        ko: "choose(-3, -2, 2, 4)처럼 꺾이는 점에 닿지 않는 수에서 뽑으십시오")
    case .notFinite:
      Bilingual(
        en: "draw from smaller numbers, and from none that lead to a division by 0",
        ko: "더 작은 수에서, 그리고 0으로 나누게 되지 않는 수에서 뽑으십시오")
    }
  }
}
