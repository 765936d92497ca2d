/// An open file, closed by its one owner.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Opens a file.
  init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
    var descriptor: Int32
    repeat {
      descriptor = open(path, flags | O_CLOEXEC, mode)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw SystemError(errno) }
    number = descriptor
  }

  deinit { _ = close(number) }

  /// What kind of file it is, its size and permissions.
  var status: stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }
}

/// Reads up to as many bytes as fit; 0 at the end.
func readSome(
  from descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
) throws(SystemError) -> Int {
  while true {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count >= 0 { return count }
    switch errno {
    case EINTR: continue
    case EAGAIN: waitFor(descriptor, Int16(POLLIN))
    default: throw SystemError(errno)
    }
  }
}

/// Writes all bytes, in as many calls as that takes.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemError) {
  var done = 0
  while done < bytes.count {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
    let count = write(descriptor, rest.baseAddress, rest.count)
    if count >= 0 {
      done += count
      continue
    }
    switch errno {
    case EINTR: continue
    case EAGAIN: waitFor(descriptor, Int16(POLLOUT))
    default: throw SystemError(errno)
    }
  }
}

/// Waits until a file that does not block is ready.
private func waitFor(_ descriptor: Int32, _ events: Int16) {
  var request = pollfd(fd: descriptor, events: events, revents: 0)
  _ = poll(&request, 1, -1)
}

/// Lets a write fail with its reason, where the system would end the program by a signal: into a pipe
/// that nobody reads, and beyond the size that files may have.
func letWritesFail() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}
