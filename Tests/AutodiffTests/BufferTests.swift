import Testing

@testable import Autodiff

@Suite struct BufferTests {
  /// From a few bytes over the first large page to several of them: nothing is lost on the way.
  @Test func growsWithoutLosingAnything() {
    var buffer = Buffer<Int32>()
    for number in 0..<3_000_000 { buffer.append(Int32(number)) }
    #expect(buffer.count == 3_000_000)
    #expect(buffer.enumerated().allSatisfy { $0.offset == Int($0.element) })
    #expect(Array(buffer[7..<9]) == [7, 8])
  }

  @Test func copiesKeepWhatTheyHave() {
    var buffer = Buffer(repeating: 1.0, count: 3)
    let copy = buffer
    buffer.append(2)
    buffer.own()[0] = 5
    #expect(Array(buffer) == [5, 1, 1, 2])
    #expect(Array(copy) == [1, 1, 1])
    let longer = buffer
    buffer.removeAll()
    buffer.append(7)
    #expect(Array(longer) == [5, 1, 1, 2] && Array(buffer) == [7])
    buffer = longer
    buffer.fill(to: 6, with: 9)
    #expect(Array(buffer) == [5, 1, 1, 2, 9, 9])
  }

  @Test func sparePagesAreUsedAgain() {
    let spares = SparePages()
    var first: Buffer<Double>? = Buffer(uninitialized: 1 << 20, spares: spares)
    let place = first?.base
    first = nil
    let second = Buffer<Double>(uninitialized: (1 << 20) - 5, spares: spares)
    #expect(second.base == place)
    // What is much smaller must not keep it.
    #expect(spares.take(bytes: 5 << 20) == nil)
  }

  /// Scalars have their values as soon as they are recorded; what a leaf's change reaches is
  /// computed anew.
  @Test func recordingAgainOnTheSameTape() {
    let tape = Tape<Double>()
    for start in [3.0, 4] {
      tape.removeAll()
      #expect(tape.nodeCount == 0)
      let x = tape.leaf(Tensor(start), role: .variable, name: "x")
      let square = tape.recordScalar(.multiply, x, x)
      let trace = tape.backward(from: square)
      #expect(tape.value(of: square).scalar == start * start)
      #expect(trace.gradient(of: x) == Gradient(Tensor(2 * start), reason: nil))
      tape.setValue(of: x, to: [10])
      let sum = tape.recordScalar(.add, square, x)
      #expect(tape.value(of: sum) == 110)
      // The trace still has the numbers it was made with.
      #expect(trace.value(of: square).scalar == start * start)
    }
  }
}
