import Autodiff

/// The recordings of one computation for documents of different lengths, each made when it is first
/// needed. The parameters live on the one that was used last; another takes them when it is used.
final class ModelShelf {
  private let record: ModelRecorder
  private let rows: Int
  private var models: [Model?] = []
  /// The recording that has the parameters.
  private(set) var current: Model

  /// A shelf with one recording.
  init(_ first: Model, record: @escaping ModelRecorder) {
    current = first
    rows = first.rows
    self.record = record
    keep(first, forLength: first.length ?? 0)
  }

  private func keep(_ model: Model, forLength length: Int) {
    while models.count <= length { models.append(nil) }
    models[length] = model
  }

  /// The recording for documents of so many tokens; whatever parameters it has.
  ///
  /// - Throws: What recording throws.
  func model(forLength length: Int) throws -> Model {
    if length < models.count, let model = models[length] { return model }
    let model = try record(BatchExtent(rows: rows, length: length))
    keep(model, forLength: length)
    return model
  }

  /// Makes a recording the one that has the parameters.
  func use(_ model: Model) {
    guard model !== current else { return }
    model.takeParameters(of: current)
    current = model
  }

  /// Gives a recording the parameters that count, without making it the current one.
  func bring(_ model: Model) {
    if model !== current { model.takeParameters(of: current) }
  }
}
