import Autodiff
import Wording

// Statements for networks that train: leaves that data fill, what is predicted, and how parameters move.

/// What a file says of training, beside its rate.
struct TrainingStatements {
  /// A leaf that data fill, as a statement asks for it.
  struct Batch {
    let source: BatchSource
    /// The shape of a row, where one is given.
    let row: Shape?
    let location: Location
  }

  /// The leaves, in the order of the file.
  var batches: [Batch] = []
  /// What data were refused with, to say it once.
  var refusals: Set<TensorRefusal> = []
  /// The node that is compared with what it should be.
  var predicted: NamedPlace?
  /// How parameters move.
  var optimizer: OptimizerKind?
  /// How the rate goes on.
  var schedule: RateSchedule?
}

extension GraphParser {
  // MARK: Leaves that data fill

  /// Reads `NAME = SOURCE` or `NAME = SOURCE [2, 3]` behind `batch`.
  mutating func readBatch() throws(SyntaxFailure) {
    let word = try takeName()
    let name = text(word)
    do throws(SyntaxFailure) {
      guard take(.equals) else { throw unexpected(.batchEquals) }
      if let line = names.line(of: name) {
        throw fail(word.location, .alreadyDefined(name, line: line))
      }
      let batch = try takeBatch()
      try checkCompany(of: batch)
      settings.training.batches.append(batch)
      try fill(batch, word)
    } catch {
      defineUnknown([word])
      throw error
    }
  }

  /// Uses a source of data, with the shape of a row behind it if there is one.
  private mutating func takeBatch() throws(SyntaxFailure) -> TrainingStatements.Batch {
    let word = token
    guard word.kind == .name else { throw unexpected(.batchSource) }
    let written = text(word)
    guard let source = BatchSource(rawValue: written) else {
      throw fail(word.location, .unknownSource(written))
    }
    advance()
    if token.kind == .leftParenthesis { throw fail(token.location, .rowInParentheses(source)) }
    var row: Shape?
    if token.kind == .leftBracket {
      let opening = token.location
      let extents = try takeExtents(of: source)
      switch source {
      case .images: row = Shape(extents)
      case .labels: throw fail(opening, .labelsHaveNoShape)
      case .text, .tokens, .positions:
        guard extents.count == 1 else { throw fail(opening, .windowIsOneNumber(source)) }
        row = Shape(extents)
      }
    }
    try expectEnd()
    return TrainingStatements.Batch(source: source, row: row, location: word.location)
  }

  /// Uses `[1, 28, 28]`.
  private mutating func takeExtents(of source: BatchSource) throws(SyntaxFailure) -> [Int] {
    let opening = token.location
    try open()
    var extents: [Int] = []
    var count = 1
    while token.kind != .rightBracket {
      let location = token.location
      if token.kind == .leftBracket { throw fail(location, .extentNotWhole(source)) }
      let extent = try parseWholeNumber(orFail: .extentNotWhole(source))
      guard extent > 0 else { throw fail(location, .extentNotWhole(source)) }
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      guard !overflows, product <= Limits.numbers else {
        throw fail(location, Message.tooManyNumbers)
      }
      count = product
      extents.append(extent)
      guard take(.comma) else { break }
    }
    try close(or: .comma)
    guard !extents.isEmpty else { throw fail(opening, .extentNotWhole(source)) }
    return extents
  }

  /// Refuses what cannot stand beside the leaves before it: other data, windows of another length.
  private mutating func checkCompany(of batch: TrainingStatements.Batch) throws(SyntaxFailure) {
    for other in settings.training.batches {
      let line = other.location.place.line
      guard other.source.isOfText == batch.source.isOfText else {
        throw fail(batch.location, .mixedData(batch.source, other.source, line: line))
      }
      guard !batch.source.isOfText || other.row == batch.row else {
        throw fail(
          batch.location, .windowsDiffer(batch.source, batch.row, other.source, other.row, line))
      }
    }
  }

  /// Records a leaf with the rows of the data, or with what was set in its place.
  private mutating func fill(
    _ batch: TrainingStatements.Batch, _ word: Token
  ) throws(SyntaxFailure) {
    let name = text(word)
    guard let value = rows(of: batch, for: name), !builder.isFull else {
      return defineUnknown([word])
    }
    do throws(BuildFailure) {
      let node = try builder.leaf(value, role: .constant, name: name, at: word.location)
      builder.batches[node] = batch.source
      names.define(name, at: word.location, as: .node(node))
      if let number = names.index(of: name) { builder.setGlobal(number, to: node) }
    } catch {
      throw fail(error.location, error.message)
    }
  }

