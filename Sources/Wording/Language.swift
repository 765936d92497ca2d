/// A language that readers of figures, pages and messages may choose.
///
/// A new case does not compile until `Bilingual` has a text for it, and with that no text that lacks
/// one: see `Bilingual.init(en:ko:)`.
public enum Language: String, Sendable, CaseIterable, Hashable {
  /// Korean.
  case korean = "ko"
  /// English.
  case english = "en"

  /// The language that a locale such as `ko_KR.UTF-8` asks for, or English.
  public init(locale: String) {
    let code = locale.lowercased().prefix { $0.isLetter }
    self = Language(rawValue: String(code)) ?? .english
  }

  /// What its speakers call it.
  public var name: String {
    switch self {
    case .korean: "한국어"
    case .english: "English"
    }
  }
}
