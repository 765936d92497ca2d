import Kernels
import Synchronization

/// Large pieces of memory that a tape and its traces no longer need, kept for the next ones: memory
/// fresh from the system is cleared first, which takes longer than a backward pass.
final class SparePages: Sendable {
  private struct Piece: Sendable {
    let address: UInt
    let bytes: Int
  }

  private let pieces = Mutex<[Piece]>([])
  /// Smaller pieces the system has at hand.
  private static let least = 4 << 20

  /// A piece that has room for so many bytes and is not much larger.
  func take(bytes: Int) -> (memory: UnsafeMutableRawPointer, bytes: Int)? {
    guard bytes >= Self.least else { return nil }
    return pieces.withLock { pieces in
      let fitting = pieces.indices.filter {
        pieces[$0].bytes >= bytes && pieces[$0].bytes / 2 <= bytes
      }
      guard let best = fitting.min(by: { pieces[$0].bytes < pieces[$1].bytes }) else { return nil }
      let piece = pieces.remove(at: best)
      return UnsafeMutableRawPointer(bitPattern: piece.address).map { ($0, piece.bytes) }
    }
  }

  /// Keeps a piece, or gives it back to the system where it is small.
  func give(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    guard bytes >= Self.least else { return Kernels.free(memory, bytes: bytes) }
    pieces.withLock { $0.append(Piece(address: UInt(bitPattern: memory), bytes: bytes)) }
  }

  deinit {
    for piece in pieces.withLock({ $0 }) {
      if let memory = UnsafeMutableRawPointer(bitPattern: piece.address) {
        Kernels.free(memory, bytes: piece.bytes)
      }
    }
  }
}
