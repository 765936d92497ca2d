import Autodiff

/// Fills batches, one after another: images or windows drawn with replacement, or a document, of which
/// each is as likely.
final class BatchFeed {
  /// The recordings that are filled.
  let shelf: ModelShelf
  private let plan: LearningPlan
  private let data: TrainingData
  /// The draws have a generator of their own, so that a wider network sees the same images.
  private var generator: SeededGenerator
  private var images: [Int32]
  private var starts: [Int]

  init(_ plan: LearningPlan, _ data: TrainingData, _ shelf: ModelShelf) {
    self.shelf = shelf
    self.plan = plan
    self.data = data
    generator = SeededGenerator(seed: plan.seed &+ 0x9E37_79B9_7F4A_7C15)
    images = Array(repeating: 0, count: plan.batch)
    starts = Array(repeating: 0, count: shelf.current.rows)
  }

  /// Fills the next batch; the recording that it is on is the shelf's current one.
  ///
  /// - Throws: What recording for another length throws.
  func next() throws {
    switch data {
    case .fixed: break
    case .images(let training, _):
      let count = min(plan.imageLimit ?? training.count, training.count)
      for row in images.indices {
        images[row] = Int32(images.count == count ? row : generator.index(below: count))
      }
      shelf.current.load(images, of: training)
    case .text(let data): try loadText(data.training)
    }
  }

  private func loadText(_ text: TextDataset.Part) throws {
    guard shelf.current.takesDocuments else {
      let length = shelf.current.length ?? 1
      let places = text.windowCount(length: length)
      for row in starts.indices { starts[row] = generator.index(below: places) }
      return shelf.current.load(starts, length: length, of: text)
    }
    let document = generator.index(below: text.count)
    let length = text.length(of: document)
    shelf.use(try shelf.model(forLength: length))
    starts[0] = text.starts[document]
    shelf.current.load(starts, length: length, of: text)
  }
}
