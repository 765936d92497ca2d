import Wording

/// Where a result goes: a file that appears as a whole or not at all, or standard output.
///
/// A file is written under another name beside its target and renamed by `commit()`: a reader never
/// sees half a file, and a failure leaves the old one.
final class OutputFile {
  /// What to call it in messages.
  let name: String
  private let file: Target
  private var isCommitted = false

  private enum Target {
    case standardOutput
    /// A device or a pipe, which cannot be replaced.
    case direct(Descriptor)
    case temporary(Descriptor, path: String, target: String)
  }

  /// A reference to an open file, since an enumeration's payload cannot be borrowed by a closure.
  private final class Descriptor {
    let file: FileDescriptor
    init(_ file: consuming FileDescriptor) { self.file = file }
  }

  /// Opens an output: a path, or `-` for standard output.
  init(_ path: String) throws(Failure) {
    guard path != "-" else {
      name = "<stdout>"
      file = .standardOutput
      return
    }
    name = path
    do throws(SystemError) {
      file = try Self.open(path)
    } catch {
      throw Self.failure(error, creating: path)
    }
  }

  /// Why a file cannot be created.
  static func failure(_ error: SystemError, creating path: String) -> Failure {
    Failure(
      .cannotCreate, at: path,
      Bilingual(
        en: "cannot be created: \(error.reason.english)",
        ko: "만들 수 없습니다. \(error.reason.korean)"),
      remedy: error.code == EISDIR
        ? Bilingual(en: "name a file in it", ko: "그 안의 파일 이름을 주십시오") : nil)
  }

  deinit {
    if case .temporary(_, let path, _) = file, !isCommitted { unlink(path) }
  }

  /// Writes bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    do throws(SystemError) {
      switch file {
      case .standardOutput: try writeAll(bytes, to: STDOUT_FILENO)
      case .direct(let descriptor), .temporary(let descriptor, _, _):
        try writeAll(bytes, to: descriptor.file.number)
      }
    } catch {
      throw failure(error)
    }
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    let written: Result<Void, Failure> = bytes.withUnsafeBytes { bytes in
      Result { () throws(Failure) in try write(bytes) }
    }
    try written.get()
  }

  /// Gives the file its name.
  func commit() throws(Failure) {
    guard case .temporary(_, let path, let target) = file else { return }
    guard rename(path, target) == 0 else { throw failure(SystemError(errno)) }
    isCommitted = true
  }

  private func failure(_ error: SystemError) -> Failure {
    // Who closed the pipe knows, and is no longer there to read.
    if error.code == EPIPE { return Failure(silent: .inputOutput) }
    return Failure(
      .inputOutput, at: name,
      Bilingual(
        en: "cannot be written: \(error.reason.english)",
        ko: "쓸 수 없습니다. \(error.reason.korean)"))
  }

  // MARK: Opening

  private static func open(_ path: String) throws(SystemError) -> Target {
    var status = stat()
    var target = path
    var mode: mode_t?
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw SystemError(EISDIR)
      case S_IFREG: mode = status.st_mode & 0o777
      default: return .direct(Descriptor(try FileDescriptor(opening: path, O_WRONLY)))
      }
      // A link goes on pointing at what is replaced.
      if let resolved = realpath(path, nil) {
        target = String(cString: resolved)
        free(resolved)
      }
    } else if path.utf8.last == UInt8(ascii: "/") {
      throw SystemError(EISDIR)
    }
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? "./"
    let (temporary, name) = try createTemporary(in: String(folder))
    if let mode { fchmod(temporary.file.number, mode) }
    return .temporary(temporary, path: name, target: target)
  }

  private static func createTemporary(
    in folder: String
  ) throws(SystemError) -> (Descriptor, String) {
    for attempt in 0..<1_000 {
      let path = "\(folder).backdraw-\(getpid())-\(attempt)"
      do throws(SystemError) {
        let file = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
        return (Descriptor(file), path)
      } catch {
        if error.code != EEXIST { throw error }
      }
    }
    throw SystemError(EEXIST)
  }
}
