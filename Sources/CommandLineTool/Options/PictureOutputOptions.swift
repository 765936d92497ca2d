import ArgumentParser
import CairoRenderer
import Diagram
import Wording

extension PictureFormat: WrittenForm {}

/// Where a figure goes, and in which forms.
struct PictureOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en:
          "A file to write, its ending says in which form; - for standard output; may be repeated.",
        ko: "쓸 파일이고, 형식은 끝 이름에 따릅니다. -는 표준 출력이며, 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file())
  var output: [String] = []

  @Option(
    "format", .choice(or: PictureFormat.named),
    help: Bilingual(
      en: "The form of standard output, and of files whose ending says none.",
      ko: "표준 출력과, 끝 이름으로 형식을 알 수 없는 파일의 형식입니다."),
    value: .format)
  var format: PictureFormat?

  @Option(
    "scale", .scale,
    help: Bilingual(
      en: "Pixels of a PNG or GIF for each of the figure's.", ko: "PNG와 GIF를 그림의 몇 배로 그릴지 정합니다."),
    value: Bilingual(en: "factor", ko: "배율"))
  var scale = 1.0

  @Option(
    name: .customLong("id"),
    help: ArgumentHelp(
      Bilingual(en: "What all ids in an SVG begin with.", ko: "SVG의 모든 id 앞에 붙일 글자입니다."),
      value: Bilingual(en: "prefix", ko: "머리말"),
      otherwise: Bilingual(en: "one that its content gives", ko: "내용에 따라 정한 것")))
  var prefix: String?

  @Option(
    "text", .choice(),
    help: Bilingual(
      en: "What letters of an SVG become: outlines, the same everywhere, or text, to be selected, "
        + "searched and edited.",
      ko: "SVG의 글자를 어디서나 똑같이 보이는 윤곽선(outlines)으로 쓸지, 고르고 찾고 고칠 수 있는 "
        + "글(text)로 쓸지 정합니다."),
    value: Bilingual(en: "kind", ko: "종류"),
    otherwise: Bilingual(same: SVGOptions.Letters.outlines.rawValue))
  var text: SVGOptions.Letters?

  /// What letters of an SVG become.
  var letters: SVGOptions.Letters { text ?? .outlines }

  func validate() throws {
    if let prefix { try SVGOptions.requireID(prefix) }
    if output.contains("") { throw Failure.namelessOutput }
  }

  /// Fails where it is not said where the figure goes.
  func require() throws(Failure) {
    guard output.isEmpty, format == nil else { return }
    throw Failure(
      .usage, Bilingual(en: "an output is missing", ko: "그림을 쓸 곳이 없습니다"),
      remedy: Bilingual(
        en: "give -o FILE.svg, or --format svg",
        ko: "-o 그림.svg나 --format svg를 주십시오"))
  }

  /// Fails for a graph that has no chance of being drawn, before all the work of placing it.
  ///
  /// - Parameters:
  ///   - pictures: what is to be painted.
  ///   - size: how large the figure becomes.
  ///   - resized: whether the figure's size does not depend on its nodes.
  /// - Throws: `Failure` where a figure would be larger than memory, or than a PNG can be.
  func refuse(_ pictures: [Picture], _ size: FigureSize, resized: Bool) throws(Failure) {
    // A node with the distances around it takes 1,800 pixels, and Cairo paints 2²⁷ in all.
    let nodes = size.nodes
    let pixels = Double(nodes) * 1_800 * scale * scale
    if !resized, nodes <= FigureLimits.nodes, pixels > 134_217_728,
      let picture = pictures.first(where: { $0.format.isRaster })
    {
      throw Failure(
        .cannotCreate, at: picture.path,
        Bilingual(
          en: "a figure of \(nodes) nodes has more pixels than a PNG or GIF can have",
          ko: "노드 \(nodes)개 그림은 PNG나 GIF로 그릴 수 있는 픽셀 수를 넘습니다"),
        remedy: Bilingual(
          en: "use a smaller --scale, PDF or SVG, or --collapse",
          ko: "--scale을 줄이거나, PDF나 SVG로 그리거나, --collapse로 접으십시오"))
    }
    do throws(FigureExcess) {
      try size.check(memory: Memory.available, resized: resized)
    } catch {
      throw Failure(
        .cannotCreate, at: output.first ?? "<stdout>", error.message,
        remedy: Bilingual(
          en: "collapse groups with --collapse, or see 'backdraw trace'",
          ko: "--collapse로 묶음을 접거나 'backdraw trace'를 쓰십시오"))
    }
  }

  /// A picture that is asked for.
  struct Picture {
    let path: String
    let format: PictureFormat
  }

  /// The outputs with their forms.
  ///
  /// - Parameter perStep: whether each becomes several pictures.
  /// - Throws: `Failure` where an ending says no form, or standard output cannot take what is asked.
  func pictures(perStep: Bool) throws(Failure) -> [Picture] {
    var pictures: [Picture] = []
    for path in output.isEmpty ? ["-"] : output {
      if path == "-" {
        let form = format ?? .svg
        if form.isBinary { try Outputs.refuseTerminal() }
        if perStep, form == .svg || form == .png {
          throw Failure(
            .usage, at: "<stdout>",
            Bilingual(
              en: "it takes one picture, not one for each step",
              ko: "표준 출력에는 그림을 하나만 쓸 수 있습니다"),
            remedy: Bilingual(
              en: "give -o FILE.\(form.ending), or --format pdf",
              ko: "-o FILE.\(form.ending) 또는 --format pdf 를 주십시오"))
        }
        pictures.append(Picture(path: path, format: form))
      } else {
        let form = try FileEnding.form(
          PictureFormat.self, of: path, otherwise: format, hasFormat: true)
        pictures.append(Picture(path: path, format: form))
      }
    }
    if let text, !pictures.contains(where: { $0.format == .svg }) {
      throw Failure(
        .usage, at: "--text \(text.rawValue)",
        Bilingual(
          en: "only an SVG has letters of two kinds, and none is asked for",
          ko: "글자의 종류는 SVG에서만 고를 수 있는데 SVG 출력이 없습니다"),
        remedy: Bilingual(
          en: "add -o FILE.svg, or leave out --text", ko: "-o FILE.svg를 더하거나 --text를 빼십시오"))
    }
    return pictures
  }
}

extension SVGOptions {
  /// Fails for what ids cannot begin with.
  static func requireID(_ prefix: String) throws(Failure) {
    guard !SVGOptions(prefix: prefix).hasValidPrefix else { return }
    throw Failure(
      .usage, at: "--id",
      Bilingual(
        en: "'\(prefix)' is not a letter followed by letters, digits, - and _",
        ko: "'\(prefix)'\(Particle.topic.after(prefix)) 영문자로 시작해 영문자, 숫자, -, _로 이어지지 않습니다"))
  }
}
