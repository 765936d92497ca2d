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
  /// What is printed, in one line; nil where nobody is there to read it.
  let message: Bilingual?
  /// What is wrong and what to do, without the place; nil where nobody is there to read it.
  let reason: Bilingual?

  /// A failure that is told in one line: `missing.graph: error: there is no such file; …`.
  ///
  /// - Parameter place: The file or the option that it is about; none where it is about all.
  init(
    _ status: ExitStatus, at place: String? = nil, _ message: Bilingual, remedy: Bilingual? = nil
  ) {
    self.status = status
    let before = Bilingual(en: "; ", ko: ". ")
    // Names of files and options, and what foreign files say, may hold anything at all.
    let reason = Bilingual { language in
      printable(message[language] + (remedy.map { before[language] + $0[language] } ?? ""))
    }
    self.reason = reason
    self.message = Bilingual { language in
      (place.map { printable($0) + ": " } ?? "") + MessageLabel.error[language] + ": "
        + reason[language]
    }
  }

  /// A failure that nobody is told of: who could be told is gone, or knows.
  init(silent status: ExitStatus) {
    self.status = status
    message = nil
    reason = nil
  }

  /// The same, with the lines of the file where something is wrong too.
  func naming(otherLines lines: [Int]) -> Failure {
    guard !lines.isEmpty, let message, let reason else { return self }
    let numbers = lines.prefix(20).map(String.init).joined(separator: ", ")
    let more = Bilingual(
      en:
        "; see also line\(lines.count == 1 ? "" : "s") \(numbers)\(lines.count > 20 ? ", …" : "")",
      ko: ". \(numbers)\(lines.count > 20 ? ", …" : "")행도 고치십시오")
    return Failure(
      status, told: Bilingual { message[$0] + more[$0] },
      reason: Bilingual { reason[$0] + more[$0] })
  }

  private init(_ status: ExitStatus, told message: Bilingual, reason: Bilingual) {
    self.status = status
    self.message = message
    self.reason = reason
  }

  /// The failure inside an error that the argument parser made around it, as it does around what a
  /// value's reader or `validate()` throws.
  init?(wrappedIn error: Any, depth: Int = 8) {
    if let failure = error as? Failure {
      self = failure
      return
    }
    guard depth > 0 else { return nil }
    for child in Mirror(reflecting: error).children {
      if let failure = Failure(wrappedIn: child.value, depth: depth - 1) {
        self = failure
        return
      }
    }
    return nil
  }
}
