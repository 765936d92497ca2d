// Learns "one or the other, but not both", which no straight line can tell apart, by going down the
// gradient.
//
//   swift run LearningXOR [FOLDER]

import Backdraw
import Foundation

let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")

let tape = Tape<Double>()
tape.title = "XOR"
let inputs = try tape.constant([[0, 0], [0, 1], [1, 0], [1, 1]], name: "X")
let targets = try tape.constant([[0], [1], [1], [0]], name: "T")

// Three hidden neurons. They begin unequal: equal ones would stay equal for ever.
let W1 = try tape.parameter([[0.9, -0.8, 0.3], [-0.7, 0.6, 0.5]], name: "W1")
let b1 = tape.parameter([0.1, 0.2, -0.3], name: "b1")
let W2 = try tape.parameter([[0.7], [0.6], [-0.5]], name: "W2")
let b2 = tape.parameter([0], name: "b2")

let hidden = try tape.layer("Hidden layer") { try tanh(affine(inputs, W1, b1)).named("H") }
let outputs = try tape.layer("Output layer") { try sigmoid(affine(hidden, W2, b2)).named("Y") }
let loss = try bce(outputs, targets).named("loss")

// Recorded once, run many times: forward, backward, and a step down.
for step in 0...400 {
  let trace = try tape.backward(from: loss)
  if step % 50 == 0 {
    let height = loss.value.elements[0]
    let bar = String(repeating: "▇", count: Int((height * 50).rounded(.up)))
    print(String(format: "step %3d  loss %.4f  ", step, height) + bar)
  }
  try tape.descend(along: trace, rate: 0.8)
}

for (row, answer) in zip(["0 0", "0 1", "1 0", "1 1"], outputs.value.elements) {
  print(row, "→", String(format: "%.2f", answer), answer > 0.5 ? "yes" : "no")
}

try Figure(tape.backward(from: loss), options: .init(direction: .topToBottom))
  .write(to: folder.appending(path: "xor.svg"))
