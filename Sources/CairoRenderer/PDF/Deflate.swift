import CZlib

/// Bytes compressed as PDF's `FlateDecode` reads them.
///
/// - Parameter level: 1 is fast, 9 is small.
func deflated(_ bytes: [UInt8], level: Int32) -> [UInt8] {
  var length = compressBound(UInt(bytes.count))
  return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
    // The room is as large as it can become, so that there is no error.
    let status = compress2(buffer.baseAddress, &length, bytes, UInt(bytes.count), level)
    count = status == Z_OK ? Int(length) : 0
  }
}
