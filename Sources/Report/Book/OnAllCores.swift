import Dispatch
import Foundation
import Synchronization

/// Works on elements on all cores, and gives the results in the elements' order.
///
/// - Parameters:
///   - elements: What is worked on; each is begun in order.
///   - context: Makes what one thread works with and shares with no other.
///   - work: The work on one element.
/// - Throws: What the first element in order threw that threw anything.
func onAllCores<Element: Sendable, Context, Result: Sendable>(
  _ elements: [Element], context: @escaping @Sendable () throws -> Context,
  _ work: @escaping @Sendable (Element, Context) throws -> Result
) throws -> [Result] {
  let progress = Mutex(Progress<Result>())
  let workers = max(1, min(elements.count, ProcessInfo.processInfo.activeProcessorCount))
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    let context = Swift.Result { try context() }
    while true {
      let index = progress.withLock { progress -> Int? in
        guard progress.next < elements.count, !progress.failed else { return nil }
        defer { progress.next += 1 }
        return progress.next
      }
      guard let index else { return }
      let outcome = Swift.Result<Result, any Error> { try work(elements[index], try context.get()) }
      progress.withLock { progress in
        progress.outcomes[index] = outcome
        if case .failure = outcome { progress.failed = true }
      }
    }
  }
  let outcomes = progress.withLock { $0.outcomes }
  // Elements are begun in order, so the first failure comes before all that were not begun.
  return try elements.indices.compactMap { try outcomes[$0]?.get() }
}

/// How far the threads are.
private struct Progress<Element: Sendable>: Sendable {
  var next = 0
  var outcomes: [Int: Result<Element, any Error>] = [:]
  var failed = false
}
