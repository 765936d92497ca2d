import Formats

/// What a presentation has beside the shapes of its slides: the list of its files, a master with one
/// empty layout, and the theme, which a reader's own slides take their colours and fonts from.
struct PresentationParts {
  let theme: Theme
  let fonts: PresentationFonts
  /// A slide in pixels.
  let page: Size
  let slides: Int
  /// What is said to the slides.
  let notes: SlideNotes
  let title: String
  let language: String

  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let type = "application/vnd.openxmlformats-officedocument"
  private static let drawing =
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
  /// The prefixes a, r and p.
  static let namespaces =
    drawing + " xmlns:r=\"\(office)/relationships\""
    + " xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
  /// What a tree of shapes begins with.
  static let emptyGroup =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
    + "<p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>"
    + "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>"

  /// All files but the slides.
  var fixed: [(path: String, text: String)] {
    [
      ("[Content_Types].xml", contentTypes),
      (
        "_rels/.rels",
        relations([
          ("\(Self.office)/relationships/officeDocument", "ppt/presentation.xml"),
          (
            "\(Self.package)/relationships/metadata/core-properties", "docProps/core.xml"
          ),
        ])
      ),
      ("docProps/core.xml", properties),
      ("ppt/presentation.xml", presentation),
      (
        "ppt/_rels/presentation.xml.rels",
        relations(
          [
            ("\(Self.office)/relationships/slideMaster", "slideMasters/slideMaster1.xml"),
            ("\(Self.office)/relationships/theme", "theme/theme1.xml"),
          ] + numbers.map { ("\(Self.office)/relationships/slide", "slides/slide\($0).xml") }
            + (notes.numbers.isEmpty
              ? []
              : [("\(Self.office)/relationships/notesMaster", "notesMasters/notesMaster1.xml")]))
      ),
      ("ppt/slideMasters/slideMaster1.xml", master),
      (
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        relations([
          ("\(Self.office)/relationships/slideLayout", "../slideLayouts/slideLayout1.xml"),
          ("\(Self.office)/relationships/theme", "../theme/theme1.xml"),
        ])
      ),
      ("ppt/slideLayouts/slideLayout1.xml", layout),
      (
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        relations([
          ("\(Self.office)/relationships/slideMaster", "../slideMasters/slideMaster1.xml")
        ])
      ),
      ("ppt/theme/theme1.xml", themePart),
    ] + notesMaster
  }

  /// The master of notes, which has a theme of its own; nothing where there are no notes.
  private var notesMaster: [(path: String, text: String)] {
    guard !notes.numbers.isEmpty else { return [] }
    return [
      ("ppt/notesMasters/notesMaster1.xml", notes.master),
      (
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        relations([("\(Self.office)/relationships/theme", "../theme/theme2.xml")])
      ),
      ("ppt/theme/theme2.xml", themePart),
    ]
  }

  /// The notes of the slide of a number, and what they refer to; nothing where there are none.
  func noted(slide number: Int) -> [(path: String, text: String)] {
    guard notes.numbers.contains(number) else { return [] }
    return [
      ("ppt/notesSlides/notesSlide\(number).xml", notes.page(ofSlide: number)),
      (
        "ppt/notesSlides/_rels/notesSlide\(number).xml.rels",
        relations([
          ("\(Self.office)/relationships/notesMaster", "../notesMasters/notesMaster1.xml"),
          ("\(Self.office)/relationships/slide", "../slides/slide\(number).xml"),
        ])
      ),
    ]
  }

  /// What the slide of a number refers to.
  func relations(ofSlide number: Int) -> (path: String, text: String) {
    (
      "ppt/slides/_rels/slide\(number).xml.rels",
      relations(
        [
          ("\(Self.office)/relationships/slideLayout", "../slideLayouts/slideLayout1.xml")
        ]
          + (notes.numbers.contains(number)
            ? [
              (
                "\(Self.office)/relationships/notesSlide",
                "../notesSlides/notesSlide\(number).xml"
              )
            ] : []))
    )
  }

  private var numbers: [Int] { slides > 0 ? Array(1...slides) : [] }

