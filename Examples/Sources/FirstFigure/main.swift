// Draws a first graph, derives it, and records another one in Swift.
//
//   swift run FirstFigure [FOLDER]

import Backdraw
import Foundation

let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")

// A computation as one writes it on the board. The backward pass begins at its last name.
let graph = try Graph(source: "x = 3; y = x * x + 1")
print("y =", graph.values["y"]!, "and ∂y/∂x =", graph.gradients["x"]!)

// The picture: green forward, red backward. The file's ending says in which form.
try Figure(graph, language: .korean).write(to: folder.appending(path: "square.ko.svg"))
try Figure(graph).write(to: folder.appending(path: "square.png"), scale: 2)

// The derivation: x is used twice, so two arrows lead back to it, and their gradients add up.
let page = try Derivation(graph).html()
try page.write(to: folder.appending(path: "square.html"), atomically: true, encoding: .utf8)
print(try Derivation(graph, of: ["x"]).text())

// The same can be recorded with Swift's own operators and functions.
let tape = Tape<Double>()
let x = tape.variable(3, name: "x")
let y = try (sigmoid(x) * x).sum().named("y")
try Figure(tape.backward(from: y)).write(to: folder.appending(path: "swish.pdf"))

// A wrong shape is an error that says what does not fit.
do {
  _ = try tape.variable([1, 2]) + tape.variable([1, 2, 3])
} catch {
  print(error)
}
