import Wording

/// Why a scene could not be painted, and what helps.
package enum RenderError: Error, Equatable, CustomStringConvertible {
  /// No installed font has these characters of a text.
  case missingGlyphs([Unicode.Scalar], text: String)
  /// No font family of this name is installed; the names of some that are and that it may mean.
  case unknownFamily(String, near: [String])
  /// The picture has more pixels than a grid of pixels can have; its extent in pixels.
  case tooManyPixels(width: Double, height: Double)
  /// The picture is wider or higher than coordinates can say; its extent in pixels.
  case tooLarge(width: Double, height: Double)
  /// The picture is longer than TeX can count; its extent in pixels.
  case tooLargeForTeX(width: Double, height: Double)
  /// The picture has no extent, or one that is no number.
  case noExtent(width: Double, height: Double)
  /// The scale is not a positive number.
  case badScale(Double)
  /// A coordinate, width or opacity of an item is not a finite number; the item's transcript.
  case notFinite(item: String)
  /// The prefix of ids is not a letter followed by letters, digits, `-` and `_`.
  case badPrefix(String)
  /// A PDF without pages was asked for.
  case noPages
  /// Cairo refused: what was being done, and its words.
  case cairo(doing: String, message: String)
  /// giflib refused; its words.
  case gif(String)

  /// The error in English, in one line with its remedy.
  package var description: String { message.english }

  /// The error in one line with its remedy.
  package var message: Bilingual {
    switch self {
    case .missingGlyphs(let scalars, let text): return Self.missing(scalars, text)
    case .unknownFamily(let name, let near): return Self.unknown(name, near)
    case .tooManyPixels(let width, let height):
      let extent = extent(width, height)
      return Bilingual(
        en: "a PNG or GIF of \(extent) pixels is more than Cairo can paint "
          + "(32,767 a side, 134 million in all); use a smaller scale, or PDF or SVG",
        ko: "\(extent) 픽셀 PNG나 GIF는 Cairo가 그릴 수 있는 크기(한 변 32,767, 모두 1억 3400만)를 넘습니다. "
          + "배율을 줄이거나 PDF나 SVG로 그리십시오")
    case .tooLarge(let width, let height):
      let extent = extent(width, height)
      return Bilingual(
        en: "a picture of \(extent) pixels is more than Cairo can paint "
          + "(4 million a side); draw a part of it, or collapse groups",
        ko: "\(extent) 픽셀 그림은 Cairo가 그릴 수 있는 크기(한 변 400만)를 넘습니다. "
          + "일부만 그리거나 묶음을 접으십시오")
    case .tooLargeForTeX(let width, let height):
      let extent = extent(width, height)
      return Bilingual(
        en: "a picture of \(extent) pixels is more than TeX can set "
          + "(210,000 a side, shrunk); use PDF, a smaller width, or collapse groups",
        ko: "\(extent) 픽셀 그림은 TeX가 조판할 수 있는 크기(줄여서 한 변 210,000)를 넘습니다. "
          + "PDF로 그리거나, 너비를 줄이거나, 묶음을 접으십시오")
    case .noExtent(let width, let height):
      return Bilingual(
        en: "a picture of \(width) × \(height) pixels has no extent; both must be above 0",
        ko: "그림에 크기가 없습니다. 너비와 높이가 0보다 커야 합니다")
    case .badScale(let scale):
      return Bilingual(
        en: "a scale of \(scale) paints nothing; it must be a number above 0",
        ko: "배율 \(scale)로는 그릴 수 없습니다. 0보다 큰 수를 주십시오")
    case .notFinite(let item):
      return Bilingual(
        en: "a coordinate is not a finite number in: \(item)",
        ko: "유한하지 않은 좌표가 있습니다: \(item)")
    case .badPrefix(let prefix):
      return Bilingual(
        en: "\"\(prefix)\" cannot begin ids; use a letter followed by letters, digits, - and _",
        ko: "\"\(prefix)\"로는 id를 시작할 수 없습니다. 영문자로 시작해 영문자, 숫자, -, _ 를 쓰십시오")
    case .noPages:
      return Bilingual(en: "a PDF needs at least one page", ko: "PDF에는 적어도 한 쪽이 있어야 합니다")
    case .cairo(let doing, let message):
      return Bilingual(
        en: "Cairo failed while \(doing): \(message)", ko: "Cairo에서 그리지 못했습니다: \(message)")
    case .gif(let message):
      return Bilingual(
        en: "giflib could not write the GIF: \(message)", ko: "giflib에서 GIF를 쓰지 못했습니다: \(message)")
    }
  }

  private static func missing(_ scalars: [Unicode.Scalar], _ text: String) -> Bilingual {
    let names = scalars.map { "\($0.codePoint) '\($0)'" }.joined(separator: ", ")
    let packages = packages(for: scalars)
    // A character of private use has no package.
    let own = scalars.contains { $0.fontPackage == nil }
    let english = packages + (own ? ["a font of your own with the characters of private use"] : [])
    let korean =
      packages.isEmpty
      ? "사용자 정의 영역의 글자이므로 그 글자가 든 글꼴을 설치하십시오"
      : "\(packages.joined(separator: ", ")) 패키지를 설치하십시오"
    return Bilingual(
      en: "no font has \(names), needed for \"\(text)\"; install "
        + english.joined(separator: " and "),
      ko: "\"\(text)\"에 쓸 글자가 어느 글꼴에도 없습니다(\(names)). \(korean)")
  }

  private static func unknown(_ name: String, _ near: [String]) -> Bilingual {
    let message = Bilingual(
      en: "no font family \"\(name)\" is installed; ", ko: "\"\(name)\" 글꼴이 설치되어 있지 않습니다. ")
    let quoted = near.map { "\"\($0)\"" }
    let remedy: Bilingual
    if let last = quoted.last {
      let others = quoted.dropLast().joined(separator: ", ")
      remedy = Bilingual(
        en: "did you mean \(others.isEmpty ? "" : others + " or ")\(last)?",
        ko: "혹시 \(quoted.joined(separator: ", "))입니까?")
    } else {
      remedy = Bilingual(
        en: "`fc-list : family` lists those that are",
        ko: "설치된 글꼴은 `fc-list : family` 로 볼 수 있습니다")
    }
    return Bilingual(
      en: message.english + remedy.english, ko: message.korean + remedy.korean)
  }

  /// The Debian packages whose fonts have some characters, each once; none for those of private use.
  private static func packages(for scalars: [Unicode.Scalar]) -> [String] {
    scalars.reduce(into: []) { packages, scalar in
      if let package = scalar.fontPackage, !packages.contains(package) { packages.append(package) }
    }
  }

  private func extent(_ width: Double, _ height: Double) -> String {
    "\(whole(width)) × \(whole(height))"
  }

  private func whole(_ value: Double) -> String {
    abs(value) < 1e15 ? "\(Int(value.rounded(.up)))" : "\(value)"
  }
}
