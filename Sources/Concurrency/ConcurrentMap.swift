import Dispatch
import Foundation
import Synchronization

/// How many threads work at once where nobody says otherwise: one for each core.
package var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }

extension Array where Element: Sendable {
  /// The results of work on each element, in the elements' order, worked out on several threads.
  ///
  ///     try words.concurrentMap { word in try translation(of: word) }
  ///
  /// Elements are begun in their order; after a failure no other is begun.
  ///
  /// - Parameters:
  ///   - threads: How many threads work at most.
  ///   - transform: The work on one element.
  /// - Throws: What the first element in order threw that threw anything.
  package func concurrentMap<Result: Sendable, Failure: Error>(
    threads: Int = coreCount, _ transform: @Sendable (Element) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    try concurrentMap(threads: threads, context: { _ throws(Failure) in }) {
      element, _ throws(Failure) in try transform(element)
    }
  }

  /// The same, where each thread has something to work with that it shares with no other.
  ///
  /// - Parameters:
  ///   - threads: How many threads work at most.
  ///   - context: What a thread works with, made on it; asked with its number, from 0.
  ///   - transform: The work on one element.
  /// - Throws: What the first element in order threw that threw anything.
  package func concurrentMap<Context, Result: Sendable, Failure: Error>(
    threads: Int = coreCount, context: @Sendable (Int) throws(Failure) -> Context,
    _ transform: @Sendable (Element, Context) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let progress = Mutex(Progress<Result, Failure>(count: count))
    withoutActuallyEscaping(context) { context in
      withoutActuallyEscaping(transform) { transform in
        DispatchQueue.concurrentPerform(iterations: Swift.max(1, Swift.min(count, threads))) {
          thread in
          let context = Swift.Result { () throws(Failure) in try context(thread) }
          while let index = progress.withLock({ $0.begin() }) {
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
