import Synchronization

/// The files that a stretch of the program reads, and how they were when it began to: what `--watch`
/// looks at.
enum ReadFiles {
  /// What changes when a file is written again, or another takes its name.
  struct Stamp: Equatable {
    private let seconds, nanoseconds, size, inode: Int

    /// The stamp of a file; nil where there is none.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
      (size, inode) = (Int(status.st_size), Int(truncatingIfNeeded: status.st_ino))
    }
  }

  /// A file that was read, or looked for and not found.
  struct Entry {
    let path: String
    let stamp: Stamp?

    /// Whether there is another file now. One that is gone has not changed: an editor takes it away
    /// for a moment while it saves.
    var hasChanged: Bool {
      guard let now = Stamp(path) else { return false }
      return now != stamp
    }
  }

  /// What has been read; nil where nobody wants to know.
  private static let noted = Mutex<[Entry]?>(nil)

  /// Remembers that a file is about to be read.
  static func note(_ path: String) {
    noted.withLock { entries in
      guard entries != nil else { return }
      entries?.append(Entry(path: path, stamp: Stamp(path)))
    }
  }

  /// Runs a body, and gives what it read.
  static func noting(_ body: () throws -> Void) rethrows -> [Entry] {
    noted.withLock { $0 = [] }
    defer { noted.withLock { $0 = nil } }
    try body()
    return noted.withLock { $0 ?? [] }
  }
}
