import Wording

/// The results of a command, which appear together or not at all.
final class Outputs {
  /// A finished result and where it goes.
  struct File {
    let path: String
    let bytes: [UInt8]
  }

  private var files: [OutputFile] = []

  /// Writes results, and only then gives the files their names.
  ///
  /// - Parameter waits: Whether it is waited for the disk.
  /// - Throws: `Failure` where an output cannot be created or written.
  static func write(_ results: [File], waiting waits: Bool = true) throws(Failure) {
    let outputs = Outputs()
    // What is seen at once comes last: all else has been written by then.
    let last = results.filter { OutputFile.isSeenAtOnce($0.path) }
    for result in results where !OutputFile.isSeenAtOnce(result.path) {
      try outputs.add(result, waiting: waits)
    }
    var unheard: Failure?
    for result in last {
      do throws(Failure) {
        try outputs.add(result)
      } catch {
        // A reader that has seen enough takes nothing from the files.
        guard error.message == nil else { throw error }
        unheard = error
      }
    }
    try outputs.commit()
    if let unheard { throw unheard }
  }

  /// Writes a result, which has no name yet.
  func add(_ result: File, waiting waits: Bool = true) throws(Failure) {
    let file = try OutputFile(result.path)
    try file.write(result.bytes)
    try file.close(waiting: waits)
    try add(file)
  }

  /// Takes a result that has been written.
  func add(_ file: OutputFile) throws(Failure) {
    try file.close()
    files.append(file)
  }

  /// Gives the files their names, all or none.
  func commit() throws(Failure) {
    var undone: [OutputFile.Undo] = []
    do throws(Failure) {
      for file in files {
        if let undo = try file.commit(keepsFormer: files.count > 1) { undone.append(undo) }
      }
    } catch {
      for undo in undone.reversed() { undo() }
      throw error
    }
    files = []
  }

  /// Fails where an output cannot be created, or two would be the same file: before the work.
  static func require(_ paths: [String]) throws(Failure) {
    try refuseCollision(paths)
    for path in paths { try OutputFile.tryOut(path) }
  }

  /// Fails where two outputs would be the same file.
  static func refuseCollision(_ paths: [String]) throws(Failure) {
    var places: Set<String> = []
    for path in paths {
      guard let place = OutputFile.place(of: path), !places.insert(place).inserted else { continue }
      throw Failure(
        .usage, at: path == "-" ? "<stdout>" : path,
        Bilingual(
          en: "two outputs go here, and one would be lost", ko: "두 출력을 여기에 쓰면 하나를 잃습니다"),
        remedy: Bilingual(
          en: "give each output a name of its own", ko: "출력마다 다른 이름을 주십시오"))
    }
  }

  /// Fails where a path is that of a folder.
  static func refuseFolder(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
    throw OutputFile.failure(SystemError(EISDIR), creating: path)
  }

  /// Fails where an output is a file that is read, by rule the graph's: it would be lost.
  ///
  /// - Parameter reason: What that file is.
  static func refuseSource(
    _ source: String?, among outputs: [String],
    because reason: Bilingual = Bilingual(
      en: "this is the graph's own file", ko: "그래프를 읽어 올 파일입니다")
  ) throws(Failure) {
    var (read, written) = (stat(), stat())
    guard let source, source != "-", stat(source, &read) == 0, read.st_mode & S_IFMT == S_IFREG
    else { return }
    for path in outputs where path != "-" && stat(path, &written) == 0 {
      guard read.st_dev != written.st_dev || read.st_ino != written.st_ino else {
        throw Failure(
          .usage, at: path, reason,
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
