import Synchronization
import Wording

/// Where a result goes: a file that appears as a whole or not at all, or standard output.
///
/// A file is written under another name beside its target and renamed by `commit()`: a reader never
/// sees half a file, and a failure leaves the old one.
final class OutputFile {
  /// What to call it in messages.
  let name: String
  private var file: Target

  private enum Target {
    case standardOutput
    /// A device or a pipe, which cannot be replaced.
    case direct(Descriptor)
    case temporary(Descriptor, Unfinished)
    /// Written as a whole and closed, but without its name.
    case written(Unfinished)
    case finished
  }

  /// A file under another name than it will have.
  private struct Unfinished {
    let path: String
    let target: String
    let entry: Leftovers.Entry
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
    switch file {
    case .standardOutput, .direct, .finished: break
    case .temporary(_, let unfinished), .written(let unfinished):
      unlink(unfinished.path)
      Leftovers.forget(unfinished.entry)
    }
  }

  /// Whether what is written is seen at once: standard output, a device or a pipe.
  static func isSeenAtOnce(_ path: String) -> Bool {
    var status = stat()
    return path == "-"
      || stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// Fails where a file cannot be created, which is tried; nothing is left behind.
  static func tryOut(_ path: String) throws(Failure) {
    guard !isSeenAtOnce(path) else {
      if path != "-", access(path, W_OK) != 0 { throw failure(SystemError(errno), creating: path) }
      return
    }
    _ = try OutputFile(path)
  }

  /// What the file is replaced by, or created as, without links and detours on the way: the same
  /// for all paths that lead to one file. Nil for what is seen at once.
  static func place(of path: String) -> String? {
    if isSeenAtOnce(path) { return path == "-" ? path : nil }
    func resolved(_ path: String) -> String? {
      guard let resolved = realpath(path, nil) else { return nil }
      defer { free(resolved) }
      return String(cString: resolved)
    }
    if let place = resolved(path) { return place }
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    return resolved(folder(of: path)).map { "\($0)/\(name)" } ?? path
  }

  /// Writes bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    do throws(SystemError) {
      switch file {
      case .standardOutput: try writeAll(bytes, to: STDOUT_FILENO)
      case .direct(let descriptor), .temporary(let descriptor, _):
        try writeAll(bytes, to: descriptor.file.number)
      case .written, .finished: throw SystemError(EBADF)
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

  /// Ends the writing: the bytes are on the disk, and no descriptor is held.
  ///
  /// - Parameter waits: Whether it is waited for the disk; else a machine that loses its power may lose
  ///   what the file holds.
  func close(waiting waits: Bool = true) throws(Failure) {
    guard case .temporary(let descriptor, let unfinished) = file else { return }
    // A file system that cannot say whether the bytes have arrived is not asked again.
    if waits, fsync(descriptor.file.number) != 0, errno != EINVAL, errno != ENOTSUP {
      throw failure(SystemError(errno))
    }
    file = .written(unfinished)
  }

  /// Gives the file its name.
  ///
  /// - Parameter keepsFormer: Whether the file that had the name is kept until the result is dropped.
  /// - Returns: What undoes it.
  func commit(keepsFormer: Bool = false) throws(Failure) -> Undo? {
    try close()
    guard case .written(let unfinished) = file else { return nil }
    let former = keepsFormer ? Self.keep(unfinished.target) : nil
    guard rename(unfinished.path, unfinished.target) == 0 else {
      throw Self.failure(SystemError(errno), creating: name)
    }
    Leftovers.forget(unfinished.entry)
    file = .finished
    return Undo(target: unfinished.target, former: former)
  }

  /// How a file that has its name is taken back: the one that had the name before is another name
  /// beside it until then.
  final class Undo {
    private let target: String
    private let former: (path: String, entry: Leftovers.Entry)?

    fileprivate init(target: String, former: (path: String, entry: Leftovers.Entry)?) {
      self.target = target
      self.former = former
    }

    /// Takes the file back.
    func callAsFunction() {
      if let former {
        rename(former.path, target)
      } else {
        unlink(target)
      }
    }

    deinit {
      guard let former else { return }
      unlink(former.path)
      Leftovers.forget(former.entry)
    }
  }

  /// A second name for a file that is about to be replaced; nil where there is none yet.
  private static func keep(_ target: String) -> (path: String, entry: Leftovers.Entry)? {
    for _ in 0..<1_000 {
      let path = "\(folder(of: target)).backdraw-\(getpid())-\(nextNumber())"
      let entry = Leftovers.add(path)
      if link(target, path) == 0 { return (path, entry) }
      Leftovers.forget(entry)
      if errno != EEXIST { return nil }
    }
    return nil
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
    let (temporary, unfinished) = try createTemporary(for: target)
    if let mode { fchmod(temporary.file.number, mode) }
    return .temporary(temporary, unfinished)
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  /// What tells the files of one run apart while they have no names.
  private static let lastNumber = Atomic<Int>(-1)
  private static func nextNumber() -> Int {
    lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
  }

  private static func createTemporary(
    for target: String
  ) throws(SystemError) -> (Descriptor, Unfinished) {
    let folder = folder(of: target)
    for _ in 0..<1_000 {
      let path = "\(folder).backdraw-\(getpid())-\(nextNumber())"
      // Another's file of this name is neither touched nor remembered.
      if access(path, F_OK) == 0 { continue }
      let entry = Leftovers.add(path)
      do throws(SystemError) {
        let file = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
        return (Descriptor(file), Unfinished(path: path, target: target, entry: entry))
      } catch {
        Leftovers.forget(entry)
        if error.code != EEXIST { throw error }
      }
    }
    throw SystemError(EEXIST)
  }
}
