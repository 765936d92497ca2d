import TensorFiles
import Wording

/// Reading whole files.
enum InputFile {
  /// Nothing that is read as a whole is longer.
  private static let mostBytes = 1 << 31

  /// A file's contents.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - remedy: what to do where it cannot be opened.
  ///   - stopsAtNUL: as for `read(descriptor:)`.
  /// - Throws: `Failure` where it cannot be opened or read.
  static func read(
    _ path: String, remedy: Bilingual? = nil, stopsAtNUL: Bool = false
  ) throws(Failure) -> [UInt8] {
    ReadFiles.note(path)
    do throws(SystemError) {
      let file = try FileDescriptor(opening: path, O_RDONLY)
      let status = file.status
      if let status, status.st_mode & S_IFMT == S_IFDIR { throw SystemError(EISDIR) }
      return try read(file.number, expecting: Int(status?.st_size ?? 0), stopsAtNUL: stopsAtNUL)
    } catch {
      throw failure(error, path, remedy: remedy)
    }
  }

  /// The contents of what is a file and no link, folder, device or pipe.
  ///
  /// - Throws: `SystemError`, or `TensorPath.Flaw.notAFile`.
  static func readFile(_ path: String) throws -> [UInt8] {
    ReadFiles.note(path)
    // A pipe that nobody writes to would be waited for.
    let file = try FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    guard let status = file.status, status.st_mode & S_IFMT == S_IFREG else {
      throw TensorPath.Flaw.notAFile
    }
    let size = Int(status.st_size)
    if let memory = Memory.available, size > memory { throw SystemError(EFBIG) }
    return try read(file.number, expecting: size, stopsAtNUL: false)
  }

  /// What a file begins with: its first 64 kilobytes.
  static func readHead(of path: String) throws -> [UInt8] {
    let file = try FileDescriptor(opening: path, O_RDONLY)
    var head = [UInt8](repeating: 0, count: 1 << 16)
    let count = try head.withUnsafeMutableBytes { try readSome(from: file.number, into: $0) }
    return Array(head[..<count])
  }

  /// Standard input to its end.
  static func readStandardInput(
    name: String, remedy: Bilingual? = nil, stopsAtNUL: Bool = false
  ) throws(Failure) -> [UInt8] {
    do throws(SystemError) {
      return try read(STDIN_FILENO, expecting: 0, stopsAtNUL: stopsAtNUL)
    } catch {
      throw failure(error, name, remedy: remedy)
    }
  }

  /// Fails where there is no folder.
  static func requireFolder(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(SystemError(errno), path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw failure(SystemError(ENOTDIR), path) }
  }

  private static func failure(
    _ error: SystemError, _ name: String, remedy: Bilingual? = nil
  ) -> Failure {
    switch error.code {
    case EFBIG: Failure(.badData, at: name, error.reason)
    case EIO: Failure(.inputOutput, at: name, error.reason)
    default: Failure(.missingInput, at: name, error.reason, remedy: remedy)
    }
  }

  /// Reads to the end, or past the first NUL where that is asked for: no text goes on after one,
  /// and a device that gives nothing else never ends.
  private static func read(
    _ descriptor: Int32, expecting size: Int, stopsAtNUL: Bool
  ) throws(SystemError) -> [UInt8] {
    if size > mostBytes { throw SystemError(EFBIG) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = try readSome(from: descriptor, into: chunk)
      if count == 0 { return bytes }
      let read = UnsafeMutableRawBufferPointer(rebasing: chunk[..<count])
      bytes.append(contentsOf: read)
      if stopsAtNUL, read.contains(0) { return bytes }
      if bytes.count > mostBytes { throw SystemError(EFBIG) }
    }
  }
}
