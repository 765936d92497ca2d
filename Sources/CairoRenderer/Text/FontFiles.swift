import CFontconfig

/// The files that decide what letters look like.
package enum FontFiles {
  /// The paths of all fonts that text may be drawn with, and of the files that say which is chosen.
  package static var paths: [String] {
    guard let configuration = FcConfigGetCurrent() else { return [] }
    var paths: Set<String> = []
    if let files = FcConfigGetConfigFiles(configuration) {
      defer { FcStrListDone(files) }
      while let file = FcStrListNext(files) { paths.insert(String(cString: file)) }
    }
    for set in [FcSetSystem, FcSetApplication] {
      guard let fonts = FcConfigGetFonts(configuration, set)?.pointee else { continue }
      for index in 0..<Int(fonts.nfont) {
        var file: UnsafeMutablePointer<FcChar8>?
        if FcPatternGetString(fonts.fonts[index], FC_FILE, 0, &file) == FcResultMatch, let file {
          paths.insert(String(cString: file))
        }
      }
    }
    return paths.sorted()
  }
}
