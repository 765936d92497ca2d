import Formats

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The letters of a slide: boxes of text without margins, each standing on its line, so that the baseline is
/// where it was measured.
struct SlideText {
  private let writer: PresentationWriter
  private let language: String

  init(_ writer: PresentationWriter, language: String) {
    self.writer = writer
    self.language = language == "ko" ? "ko-KR" : "en-US"
  }

  /// A text and what follows right behind it on its line, smaller where it is a subscript or a
  /// superscript: `w₁` is one box, which is typed over as one.
  func run(from first: Text, _ rest: ArraySlice<Item>) -> [Text] {
    var run = [first]
    guard first.anchor == .start, first.rotation == 0 else { return run }
    var end = self.end(of: first)
    for item in rest {
      guard case .text(let next) = item, next.anchor == .start, next.rotation == 0,
        next.paint == first.paint, abs(next.position.x - end) < 0.06 * first.style.size,
        isScript(next, of: first) || isLevel(next, with: first)
      else { break }
      run.append(next)
      end = self.end(of: next)
    }
    return run
  }

  private func end(of text: Text) -> Double {
    text.position.x + writer.measure.extent(of: text.string, in: text.style).advance
  }

  private func isLevel(_ text: Text, with first: Text) -> Bool {
    abs(text.position.y - first.position.y) < 0.01 * first.style.size
      && abs(text.style.size - first.style.size) < 0.01 * first.style.size
  }

  /// Programs write scripts at two thirds of the size.
  private func isScript(_ text: Text, of first: Text) -> Bool {
    let share = text.style.size / first.style.size
    return share > 0.55 && share < 0.8
      && abs(text.position.y - first.position.y) < 0.6 * first.style.size
      && abs(text.position.y - first.position.y) > 0.05 * first.style.size
  }

  /// A box with a line of text.
  ///
  /// - Parameter properties: The element that names the shape.
  func box(
    _ run: [Text], _ placement: Placement, _ opacity: Double, _ properties: String
  ) -> (markup: String, box: Rect)? {
    guard let first = run.first, run.contains(where: { !$0.string.isEmpty }) else { return nil }
    let extent = writer.measure.extent(of: first.string, in: first.style)
    let width = (run.last.map(end) ?? 0) - first.position.x
    let line = Rect(
      x: -first.lead(advance: extent.advance), y: -extent.ascent, width: width,
      height: extent.height)
    // A box is turned about its middle.
    let middle = first.position + line.center.turned(by: first.rotation)
    let box = placement.apply(to: Rect(center: middle, size: line.size))
    let align =
      switch first.anchor {
      case .start: "l"
      case .middle: "ctr"
      case .end: "r"
      }
    let turn = first.rotation == 0 ? "" : " rot=\"\(Int((first.rotation * 60_000).rounded()))\""
    var markup = "<p:sp><p:nvSpPr>\(properties)<p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>"
    markup += "<p:spPr><a:xfrm\(turn)><a:off x=\"\(emu(box.x))\" y=\"\(emu(box.y))\"/>"
    markup += "<a:ext cx=\"\(emu(box.width))\" cy=\"\(emu(box.height))\"/></a:xfrm>"
    markup += "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>"
    markup += "<p:txBody><a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\""
    markup += " rtlCol=\"0\" anchor=\"b\"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>"
    markup += "<a:pPr algn=\"\(align)\"/>"
    for text in run { markup += letters(text, of: first, placement, opacity) }
    return (markup + "</a:p></p:txBody></p:sp>", box)
  }

  private func letters(
    _ text: Text, of first: Text, _ placement: Placement, _ opacity: Double
  ) -> String {
    // Hundredths of a point; of a script the size of what it stands at.
    let size = Int((first.style.size * placement.scale * 75).rounded())
    var looks = "lang=\"\(language)\" sz=\"\(max(100, min(400_000, size)))\""
    if text.style.weight == .bold { looks += " b=\"1\"" }
    if text.style.slant == .italic { looks += " i=\"1\"" }
    if isScript(text, of: first) {
      let rise = (first.position.y - text.position.y) / first.style.size
      looks += " baseline=\"\(Int((rise * 100_000).rounded()))\""
    }
    let latin = writer.fonts[text.style.family]
    // Signs that stand in East Asian fonts as well are taken from the others.
    let isEastAsian = text.string.unicodeScalars.contains(where: \.isEastAsian)
    let eastAsian = isEastAsian ? writer.fonts.eastAsian : latin
    let color = writer.theme.color(text.paint.role)
    return "<a:r><a:rPr \(looks)>\(Self.fill(color, text.paint.opacity * opacity))"
      + "<a:latin typeface=\"\(escapedXML(latin))\"/><a:ea typeface=\"\(escapedXML(eastAsian))\"/>"
      + "<a:cs typeface=\"\(escapedXML(latin))\"/><a:sym typeface=\"\(escapedXML(latin))\"/>"
      + "</a:rPr><a:t>\(escapedXML(line(text.string)))</a:t></a:r>"
  }

  /// Line breaks count as spaces.
  private func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  /// The colour of letters or of a shape's inside.
  static func fill(_ color: Color, _ opacity: Double) -> String {
    let hex = color.hex.dropFirst()
    guard opacity < 1 else { return "<a:solidFill><a:srgbClr val=\"\(hex)\"/></a:solidFill>" }
    let alpha = Int((max(0, opacity) * 100_000).rounded())
    return "<a:solidFill><a:srgbClr val=\"\(hex)\"><a:alpha val=\"\(alpha)\"/></a:srgbClr>"
      + "</a:solidFill>"
  }
}

extension Point {
  /// The vector turned clockwise by an angle in degrees; quarter turns are exact.
  fileprivate func turned(by degrees: Double) -> Point {
    switch degrees {
    case 0: self
    case 90, -270: Point(-y, x)
    case -90, 270: Point(y, -x)
    case 180, -180: Point(-x, -y)
    default:
      Point(
        x * cos(degrees * .pi / 180) - y * sin(degrees * .pi / 180),
        x * sin(degrees * .pi / 180) + y * cos(degrees * .pi / 180))
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is Hangul, Kana or Han.
  fileprivate var isEastAsian: Bool {
    switch value {
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
