/// Measures what a network has learned so far.
struct Gauge {
  /// What is measured on, and by whom.
  enum Kind {
    case images(ImageEvaluator, training: ImageDataset, test: ImageDataset)
    case text(TextEvaluator, TextDataset)
  }

  private let shelf: ModelShelf
  private let kind: Kind

  init(_ shelf: ModelShelf, _ kind: Kind) {
    self.shelf = shelf
    self.kind = kind
  }

  /// What is measured.
  var measure: TrainingResult.Measure {
    switch kind {
    case .images: .accuracy
    case .text: .loss
    }
  }

  /// Measures after so many updates.
  ///
  /// - Throws: What recording for other lengths throws.
  func evaluation(updates: Int) throws -> TrainingResult.Evaluation {
    switch kind {
    case .images(let evaluator, let training, let test):
      TrainingResult.Evaluation(
        updates: updates, train: evaluator.accuracy(of: shelf.current, on: training),
        test: evaluator.accuracy(of: shelf.current, on: test))
    case .text(let evaluator, let data):
      TrainingResult.Evaluation(
        updates: updates,
        train: try evaluator.loss(
          of: shelf, on: data.training, most: data.test.count),
        test: try evaluator.loss(of: shelf, on: data.test))
    }
  }

  /// How the test images are classified; nil where there are none.
  var outcome: TestOutcome? {
    switch kind {
    case .images(let evaluator, _, let test): evaluator.outcome(of: shelf.current, on: test)
    case .text: nil
    }
  }
}
