import Dispatch
import Synchronization

/// Works on elements on several threads, and gives the results in the elements' order, whichever
/// thread made them.
///
/// - Parameters:
///   - elements: What is worked on; each is begun in order.
///   - threads: How many threads there are at most.
///   - context: Makes what one thread, counted from 0, works with and shares with no other.
///   - work: The work on one element.
/// - Throws: What the first element in order threw that threw anything.
package func concurrentMap<Element: Sendable, Context, Result: Sendable, Failure: Error>(
  _ elements: [Element], threads: Int,
  context: @Sendable (_ thread: Int) throws(Failure) -> Context,
  _ work: @Sendable (Element, Context) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  let progress = Mutex(Progress<Result, Failure>())
  let workers = max(1, min(threads, elements.count))
  DispatchQueue.concurrentPerform(iterations: workers) { thread in
    let context = Swift.Result { () throws(Failure) in try context(thread) }
    while let index = progress.withLock({ $0.begin(of: elements.count) }) {
      let outcome = Swift.Result { () throws(Failure) in
        try work(elements[index], try context.get())
      }
      progress.withLock { $0.end(index, outcome) }
    }
  }
  // Elements are begun in order, so the first failure comes before all that were not begun.
  let outcomes = progress.withLock { $0.outcomes }
  var results: [Result] = []
  for index in elements.indices {
    if let outcome = outcomes[index] { results.append(try outcome.get()) }
  }
  return results
}

/// How far the threads are.
private struct Progress<Output: Sendable, Failure: Error>: Sendable {
  var next = 0
  var failed = false
  var outcomes: [Int: Result<Output, Failure>] = [:]

  /// The next element, or nil where there is none or one has failed.
  mutating func begin(of count: Int) -> Int? {
    guard next < count, !failed else { return nil }
    defer { next += 1 }
    return next
  }

  mutating func end(_ index: Int, _ outcome: Result<Output, Failure>) {
    outcomes[index] = outcome
    if case .failure = outcome { failed = true }
  }
}
