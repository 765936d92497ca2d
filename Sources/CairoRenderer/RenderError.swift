/// Why a scene could not be painted, and what helps.
package enum RenderError: Error, Equatable, CustomStringConvertible {
  /// No installed font has these characters of a text.
  case missingGlyphs([Unicode.Scalar], text: String)
  /// No font family of this name is installed; the names of some that are and that it may mean.
  case unknownFamily(String, near: [String])
  /// The picture has more pixels than a grid of pixels can have; its extent in pixels.
  case tooManyPixels(width: Double, height: Double)
  /// The picture is wider or higher than coordinates can say; its extent in pixels.
  case tooLarge(width: Double, height: Double)
  /// The picture is longer than TeX can count; its extent in pixels.
  case tooLargeForTeX(width: Double, height: Double)
  /// The picture has no extent, or one that is no number.
  case noExtent(width: Double, height: Double)
  /// The scale is not a positive number.
  case badScale(Double)
  /// A coordinate, width or opacity of an item is not a finite number; the item's transcript.
  case notFinite(item: String)
  /// The prefix of ids is not a letter followed by letters, digits, `-` and `_`.
  case badPrefix(String)
  /// A PDF without pages was asked for.
  case noPages
  /// Cairo refused: what was being done, and its words.
  case cairo(doing: String, message: String)
  /// The SVG that Cairo wrote has a form that is not known here.
  case unknownMarkup(String)

  /// The error in one line with its remedy.
  package var description: String {
    switch self {
    case .missingGlyphs(let scalars, let text):
      let names = Self.names(of: scalars)
      var fonts = Self.packages(for: scalars)
      if scalars.contains(where: { $0.fontPackage == nil }) {
        fonts.append("a font of your own with the characters of private use")
      }
      return "no font has \(names), needed for \"\(text)\"; install "
        + fonts.joined(separator: " and ")
    case .unknownFamily(let name, let near):
      let message = "no font family \"\(name)\" is installed; "
      guard let last = near.last else { return message + "`fc-list : family` lists those that are" }
      let others = near.dropLast().map { "\"\($0)\"" }.joined(separator: ", ")
      return message + "did you mean \(others.isEmpty ? "" : others + " or ")\"\(last)\"?"
    case .tooManyPixels(let width, let height):
      return "a PNG of \(whole(width)) × \(whole(height)) pixels is more than Cairo can paint "
        + "(32,767 a side, 134 million in all); use a smaller --scale, or PDF or SVG"
    case .tooLarge(let width, let height):
      return "a picture of \(whole(width)) × \(whole(height)) pixels is more than Cairo can paint "
        + "(4 million a side); draw a part of it, or collapse groups"
    case .tooLargeForTeX(let width, let height):
      return "a picture of \(whole(width)) × \(whole(height)) pixels is more than TeX can set "
        + "(210,000 a side, shrunk); use PDF, --width, or --collapse"
    case .noExtent(let width, let height):
      return "a picture of \(width) × \(height) pixels has no extent; both must be above 0"
    case .badScale(let scale):
      return "a scale of \(scale) paints nothing; it must be a number above 0"
    case .notFinite(let item):
      return "a coordinate is not a finite number in: \(item)"
    case .badPrefix(let prefix):
      return "\"\(prefix)\" cannot begin ids; "
        + "use a letter followed by letters, digits, - and _"
    case .noPages:
      return "a PDF needs at least one page"
    case .cairo(let doing, let message):
      return "Cairo failed while \(doing): \(message)"
    case .unknownMarkup(let what):
      return "Cairo's SVG has a form that is not known here (\(what)); use PDF or PNG, "
        + "or Cairo 1.16 or 1.18"
    }
  }

  /// Characters with their numbers: `U+C0AC '사'`.
  package static func names(of scalars: [Unicode.Scalar]) -> String {
    scalars.map { "\($0.codePoint) '\($0)'" }.joined(separator: ", ")
  }

  /// The Debian packages whose fonts have some characters, each once; none for those of private use.
  package static func packages(for scalars: [Unicode.Scalar]) -> [String] {
    scalars.reduce(into: []) { packages, scalar in
      if let package = scalar.fontPackage, !packages.contains(package) { packages.append(package) }
    }
  }

  private func whole(_ value: Double) -> String {
    abs(value) < 1e15 ? "\(Int(value.rounded(.up)))" : "\(value)"
  }
}
