import Diagram
import Markdown

/// What the author of a lesson asks for between double braces: `{{gradient apple}}`.
///
/// No number is typed into a lesson: the engine computes it when the book is built.
enum LessonTag: Hashable, Sendable {
  /// The graph that the tags behind it speak of.
  case use(graph: String)

  // In sentences: numbers and names of a graph.
  case value(String)
  case gradient(String)
  /// A parameter after the update, and by how much it changed.
  case after(String)
  case change(String)
  case shape(String)
  case name(String)
  /// The name of a gradient: ∂L/∂x.
  case derivative(String)
  case rate
  /// What an expression in the graph's names comes to.
  case expression(String)
  /// How many times as far the last layer moves as the first.
  case ratio

  // On lines of their own: figures, steps and tables of a graph.
  /// A formula as it is read aloud, for ``BoardFormula``.
  case formula(String)
  case figure(FigureOptions.Pass, Writing)
  /// The graph as a network of neurons.
  case network(FigureOptions.Pass, local: Bool)
  /// The graph with its numbers left to be filled in.
  case worksheet
  /// A pass as steps to go through, open at one of them.
  case frames(FigureOptions.Pass, first: Int?)
  case steps(Direction)
  case step(Direction, of: String)
  case algebra(of: String, slot: Int)
  case plot(DerivativePlot.Request)
  case chain([String])
  case valuesTable
  case updatesTable
  case layers
  /// A graph as a program in NumPy and in PyTorch; without a name the one that was used last.
  case code(graph: String?)

  // Experiments.
  case training(TrainingTag)
  case vanishing(VanishTag)
  case check(CheckTag)
  case graphRun(GraphRunTag)

  /// What is written at a figure's arrows.
  enum Writing: String, Sendable {
    case numbers
    /// The local derivative beside each gradient.
    case local
    /// Symbols in the places of numbers.
    case symbols
  }

  /// A pass whose steps are written out.
  enum Direction: String, Hashable, Sendable {
    case forward, backward
  }
}

// MARK: Reading

extension LessonTag {
  /// Reads what stands between the braces.
  ///
  /// - Throws: `Fault` where it is no tag.
  init(_ text: String) throws(Fault) {
    let words = text.split(separator: " ").map(String.init)
    guard let tag = try Self.read(words) else {
      throw Fault(unknown: words.joined(separator: " "))
    }
    self = tag
  }

  /// The tag of some words; nil where there is none of its name, or with so many words.
  private static func read(_ words: [String]) throws(Fault) -> LessonTag? {
    let rest = Array(words.dropFirst())
    switch (words.first ?? "", rest.count) {
    case ("use", 1): return .use(graph: rest[0])
    case ("value", 1): return .value(rest[0])
    case ("gradient", 1): return .gradient(rest[0])
    case ("after", 1): return .after(rest[0])
    case ("change", 1): return .change(rest[0])
    case ("shape", 1): return .shape(rest[0])
    case ("name", 1): return .name(rest[0])
    case ("derivative", 1): return .derivative(rest[0])
    case ("rate", 0): return .rate
    case ("=", 1...): return .expression(rest.joined(separator: " "))
    case ("ratio", 0): return .ratio
    case ("formula", 1...): return .formula(rest.joined(separator: " "))
    case ("figure", 0...2):
      let (rest, writing) = writing(rest, among: [.local, .symbols])
      if rest.count > 1 { return nil }
      return .figure(try pass(rest.first ?? "both", of: "figure"), writing)
    case ("network", 0...2):
      let (rest, writing) = writing(rest, among: [.local])
      if rest.count > 1 { return nil }
      return .network(try pass(rest.first ?? "both", of: "network"), local: writing == .local)
    case ("worksheet", 0): return .worksheet
    case ("frames", 1...2):
      return .frames(try pass(rest[0], of: "frames"), first: try first(rest.dropFirst()))
    case ("steps", 1): return Direction(rawValue: rest[0]).map { .steps($0) }
    case ("step", 2): return Direction(rawValue: rest[0]).map { .step($0, of: rest[1]) }
    case ("algebra", 1): return .algebra(of: rest[0], slot: 0)
    case ("algebra", 2): return Int(rest[1]).map { .algebra(of: rest[0], slot: $0) }
    case ("plot", 1...): return .plot(try DerivativePlot.Request(rest))
    case ("chain", 1...): return .chain(rest)
    case ("table", 1): return ["values": .valuesTable, "updates": .updatesTable][rest[0]]
    case ("layers", 0): return .layers
    case ("code", 0...1): return .code(graph: rest.first)
    case ("chart", _), ("train", _), ("batches", _), ("optimizers", _):
      return TrainingTag(words).map { .training($0) }
    case ("vanish", _): return VanishTag(rest).map { .vanishing($0) }
    case ("check", _): return CheckTag(rest).map { .check($0) }
    case ("cnn", _), ("gpt", _): return GraphRunTag(words).map { .graphRun($0) }
    default: return nil
    }
  }

