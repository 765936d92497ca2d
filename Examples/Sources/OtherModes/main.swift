// Other ways to the same derivatives than backpropagation, and the steps that are taken with them.
//
//   swift run OtherModes [FOLDER]

import Backdraw
import Foundation

let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")

// w is used twice, so that two paths lead from it to the loss.
let graph = try Graph(source: "param w = 2; rate 0.1; loss = (w * w - 1)^2")

// Forward mode: beside each value the rate at which it changes with w.
print(try Derivation(graph, mode: .forward(of: "w")).text())

// Every path with its product; their sum is the same number again.
print(try Derivation(graph, mode: .paths(from: "w")).text())

// Down the gradient, five times.
let descent = try Derivation(graph, mode: .descent(steps: 5)).html()
try descent.write(to: folder.appending(path: "descent.html"), atomically: true, encoding: .utf8)

// Of tensors the backward pass forms vector–Jacobian products, and no Jacobian.
let tape = Tape<Double>()
let x = tape.variable([1, -2], name: "x")
let y = try softmax(x, axis: 0).named("y")
let trace = try tape.backward(from: y.squared().sum().named("L"))
let jacobians = try Derivation(trace, mode: .jacobians(of: "y")).html()
try jacobians.write(to: folder.appending(path: "jacobians.html"), atomically: true, encoding: .utf8)

// What a graph lacks is said.
do {
  _ = try Derivation(graph, mode: .forward(of: "v"))
} catch {
  print(error)
}
