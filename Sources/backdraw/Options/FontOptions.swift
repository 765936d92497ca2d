import ArgumentParser
import CairoRenderer

/// The font of figures.
struct FontOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A font family for names and words.", valueName: "family"))
  var font: String?

  /// The fonts, with the one that was asked for first.
  ///
  /// - Throws: `Failure` where it is not installed.
  func fonts() throws(Failure) -> CairoTextMeasure {
    do throws(RenderError) {
      return try CairoTextMeasure(families: FontFamilies(preferring: font))
    } catch {
      throw Failure(error)
    }
  }
}
