import CairoRenderer
import Wording

extension Failure {
  /// Why a picture could not be painted, in both languages.
  init(_ error: RenderError) {
    let status: ExitStatus =
      switch error {
      case .unknownFamily, .badScale, .badPrefix, .noPages: .usage
      case .missingGlyphs, .tooManyPixels, .tooLarge, .tooLargeForTeX, .noExtent, .notFinite,
        .cairo:
        .cannotCreate
      }
    self.init(status, rendered: error.message.map { "error: \($0)" })
  }
}
