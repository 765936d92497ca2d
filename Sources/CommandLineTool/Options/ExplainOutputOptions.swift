import ArgumentParser
import Sheets
import Wording

/// A form in which a derivation is written.
enum ExplainFormat: String, CaseIterable {
  /// A page.
  case html
  /// A document for amsmath.
  case latex
  /// Unicode text for a terminal.
  case text
  /// Sheets of paper.
  case pdf

  /// The form that a file's ending stands for, or nil.
  init?(ending path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    switch path[path.index(after: dot)...] {
    case "html", "htm": self = .html
    case "tex": self = .latex
    case "txt": self = .text
    case "pdf": self = .pdf
    default: return nil
    }
  }
}

/// Where a derivation goes, and in which form.
struct ExplainOutputOptions: ParsableArguments {
  @Option(
    "format", .choice(),
    help: Bilingual(
      en: "A page, LaTeX for amsmath, text for the terminal, or sheets of paper as PDF.",
      ko: "웹 페이지, amsmath를 쓰는 LaTeX, 터미널에서 읽을 글, 종이에 찍을 PDF 가운데 하나입니다."),
    value: .format,
    otherwise: Bilingual(
      en: "by the file's ending, else html", ko: "파일의 끝 이름에 따르고, 아니면 html"))
  var format: ExplainFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "A .html, .pdf, .tex or .txt file to write, - for standard output; may be repeated.",
        ko: "쓸 파일(.html, .pdf, .tex, .txt)이고, -는 표준 출력입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["html", "pdf", "tex", "txt"]))
  var output: [String] = []

  @Option(
    "paper", .choice(),
    help: Bilingual(
      en: "The paper of a PDF.", ko: "PDF의 용지입니다."),
    value: .format, otherwise: Bilingual(same: Paper.Format.a4.rawValue))
  var paper: Paper.Format?

  /// Each output and its form.
  ///
  /// - Throws: `Failure` where an ending says nothing, or something else than the form that was
  ///   asked for.
  func files() throws(Failure) -> [(path: String, format: ExplainFormat)] {
    var files: [(path: String, format: ExplainFormat)] = []
    for path in output.isEmpty ? ["-"] : output {
      let ending = path == "-" ? nil : ExplainFormat(ending: path)
      if path != "-" { try Outputs.refuseFolder(path) }
      if let format, let ending, format != ending {
        throw Failure(
          .usage, at: path,
          Bilingual(
            en: "the ending is not that of --format \(format.rawValue)",
            ko: "끝 이름이 --format \(format.rawValue)\(Particle.and.after(format.rawValue)) 다릅니다"),
          remedy: Bilingual(
            en: "leave --format out, or use .\(format.ending)",
            ko: "--format 을 빼거나 .\(format.ending) 을 쓰십시오"))
      }
      guard path == "-" || format != nil || ending != nil else {
        throw Failure(
          .usage, at: path,
          Bilingual(
            en: "the ending says nothing about the form", ko: "끝 이름으로는 형식을 알 수 없습니다"),
          remedy: Bilingual(
            en: "use .html, .pdf, .tex or .txt, or give --format",
            ko: ".html, .pdf, .tex, .txt 가운데 하나를 쓰거나 --format 을 주십시오"))
      }
      files.append((path, format ?? ending ?? .html))
      if path == "-", format == .pdf { try Outputs.refuseTerminal() }
    }
    if let paper, !files.contains(where: { $0.format == .pdf }) {
      throw Failure(
        .usage, at: "--paper \(paper.rawValue)",
        Bilingual(
          en: "only a PDF stands on paper, and none is asked for",
          ko: "용지는 PDF에만 있는데 PDF 출력이 없습니다"),
        remedy: Bilingual(
          en: "add -o FILE.pdf, or leave out --paper", ko: "-o FILE.pdf 를 더하거나 --paper 를 빼십시오"))
    }
    return files
  }
}

extension ExplainFormat {
  /// The usual ending of a file.
  fileprivate var ending: String {
    switch self {
    case .html: "html"
    case .latex: "tex"
    case .text: "txt"
    case .pdf: "pdf"
    }
  }
}
