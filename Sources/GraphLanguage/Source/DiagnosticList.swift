import Autodiff
import Wording

/// Collects errors while a file is read: keeps the first ones and counts the rest.
struct DiagnosticList {
  /// How many are kept.
  static let limit = 20

  /// An error that was found, before it is known what else stands in the file.
  private struct Entry {
    let location: Location
    let message: Message
    /// A name that was not defined where it was used, what could be meant besides names, and the
    /// name whose own definition it stands in, which cannot be meant.
    let undefined: (name: String, candidates: [String], own: String?)?
  }

  private let source: SourceText
  /// The pass of a loop that is being read, where it is not the first.
  var pass: Annotations.Pass?
  /// What was found in passing, ascending but for a few; and what was found at the end.
  private var entries: [Entry] = []
  private var late: [Entry] = []
  /// How many errors there are.
  private(set) var count = 0

  /// Whether all errors are kept that will be shown, so that others are only counted.
  var isFull: Bool { entries.count >= Self.limit }

  init(source: SourceText) { self.source = source }

  /// Reports an error; the message is worked out only where it will be shown.
  mutating func report(_ location: Location, _ message: @autoclosure () -> Message) {
    count += 1
    guard !isFull else { return }
    let message = pass.map { message().inPass($0) } ?? message()
    entries.append(Entry(location: location, message: message, undefined: nil))
  }

  /// Reports the use of an undefined name; what may have been meant is looked up at the end, when
  /// all names are known.
  mutating func reportUndefined(
    _ location: Location, name: String, candidates: [String], own: String?,
    _ message: @autoclosure () -> Message
  ) {
    count += 1
    guard !isFull else { return }
    entries.append(
      Entry(location: location, message: message(), undefined: (name, candidates, own)))
  }

  /// Reports an error that shows only when the whole file has been read.
  mutating func reportLate(
    _ location: Location, undefined: String? = nil, _ message: @autoclosure () -> Message
  ) {
    count += 1
    guard late.count < Self.limit else { return }
    late.append(
      Entry(location: location, message: message(), undefined: undefined.map { ($0, [], nil) }))
  }

  /// The first errors by their places.
  func diagnostics(names: DefinedNames) -> Diagnostics {
    let sorted = (entries + late).enumerated().sorted {
      ($0.element.location.offset, $0.offset) < ($1.element.location.offset, $1.offset)
    }
    let errors = sorted.prefix(Self.limit).map { _, entry in
      Diagnostic(
        file: source.file, place: entry.location.place, severity: .error,
        message: entry.message.text, help: entry.message.help ?? help(entry, names),
        excerpt: Excerpt(around: entry.location.offset, in: source))
    }
    return Diagnostics(errors: errors, omitted: count - errors.count)
  }

  private func help(_ entry: Entry, _ names: DefinedNames) -> Bilingual? {
    guard let (name, candidates, own) = entry.undefined else { return nil }
    if let line = names.line(of: name), line > entry.location.place.line {
      return Message.definedLater(name, line: line)
    }
    let known = candidates + names.defined(before: entry.location.offset)
    return closestSpelling(of: name, among: known.filter { $0 != own }).map(Message.meant)
  }
}
