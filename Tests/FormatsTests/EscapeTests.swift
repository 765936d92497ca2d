import Formats
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct EscapeTests {
  @Test func whatMeansSomethingInXMLIsWrittenOut() {
    #expect(escapedXML("a < b && \"c\" > 'd'") == "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'")
    #expect(escapedXML("∂L/∂W₁ 값\n\t") == "∂L/∂W₁ 값\n\t")
    #expect(escapedXML("\u{0}\u{1B}[2J\u{FFFE}") == "\u{FFFD}\u{FFFD}[2J\u{FFFD}")
  }

  /// Whatever stands in a text, it comes back from an element and from an attribute.
  @Test(arguments: ["&amp;", "]]>", "<!-- -->", "\"'\"", "a\u{8}b", "사과 <100>"])
  func aReaderOfXMLReadsTheText(text: String) throws {
    let markup = "<a b=\"\(escapedXML(text))\">\(escapedXML(text))</a>"
    let reader = Reader()
    let parser = XMLParser(data: Data(markup.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    let expected = text.replacingOccurrences(of: "\u{8}", with: "\u{FFFD}")
    #expect(reader.text == expected && reader.attribute == expected)
  }

  @Test func noCharacterOfLaTeXMeansTwoThings() {
    #expect(LaTeX.specials["%"] == "\\%" && LaTeX.commands["σ"] == "\\sigma")
    #expect(Set(LaTeX.specials.keys).isDisjoint(with: LaTeX.commands.keys))
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var text = ""
    var attribute = ""

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      attribute = attributes["b"] ?? ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }
}
