import CPango
import Scene

/// What the pages of a document share: fonts, pictures, what shows through.
final class PDFResources {
  /// The fonts' measure.
  let text: CairoTextMeasure
  /// The document so far.
  var file: PDFFile
  private let fonts: PDFFonts
  private let reference: PDFFile.Reference
  private var opacities: [(value: Double, name: String)] = []
  private var objects: [(name: String, reference: PDFFile.Reference)] = []
  private var pictures: [PixelGrid: String] = [:]

  /// Those of an empty document.
  init(_ text: CairoTextMeasure) {
    self.text = text
    fonts = PDFFonts(text)
    file = PDFFile()
    reference = file.reserve()
  }

  /// What pages and groups say to have all of them.
  var entry: String { "/Resources \(reference.text)" }

  /// A font as the document uses it; nil where it cannot be embedded.
  func font(_ font: UnsafeMutablePointer<PangoFont>) -> PDFFonts.Use? {
    fonts.use(font, in: &file)
  }

  /// The name under which marks are so opaque.
  func opacity(_ value: Double) -> String {
    if let known = opacities.first(where: { $0.value == value }) { return known.name }
    let name = "G\(opacities.count + 1)"
    opacities.append((value, name))
    return name
  }

  /// The name of marks that are painted apart and then shown as one.
  func group(_ operators: [UInt8], width: Double, height: Double) -> String {
    var box = PDFNumbers()
    box.operand(width)
    box.add(height, places: 2)
    let size = String(decoding: box.bytes, as: UTF8.self)
    return add(
      "/Type /XObject /Subtype /Form /BBox [0 0 \(size)] \(entry) "
        + "/Group << /S /Transparency /CS /DeviceRGB >>",
      deflated(operators, level: PDFResources.level))
  }

  /// The name of a grid of squares in a theme's colours.
  func picture(_ grid: PixelGrid, _ theme: Theme) -> String {
    if let name = pictures[grid] { return name }
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * grid.columns * grid.rows)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let color = grid.color(column: column, row: row, theme: theme)
        samples += [color.red, color.green, color.blue]
      }
    }
    let name = add(
      "/Type /XObject /Subtype /Image /Width \(grid.columns) /Height \(grid.rows) "
        + "/ColorSpace /DeviceRGB /BitsPerComponent 8", deflated(samples, level: 9))
    pictures[grid] = name
    return name
  }

  /// How much work goes into making pages small.
  static let level: Int32 = 6

  private func add(_ entries: String, _ data: [UInt8]) -> String {
    let name = "X\(objects.count + 1)"
    objects.append((name, file.add(entries, compressed: data)))
    return name
  }

  /// Writes what has been used; whether every font could be.
  func write() -> Bool {
    guard fonts.write(to: &file) else { return false }
    let states = opacities.map { state in
      var number = PDFNumbers()
      number.add(state.value, places: 3)
      let value = String(decoding: number.bytes, as: UTF8.self)
      return "/\(state.name) << /ca \(value) /CA \(value) >>"
    }
    let objects = objects.map { "/\($0.name) \($0.reference.text)" }
    file.write(
      "/Font << \(fonts.resources) >> /ExtGState << \(states.joined(separator: " ")) >> "
        + "/XObject << \(objects.joined(separator: " ")) >>", as: reference)
    return true
  }
}
