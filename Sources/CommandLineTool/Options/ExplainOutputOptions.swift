import ArgumentParser
import CairoRenderer
import Sheets
import Wording

/// A form in which a derivation is written.
enum ExplainFormat: String, CaseIterable, WrittenForm {
  /// A page.
  case html
  /// A document for amsmath.
  case latex
  /// Markdown with formulas between dollar signs.
  case markdown
  /// Unicode text for a terminal.
  case text
  /// Sheets of paper.
  case pdf

  /// The usual ending of a file first.
  var endings: [String] {
    switch self {
    case .html: ["html", "htm"]
    case .latex: ["tex"]
    case .markdown: ["md", "qmd", "markdown"]
    case .text: ["txt"]
    case .pdf: ["pdf"]
    }
  }

  /// Whether a figure stands beside the derivation.
  var hasFigure: Bool {
    switch self {
    case .html, .markdown, .pdf: true
    case .latex, .text: false
    }
  }
}

/// Where a derivation goes, and in which form.
struct ExplainOutputOptions: ParsableArguments {
  @Option(
    "format", .choice(),
    help: Bilingual(
      en: "A page, LaTeX for amsmath, Markdown, text for the terminal, or sheets of paper as PDF.",
      ko: "웹 페이지, amsmath를 쓰는 LaTeX, 마크다운, 터미널에서 읽을 글, 종이에 찍을 PDF 가운데 하나입니다."),
    value: .format,
    otherwise: Bilingual(
      en: "by the file's ending, else html", ko: "파일의 끝 이름에 따르고, 아니면 html"))
  var format: ExplainFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en:
          "A .html, .pdf, .tex, .md or .txt file to write, - for standard output; may be repeated.",
        ko: "쓸 파일(.html, .pdf, .tex, .md, .txt)이고, -는 표준 출력입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["html", "pdf", "tex", "md", "txt"]))
  var output: [String] = []

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "In Markdown the figure inside the text, and not as a file beside it.",
        ko: "마크다운에서 그림을 따로 파일로 쓰지 않고 글 안에 넣습니다.")))
  var inlineFigure = false

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en:
          "A piece of HTML to be put into a page of your own, such as one of Quarto, mkdocs, Jupyter "
          + "Book or Moodle: its style holds for itself alone, and it needs no script.",
        ko: "Quarto, mkdocs, Jupyter Book, Moodle 같은 내 페이지에 끼워 넣을 HTML 조각으로 씁니다. 모양은 "
          + "조각 안에서만 바뀌고, 스크립트는 쓰지 않습니다.")))
  var fragment = false

  @Option(
    name: .customLong("id"),
    help: ArgumentHelp(
      Bilingual(en: "What all ids in a fragment begin with.", ko: "조각 안의 모든 id 앞에 붙일 글자입니다."),
      value: Bilingual(en: "prefix", ko: "머리말"),
      otherwise: Bilingual(en: "one that its content gives", ko: "내용에 따라 정한 것")))
  var prefix: String?

  @Option(
    "paper", .choice(),
    help: Bilingual(
      en: "The paper of a PDF.", ko: "PDF의 용지입니다."),
    value: .format, otherwise: Bilingual(same: Paper.Format.a4.rawValue))
  var paper: Paper.Format?

  func validate() throws(Failure) {
    if let prefix { try SVGOptions.requireID(prefix) }
  }

  /// An output and its form.
  struct File {
    let path: String
    let format: ExplainFormat
  }

  /// The file of the figure that stands beside a file of Markdown: `neuron-figure.svg` beside
  /// `neuron.md`; nil where there is none.
  func figure(of file: File) -> String? {
    guard file.format == .markdown, !OutputFile.isSeenAtOnce(file.path), !inlineFigure else {
      return nil
    }
    let folder = file.path.lastIndex(of: "/") ?? file.path.startIndex
    let dot = file.path[folder...].lastIndex(of: ".") ?? file.path.endIndex
    return file.path[..<dot] + "-figure.svg"
  }

  /// Each output and its form.
  ///
  /// - Throws: `Failure` where an ending says nothing, or something else than the form that was
  ///   asked for.
  func files() throws(Failure) -> [File] {
    var files: [File] = []
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
            ko: "--format을 빼거나 .\(format.ending) 파일로 쓰십시오"))
      }
      if path != "-", format == nil, ending == nil {
        throw FileEnding.refusal(
          of: path, endings: ExplainFormat.allCases.map(\.ending), hasFormat: true)
      }
      let file = File(path: path, format: format ?? ending ?? .html)
      if path == "-", file.format == .pdf { try Outputs.refuseTerminal() }
      files.append(file)
    }
    guard !inlineFigure || files.contains(where: { $0.format == .markdown }) else {
      throw Failure(
        .usage, at: "--inline-figure",
        Bilingual(en: "no Markdown is written", ko: "마크다운으로 쓰는 것이 없습니다"),
        remedy: Bilingual(en: "give -o FILE.md", ko: "-o 파일.md 를 주십시오"))
    }
    if fragment, !files.contains(where: { $0.format == .html }) {
      throw Failure(
        .usage, at: "--fragment",
        Bilingual(en: "no HTML is written", ko: "HTML로 쓰는 것이 없습니다"),
        remedy: Bilingual(en: "give -o FILE.html", ko: "-o 파일.html을 주십시오"))
    }
    if prefix != nil, !fragment {
      throw Failure(
        .usage, at: "--id",
        Bilingual(
          en: "only a fragment has ids of its own choice", ko: "id 머리말은 조각에만 정할 수 있습니다"),
        remedy: Bilingual(
          en: "add --fragment, or leave out --id", ko: "--fragment를 더하거나 --id를 빼십시오"))
    }
    if let paper, !files.contains(where: { $0.format == .pdf }) {
      throw Failure(
        .usage, at: "--paper \(paper.rawValue)",
        Bilingual(
          en: "only a PDF stands on paper, and none is asked for",
          ko: "용지는 PDF에만 있는데 PDF 출력이 없습니다"),
        remedy: Bilingual(
          en: "add -o FILE.pdf, or leave out --paper", ko: "-o FILE.pdf를 더하거나 --paper를 빼십시오"))
    }
    return files
  }
}
