/// Why a scene could not be painted, and what helps.
public enum RenderError: Error, Equatable, CustomStringConvertible {
  /// No installed font has these characters of a text.
  case missingGlyphs([Unicode.Scalar], text: String)
  /// No font family of this name is installed.
  case unknownFamily(String)
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
  public var description: String {
    switch self {
    case .missingGlyphs(let scalars, let text):
      let names = scalars.map { "\($0.codePoint) '\($0)'" }.joined(separator: ", ")
      let packages = scalars.reduce(into: [String]()) { packages, scalar in
        if !packages.contains(scalar.fontPackage) { packages.append(scalar.fontPackage) }
      }
      return "no font has \(names), needed for \"\(text)\"; install "
        + packages.joined(separator: " and ")
    case .unknownFamily(let name):
      return "no font family \"\(name)\" is installed; `fc-list : family` lists those that are"
    case .tooManyPixels(let width, let height):
      return "a PNG of \(whole(width)) × \(whole(height)) pixels is more than Cairo can paint "
        + "(32,767 a side, 134 million in all); use a smaller --scale, or PDF or SVG"
    case .tooLarge(let width, let height):
      return "a picture of \(whole(width)) × \(whole(height)) pixels is more than Cairo can paint "
        + "(4 million a side); draw a part of it, or collapse groups"
    case .tooLargeForTeX(let width, let height):
      return "a picture of \(whole(width)) × \(whole(height)) pixels is more than TeX can set "
        + "(21,000 a side); use PDF, --width, or --collapse"
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

  private func whole(_ value: Double) -> String {
    abs(value) < 1e15 ? "\(Int(value.rounded(.up)))" : "\(value)"
  }
}
