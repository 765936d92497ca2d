import Scene
import Testing

@testable import CairoRenderer

/// PDFs say their title and language, and the table of places still holds behind what was added.
@Suite struct PDFTests {
  private let painter: Painter

  init() throws { painter = Painter(text: try CairoTextMeasure()) }

  private func scene(language: String) -> Scene {
    var scene = Scene(size: Size(400, 200), title: "신경망 (1)", description: "", language: language)
    scene.add(
      Layer(
        ["text"],
        items: [.text(Text("w = 3", at: Point(20, 20), style: TextStyle(.math, size: 14)))]))
    return scene
  }

  /// Where each object begins, as the table of places at a document's end has it.
  private func places(_ bytes: [UInt8]) throws -> [Int] {
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let mark = try #require(lines.lastIndex(of: "startxref"))
    let start = try #require(Int(lines[mark + 1]))
    // The table: its title, its first number and count, an entry for each object.
    let table = String(decoding: bytes[start...], as: Unicode.ASCII.self).split(separator: "\n")
    try #require(table[0] == "xref")
    let count = try #require(Int(table[1].split(separator: " ")[1]))
    return try table[3..<(2 + count)].map { try #require(Int($0.prefix(10))) }
  }

  @Test func theTableOfPlacesHoldsBehindTheLanguage() throws {
    let bytes = try painter.pdf(
      [demoScene(), scene(language: "ko")],
      bookmarks: [PDFBookmark(title: "순전파", page: 0, top: 10)])
    let places = try places(bytes)
    #expect(places.count > 10)
    for (index, place) in places.enumerated() {
      #expect(bytes[place...].starts(with: "\(index + 1) 0 obj".utf8))
    }
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(text.contains("/Lang (ko)") && text.contains("/DisplayDocTitle true"))
  }

  @Test func aLanguageIsNothingElse() throws {
    let bytes = try painter.pdf(scene(language: "en) /Bad (x"))
    #expect(String(decoding: bytes, as: Unicode.ASCII.self).contains("/Lang (enBadx)"))
  }

  @Test(arguments: ["", "%PDF-1.4", "startxref\n9\n%%EOF", "xref\nstartxref\n0\n%%EOF\n"])
  func whatIsNoDocumentStaysAsItIs(_ text: String) {
    var bytes = Array(text.utf8)
    #expect(!PDFCatalog(language: "ko").add(to: &bytes))
    #expect(bytes == Array(text.utf8))
  }
}
