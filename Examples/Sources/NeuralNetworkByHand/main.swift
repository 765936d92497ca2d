// A network of two inputs, two hidden neurons and one output, differentiated twice: by hand, with
// the chain rule in plain arithmetic, and by the tape. Both find the same eight gradients.
//
//   swift run NeuralNetworkByHand [FOLDER]
//
//   x ──▶ z = x W + b ──▶ h = σ(z) ──▶ y = v · h ──▶ L = ½ (y − t)²

import Backdraw
import Foundation

let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")

let x = [1.0, 2.0]
let t = 1.0
let W = [[0.1, 0.4], [-0.3, 0.2]]  // W[i][j] leads from input i to neuron j
let b = [0.0, 0.1]
let v = [0.5, -0.6]

// MARK: By hand

// Forward.
let z = (0..<2).map { j in x[0] * W[0][j] + x[1] * W[1][j] + b[j] }
let h = z.map { 1 / (1 + exp(-$0)) }
let y = v[0] * h[0] + v[1] * h[1]
let L = 0.5 * (y - t) * (y - t)

// Backward: each line takes what arrives, times a local derivative.
let dy = y - t  // ½ (y − t)² has the derivative y − t
let dv = h.map { dy * $0 }
let dh = v.map { dy * $0 }
let dz = zip(dh, h).map { $0 * $1 * (1 - $1) }  // σ′ = σ (1 − σ)
let dW = x.map { xi in dz.map { xi * $0 } }
let db = dz

// MARK: On the tape

let tape = Tape<Double>()
tape.title = "A network by hand"
let input = tape.constant(x, name: "x")
let weights = try tape.parameter(W, name: "W")
let bias = tape.parameter(b, name: "b")
let hidden = try tape.layer("Hidden layer") {
  try sigmoid(matmul(input, weights) + bias).named("h")
}
let outward = tape.parameter(v, name: "v")
let output = try tape.layer("Output layer") { try dot(outward, hidden).named("y") }
let loss = try halfSSE(output, tape.constant(t, name: "t")).named("L")
let trace = try tape.backward(from: loss)

// MARK: Side by side

func compare(_ name: String, _ byHand: [Double], _ variable: Variable<Double>) {
  let byTape = trace.gradient(of: variable).tensor?.elements ?? []
  for (index, (one, other)) in zip(byHand, byTape).enumerated() {
    let verdict = abs(one - other) < 1e-12 ? "the same" : "DIFFERENT"
    print(String(format: "∂L/∂%@[%d]  %9.6f  %9.6f  %@", name, index, one, other, verdict))
  }
}

print(String(format: "L = %.6f by hand, %.6f on the tape", L, loss.value.elements[0]))
compare("W", dW.flatMap { $0 }, weights)
compare("b", db, bias)
compare("v", dv, outward)

// A third opinion, which knows nothing of the chain rule: (L(w + ε) − L(w − ε)) / 2ε.
let check = try tape.checkGradients(from: loss)
print(
  check.entries.count, "central differences,", check.failures(tolerance: 1e-6).count, "disagree")

try Figure(trace).write(to: folder.appending(path: "network.svg"))
let neurons = try Figure(trace, options: .init(view: .network()))
try neurons.write(to: folder.appending(path: "neurons.svg"))
let page = try Derivation(trace, of: [.entry("W", [1, 0])]).html()
try page.write(to: folder.appending(path: "weight.html"), atomically: true, encoding: .utf8)
