import Wording

/// The Python package `backdraw`, which reads what needs another framework.
enum PythonPackage {
  /// Has it write a model's file as a graph.
  ///
  /// - Throws: `Failure` where Python or the package is not there, or the model is refused; the
  ///   package has said why, then.
  static func importModel(
    _ file: String, to graph: String, language: Language
  ) throws(Failure) {
    var status = stat()
    guard stat(file, &status) == 0 else {
      throw Failure(.missingInput, at: file, SystemError(errno).reason)
    }
    guard try run(["-c", "import backdraw.import_file"], isSilent: true) == 0 else {
      throw Failure(
        .missingInput, at: file,
        Bilingual(
          en: "python3 has no package 'backdraw', which reads such models",
          ko: "이런 모델을 읽는 패키지 'backdraw'가 python3에 없습니다"),
        remedy: Bilingual(
          en: "install it with 'pip install ./Python' from Backdraw's own folder",
          ko: "Backdraw 폴더에서 'pip install ./Python'으로 설치하십시오"))
    }
    // Behind its own options a name may begin with a dash.
    let code = try run(
      ["-m", "backdraw.import_file", "--language", language.rawValue, "-o", graph, "--", file],
      isSilent: false)
    guard code != 0 else { return }
    throw Failure(silent: ExitStatus(rawValue: code) ?? .badData)
  }

  /// Runs `python3`, which gets this program as the one to compute with.
  private static func run(_ arguments: [String], isSilent: Bool) throws(Failure) -> Int32 {
    if let own = realpath("/proc/self/exe", nil) {
      setenv("BACKDRAW", own, 0)
      free(own)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    if isSilent {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = (["python3"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let failed = posix_spawnp(&child, "python3", &actions, nil, &words, environ)
    guard failed == 0 else {
      throw Failure(
        .missingInput, at: "python3",
        Bilingual(
          en: "cannot be run: \(SystemError(failed).reason.english)",
          ko: "실행할 수 없습니다. \(SystemError(failed).reason.korean)"),
        remedy: Bilingual(
          en: "models in .onnx and .pt2 are read by Python: install it, and the package 'backdraw'",
          ko: ".onnx와 .pt2 모델은 파이썬이 읽습니다. 파이썬과 패키지 'backdraw'를 설치하십시오"))
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : ExitStatus.inputOutput.rawValue
  }
}
