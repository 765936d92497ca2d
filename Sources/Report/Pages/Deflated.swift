import CZlib

/// A text in the format of zlib (RFC 1950), as small as it becomes; browsers unpack it.
func deflated(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  var count = compressBound(uLong(bytes.count))
  var packed = [UInt8](repeating: 0, count: Int(count))
  let status = compress2(&packed, &count, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
  // It has all the room that zlib may want.
  precondition(status == Z_OK, "zlib could not pack a text")
  return Array(packed[..<Int(count)])
}
