import Synchronization

/// The files that are not finished yet: removed when a signal ends the program.
///
/// What a signal's handler may do is little: the list only grows, is read without a lock, and a file
/// that has its name, or is gone, is crossed out.
enum Leftovers {
  /// A file that must not stay.
  struct Entry: @unchecked Sendable { fileprivate let node: UnsafeMutablePointer<Node> }

  fileprivate struct Node {
    /// The path, for the system; never freed, since a handler may be reading it.
    let path: UnsafeMutablePointer<CChar>
    let next: UnsafeMutablePointer<Node>?
    var isGone = false
  }

  /// The address of the node that was added last; 0 before the first.
  private static let newest = Atomic<UInt>(0)
  private static let adding = Mutex(())

  /// Removes unfinished files when Control-C, SIGTERM or SIGHUP ends the program; one that was
  /// started so as to ignore a signal goes on ignoring it.
  static func removeAtSignals() {
    // Made here, since a signal's handler may not.
    _ = newest.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let former = signal(number) { number in
        Leftovers.removeAll()
        signal(number, SIG_DFL)
        raise(number)
      }
      if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }

  /// Removes all unfinished files; a signal's handler may call it.
  static func removeAll() {
    var entry = UnsafeMutablePointer<Node>(bitPattern: newest.load(ordering: .acquiring))
    while let node = entry {
      if !node.pointee.isGone { unlink(node.pointee.path) }
      entry = node.pointee.next
    }
  }

  /// Remembers a file that is about to be created.
  static func add(_ path: String) -> Entry {
    adding.withLock { _ in
      let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
      node.initialize(
        to: Node(
          path: strdup(path),
          next: UnsafeMutablePointer(bitPattern: newest.load(ordering: .relaxed))))
      newest.store(UInt(bitPattern: node), ordering: .releasing)
      return Entry(node: node)
    }
  }

  /// Forgets a file that is finished, or is not there.
  static func forget(_ entry: Entry) { entry.node.pointee.isGone = true }
}
