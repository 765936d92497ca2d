import ArgumentParser
import Wording

/// How the program ends, as in sysexits.h.
enum ExitStatus: Int32 {
  /// A gradient is out of tolerance.
  case outOfTolerance = 1
  /// The command line is wrong.
  case usage = 64
  /// The graph or the data are bad.
  case badData = 65
  /// An input is missing or cannot be opened.
  case missingInput = 66
  /// An output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed on the way.
  case inputOutput = 74

  /// The status as the argument parser knows it.
  var code: ExitCode { ExitCode(rawValue) }
}

/// What ends a command before its time: where, what, and what to do about it.
struct Failure: Error {
  let status: ExitStatus
  /// What is printed; nil where nobody is there to read it.
  let message: Bilingual?

  /// A failure that is told in one line: `missing.graph: error: there is no such file; …`.
  init(_ status: ExitStatus, at place: String, _ message: Bilingual, remedy: Bilingual? = nil) {
    self.status = status
    self.message = Bilingual(
      en: "\(place): error: \(message.english)" + (remedy.map { "; " + $0.english } ?? ""),
      ko: "\(place): error: \(message.korean)" + (remedy.map { ". " + $0.korean } ?? ""))
  }

  /// A failure whose message is complete.
  init(_ status: ExitStatus, rendered message: Bilingual?) {
    self.status = status
    self.message = message
  }
}
