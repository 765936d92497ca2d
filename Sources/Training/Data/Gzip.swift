import CZlib

/// Unpacks gzip files.
enum Gzip {
  /// Whether bytes begin as a gzip file does.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The unpacked bytes.
  ///
  /// - Throws: `DatasetError` where the file is corrupt, ends early or unpacks to more than `limit`.
  static func inflate(
    _ file: [UInt8], limit: Int, kind: DatasetError.Kind
  ) throws(DatasetError) -> [UInt8] {
    let corrupt = DatasetError(
      kind, en: "the gzip file is corrupt or cut short; fetch it again",
      ko: "gzip 파일이 손상되었거나 잘렸습니다. 다시 받으세요")
    guard file.count <= Int(UInt32.max) else { throw corrupt }
    var stream = z_stream()
    // 16 more than the window's bits: a gzip header is expected.
    guard
      inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw corrupt }
    defer { inflateEnd(&stream) }
    var file = file
    var result: [UInt8] = []
    var status = Z_OK
    file.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      var block = [UInt8](repeating: 0, count: 1 << 20)
      while status == Z_OK, result.count <= limit {
        let produced = block.withUnsafeMutableBufferPointer { output -> Int in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return output.count - Int(stream.avail_out)
        }
        result.append(contentsOf: block[..<produced])
      }
    }
    guard status == Z_STREAM_END, result.count <= limit else { throw corrupt }
    return result
  }
}