  /// The words before the one that says what is written, and what that is; numbers where none does.
  private static func writing(
    _ words: [String], among choices: [Writing]
  ) -> (words: [String], writing: Writing) {
    guard let choice = choices.first(where: { $0.rawValue == words.last }) else {
      return (words, .numbers)
    }
    return (words.dropLast(), choice)
  }

  private static func pass(
    _ word: String, of tag: String
  ) throws(Fault) -> FigureOptions.Pass {
    guard let pass = FigureOptions.Pass(rawValue: word) else {
      throw Fault(
        en: "'{{\(tag)}}' takes forward, backward or both",
        ko: "'{{\(tag)}}'에는 forward, backward, both 가운데 하나를 쓰십시오")
    }
    return pass
  }

  /// The step at which frames open.
  private static func first(_ words: ArraySlice<String>) throws(Fault) -> Int? {
    guard let word = words.first else { return nil }
    guard let step = Int(word) else {
      throw Fault(
        en: "'{{frames}}' opens at a step; write its number, as in '{{frames both 2}}'",
        ko: "'{{frames both 2}}'처럼 뒤에는 펼칠 단계의 번호를 쓰십시오")
    }
    return step
  }
}

// MARK: Questions

extension LessonTag {
  /// Where the tag may stand.
  var flow: InsertionFlow {
    switch self {
    case .use: .nothing
    case .value, .gradient, .after, .change, .shape, .name, .derivative, .rate, .expression, .ratio:
      .inline
    case .formula, .figure, .network, .worksheet, .frames, .steps, .step, .algebra, .plot, .chain,
      .valuesTable, .updatesTable, .layers, .code:
      .block
    case .training(let tag): tag.flow
    case .vanishing(let tag): tag.flow
    case .check(let tag): tag.flow
    case .graphRun(let tag): tag.flow
    }
  }

  /// The experiment of whose results the tag speaks.
  var experiment: Experiment? {
    switch self {
    case .training(let tag): tag.experiment
    case .vanishing: .vanishing
    case .check: .check
    case .graphRun(let tag): tag.experiment
    case .use, .value, .gradient, .after, .change, .shape, .name, .derivative, .rate, .expression,
      .ratio, .formula, .figure, .network, .worksheet, .frames, .steps, .step, .algebra, .plot,
      .chain, .valuesTable, .updatesTable, .layers, .code:
      nil
    }
  }

  /// Whether places of the page are in what the tag stands for, so that it may stand there only
  /// once: pictures, and steps that something leads to.
  var hasPlaces: Bool {
    switch self {
    case .figure, .network, .worksheet, .frames, .steps, .step, .plot, .chain, .code: true
    case .training, .vanishing, .check, .graphRun: flow == .block
    case .use, .value, .gradient, .after, .change, .shape, .name, .derivative, .rate, .expression,
      .ratio, .formula, .algebra, .valuesTable, .updatesTable, .layers:
      false
    }
  }
}
