import CairoRenderer
import Diagram
import Wording

// What errors say, in both languages.

extension BackdrawError {
  /// A name that means nothing.
  static func unknown(
    _ name: String, _ what: Bilingual, among known: [String], in language: Language
  ) -> BackdrawError {
    let list = known.prefix(20).joined(separator: ", ")
    let remedy =
      known.isEmpty
      ? Bilingual(en: "there is none", ko: "하나도 없습니다")
      : Bilingual(en: "use some of \(list)", ko: "다음에서 고르십시오: \(list)")
    return BackdrawError(
      .unknownName,
      Bilingual(
        en: "'\(name)': error: \(what[.english]); \(remedy[.english])",
        ko: "'\(name)': 오류: \(what[.korean]). \(remedy[.korean])"), in: language)
  }

  /// A number that makes no sense.
  static func badOption(
    _ name: String, _ value: Double, _ remedy: Bilingual, in language: Language
  ) -> BackdrawError {
    BackdrawError(
      .badOption,
      Bilingual(
        en: "\(name) \(value): error: \(remedy[.english])",
        ko: "\(name) \(value): 오류: \(remedy[.korean])"), in: language)
  }

  /// An option that does not fit what it is for.
  static func badOption(
    _ option: String, _ what: Bilingual, _ language: Language
  ) -> BackdrawError {
    BackdrawError(
      .badOption,
      Bilingual(
        en: "\(option): error: \(what[.english])", ko: "\(option): 오류: \(what[.korean])"),
      in: language)
  }

  /// Why a computation is no network.
  init(_ fault: NetworkFault, in language: Language) {
    let kind: Kind =
      switch fault {
      case .noNeurons: .noNeurons
      case .noSuchSample: .badOption
      }
    self.init(
      kind, Bilingual { "view: \(MessageLabel.error[$0]): \(fault.message[$0])" }, in: language)
  }

  /// Why a picture could not be painted.
  init(_ error: RenderError, in language: Language) {
    self.init(
      error.kind, Bilingual { "\(MessageLabel.error[$0]): \(error.message[$0])" }, in: language)
  }
}

extension RenderError {
  /// What kind of thing went wrong.
  fileprivate var kind: BackdrawError.Kind {
    switch self {
    case .missingGlyphs, .unknownFamily: .missingFont
    case .tooManyPixels, .tooLarge, .tooLargeForTeX: .tooLarge
    case .badScale, .badPrefix: .badOption
    case .noExtent, .notFinite, .noPages, .cairo, .gif: .drawingFailed
    }
  }
}
