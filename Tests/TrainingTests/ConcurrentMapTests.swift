import Synchronization
import Testing

@testable import Training

@Suite struct ConcurrentMapTests {
  @Test(arguments: [1, 2, 7, 1_000])
  func resultsStandInTheOrderOfTheirElements(threads: Int) {
    let squares = concurrentMap(
      Array(0..<100), threads: threads, context: { $0 },
      { (element: Int, _: Int) in element * element })
    #expect(squares == (0..<100).map { $0 * $0 })
    #expect(concurrentMap([Int](), threads: threads, context: { $0 }, { $0 + $1 }) == [])
  }

  @Test func noTwoThreadsShareAContext() {
    final class Counter {
      var count = 0
    }
    let made = Mutex(0)
    let counts = concurrentMap(
      Array(0..<1_000), threads: 4,
      context: { (_: Int) -> Counter in
        made.withLock { $0 += 1 }
        return Counter()
      },
      { (_: Int, counter: Counter) -> Int in
        counter.count += 1
        return counter.count
      })
    #expect(made.withLock { $0 } == 4)
    // Each thread counts its own elements from 1 on.
    #expect(counts.count { $0 == 1 } <= 4 && counts.reduce(0) { max($0, $1) } <= 1_000)
    #expect(Set(counts).count == counts.max())
  }

  @Test func theFirstFailureInOrderIsThrown() {
    struct Failure: Error, Equatable { let element: Int }
    for threads in [1, 3] {
      let error = #expect(throws: Failure.self) {
        try concurrentMap(
          Array(0..<50), threads: threads, context: { (_: Int) throws(Failure) in },
          { (element: Int, _: Void) throws(Failure) -> Int in
            if element >= 20 { throw Failure(element: element) }
            return element
          })
      }
      #expect(error == Failure(element: 20))
    }
  }
}
