import Autodiff
import Concurrency

/// Recordings of one computation, one for each thread: no two threads touch the same tape.
final class Crew {
  /// The recordings of one thread, by the lengths of their documents; others hold nothing.
  private final class Worker: @unchecked Sendable {
    var models: [Model?] = []

    /// The recording for documents of a length.
    subscript(length: Int) -> Model? {
      get { models.indices.contains(length) ? models[length] : nil }
      set {
        while models.count <= length { models.append(nil) }
        models[length] = newValue
      }
    }
  }

  private let workers: [Worker]

  /// A crew of so many threads.
  init(threads: Int) { workers = (0..<max(1, threads)).map { _ in Worker() } }

  /// Works on pieces that are independent of each other, in their order.
  ///
  /// - Parameters:
  ///   - models: The recordings that are needed, by lengths, with the parameters that count.
  ///   - work: What is done with a piece and the recordings of one thread.
  func map<Piece: Sendable, Result: Sendable>(
    _ pieces: [Piece], models: [(length: Int, model: Model)],
    _ work: @Sendable (Piece, (Int) -> Model?) -> Result
  ) -> [Result] {
    let workers = workers
    for worker in workers {
      for (length, model) in models {
        let own = worker[length] ?? model.copy()
        own.takeParameters(of: model)
        worker[length] = own
      }
    }
    return pieces.concurrentMap(
      threads: workers.count, context: { workers[$0] },
      { piece, worker in work(piece, { worker[$0] }) })
  }
}
