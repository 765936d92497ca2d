import Formats
import Training

/// The curves of a training run as a table for other programs: for each number of updates the loss of
/// the batch that comes next, and what was measured there.
package struct TrainingCSV {
  private let result: TrainingResult

  /// Prepares the table of a run.
  package init(_ result: TrainingResult) { self.result = result }

  /// Writes the table.
  ///
  /// - Throws: The sink's error.
  package func write(to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    let measure =
      switch result.measure {
      case .accuracy: "accuracy"
      case .loss: "loss"
      case nil: nil as String?
      }
    let columns = measure.map { ["train_\($0)", "test_\($0)"] } ?? []
    try table.row((["updates", "batch_loss"] + columns).map { .text($0) })
    var measured = result.evaluations[...]
    for updates in 0...result.losses.count {
      let loss: Float? = updates < result.losses.count ? result.losses[updates] : nil
      let here = measured.first.flatMap { $0.updates == updates ? $0 : nil }
      if here != nil { measured.removeFirst() }
      guard loss != nil || here != nil else { continue }
      try table.row(
        [.whole(updates), .single(loss)]
          + (measure == nil ? [] : [.number(here?.train), .number(here?.test)]))
    }
  }
}
