// Records, evaluates and runs backward a scalar graph, and prints the time a node takes.
//
// Leaves ℓ₀…ℓ₆₃ = 0.1 + 0.01 i; v starts as the leaves; r is a linear congruential generator; each
// step sets v[i mod 64] = relu(v[a]·v[b] + ℓ[c])·0.5 and adds it to the output: five nodes. Every
// value and the gradient along every arrow are kept in the trace.

import Autodiff

/// The numbers that choose the operands of a step.
struct Choices {
  private var state: UInt32 = 12345

  mutating func next() -> Int {
    state = (1_103_515_245 &* state &+ 12345) & 0x7FFF_FFFF
    return Int(state >> 8) % 64
  }
}

/// Records the graph: its leaves and its output.
func record(on tape: Tape<Double>, steps: Int) -> (leaves: [NodeID], output: NodeID) {
  var choices = Choices()
  let leaves = (0..<64).map { tape.leaf(Tensor(0.1 + 0.01 * Double($0))) }
  let half = tape.leaf(Tensor(0.5), role: .constant)
  var v = leaves
  var output = tape.leaf(Tensor(0), role: .constant)
  for step in 0..<steps {
    let (a, b, c) = (choices.next(), choices.next(), choices.next())
    let product = tape.recordScalar(.multiply, v[a], v[b])
    let sum = tape.recordScalar(.add, product, leaves[c])
    let active = tape.recordScalar(.relu, sum)
    let next = tape.recordScalar(.multiply, active, half)
    v[step % 64] = next
    output = tape.recordScalar(.add, output, next)
  }
  return (leaves, output)
}

/// Records the same graph with Swift's operators.
func recordWithOperators(
  on tape: Tape<Double>, steps: Int
) throws -> (leaves: [NodeID], output: NodeID) {
  var choices = Choices()
  let leaves = (0..<64).map { tape.variable(0.1 + 0.01 * Double($0)) }
  let half = tape.constant(0.5)
  var v = leaves
  var output = tape.constant(0)
  for step in 0..<steps {
    let (a, b, c) = (choices.next(), choices.next(), choices.next())
    let next = try relu(v[a] * v[b] + leaves[c]) * half
    v[step % 64] = next
    output = try output + next
  }
  return (leaves.map(\.id), output.id)
}

let usesOperators = CommandLine.arguments.contains("--operators")

/// The leaves' gradients' sum after so many steps, and the seconds that each stage took.
func run(
  _ tape: Tape<Double>, steps: Int
) throws -> (sum: Double, nodes: Int, record: Double, forward: Double, backward: Double) {
  let clock = ContinuousClock()
  tape.removeAll()
  let start = clock.now
  let (leaves, output) =
    usesOperators
    ? try recordWithOperators(on: tape, steps: steps) : record(on: tape, steps: steps)
  let recorded = clock.now
  tape.evaluate()
  let evaluated = clock.now
  let trace = tape.backward(from: output)
  let done = clock.now
  let sum = leaves.reduce(0) { $0 + (trace.gradient(of: $1).scalar ?? 0) }
  func seconds(_ a: ContinuousClock.Instant, _ b: ContinuousClock.Instant) -> Double {
    let parts = (b - a).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }
  return (
    sum, tape.nodeCount, seconds(start, recorded), seconds(recorded, evaluated),
    seconds(evaluated, done)
  )
}

/// A time a node, to a tenth of a nanosecond.
func nanoseconds(_ seconds: Double, _ nodes: Int) -> String {
  let tenths = Int((seconds / Double(nodes) * 1e10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

print(
  "nodes | record | forward | backward | total, ns a node (best of 10) | first | sum of gradients")
for steps in [200, 2_000, 20_000, 200_000, 2_000_000] {
  // The first run takes its memory from the system; the others find it where the last one left it.
  let tape = Tape<Double>()
  let runs = try (0..<10).map { _ in try run(tape, steps: steps) }
  let totals = runs.map { $0.record + $0.forward + $0.backward }
  guard let best = runs.indices.min(by: { totals[$0] < totals[$1] }) else { continue }
  let (chosen, nodes) = (runs[best], runs[best].nodes)
  let columns = [chosen.record, chosen.forward, chosen.backward, totals[best], totals[0]].map {
    nanoseconds($0, nodes)
  }
  print(([String(nodes)] + columns + [String(chosen.sum)]).joined(separator: " | "))
}
