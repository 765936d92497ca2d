import Synchronization
import Testing

@testable import Concurrency

@Suite struct ConcurrentMapTests {
  private struct Odd: Error, Equatable {
    let number: Int
  }

  @Test func resultsStandInTheElementsOrder() {
    let squares = Array(0..<200).concurrentMap(threads: 4) { $0 * $0 }
    #expect(squares == (0..<200).map { $0 * $0 })
    #expect([Int]().concurrentMap { $0 } == [])
  }

  @Test func theFirstFailureInOrderIsThrown() {
    #expect(throws: Odd(number: 31)) {
      try Array(0..<200).concurrentMap(threads: 3) { number throws(Odd) in
        if number > 30, number % 2 == 1 { throw Odd(number: number) }
        return number
      }
    }
  }

  @Test func afterAFailureNothingIsBegun() {
    let begun = Mutex(0)
    #expect(throws: Odd.self) {
      try Array(0..<100).concurrentMap(threads: 1) { number throws(Odd) in
        begun.withLock { $0 += 1 }
        if number == 7 { throw Odd(number: number) }
      }
    }
    #expect(begun.withLock { $0 } == 8)
  }

  @Test func eachThreadHasItsOwnContext() {
    let made = Mutex<[Int]>([])
    let used = Array(0..<100).concurrentMap(
      threads: 3,
      context: { thread in
        made.withLock { $0.append(thread) }
        return thread
      }, { $1 })
    // A thread that comes too late for work makes nothing.
    let threads = made.withLock { $0 }
    #expect(Set(threads).count == threads.count && Set(threads) == Set(used))
    #expect(used.allSatisfy { (0..<3).contains($0) })
  }
}
