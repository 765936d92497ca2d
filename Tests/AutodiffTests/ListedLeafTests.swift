import Kernels
import Testing

@testable import Autodiff

/// A leaf of listed rows against the same leaf filled number by number.
@Suite struct ListedLeafTests {
  static let columns = 60
  static let pixels = (0..<30 * columns).map { i -> UInt8 in
    let draw = (i &* 7919 &+ 13) % 1013
    return draw < 700 ? 0 : UInt8(draw % 255 + 1)
  }
  static let chosen = (0..<Int32(20)).map { ($0 * 7) % 30 }

  private struct Graph<Scalar: TapeScalar & KernelScalar> {
    let tape = Tape<Scalar>()
    let x: NodeID
    let w: NodeID
    let output: NodeID

    /// x @ W + b or x @ W, and what else is made of x.
    init(_ kind: OperationKind, units: Int, readsElsewhere: Bool, weight: Scalar? = nil) throws {
      func numbers(_ count: Int) -> [Scalar] {
        (0..<count).map { Scalar(($0 &* 31 &+ 7) % 97) / 89 - 0.5 }
      }
      x = tape.leaf(
        Tensor(repeating: 0, shape: Shape([20, ListedLeafTests.columns])), role: .constant)
      var weights = numbers(ListedLeafTests.columns * units)
      if let weight { weights[3] = weight }
      w = tape.leaf(Tensor(shape: Shape([ListedLeafTests.columns, units]), elements: weights))
      let b = tape.leaf(Tensor(shape: Shape([units]), elements: numbers(units)))
      let sums = try tape.record(kind, kind == .affine ? [x, w, b] : [x, w])
      let active = try tape.record(.tanh, [sums])
      let total = try tape.record(.sum, [try tape.record(.square, [active])])
      output =
        readsElsewhere
        ? try tape.record(.add, [total, try tape.record(.sum, [x])]) : total
    }

    func fill(listed: Bool) throws {
      let rows = try #require(
        ListedRows(ListedLeafTests.pixels, columns: ListedLeafTests.columns))
      if listed {
        tape.setRows(of: x, to: ListedLeafTests.chosen, of: rows)
      } else {
        tape.withMutableValue(of: x) { x in
          ListedLeafTests.chosen.withUnsafeBufferPointer { chosen in
            if let base = x.baseAddress { rows.write(chosen, into: base) }
          }
        }
      }
      tape.accumulateGradients(from: output)
    }
  }

  private func check<Scalar: TapeScalar & KernelScalar>(
    _: Scalar.Type, _ kind: OperationKind, units: Int, readsElsewhere: Bool, weight: Scalar? = nil
  ) throws {
    let graphs = try (0..<2).map { _ in
      try Graph<Scalar>(kind, units: units, readsElsewhere: readsElsewhere, weight: weight)
    }
    try graphs[0].fill(listed: false)
    try graphs[1].fill(listed: true)
    func bits(_ numbers: UnsafeBufferPointer<Scalar>) -> [String] { numbers.map { "\($0)" } }
    let values = graphs.map { $0.tape.withValue(of: $0.output, bits) }
    #expect(values[0] == values[1])
    let gradients = graphs.map { $0.tape.withGradient(of: $0.w, bits) }
    #expect(gradients[0] == gradients[1])
    // Whoever asks for the leaf's numbers finds them, and traces have them.
    let leaves = graphs.map { $0.tape.withValue(of: $0.x, bits) }
    #expect(leaves[0] == leaves[1])
    #expect(leaves[1].contains { $0 != "0.0" })
    let trace = graphs[1].tape.backward(from: graphs[1].output)
    #expect(trace.value(of: graphs[1].x) == graphs[0].tape.value(of: graphs[0].x))
  }

  @Test(arguments: [OperationKind.affine, .matmul], [1, 2, 9, 50])
  func givesTheSameBits(kind: OperationKind, units: Int) throws {
    for readsElsewhere in [false, true] {
      try check(Float.self, kind, units: units, readsElsewhere: readsElsewhere)
      try check(Double.self, kind, units: units, readsElsewhere: readsElsewhere)
    }
  }

  @Test(arguments: [OperationKind.affine, .matmul])
  func zeroTimesInfinityIsNaNHereToo(kind: OperationKind) throws {
    try check(Float.self, kind, units: 9, readsElsewhere: false, weight: .infinity)
    try check(Double.self, kind, units: 9, readsElsewhere: false, weight: .nan)
  }

  @Test func aLeafThatIsSetIsNoLongerListed() throws {
    let graph = try Graph<Double>(.affine, units: 5, readsElsewhere: false)
    try graph.fill(listed: true)
    graph.tape.withMutableValue(of: graph.x) { $0[0] = 0.25 }
    let first = graph.tape.value(of: graph.output)
    let other = try Graph<Double>(.affine, units: 5, readsElsewhere: false)
    try other.fill(listed: false)
    other.tape.withMutableValue(of: other.x) { $0[0] = 0.25 }
    #expect(first == other.tape.value(of: other.output))
  }

  /// Differences whose products move in one column have the bits of those computed whole.
  @Test func differencesOfAMatrixAreThoseOfWholeProducts() throws {
    let graph = try Graph<Double>(.affine, units: 7, readsElsewhere: false)
    try graph.fill(listed: false)
    let trace = graph.tape.backward(from: graph.output)
    let check = graph.tape.centralDifferences(trace, of: [graph.w], step: 1e-5)
    let other = try Graph<Double>(.affine, units: 7, readsElsewhere: false)
    try other.fill(listed: false)
    for entry in check.entries {
      func output(_ change: Double) -> Double {
        let x = other.tape.value(of: other.w).elements[entry.index]
        other.tape.withMutableValue(of: other.w) { $0[entry.index] = x + change }
        defer { other.tape.withMutableValue(of: other.w) { $0[entry.index] = x } }
        return other.tape.withValue(of: other.output) { $0[0] }
      }
      let x = other.tape.value(of: other.w).elements[entry.index]
      let numerical = (output(1e-5) - output(-1e-5)) / ((x + 1e-5) - (x - 1e-5))
      #expect(entry.numerical == numerical)
    }
    #expect(check.entries.count == 420)
  }

  /// A matrix that a product has on both sides moves more than a column.
  @Test func aMatrixOnBothSidesIsMovedWhole() throws {
    let tape = Tape<Double>()
    let w = tape.leaf(
      Tensor(shape: Shape([3, 3]), elements: (0..<9).map { Double($0) / 7 - 0.4 }))
    let square = try tape.record(.matmul, [w, w])
    let output = try tape.record(.sum, [try tape.record(.tanh, [square])])
    let trace = tape.backward(from: output)
    #expect(tape.checkGradients(trace).failures(tolerance: 1e-8).isEmpty)
  }
}
