import Diagram
import Wording

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Figure {
  /// Writes the figure to a file whose ending says in which form: `.svg`, `.png`, `.pdf`, `.gif`
  /// for its steps, `.tex` for LaTeX with TikZ, `.pptx` for PowerPoint and its like, `.dot` for
  /// Graphviz, `.mmd` for Mermaid, `.json` for its places: all that the program writes.
  ///
  /// The file appears as a whole or not at all: a failure leaves the old one.
  ///
  /// - Parameters:
  ///   - url: Where to.
  ///   - scale: Pixels of a PNG or GIF for each of the figure's.
  /// - Throws: ``BackdrawError`` where the ending is none of these, the figure cannot be painted, or
  ///   the file cannot be written.
  public func write(to url: URL, scale: Double = 1) throws(BackdrawError) {
    guard let form = PictureFormat.named(url.pathExtension.lowercased()) else {
      let endings = PictureFormat.allCases.map { "." + $0.endings[0] }.joined(separator: ", ")
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
      case .pptx: try pptx()
      case .dot: Array(try dot().utf8)
      case .mermaid: Array(try mermaid().utf8)
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
