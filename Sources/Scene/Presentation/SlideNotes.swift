import Formats

/// What is said to the slides of a presentation: pages of notes, which programs show to the lecturer
/// alone, and the master that they are like.
struct SlideNotes {
  /// The slides that have notes, counted from 1.
  let numbers: [Int]

  private let notes: [[String]]
  private let language: String

  /// - Parameter notes: What is said to each slide, a paragraph each.
  init(_ notes: [[String]], language: String) {
    self.notes = notes
    self.language = language == "ko" ? "ko-KR" : "en-US"
    numbers = notes.indices.filter { !notes[$0].isEmpty }.map { $0 + 1 }
  }

  /// The page of notes to the slide of a number.
  func page(ofSlide number: Int) -> String {
    let paragraphs = notes[number - 1].map { paragraph in
      "<a:p><a:r><a:rPr lang=\"\(language)\"/><a:t>\(escapedXML(paragraph))</a:t></a:r></a:p>"
    }.joined()
    return PresentationParts.declaration
      + "<p:notes \(PresentationParts.namespaces)><p:cSld><p:spTree>"
      + PresentationParts.emptyGroup + Self.slide("<p:spPr/>")
      + Self.body("<p:spPr/>", paragraphs)
      + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
  }

  /// What all pages of notes are like: upright, the slide above, what is said below.
  var master: String {
    func place(_ y: Int, _ height: Int) -> String {
      "<p:spPr><a:xfrm><a:off x=\"685800\" y=\"\(y)\"/>"
        + "<a:ext cx=\"5486400\" cy=\"\(height)\"/></a:xfrm>"
        + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
    }
    return PresentationParts.declaration
      + "<p:notesMaster \(PresentationParts.namespaces)><p:cSld><p:bg><p:bgPr>"
      + "<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
      + "<p:spTree>" + PresentationParts.emptyGroup + Self.slide(place(1_143_000, 3_086_100))
      + Self.body(place(4_400_550, 3_600_450), "<a:p><a:endParaRPr lang=\"\(language)\"/></a:p>")
      + "</p:spTree></p:cSld>" + PresentationParts.colorMap
      + "<p:notesStyle/></p:notesMaster>"
  }

  /// The place of the slide on a page of notes.
  private static func slide(_ place: String) -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\""
      + " noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr>"
      + "</p:nvSpPr>\(place)</p:sp>"
  }

  /// The place of what is said.
  private static func body(_ place: String, _ paragraphs: String) -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>"
      + "</p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr>\(place)"
      + "<p:txBody><a:bodyPr/><a:lstStyle/>\(paragraphs)</p:txBody></p:sp>"
  }
}
