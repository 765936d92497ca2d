import CairoRenderer
import Wording

extension Failure {
  /// Why a picture could not be painted, in both languages.
  init(_ error: RenderError) {
    let status: ExitStatus =
      switch error {
      case .unknownFamily, .badScale, .badPrefix, .noPages: .usage
      default: .cannotCreate
      }
    self.init(
      status, rendered: Bilingual(en: "error: \(error)", ko: "error: \(error.korean)"))
  }
}

extension RenderError {
  /// The error in Korean, in one line with its remedy.
  fileprivate var korean: String {
    switch self {
    case .missingGlyphs(let scalars, let text):
      let names = scalars.map { "'\($0)'" }.joined(separator: ", ")
      return "\"\(text)\"에 쓸 \(names) 글자가 어느 글꼴에도 없습니다. (\(self))"
    case .unknownFamily(let name):
      return "\"\(name)\" 글꼴이 설치되어 있지 않습니다. 설치된 글꼴은 `fc-list : family` 로 볼 수 있습니다"
    case .tooManyPixels(let width, let height):
      return "\(Int(clamping: width)) × \(Int(clamping: height)) 픽셀 PNG는 Cairo가 그릴 수 있는 크기"
        + "(한 변 32,767, 모두 1억 3400만)를 넘습니다. --scale 을 줄이거나 PDF나 SVG로 그리십시오"
    case .tooLarge(let width, let height):
      return "\(Int(clamping: width)) × \(Int(clamping: height)) 픽셀 그림은 Cairo가 그릴 수 있는 크기"
        + "(한 변 400만)를 넘습니다. 일부만 그리거나 묶음을 접으십시오"
    case .tooLargeForTeX(let width, let height):
      return "\(Int(clamping: width)) × \(Int(clamping: height)) 픽셀 그림은 TeX가 조판할 수 있는 크기"
        + "(한 변 21,000)를 넘습니다. PDF로 그리거나 --width 나 --collapse 를 쓰십시오"
    case .noExtent: return "그림에 크기가 없습니다. 너비와 높이가 0보다 커야 합니다"
    case .badScale(let scale): return "배율 \(scale)로는 그릴 수 없습니다. 0보다 큰 수를 주십시오"
    default: return description
    }
  }
}

extension Int {
  /// The nearest whole number above; the largest one for what is larger.
  fileprivate init(clamping number: Double) {
    self = number < 1e15 ? Int(number.rounded(.up)) : .max
  }
}
