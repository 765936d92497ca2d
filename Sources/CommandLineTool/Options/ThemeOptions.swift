import ArgumentParser
import Scene
import Wording

/// The colours of a figure, by name.
enum ThemeName: String, CaseIterable {
  case light, dark, safe, print

  /// The colours.
  var theme: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    case .safe: .safe
    case .print: .print
    }
  }
}

/// The colours of what is painted.
struct ThemeOptions: ParsableArguments {
  @Option(
    "theme", .choice(),
    help: Bilingual(
      en: "The colours: on white, on a dark screen, safe for all eyes, or for grey printers.",
      ko: "색입니다. 흰 바탕, 어두운 화면, 누구나 구별할 수 있는 색, 흑백 인쇄 가운데 하나입니다."),
    value: Bilingual(en: "theme", ko: "테마"))
  var theme = ThemeName.light
}
