import Formats
import Testing

@testable import Report

/// What a build leaves for the next one.
@Suite struct BookRecordTests {
  private static func record() -> BookRecord {
    var record = BookRecord()
    for (path, more) in [("en/b.html", []), ("en/a.html", ["en/a/figure 1.svg", "en/a/그림.svg"])] {
      let files = ([path] + more).map { Book.File(path: $0, text: "the text of \($0)") }
      record.set(.init(inputs: String(repeating: "0a", count: 32), files: files), at: path)
    }
    return record
  }

  @Test func recordsAreReadAsTheyWereWritten() throws {
    let text = Self.record().text
    #expect(try #require(BookRecord(text)) == Self.record())
    #expect(
      text.split(separator: "\n").map { $0.prefix(4) } == [
        "back", "page", "file", "file", "file", "page", "file", "end ",
      ])
    #expect(try #require(BookRecord(BookRecord().text)) == BookRecord())
    // The same pages in another order.
    var other = BookRecord()
    for (path, page) in Self.record().pages.sorted(by: { $0.key < $1.key }) {
      other.set(page, at: path)
    }
    #expect(other.text == text)
  }

  /// A record of which a part is missing would not miss the files that it does not name.
  @Test func recordsThatAreNotWholeAreNone() {
    let text = Self.record().text
    for end in text.indices { #expect(BookRecord(String(text[..<end])) == nil) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices.dropLast() {
      var fewer = lines
      fewer.remove(at: index)
      #expect(BookRecord(fewer.joined(separator: "\n")) == nil)
    }
    #expect(BookRecord(text.replacing("en/b.html", with: "en/c.html")) == nil)
    #expect(BookRecord("") == nil && BookRecord("\n\n\n") == nil)
  }

  @Test(arguments: [
    "../a.html", "/etc/passwd", "en//a.html", "en/./a.html", "", "en/../../a", "a\nfile", "a\u{0}b",
  ])
  func pathsStayInTheFolder(path: String) {
    var record = BookRecord()
    let file = Book.File(path: path, text: "")
    record.set(.init(inputs: String(repeating: "0", count: 64), files: [file]), at: "en/a.html")
    #expect(record.pages.isEmpty)
    record.set(.init(inputs: String(repeating: "0", count: 64), files: []), at: path)
    #expect(record.pages.isEmpty)
    // Nor does a record that somebody else wrote lead out of it.
    let page = "page \(String(repeating: "0", count: 64)) \(path)\n"
    #expect(BookRecord(Self.forged(page)) == nil)
  }

  @Test(arguments: [
    "page 00 en/a.html\n", "file \(String(repeating: "0", count: 16)) en/a.html\n", "pages\n", "\n",
  ])
  func linesThatMeanNothingAreRefused(line: String) {
    #expect(BookRecord(Self.forged(line)) == nil)
  }

  /// A record with the digest that belongs to its lines.
  private static func forged(_ lines: String) -> String {
    let empty = BookRecord().text
    let opening = String(
      empty[..<(empty.firstIndex(of: "\n").map(empty.index(after:)) ?? empty.endIndex)])
    return opening + lines + "end \(Fingerprint.text(of: Array((opening + lines).utf8)))\n"
  }
}
