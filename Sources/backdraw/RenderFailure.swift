import CairoRenderer
import Wording

extension Failure {
  /// Why a picture could not be painted.
  init(_ error: RenderError) {
    self.init(error.status, Bilingual(en: "\(error)", ko: error.korean))
  }
}

extension RenderError {
  /// Whether the command line is to blame, or the picture.
  fileprivate var status: ExitStatus {
    switch self {
    case .unknownFamily, .badScale, .badPrefix, .noPages: .usage
    case .missingGlyphs, .tooManyPixels, .tooLarge, .tooLargeForTeX, .noExtent, .notFinite, .cairo,
      .unknownMarkup:
      .cannotCreate
    }
  }

  /// The error in Korean, in one line with its remedy.
  fileprivate var korean: String {
    switch self {
    case .missingGlyphs(let scalars, let text):
      let packages = Self.packages(for: scalars)
      let remedy =
        packages.isEmpty
        ? "사용자 정의 영역의 글자이므로 그 글자가 든 글꼴을 설치하십시오"
        : "\(packages.joined(separator: ", ")) 패키지를 설치하십시오"
      return "\"\(text)\"에 쓸 글자가 어느 글꼴에도 없습니다(\(Self.names(of: scalars))). \(remedy)"
    case .unknownFamily(let name, let near):
      let message = "\"\(name)\" 글꼴이 설치되어 있지 않습니다. "
      if near.isEmpty { return message + "설치된 글꼴은 `fc-list : family` 로 볼 수 있습니다" }
      return message + "혹시 " + near.map { "\"\($0)\"" }.joined(separator: ", ") + "입니까?"
    case .tooManyPixels(let width, let height):
      return "\(Int(clamping: width)) × \(Int(clamping: height)) 픽셀 PNG는 Cairo가 그릴 수 있는 크기"
        + "(한 변 32,767, 모두 1억 3400만)를 넘습니다. --scale 을 줄이거나 PDF나 SVG로 그리십시오"
    case .tooLarge(let width, let height):
      return "\(Int(clamping: width)) × \(Int(clamping: height)) 픽셀 그림은 Cairo가 그릴 수 있는 크기"
        + "(한 변 400만)를 넘습니다. 일부만 그리거나 묶음을 접으십시오"
    case .tooLargeForTeX(let width, let height):
      return "\(Int(clamping: width)) × \(Int(clamping: height)) 픽셀 그림은 TeX가 조판할 수 있는 크기"
        + "(줄여서 한 변 210,000)를 넘습니다. PDF로 그리거나 --width 나 --collapse 를 쓰십시오"
    case .noExtent: return "그림에 크기가 없습니다. 너비와 높이가 0보다 커야 합니다"
    case .badScale(let scale): return "배율 \(scale)로는 그릴 수 없습니다. 0보다 큰 수를 주십시오"
    case .notFinite(let item): return "유한하지 않은 좌표가 있습니다: \(item)"
    case .badPrefix(let prefix):
      return "\"\(prefix)\"로는 id를 시작할 수 없습니다. 영문자로 시작해 영문자, 숫자, -, _ 를 쓰십시오"
    case .noPages: return "PDF에는 적어도 한 쪽이 있어야 합니다"
    case .cairo(_, let message): return "Cairo에서 그리지 못했습니다: \(message)"
    case .unknownMarkup(let what):
      return "이 버전의 Cairo가 쓴 SVG는 알 수 없는 꼴입니다(\(what)). "
        + "PDF나 PNG로 그리거나 Cairo 1.16 또는 1.18을 쓰십시오"
    }
  }
}

extension Int {
  /// The nearest whole number above; the largest one for what is larger.
  fileprivate init(clamping number: Double) {
    self = number < 1e15 ? Int(number.rounded(.up)) : .max
  }
}
