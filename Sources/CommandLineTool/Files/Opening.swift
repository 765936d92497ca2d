import Wording

/// Shows a file in the program that the desktop has for it.
enum Opening {
  #if canImport(Darwin)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Opens a file.
  ///
  /// - Throws: `Failure` where no program can be started; the file has been written all the same.
  static func open(_ path: String) throws(Failure) {
    // Nothing is taken for an option.
    let path = path.hasPrefix("/") ? path : "./" + path
    var arguments = [strdup(program), strdup(path), nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, nil, nil, &arguments, environ)
    guard code == 0 else {
      throw Failure(
        .inputOutput, at: program,
        Bilingual(
          en: "cannot be started: \(SystemError(code).reason.english)",
          ko: "시작할 수 없습니다. \(SystemError(code).reason.korean)"),
        remedy: Bilingual(
          en: "open \(path) yourself", ko: "\(path)\(Particle.object.after(path)) 직접 여십시오"))
    }
  }
}
