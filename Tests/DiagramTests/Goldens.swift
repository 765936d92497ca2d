import Foundation
import Testing

/// Holds a text against the file of a test's name in `Goldens`; with `BACKDRAW_RECORD=1` in the
/// environment the file is written instead.
func expectGolden(
  _ text: String, function: String = #function, location: SourceLocation = #_sourceLocation
) throws {
  let name = function.prefix { $0 != "(" }
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/\(name).txt")
  switch ProcessInfo.processInfo.environment["BACKDRAW_RECORD"] {
  case "1":
    try Data(text.utf8).write(to: file)
    return
  case nil, "refused": break
  case let other?:
    Issue.record("BACKDRAW_RECORD is 1 or not there, not \(other)", sourceLocation: location)
  }
  let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  if golden == text { return }
  let pairs = zip(golden.split(separator: "\n"), text.split(separator: "\n"))
  let difference = pairs.first { $0 != $1 }
  Issue.record(
    """
    differs from \(name).txt: \(difference.map { "was\n\($0)\nis\n\($1)" } ?? "other length")
    """, sourceLocation: location)
}
