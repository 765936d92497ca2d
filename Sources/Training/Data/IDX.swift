/// The IDX format of the MNIST files: a magic number, the extents as big-endian 32-bit numbers, then
/// a byte for each entry (Y. LeCun, C. Cortes, C. Burges).
struct IDX {
  let extents: [Int]
  let data: [UInt8]

  /// The most bytes that a file may unpack to.
  private static let limit = 1 << 30

  init(_ file: [UInt8], magic expected: UInt32, kind: DatasetError.Kind) throws(DatasetError) {
    let bytes = Gzip.isGzip(file) ? try Gzip.inflate(file, limit: Self.limit, kind: kind) : file
    guard bytes.count >= 4 else {
      throw DatasetError(
        kind, en: "the file has only \(bytes.count) bytes and is no IDX file",
        ko: "파일이 \(bytes.count)바이트뿐이어서 IDX 파일이 아닙니다")
    }
    let magic = Self.number(bytes, at: 0)
    guard magic == expected else {
      let other = magic == 2051 ? "images" : magic == 2049 ? "labels" : nil
      throw DatasetError(
        kind,
        en: "the magic number is \(magic) where \(expected) is expected"
          + (other.map { ": this is a file of \($0)" } ?? ": this is no such IDX file"),
        ko: "매직 넘버가 \(expected)이어야 하는데 \(magic)입니다"
          + (magic == 2051 ? ". 이미지 파일입니다" : magic == 2049 ? ". 레이블 파일입니다" : ". 알맞은 IDX 파일이 아닙니다"))
    }
    let rank = Int(magic & 0xFF)
    guard bytes.count >= 4 + 4 * rank else {
      throw DatasetError(
        kind, en: "the file ends within its header; fetch it again",
        ko: "파일이 머리 부분에서 끊겼습니다. 다시 받으세요")
    }
    let extents = (0..<rank).map { Int(Self.number(bytes, at: 4 + 4 * $0)) }
    let (size, overflow) = extents.reduce((1, false)) { product, extent in
      let (next, overflow) = product.0.multipliedReportingOverflow(by: extent)
      return (next, product.1 || overflow)
    }
    guard !overflow, size > 0, size <= Self.limit else {
      throw DatasetError(
        kind, en: "the header names an impossible size: \(extents)",
        ko: "머리 부분의 크기 \(extents)은(는) 있을 수 없습니다")
    }
    let found = bytes.count - 4 - 4 * rank
    guard found == size else {
      throw DatasetError(
        kind,
        en: "the header names \(size) bytes of data, but there are \(found)"
          + (found < size ? "; the file is cut short, fetch it again" : ""),
        ko: "머리 부분에는 데이터가 \(size)바이트라고 적혀 있지만 \(found)바이트가 있습니다"
          + (found < size ? ". 파일이 잘렸으니 다시 받으세요" : ""))
    }
    self.extents = extents
    data = Array(bytes[(4 + 4 * rank)...])
  }

  private static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
    bytes[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
