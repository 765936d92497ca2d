import Wording

/// The results of a command, which appear together or not at all.
enum Outputs {
  /// A finished result and where it goes.
  struct File {
    let path: String
    let bytes: [UInt8]
  }

  /// Writes results, and only then gives the files their names.
  ///
  /// - Throws: `Failure` where an output cannot be created or written.
  static func write(_ results: [File]) throws(Failure) {
    var files: [OutputFile] = []
    for result in results { files.append(try OutputFile(result.path)) }
    for (file, result) in zip(files, results) {
      try file.write(result.bytes)
    }
    for file in files { try file.commit() }
  }

  /// Fails where a path is that of a folder.
  static func refuseFolder(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
    throw OutputFile.failure(SystemError(EISDIR), creating: path)
  }

  /// Fails where an output is the file that the graph is read from: it would be lost.
  static func refuseSource(_ source: String?, among outputs: [String]) throws(Failure) {
    var (read, written) = (stat(), stat())
    guard let source, source != "-", stat(source, &read) == 0, read.st_mode & S_IFMT == S_IFREG
    else { return }
    for path in outputs where path != "-" && stat(path, &written) == 0 {
      guard read.st_dev != written.st_dev || read.st_ino != written.st_ino else {
        throw Failure(
          .usage, at: path,
          Bilingual(en: "this is the graph's own file", ko: "그래프를 읽어 올 파일입니다"),
          remedy: Bilingual(en: "give the output another name", ko: "출력에 다른 이름을 주십시오"))
      }
    }
  }

  /// Fails where bytes that are no text would go to a terminal.
  static func refuseTerminal() throws(Failure) {
    guard isatty(STDOUT_FILENO) == 1 else { return }
    throw Failure(
      .usage, at: "<stdout>",
      Bilingual(en: "a terminal cannot show this form", ko: "터미널에 보일 수 없는 형식입니다"),
      remedy: Bilingual(en: "give -o FILE, or redirect it", ko: "-o 로 파일을 주거나 방향을 돌리십시오"))
  }
}
