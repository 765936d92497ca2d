import CairoRenderer
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
        ko: "'\(name)': error: \(what[.korean]). \(remedy[.korean])"), in: language)
  }

  /// A number that makes no sense.
  static func badOption(
    _ name: String, _ value: Double, _ remedy: Bilingual, in language: Language
  ) -> BackdrawError {
    BackdrawError(
      .badOption,
      Bilingual(
        en: "\(name) \(value): error: \(remedy[.english])",
        ko: "\(name) \(value): error: \(remedy[.korean])"), in: language)
  }

  /// Why a picture could not be painted.
  init(_ error: RenderError, in language: Language) {
    let words = error.words
    self.init(
      error.kind,
      Bilingual(en: "error: " + words[.english], ko: "error: " + words[.korean]), in: language)
  }
}

extension RenderError {
  /// What kind of thing went wrong.
  fileprivate var kind: BackdrawError.Kind {
    switch self {
    case .missingGlyphs, .unknownFamily: .missingFont
    case .tooManyPixels, .tooLarge, .tooLargeForTeX: .tooLarge
    case .badScale, .badPrefix: .badOption
    case .noExtent, .notFinite, .noPages, .cairo, .unknownMarkup: .drawingFailed
    }
  }

  /// What is wrong and what to do, in words of the library.
  fileprivate var words: Bilingual {
    switch self {
    case .missingGlyphs(let scalars, let text):
      let packages = Self.packages(for: scalars).joined(separator: ", ")
      return packages.isEmpty
        ? Bilingual(
          en: "no font has \(Self.names(of: scalars)), needed for \"\(text)\"; install one",
          ko: "\"\(text)\"에 쓸 글자가 어느 글꼴에도 없습니다(\(Self.names(of: scalars))). 그 글자가 든 글꼴을 설치하십시오")
        : Bilingual(
          en: "no font has \(Self.names(of: scalars)), needed for \"\(text)\"; install \(packages)",
          ko: "\"\(text)\"에 쓸 글자가 어느 글꼴에도 없습니다(\(Self.names(of: scalars))). "
            + "\(packages) 패키지를 설치하십시오")
    case .unknownFamily(let name, let near):
      let list = near.map { "\"\($0)\"" }.joined(separator: ", ")
      return near.isEmpty
        ? Bilingual(
          en: "no font family \"\(name)\" is installed; `fc-list : family` lists those that are",
          ko: "\"\(name)\" 글꼴이 설치되어 있지 않습니다. 설치된 글꼴은 `fc-list : family` 로 볼 수 있습니다")
        : Bilingual(
          en: "no font family \"\(name)\" is installed; did you mean one of \(list)?",
          ko: "\"\(name)\" 글꼴이 설치되어 있지 않습니다. 혹시 \(list) 가운데 하나입니까?")
    case .tooManyPixels(let width, let height):
      return Bilingual(
        en: "\(extent(width, height)) pixels are more than a PNG can have (32,767 a side, 134 "
          + "million in all); use a smaller scale, or PDF or SVG",
        ko: "\(extent(width, height)) 픽셀은 PNG로 그릴 수 있는 크기(한 변 32,767, 모두 1억 3400만)를 "
          + "넘습니다. scale을 줄이거나 PDF나 SVG로 그리십시오")
    case .tooLarge(let width, let height):
      return Bilingual(
        en: "a picture of \(extent(width, height)) pixels is more than can be painted (4 million a "
          + "side); draw a part of it, or collapse groups",
        ko: "\(extent(width, height)) 픽셀 그림은 그릴 수 있는 크기(한 변 400만)를 넘습니다. "
          + "일부만 그리거나 묶음을 접으십시오")
    case .tooLargeForTeX(let width, let height):
      return Bilingual(
        en:
          "a picture of \(extent(width, height)) pixels is more than TeX can set (210,000 a side, "
          + "shrunk); use PDF, a width, or collapse groups",
        ko: "\(extent(width, height)) 픽셀 그림은 TeX가 조판할 수 있는 크기(줄여서 한 변 210,000)를 넘습니다. "
          + "PDF로 그리거나, width를 주거나, 묶음을 접으십시오")
    case .noExtent:
      return Bilingual(
        en: "the picture has no extent; its width and height must be above 0",
        ko: "그림에 크기가 없습니다. 너비와 높이가 0보다 커야 합니다")
    case .badScale(let scale):
      return Bilingual(
        en: "a scale of \(scale) paints nothing; give a number above 0",
        ko: "scale \(scale)로는 그릴 수 없습니다. 0보다 큰 수를 주십시오")
    case .notFinite(let item):
      return Bilingual(
        en: "a coordinate is not a finite number in: \(item)", ko: "유한하지 않은 좌표가 있습니다: \(item)")
    case .badPrefix(let prefix):
      return Bilingual(
        en: "\"\(prefix)\" cannot begin ids; use a letter followed by letters, digits, - and _",
        ko: "\"\(prefix)\"로는 id를 시작할 수 없습니다. 영문자로 시작해 영문자, 숫자, -, _ 를 쓰십시오")
    case .noPages:
      return Bilingual(en: "a PDF needs at least one page", ko: "PDF에는 적어도 한 쪽이 있어야 합니다")
    case .cairo(let doing, let message):
      return Bilingual(
        en: "Cairo failed while \(doing): \(message)", ko: "Cairo에서 그리지 못했습니다: \(message)")
    case .unknownMarkup(let what):
      return Bilingual(
        en: "Cairo's SVG has a form that is not known (\(what)); use PDF or PNG",
        ko: "이 버전의 Cairo가 쓴 SVG는 알 수 없는 꼴입니다(\(what)). PDF나 PNG로 그리십시오")
    }
  }

  private func extent(_ width: Double, _ height: Double) -> String {
    func whole(_ x: Double) -> String { abs(x) < 1e15 ? "\(Int(x.rounded(.up)))" : "\(x)" }
    return "\(whole(width)) × \(whole(height))"
  }
}
