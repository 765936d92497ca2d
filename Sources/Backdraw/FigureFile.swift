import Wording

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Figure {
  /// A form in which a figure is written to a file.
  private enum Form: CaseIterable {
    case svg, png, pdf, gif, tikz, dot, layout

    /// What the names of such files end in.
    var endings: [String] {
      switch self {
      case .svg: ["svg"]
      case .png: ["png"]
      case .pdf: ["pdf"]
      case .gif: ["gif"]
      case .tikz: ["tex", "tikz"]
      case .dot: ["dot", "gv"]
      case .layout: ["json"]
      }
    }

    /// The form that a file's ending says.
    init?(ending: String) {
      let ending = ending.lowercased()
      guard let form = Self.allCases.first(where: { $0.endings.contains(ending) }) else {
        return nil
      }
      self = form
    }
  }

  /// Writes the figure to a file whose ending says in which form: `.svg`, `.png`, `.pdf`, `.gif`
  /// for its steps, `.tex` for LaTeX with TikZ, `.dot` for Graphviz, `.json` for its places.
  ///
  /// The file appears as a whole or not at all: a failure leaves the old one.
  ///
  /// - Parameters:
  ///   - url: Where to.
  ///   - scale: Pixels of a PNG or GIF for each of the figure's.
  /// - Throws: ``BackdrawError`` where the ending is none of these, the figure cannot be painted, or
  ///   the file cannot be written.
  public func write(to url: URL, scale: Double = 1) throws(BackdrawError) {
    guard let form = Form(ending: url.pathExtension) else {
      let endings = Form.allCases.map { "." + $0.endings[0] }.joined(separator: ", ")
      throw BackdrawError(
        .unknownEnding,
        Bilingual(
          en: "\(url.lastPathComponent): error: the ending says no form of figure; "
            + "use one of \(endings)",
          ko: "\(url.lastPathComponent): 오류: 끝 이름으로 그림의 형식을 알 수 없습니다. "
            + "\(endings) 가운데 하나를 쓰십시오"), in: language)
    }
    let bytes =
      switch form {
      case .svg: Array(try svg().utf8)
      case .png: try png(scale: scale)
      case .pdf: try pdf()
      case .gif: try gif(scale: scale)
      case .tikz: Array(try tikz().utf8)
      case .dot: Array(try dot().utf8)
      case .layout: Array(try layout().utf8)
      }
    try Backdraw.write(bytes, to: url, language)
  }

  /// Writes the figure to a file by its path, as ``write(to:scale:)-(URL,_)``.
  ///
  ///     try figure.write(to: "square.svg")
  ///
  /// - Throws: ``BackdrawError``.
  public func write(to path: String, scale: Double = 1) throws(BackdrawError) {
    try write(to: URL(filePath: path), scale: scale)
  }
}
