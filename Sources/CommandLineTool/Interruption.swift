import Synchronization

/// Control-C as a wish to end early: what has been done so far is finished and written. Pressed
/// again it ends the program at once.
enum Interruption {
  private static let isWished = Atomic<Bool>(false)

  /// Whether Control-C has been pressed.
  static var wished: Bool { isWished.load(ordering: .relaxed) }

  /// Listens while a body runs.
  static func listening<Result>(_ body: () throws -> Result) rethrows -> Result {
    // Made here, since a signal's handler may not.
    isWished.store(false, ordering: .relaxed)
    let former = signal(SIGINT) { _ in
      Interruption.isWished.store(true, ordering: .relaxed)
      _ = signal(SIGINT, SIG_DFL)
    }
    defer { _ = signal(SIGINT, former) }
    return try body()
  }
}
