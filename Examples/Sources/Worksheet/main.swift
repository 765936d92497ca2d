// A quiz for a class, in each language: a figure with empty boxes, its key, and a page to print whose
// last sheet has the answers.
//
//   swift run Worksheet [FOLDER]

import Backdraw
import Foundation

let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")

let neuron = """
  title en "A neuron"
  title ko "뉴런 하나"
  x = 2
  w = -1
  b = 0.5
  y = sigmoid(w * x + b)
  """

for language in Language.allCases {
  // The sigmoid is taken apart, so that each box needs one rule only.
  let graph = try Graph(source: neuron, expanding: ["sigmoid"], language: language)

  var options = Figure.Options(theme: .print, blank: .gradients, digits: 3)
  let quiz = try Figure(graph, language: language, options: options)
  try quiz.write(to: folder.appending(path: "quiz.\(language.rawValue).pdf"))

  options.isAnswered = true
  let key = try Figure(graph, language: language, options: options)
  try key.write(to: folder.appending(path: "key.\(language.rawValue).svg"))

  let sheet = try Derivation(graph, language: language, digits: 3).html(isWorksheet: true)
  let file = folder.appending(path: "worksheet.\(language.rawValue).html")
  try sheet.write(to: file, atomically: true, encoding: .utf8)

  print(graph.title(in: language) ?? "", "—", graph.names.joined(separator: ", "))
}
