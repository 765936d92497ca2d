/// A sink that keeps what it was given.
final class Written {
  private var bytes: [UInt8] = []
  func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
