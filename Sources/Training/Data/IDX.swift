import Wording

/// The IDX format of the MNIST files: two zeros, a type (08, bytes), the number of axes, the extents
/// as big-endian 32-bit numbers, then a byte for each entry (Y. LeCun, C. Cortes, C. Burges); plain
/// or gzipped.
struct IDX {
  let extents: [Int]
  let data: [UInt8]

  /// The most bytes that a file may unpack to, twenty times as many as MNIST's largest.
  private static let limit = 1 << 30

  /// Reads all bytes of a file that should hold images (three axes) or labels (one).
  init(_ file: [UInt8], kind: DatasetError.Kind) throws(DatasetError) {
    do {
      self = try file.withUnsafeBufferPointer { bytes throws in
        var source = try ByteSource(bytes)
        return try IDX(&source, kind: kind)
      }
    } catch let error as DatasetError {
      throw error
    } catch {
      throw DatasetError(
        kind, en: "the gzip file is corrupt; fetch it again",
        ko: "gzip 파일이 손상되었습니다. 다시 받으세요")
    }
  }

  private init(_ source: inout ByteSource, kind: DatasetError.Kind) throws {
    try Self.checkMagic(try source.read(4), kind: kind)
    let header = try source.read(4 * kind.axes)
    guard header.count == 4 * kind.axes else {
      throw DatasetError(
        kind, en: "the file ends within its header; fetch it again",
        ko: "파일이 머리 부분에서 끊겼습니다. 다시 받으세요")
    }
    let extents = stride(from: 0, to: header.count, by: 4).map { start in
      header[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    // A product past the limit stays as it is: no overflow.
    let size = extents.reduce(1) { $0 > Self.limit ? $0 : $0 * $1 }
    guard size > 0, size <= Self.limit else {
      let shape = extents.map(String.init).joined(separator: "×")
      throw DatasetError(
        kind, en: "the header names an impossible size, \(shape); fetch the file again",
        ko: "머리 부분의 크기 \(shape.with(.topic)) 있을 수 없습니다. 파일을 다시 받으세요")
    }
    guard size <= source.bound else { throw Self.cutShort(size, kind) }
    let data = try source.read(size)
    guard data.count == size else {
      throw Self.cutShort(
        size, kind,
        Bilingual(en: ", but there are \(data.count)", ko: " \(data.count)바이트만 있습니다."))
    }
    // Reading on also lets zlib compare its check sum with all that came before.
    guard try source.read(1).isEmpty else {
      throw DatasetError(
        kind,
        en: "there is more in the file than the \(size) bytes its header names; fetch it again",
        ko: "머리 부분에 적힌 데이터 \(size)바이트보다 파일이 큽니다. 다시 받으세요")
    }
    guard source.isComplete else { throw Self.cutShort(size, kind) }
    (self.extents, self.data) = (extents, data)
  }

  private static func cutShort(
    _ size: Int, _ kind: DatasetError.Kind, _ found: Bilingual = Bilingual(same: "")
  ) -> DatasetError {
    DatasetError(
      kind,
      en: "the file is cut short: its header names \(size) bytes of data\(found[.english]); "
        + "fetch it again",
      ko: "파일이 잘렸습니다. 머리 부분에는 데이터가 \(size)바이트라고 적혀 있습니다."
        + "\(found[.korean]) 다시 받으세요")
  }

  private static func checkMagic(
    _ magic: [UInt8], kind: DatasetError.Kind
  ) throws(DatasetError) {
    guard magic.count == 4 else {
      throw DatasetError(
        kind, en: "the file has only \(magic.count) bytes and is no IDX file; fetch it again",
        ko: "파일이 \(magic.count)바이트뿐이어서 IDX 파일이 아닙니다. 다시 받으세요")
    }
    guard magic != [0, 0, 8, UInt8(kind.axes)] else { return }
    let wanted = kind.name
    if magic == [0, 0, 8, UInt8(kind.other.axes)] {
      let found = kind.other.name
      throw DatasetError(
        kind,
        en: "this is a file of \(found[.english]); give the file of \(wanted[.english])",
        ko: "\(found[.korean]) 파일입니다. \(wanted[.korean]) 파일을 주세요")
    }
    let begins = magic.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    let expected = "00 00 08 0\(kind.axes)"
    throw DatasetError(
      kind,
      en: "this is no IDX file of \(wanted[.english]): its magic number is \(begins), "
        + "not \(expected); give a file like MNIST's",
      ko: "\(wanted[.korean])의 IDX 파일이 아닙니다. 매직 넘버가 \(expected.with(.subject)) 아니라 "
        + "\(begins)입니다. MNIST와 같은 형식의 파일을 주세요")
  }
}

extension ByteSource {
  /// The next bytes, fewer than `count` only at the end.
  fileprivate mutating func read(_ count: Int) throws(Damage) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var found = 0
    do {
      found = try bytes.withUnsafeMutableBufferPointer { try read(into: $0) }
    } catch {
      throw Damage()
    }
    bytes.removeLast(count - found)
    return bytes
  }
}
