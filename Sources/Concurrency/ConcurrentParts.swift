import Dispatch

/// Work on the numbers from 0 up to a count, divided into parts of neighbours, one for each thread.
///
///     concurrentParts(100, threads: 2) { part in … }   // 0..<50 and 50..<100
///
/// - Parameters:
///   - threads: How many threads work at most.
///   - body: The work on one part; several of them run at once, so that they may share nothing that
///     one of them changes.
package func concurrentParts(_ count: Int, threads: Int, _ body: (Range<Int>) -> Void) {
  let parts = min(count, threads)
  guard parts > 1 else { return body(0..<count) }
  withoutActuallyEscaping(body) { body in
    nonisolated(unsafe) let work = body
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      work(part * count / parts..<(part + 1) * count / parts)
    }
  }
}
