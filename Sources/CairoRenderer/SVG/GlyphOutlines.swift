import CPango
import Scene

/// A letter as SVG defines it, without the id.
struct GlyphOutline: Hashable {
  /// What a letter is.
  private enum Shape: Hashable {
    /// An outline in the colour of the text.
    case path(String)
    /// A picture with colours of its own.
    case image(GlyphPicture)
  }

  /// An id made from the shape alone, so that the same letter has the same one everywhere.
  let name: String
  private let shape: Shape

  init(_ data: PathData) {
    let text = String(decoding: data.bytes, as: UTF8.self)
    shape = .path(text)
    name = Self.name(of: text)
  }

  init(_ picture: GlyphPicture) {
    shape = .image(picture)
    name = Self.name(of: picture.uri)
  }

  /// Whether it has colours of its own.
  var isPicture: Bool {
    switch shape {
    case .path: false
    case .image: true
    }
  }

  /// The definition with an id.
  func markup(id: String, form: SVGForm) -> String {
    var markup = SVGMarkup()
    switch shape {
    case .path(let data): markup.raw("<path id=\"\(id)\" d=\"\(data)\"/>")
    case .image(let picture):
      markup.raw("<image id=\"\(id)\"")
      markup.attribute("x", picture.frame.x)
      markup.attribute("y", picture.frame.y)
      markup.attribute("width", picture.frame.width)
      markup.attribute("height", picture.frame.height)
      markup.reference(picture.uri, form)
      markup.raw("/>")
    }
    return markup.string
  }

  /// `g` and seven of 62 letters and digits, from a checksum (FNV-1a): of the ten thousand letters
  /// of a large book, two share an id in one of 70,000 cases.
  static func name(of text: String) -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // The low bits know little of the first letters.
    hash ^= hash >> 32
    var name = "g"
    for _ in 0..<7 {
      name.append(digits[Int(hash % 62)])
      hash /= 62
    }
    return name
  }
}

/// The letters that have been asked for, each traced once at each size.
final class GlyphOutlines {
  private struct Key: Hashable {
    let font: UnsafeMutablePointer<PangoFont>
    let index: UInt32
    let size: Double
  }

  private let tracer: PathTracer
  private var outlines: [Key: GlyphOutline?] = [:]

  init() throws(RenderError) { tracer = try PathTracer() }

  /// What a letter looks like at a size; nil for a space.
  func outline(
    of glyph: TextLine.Glyph, size: Double
  ) throws(RenderError) -> GlyphOutline? {
    let key = Key(font: glyph.font, index: glyph.index, size: size)
    if let outline = outlines[key] { return outline }
    var outline: GlyphOutline?
    if let picture = try GlyphPicture(glyph, size: size) {
      outline = GlyphOutline(picture)
    } else {
      let data = try tracer.data(of: glyph, size: size)
      outline = data.isEmpty ? nil : GlyphOutline(data)
    }
    outlines[key] = outline
    return outline
  }
}
