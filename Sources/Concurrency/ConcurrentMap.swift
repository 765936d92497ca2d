import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The results of work on each element, in the elements' order, worked out on several threads.
  ///
  ///     try words.concurrentMap { word in try translation(of: word) }
  ///
  /// Elements are begun in their order; after a failure no other is begun.
  ///
  /// - Parameters:
  ///   - threads: How many threads work at most; as many as there are processors when left out.
  ///   - transform: The work on one element.
  /// - Throws: What the first element in order threw that threw anything.
  package func concurrentMap<Result: Sendable, Failure: Error>(
    threads: Int? = nil, _ transform: @Sendable (Element) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    try concurrentMap(threads: threads, context: { _ throws(Failure) in }) {
      element, _ throws(Failure) in try transform(element)
    }
  }

  /// The same, where each thread has something to work with that it shares with no other.
  ///
  /// - Parameters:
  ///   - threads: How many threads work at most; as many as there are processors when left out.
  ///   - context: What a thread works with, made on it when it begins; asked with the thread's
  ///     number, from 0, below `threads`.
  ///   - transform: The work on one element.
  /// - Throws: What the first element in order threw that threw anything.
  package func concurrentMap<Context, Result: Sendable, Failure: Error>(
    threads: Int? = nil, context: @Sendable (Int) throws(Failure) -> Context,
    _ transform: @Sendable (Element, Context) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let progress = Mutex(Progress<Result, Failure>(count: count))
    // Dispatch runs as many at once as there are processors; those that begin when nothing is left
    // do nothing.
    let limit = Swift.min(count, Swift.max(1, threads ?? count))
    withoutActuallyEscaping(context) { context in
      withoutActuallyEscaping(transform) { transform in
        DispatchQueue.concurrentPerform(iterations: limit) { thread in
          var here: Swift.Result<Context, Failure>?
          while let index = progress.withLock({ $0.begin() }) {
            let context = here ?? Swift.Result { () throws(Failure) in try context(thread) }
            here = context
            let outcome = Swift.Result { () throws(Failure) in
              try transform(self[index], try context.get())
            }
            progress.withLock { $0.end(index, with: outcome) }
          }
        }
      }
    }
    // Elements are begun in order, so the first failure comes before all that were not begun.
    var results: [Result] = []
    for case let outcome? in progress.withLock({ $0.outcomes }) {
      results.append(try outcome.get())
    }
    return results
  }
}

/// How far the threads are.
private struct Progress<Value: Sendable, Failure: Error>: Sendable {
  private(set) var outcomes: [Result<Value, Failure>?]
  private var next = 0
  private var hasFailed = false

  init(count: Int) { outcomes = Array(repeating: nil, count: count) }

  /// The next element to work on; nil where there is none.
  mutating func begin() -> Int? {
    guard next < outcomes.count, !hasFailed else { return nil }
    defer { next += 1 }
    return next
  }

  mutating func end(_ index: Int, with outcome: Result<Value, Failure>) {
    outcomes[index] = outcome
    if case .failure = outcome { hasFailed = true }
  }
}
