import ArgumentParser
import Diagram
import Scene
import Wording

/// Whether a figure is drawn whole or step by step.
struct StepOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "A picture for each step of the passes: numbered SVG or PNG files, the pages of a PDF, "
          + "the slides of a beamer document (.tex) or of PowerPoint (.pptx).",
        ko: "순전파와 역전파의 단계마다 그림을 하나씩 그립니다. SVG와 PNG는 번호를 붙인 파일, "
          + "PDF는 쪽, LaTeX(.tex)는 beamer 슬라이드, .pptx는 파워포인트 슬라이드가 됩니다.")))
  var frames = false

  @Flag(help: ArgumentHelp(Bilingual(en: "All steps on one sheet.", ko: "모든 단계를 한 장에 그립니다.")))
  var strip = false

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "An SVG, PNG or GIF that plays the steps one after the other, without a script.",
        ko: "단계를 차례로 보여 주는 움직이는 SVG, PNG, GIF로 그립니다. 스크립트는 쓰지 않습니다.")))
  var animate = false

  func validate() throws {
    // Korean particles follow how an option is read: 프레임스와, 스트립과.
    let options = [
      (name: "--frames", with: "--frames와", isGiven: frames),
      (name: "--strip", with: "--strip과", isGiven: strip),
      (name: "--animate", with: "--animate와", isGiven: animate),
    ]
    let given = options.filter(\.isGiven)
    guard let first = given.first, let last = given.last, given.count > 1 else { return }
    throw Failure(
      .usage, at: last.name,
      Bilingual(
        en: "it does not go with \(first.name)", ko: "\(first.with) 함께 쓸 수 없습니다"),
      remedy: Bilingual(en: "leave out one of them", ko: "둘 가운데 하나를 빼십시오"))
  }

  /// Fails where something is to play that cannot, or to stand still that plays.
  func check(_ pictures: [PictureOutputOptions.Picture]) throws(Failure) {
    if !animate, let picture = pictures.first(where: { $0.format == .gif }) {
      throw Failure(
        .usage, at: picture.path,
        Bilingual(
          en: "a GIF plays the steps, and that is not asked for",
          ko: "GIF는 단계를 차례로 보여 주는 그림인데 --animate가 없습니다"),
        remedy: Bilingual(
          en: "add --animate, or give -o FILE.png", ko: "--animate를 더하거나 -o 그림.png를 주십시오"))
    }
    guard animate, let picture = pictures.first(where: { !$0.format.plays }) else { return }
    throw Failure(
      .usage, at: "--animate",
      Bilingual(
        en: "\(picture.format.ending) does not play", ko: "\(picture.format.ending)에서는 움직이지 않습니다"),
      remedy: Bilingual(
        en: "give -o FILE.svg, .png or .gif, or use --frames",
        ko: "-o 그림.svg, .png, .gif 가운데 하나를 주거나 --frames를 쓰십시오"))
  }

  /// More steps are neither looked at nor painted in reasonable time.
  private static let most = 1_000

  /// The pictures that are asked for: the figure, its steps, a sheet of them, or one that plays them.
  ///
  /// - Parameter size: how large the figure is; nil for one that is small.
  /// - Throws: `Failure` where there are too many steps.
  func pictures(
    of figure: some SteppedFigure, _ size: FigureSize?
  ) throws(Failure) -> PictureFiles.Content {
    guard frames || strip || animate else { return .still(figure.scene) }
    let steps = figure.frames(pass: figure.options.pass)
    let option = frames ? "--frames" : strip ? "--strip" : "--animate"
    let remedy = Bilingual(
      en: "draw one pass with --pass, or collapse groups with --collapse",
      ko: "--pass로 한쪽만 그리거나 --collapse로 묶음을 접으십시오")
    guard steps.steps.count <= Self.most else {
      throw Failure(
        .cannotCreate, at: option,
        Bilingual(
          en: "\(steps.steps.count) steps are more than the \(Self.most) that are drawn",
          ko: "단계가 \(steps.steps.count)개여서 그릴 수 있는 \(Self.most)개를 넘습니다"),
        remedy: remedy)
    }
    do throws(FigureExcess) {
      try size?.check(steps: steps.steps.count, memory: Memory.available)
    } catch {
      throw Failure(.cannotCreate, at: option, error.message, remedy: remedy)
    }
    // A graph in which nothing is computed has no steps, but a figure.
    if steps.steps.isEmpty { return .still(figure.scene) }
    if animate { return .playing(steps) }
    return frames ? .steps(steps) : .still(steps.strip())
  }
}
