import Formats

/// What a build of the book left in its folder: for each page what it was made from, and what the
/// files are that were written for it. Whoever builds again leaves pages alone of which both are still
/// so.
///
///     backdraw book 2
///     page 9f86d0… en/01-two-apples.html
///     file 60303a… en/01-two-apples.html
///     end 2c26b4…
///
/// It is believed only as a whole: its last line is the digest of all that stands above it.
package struct BookRecord: Sendable, Equatable {
  /// A page that was made.
  package struct Page: Sendable, Equatable {
    /// The fingerprint of all that it was made from.
    package let inputs: String
    /// The page's files.
    package let files: [File]

    /// A page made from something, with its files.
    package init(inputs: String, files: [Book.File]) {
      self.inputs = inputs
      self.files = files.map { File(path: $0.path, checksum: Checksum.text(of: $0.bytes)) }
    }

    fileprivate init(inputs: String, files: [File]) {
      self.inputs = inputs
      self.files = files
    }
  }

  /// A file that was written.
  package struct File: Sendable, Equatable, Hashable {
    /// Where it stands, from the site's root.
    package let path: String
    /// The checksum of its contents: all files are read again where nothing has changed, and quickly.
    package let checksum: String
  }

  /// The name of the record's own file in the folder.
  package static let file = ".backdraw-fingerprints"

  /// The pages by their paths from the site's root.
  package private(set) var pages: [String: Page] = [:]

  /// Nothing is known.
  package init() {}

  /// All files, in the order of their pages.
  package var files: [File] { sorted.flatMap(\.value.files) }

  /// Notes a page. One whose paths do not fit on a line is forgotten, and made again.
  package mutating func set(_ page: Page, at path: String) {
    let paths = page.files.map(\.path)
    pages[path] = ([path] + paths).allSatisfy(Self.isPath) ? page : nil
  }

  /// Forgets all pages but some.
  package mutating func keep(only paths: some Sequence<String>) {
    let kept = Set(paths)
    pages = pages.filter { kept.contains($0.key) }
  }

  private var sorted: [(key: String, value: Page)] { pages.sorted { $0.key < $1.key } }

  // MARK: As text

  private static let opening = "backdraw book 2\n"

  /// The record as it is written; the same pages give the same text.
  package var text: String {
    var text = Self.opening
    for (path, page) in sorted {
      text += "page \(page.inputs) \(path)\n"
      for file in page.files { text += "file \(file.checksum) \(file.path)\n" }
    }
    return text + "end \(Fingerprint.text(of: Array(text.utf8)))\n"
  }

  /// Reads a record; nil for what is none, or is not whole.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard text.hasPrefix(Self.opening), lines.count >= 3, lines[lines.count - 1].isEmpty else {
      return nil
    }
    let contents = lines.dropLast(2).map { $0 + "\n" }.joined()
    guard lines[lines.count - 2] == "end \(Fingerprint.text(of: Array(contents.utf8)))" else {
      return nil
    }
    var path: String?
    var (inputs, files) = ("", [File]())
    for line in lines.dropFirst().dropLast(2) {
      let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3, Self.isPath(String(words[2])) else {
        return nil
      }
      switch words[0] {
      case "page" where Self.areDigits(words[1], count: 64):
        if let path { pages[path] = Page(inputs: inputs, files: files) }
        (path, inputs, files) = (String(words[2]), String(words[1]), [])
      case "file" where path != nil && Self.areDigits(words[1], count: 16):
        files.append(File(path: String(words[2]), checksum: String(words[1])))
      default: return nil
      }
    }
    if let path { pages[path] = Page(inputs: inputs, files: files) }
  }

  private static func areDigits(_ text: Substring, count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Whether a path stays in the folder and fits on a line.
  private static func isPath(_ path: String) -> Bool {
    !path.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == 0 }
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !["", ".", ".."].contains($0)
      }
  }
}
