import ArgumentParser
import CairoRenderer
import Wording

/// The font of figures.
struct FontOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Bilingual(en: "A font family for names and words.", ko: "이름과 글에 쓸 글꼴입니다."),
      value: .family))
  var font: String?

  /// The fonts, with the one that was asked for first.
  ///
  /// - Throws: `Failure` where it is not installed.
  func fonts() throws(Failure) -> CairoTextMeasure { try Self.fonts(preferring: font) }

  /// The fonts, with a family first.
  ///
  /// - Throws: `Failure` where it is not installed.
  static func fonts(preferring font: String?) throws(Failure) -> CairoTextMeasure {
    do throws(RenderError) {
      return try CairoTextMeasure(families: FontFamilies(preferring: font))
    } catch {
      throw Failure(error)
    }
  }
}
