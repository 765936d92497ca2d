// Changes graphs at random and does all that the program does with one, to see that nothing brings
// it down. The same seed gives the same graphs.
//
//   swift run graph-fuzzer --count 20000 --seed 1
//   swift run graph-fuzzer --replay FILE…
//
// The graph at hand is in `.build/fuzz-input.graph` before it is read: after a crash it is still
// there. What a run has found goes into Tests/Fuzzer/Corpus, where every later run begins.

import Foundation

let arguments = CommandLine.arguments.dropFirst()

/// Ends the run with what is wrong.
func fail(_ words: String) -> Never {
  FileHandle.standardError.write(Data("graph-fuzzer: \(words)\n".utf8))
  exit(1)
}

/// What `--help` says.
let help = """
  Changes graphs at random and does all that the program does with one.

  graph-fuzzer [--count N] [--seed N]   N changed graphs (2000) after those that are kept; the same
                                        seed (1) gives the same graphs
  graph-fuzzer --replay FILE…           graphs of files, such as .build/fuzz-input.graph
  """

func number(after option: String, otherwise: UInt64) -> UInt64 {
  guard let place = arguments.firstIndex(of: option) else { return otherwise }
  guard place + 1 < arguments.endIndex, let number = UInt64(arguments[place + 1]) else {
    fail("\(option) takes a whole number, as in \(option) 2000")
  }
  return number
}

if arguments.contains(where: { ["--help", "-h", "help"].contains($0) }) {
  print(help)
  exit(0)
}
let known = ["--count", "--seed"]
if arguments.first != "--replay",
  let strange = arguments.first(where: { UInt64($0) == nil && !known.contains($0) })
{
  fail("there is no option '\(strange)'; see --help")
}

let subject = Subject()
if arguments.first == "--replay" {
  for path in arguments.dropFirst() {
    let outcome = subject.run(Array(try Data(contentsOf: URL(filePath: path))))
    print("\(path): \(outcome)")
  }
  exit(0)
}

let (seed, count) = (
  number(after: "--seed", otherwise: 1), number(after: "--count", otherwise: 2000)
)
let corpus = try Corpus(folders: ["Tests/Fuzzer/Corpus", "Templates/lessons", "Documentation"])
var mutator = Mutator(corpus: corpus.graphs, seed: seed)
let input = URL(filePath: ".build/fuzz-input.graph")

var outcomes: [Subject.Outcome: Int] = [:]
var slowest = (seconds: 0.0, bytes: [UInt8]())
let clock = ContinuousClock()
// What the corpus holds is run as it is first.
for round in 0..<(UInt64(corpus.graphs.count) + count) {
  let isKept = round < corpus.graphs.count
  let bytes = isKept ? corpus.graphs[Int(round)] : mutator.next()
  try Data(bytes).write(to: input)
  let time = clock.measure { outcomes[subject.run(bytes), default: 0] += 1 }.components
  let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
  if seconds > slowest.seconds { slowest = (seconds, bytes) }
}
let slow = URL(filePath: ".build/fuzz-slowest.graph")
try Data(slowest.bytes).write(to: slow)
try? FileManager.default.removeItem(at: input)

let (drawn, refused) = (outcomes[.drawn, default: 0], outcomes[.refused, default: 0])
print(
  "\(drawn) graphs drawn, \(refused) refused; the slowest took \(slowest.seconds) s: \(slow.path)")
// Graphs that are all refused would try the parser alone.
if drawn * 10 < refused { fail("too few of them were graphs: the mutator breaks all it touches") }
