import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The text of a graph and what to call it in messages.
struct GraphSource {
  /// The path, `<stdin>` or `<expression>`.
  let name: String
  /// The contents, any bytes at all.
  let bytes: [UInt8]

  /// The text of a command line.
  init(expression: String) {
    name = "<expression>"
    bytes = Array(expression.utf8)
  }

  /// Reads standard input to its end.
  init(standardInput: Void) throws(Failure) {
    name = "<stdin>"
    do throws(SystemError) {
      bytes = try Self.read(STDIN_FILENO, expecting: 0)
    } catch {
      throw Self.failure(error, name)
    }
  }

  /// Reads a file.
  init(path: String) throws(Failure) {
    name = path
    do throws(SystemError) {
      let file = try FileDescriptor(opening: path, O_RDONLY)
      let status = file.status
      if let status, status.st_mode & S_IFMT == S_IFDIR { throw SystemError(EISDIR) }
      bytes = try Self.read(file.number, expecting: Int(status?.st_size ?? 0))
    } catch {
      throw Self.failure(error, path)
    }
  }

  private static func failure(_ error: SystemError, _ name: String) -> Failure {
    let remedy = Bilingual(
      en: "give a graph file, - for standard input, or -e 'x = 3; y = x^2'",
      ko: "그래프 파일, 표준 입력을 뜻하는 -, 또는 -e 'x = 3; y = x^2' 를 주십시오")
    return switch error.code {
    case EFBIG: Failure(.badData, at: name, error.reason)
    case EIO: Failure(.inputOutput, at: name, error.reason)
    default: Failure(.missingInput, at: name, error.reason, remedy: remedy)
    }
  }

  /// No graph that fits the language's limits is longer.
  private static let mostBytes = 1 << 31

  /// Reads to the end, or past the first NUL: no text goes on after one, and a device that gives
  /// nothing else never ends.
  private static func read(
    _ descriptor: Int32, expecting size: Int
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
      if read.contains(0) { return bytes }
      if bytes.count > mostBytes { throw SystemError(EFBIG) }
    }
  }
}