  /// The rows for a leaf; nil where there are none, which has been reported.
  private mutating func rows(
    of batch: TrainingStatements.Batch, for name: String
  ) -> Tensor<Double>? {
    if let setting = setting(of: name) { return replacement(by: setting, for: name, in: nil) }
    switch inputs.batches?(batch.source, batch.row) ?? .failure(.noData) {
    case .success(let tensor): return tensor
    case .failure(let refusal):
      // Data that are not there are missed once, not by each of their leaves.
      if settings.training.refusals.insert(refusal).inserted {
        diagnostics.report(batch.location, .notFilled(name, refusal))
      }
      return nil
    }
  }

  /// Reports leaves that need others beside them, once all are known.
  mutating func checkBatches() {
    let batches = settings.training.batches
    for batch in batches {
      let companion: BatchSource? =
        switch batch.source {
        case .images, .text: nil
        case .labels: .images
        case .tokens, .positions: .text
        }
      guard let companion, !batches.contains(where: { $0.source == companion }) else { continue }
      diagnostics.reportLate(batch.location, .companionMissing(batch.source, companion))
    }
  }

  // MARK: What is predicted, and how parameters move

  /// Reads `NAME` behind `predict`.
  mutating func readPredict(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    settings.training.predicted = try takeNamedPlace()
    try expectEnd()
  }

  /// Reads `linear` or `constant` behind `schedule`.
  mutating func readSchedule(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    let word = token
    guard word.kind == .name else { throw unexpected(.schedule) }
    let name = text(word)
    guard let schedule = RateSchedule(rawValue: name) else {
      throw fail(word.location, .unknownSchedule(name))
    }
    advance()
    try expectEnd()
    settings.training.schedule = schedule
  }

  /// Reads `sgd`, `momentum(0.9)` or `adam(beta1=0.9, beta2=0.999, eps=1e-8)` behind `optimizer`.
  mutating func readOptimizer(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    let word = token
    guard word.kind == .name else { throw unexpected(.optimizer) }
    let name = text(word)
    guard let optimizer = OptimizerName(rawValue: name) else {
      throw fail(word.location, .unknownOptimizer(name))
    }
    advance()
    var arguments: [String: Double] = [:]
    if token.kind == .leftParenthesis { arguments = try takeArguments(of: optimizer) }
    try expectEnd()
    settings.training.optimizer = optimizer.kind(with: arguments)
  }

  /// Uses the numbers of an optimizer in their brackets.
  private mutating func takeArguments(
    of optimizer: OptimizerName
  ) throws(SyntaxFailure) -> [String: Double] {
    var arguments: [String: Double] = [:]
    try open()
    while token.kind != .rightParenthesis {
      let word = token
      var key = optimizer.positional
      if word.kind == .name, advance(ifNext: { $0.kind == .equals }) {
        advance()
        key = text(word)
      }
      guard let key, optimizer.keywords.contains(key) else {
        throw fail(word.location, .optimizerArgument(optimizer, key))
      }
      guard arguments[key] == nil else { throw fail(word.location, .keywordTwice(key)) }
      let location = token.location
      let number = try parseNumber(orFail: .keywordNotNumber(key))
      guard optimizer.range(of: key).contains(number) else {
        throw fail(location, .optimizerNumber(optimizer, key))
      }
      arguments[key] = number
      guard take(.comma) else { break }
    }
    try close(or: .comma)
    return arguments
  }
}

extension BatchSource {
  /// Whether text fills it, and images do not.
  var isOfText: Bool {
    switch self {
    case .images, .labels: false
    case .text, .tokens, .positions: true
    }
  }
}

/// What an optimizer is called, and what it takes.
enum OptimizerName: String, CaseIterable, Sendable {
  case sgd, momentum, adam

  /// The numbers that it takes by name.
  var keywords: [String] {
    switch self {
    case .sgd: []
    case .momentum: ["share"]
    case .adam: ["beta1", "beta2", "eps"]
    }
  }

  /// The one of them that needs no name.
  var positional: String? {
    switch self {
    case .sgd, .adam: nil
    case .momentum: "share"
    }
  }

  /// How it is written, with the numbers that it has where none are given.
  var example: String {
    switch self {
    case .sgd: "sgd"
    case .momentum: "momentum(0.9)"
    case .adam: "adam(beta1=0.9, beta2=0.999, eps=1e-8)"
    }
  }

  /// What a number may be: a share from 0 and below 1, or a small number above 0.
  func range(of keyword: String) -> Range<Double> {
    keyword == "eps" ? Double.leastNonzeroMagnitude..<1 : 0..<1
  }

  func kind(with arguments: [String: Double]) -> OptimizerKind {
    switch self {
    case .sgd: .sgd
    case .momentum: arguments["share"].map(OptimizerKind.momentum) ?? .momentum
    case .adam:
      .adam(
        beta1: arguments["beta1"] ?? 0.9, beta2: arguments["beta2"] ?? 0.999,
        epsilon: arguments["eps"] ?? 1e-8)
    }
  }
}
