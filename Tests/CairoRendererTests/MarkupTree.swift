import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An XML file read strictly: every element with its attributes, depth first.
final class MarkupTree: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    let parents: [String]
    var text = ""
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// Reads a file; `nil` when it is not well-formed.
  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// All values of ids, in order.
  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  /// All ids that something refers to.
  var references: [String] {
    elements.flatMap { element in
      element.attributes.flatMap { name, value -> [String] in
        if name == "aria-labelledby" { return value.split(separator: " ").map(String.init) }
        if name == "xlink:href" || name == "href", value.hasPrefix("#") {
          return [String(value.dropFirst())]
        }
        return []
      }
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    open.append(elements.count)
    elements.append(
      Element(
        name: name, attributes: attributes, parents: open.dropLast().map { elements[$0].name }))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }
}
