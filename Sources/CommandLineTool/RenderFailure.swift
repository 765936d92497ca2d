import CairoRenderer
import Wording

extension Failure {
  /// Why a picture could not be painted.
  init(_ error: RenderError) {
    self.init(error.status, error.message)
  }
}

extension RenderError {
  /// Whether the command line is to blame, or the picture.
  fileprivate var status: ExitStatus {
    switch self {
    case .unknownFamily, .badScale, .badPrefix, .noPages: .usage
    case .missingGlyphs, .tooManyPixels, .tooLarge, .tooLargeForTeX, .noExtent, .notFinite, .cairo,
      .gif:
      .cannotCreate
    }
  }
}