  private func relations(_ targets: [(type: String, target: String)]) -> String {
    Self.declaration + "<Relationships xmlns=\"\(Self.package)/relationships\">"
      + targets.enumerated().map { index, relation in
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relation.type)\""
          + " Target=\"\(relation.target)\"/>"
      }.joined() + "</Relationships>"
  }

  private var contentTypes: String {
    let kinds =
      [
        ("/ppt/presentation.xml", "presentationml.presentation.main"),
        ("/ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster"),
        ("/ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout"),
        ("/ppt/theme/theme1.xml", "theme"),
      ] + numbers.map { ("/ppt/slides/slide\($0).xml", "presentationml.slide") }
      + notes.numbers.map {
        ("/ppt/notesSlides/notesSlide\($0).xml", "presentationml.notesSlide")
      }
      + (notes.numbers.isEmpty
        ? []
        : [
          ("/ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster"),
          ("/ppt/theme/theme2.xml", "theme"),
        ])
    return Self.declaration + "<Types xmlns=\"\(Self.package)/content-types\">"
      + "<Default Extension=\"rels\""
      + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/docProps/core.xml\""
      + " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
      + kinds.map { path, kind in
        "<Override PartName=\"\(path)\" ContentType=\"\(Self.type).\(kind)+xml\"/>"
      }.joined() + "</Types>"
  }

  /// Title and language; no date, for the same figure to give the same bytes.
  private var properties: String {
    Self.declaration + "<cp:coreProperties xmlns:cp=\"\(Self.package)/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(escapedXML(title))</dc:title>"
      + "<dc:creator>Backdraw</dc:creator><dc:language>\(language)</dc:language>"
      + "</cp:coreProperties>"
  }

  private var presentation: String {
    Self.declaration + "<p:presentation \(Self.namespaces) saveSubsetFonts=\"1\">"
      + "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
      + (notes.numbers.isEmpty
        ? ""
        : "<p:notesMasterIdLst><p:notesMasterId r:id=\"rId\(slides + 3)\"/></p:notesMasterIdLst>")
      + "<p:sldIdLst>"
      + numbers.map { "<p:sldId id=\"\(255 + $0)\" r:id=\"rId\($0 + 2)\"/>" }.joined()
      + "</p:sldIdLst><p:sldSz cx=\"\(emu(page.width))\" cy=\"\(emu(page.height))\"/>"
      + "<p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
  }

  /// Which colours of the theme a master's names mean.
  static let colorMap =
    "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\""
    + " accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\""
    + " accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"

  private var master: String {
    let paper = SlideText.fill(theme.color(.background), 1)
    return Self.declaration + "<p:sldMaster \(Self.namespaces)><p:cSld><p:bg><p:bgPr>\(paper)"
      + "<a:effectLst/></p:bgPr></p:bg><p:spTree>\(Self.emptyGroup)</p:spTree></p:cSld>"
      + Self.colorMap
      + "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>"
      + "<p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>"
  }

  private var layout: String {
    Self.declaration + "<p:sldLayout \(Self.namespaces) type=\"blank\" preserve=\"1\">"
      + "<p:cSld name=\"Backdraw\"><p:spTree>\(Self.emptyGroup)</p:spTree></p:cSld>"
      + "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
  }

  private var themePart: String {
    let colors: [(String, Role)] = [
      ("dk1", .ink), ("lt1", .background), ("dk2", .muted), ("lt2", .band),
      ("accent1", .forward), ("accent2", .backward), ("accent3", .series1), ("accent4", .series2),
      ("accent5", .series3), ("accent6", .kink), ("hlink", .series1), ("folHlink", .series6),
    ]
    let scheme = colors.map { name, role in
      "<a:\(name)><a:srgbClr val=\"\(theme.color(role).hex.dropFirst())\"/></a:\(name)>"
    }.joined()
    func family(_ name: String) -> String {
      "<a:latin typeface=\"\(escapedXML(name))\"/><a:ea typeface=\"\(fonts.eastAsian)\"/>"
        + "<a:cs typeface=\"\"/>"
    }
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    let line = "<a:ln w=\"9525\">\(fill)</a:ln>"
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    // Office asks for three of each.
    func three(_ part: String) -> String { part + part + part }
    return Self.declaration + "<a:theme \(Self.drawing) name=\"Backdraw\"><a:themeElements>"
      + "<a:clrScheme name=\"Backdraw \(theme.name)\">\(scheme)</a:clrScheme>"
      + "<a:fontScheme name=\"Backdraw\"><a:majorFont>\(family(fonts.sans))</a:majorFont>"
      + "<a:minorFont>\(family(fonts.sans))</a:minorFont></a:fontScheme>"
      + "<a:fmtScheme name=\"Backdraw\"><a:fillStyleLst>\(three(fill))</a:fillStyleLst>"
      + "<a:lnStyleLst>\(three(line))</a:lnStyleLst>"
      + "<a:effectStyleLst>\(three(effect))</a:effectStyleLst>"
      + "<a:bgFillStyleLst>\(three(fill))</a:bgFillStyleLst></a:fmtScheme>"
      + "</a:themeElements></a:theme>"
  }
}
