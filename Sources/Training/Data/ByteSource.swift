import CZlib

/// Bytes that are read in order: those of a file, or, where it is gzipped, what it expands to.
///
/// Nothing is expanded before it is asked for, so that a small file cannot fill the memory.
struct ByteSource: ~Copyable {
  /// The most that one byte of deflated data can expand to.
  private static let largestExpansion = 1032

  private var rest: UnsafeBufferPointer<UInt8>
  /// Where `inflate` keeps its state: zlib remembers the address.
  private let stream: UnsafeMutablePointer<z_stream>?
  /// Nothing more comes, because the data end or because they stop before their end.
  private var ended = false
  /// The last member has ended and its check sum was right.
  private var finished = false

  /// The gzip data are damaged.
  struct Damage: Error {}

  /// Starts at the first of `bytes`, which must outlive this.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Damage) {
    rest = bytes
    guard bytes.count >= 2, bytes[0] == 0x1f, bytes[1] == 0x8b else {
      stream = nil
      return
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window; 32 lets zlib find out whether this is gzip.
    let status = inflateInit2_(
      stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      self.stream = nil
      throw Damage()
    }
    self.stream = stream
  }

  deinit {
    guard let stream else { return }
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Whether the end that was reached is one, and not where a gzip file was cut off.
  var isComplete: Bool { stream == nil ? rest.isEmpty : finished }

  /// No more bytes than this can follow.
  var bound: Int {
    guard stream != nil else { return rest.count }
    // What zlib holds back is at most its window.
    let (product, overflow) = rest.count.multipliedReportingOverflow(by: Self.largestExpansion)
    return overflow ? .max : product &+ (1 << 16)
  }

  /// Fills `target` from its start and returns how many bytes there were: fewer only at the end.
  mutating func read(into target: UnsafeMutableBufferPointer<UInt8>) throws(Damage) -> Int {
    guard let stream else {
      let count = min(rest.count, target.count)
      _ = target.update(from: rest.prefix(count))
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(count))
      return count
    }
    var filled = 0
    while filled < target.count && !ended {
      let (input, output) = (min(rest.count, 1 << 30), min(target.count - filled, 1 << 30))
      stream.pointee.next_in = UnsafeMutablePointer(mutating: rest.baseAddress)
      stream.pointee.avail_in = UInt32(input)
      stream.pointee.next_out = target.baseAddress?.advanced(by: filled)
      stream.pointee.avail_out = UInt32(output)
      let status = inflate(stream, Z_NO_FLUSH)
      let (taken, made) = (
        input - Int(stream.pointee.avail_in), output - Int(stream.pointee.avail_out)
      )
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(taken))
      filled += made
      switch status {
      case Z_STREAM_END: try endMember(stream)
      case Z_OK where taken > 0 || made > 0: break
      // No progress without an error: the data stop before their end.
      case Z_OK, Z_BUF_ERROR: ended = true
      default: throw Damage()
      }
    }
    return filled
  }

  /// A gzip file may have several members, one after another, and nothing else.
  private mutating func endMember(_ stream: UnsafeMutablePointer<z_stream>) throws(Damage) {
    if rest.isEmpty {
      (ended, finished) = (true, true)
    } else {
      guard rest.count >= 2, rest[0] == 0x1f, rest[1] == 0x8b, inflateReset(stream) == Z_OK else {
        throw Damage()
      }
    }
  }
}
