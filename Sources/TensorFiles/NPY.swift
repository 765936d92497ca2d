import Autodiff

/// An array as a file of NumPy's: six bytes of magic, a version, a header that is a Python dictionary,
/// and the numbers, in row-major or in column-major order
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
struct NPY {
  /// How each number is written.
  let type: NumberType
  /// Whether the first byte of a number is its largest.
  let isBigEndian: Bool
  /// Whether the first index runs fastest.
  let isColumnMajor: Bool
  let shape: Shape
  /// The numbers, in the file.
  let bytes: Range<Int>

  /// What such a file begins with.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Nobody's header is longer.
  private static let longest = 1 << 20

  /// Reads the header of a whole file and holds it against the file.
  init(of file: [UInt8]) throws(NPYError) {
    guard file.starts(with: Self.magic), file.count >= 10 else { throw .notNPY }
    let version = file[6]
    guard (1...3).contains(version), file[7] == 0 else {
      throw .version(Int(version), Int(file[7]))
    }
    let start = version == 1 ? 10 : 12
    guard file.count >= start else { throw .damagedHeader }
    let length = file[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= min(file.count - start, Self.longest) else { throw .damagedHeader }
    let header = try NPYHeader(file[start..<(start + length)])
    (type, isBigEndian) = try Self.type(header.type)
    isColumnMajor = header.isColumnMajor
    shape = Shape(header.shape)
    let space = file.count - start - length
    guard shape.count <= space / type.size, shape.count * type.size == space else {
      throw .length(shape: shape, found: space)
    }
    bytes = (start + length)..<file.count
  }

  /// The type that `<f8` or `|u1` names, and whether its largest byte comes first.
  private static func type(
    _ name: String
  ) throws(NPYError) -> (NumberType, isBigEndian: Bool) {
    guard let order = name.first, "<>=|".contains(order) else { throw .type(name) }
    let types = NumberType.allCases
    guard let type = types.first(where: { $0.numPyName == String(name.dropFirst()) }) else {
      throw .type(name)
    }
    // What is said of no order at all has one byte.
    guard order != "|" || type.size == 1 else { throw .type(name) }
    return (type, order == ">")
  }

  /// The array of a whole file, in row-major order.
  func tensor(in file: [UInt8]) -> Tensor<Double> {
    let numbers = type.numbers(in: file[bytes], isBigEndian: isBigEndian)
    guard isColumnMajor, shape.rank > 1 else { return Tensor(shape: shape, elements: numbers) }
    // Where the entries lie whose last index is one larger, and so on outward.
    var strides: [Int] = []
    var next = 1
    for extent in shape.extents {
      strides.append(next)
      next *= extent
    }
    var elements: [Double] = []
    elements.reserveCapacity(numbers.count)
    var index = [Int](repeating: 0, count: shape.rank)
    var place = 0
    for _ in numbers.indices {
      elements.append(numbers[place])
      var axis = shape.rank - 1
      while axis >= 0 {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < shape.extents[axis] { break }
        place -= strides[axis] * shape.extents[axis]
        index[axis] = 0
        axis -= 1
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}

/// The dictionary that an `.npy` file begins with:
/// `{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }`.
private struct NPYHeader {
  let type: String
  let isColumnMajor: Bool
  let shape: [Int]

  init(_ bytes: ArraySlice<UInt8>) throws(NPYError) {
    var reader = PythonReader(bytes)
    var (type, order, shape): (String?, Bool?, [Int]?)
    try reader.require("{")
    while !reader.take("}") {
      let key = try reader.string()
      try reader.require(":")
      switch key {
      case "descr" where type == nil:
        // Records have a list of their fields here.
        guard !reader.isNext("[") else { throw .records }
        type = try reader.string()
      case "fortran_order" where order == nil: order = try reader.truth()
      case "shape" where shape == nil: shape = try reader.extents()
      default: throw .damagedHeader
      }
      guard reader.take(",") else {
        try reader.require("}")
        break
      }
    }
    guard reader.isAtEnd, let type, let order, let shape else { throw .damagedHeader }
    (self.type, isColumnMajor, self.shape) = (type, order, shape)
  }
}

/// Reads the few values of Python that the header has.
private struct PythonReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether only white space is left.
  var isAtEnd: Bool {
    var copy = self
    copy.skipSpace()
    return copy.rest.isEmpty
  }

  mutating func isNext(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    return rest.first == UInt8(ascii: sign)
  }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard isNext(sign) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func require(_ sign: Unicode.Scalar) throws(NPYError) {
    guard take(sign) else { throw .damagedHeader }
  }

  /// A text between marks, without escapes.
  mutating func string() throws(NPYError) -> String {
    skipSpace()
    guard let mark = rest.first, mark == UInt8(ascii: "'") || mark == UInt8(ascii: "\"") else {
      throw .damagedHeader
    }
    let text = rest.dropFirst().prefix { $0 != mark && $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C }
    rest = rest.dropFirst(1 + text.count)
    guard rest.popFirst() == mark else { throw .damagedHeader }
    return String(decoding: text, as: UTF8.self)
  }

  mutating func truth() throws(NPYError) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)] where rest.starts(with: word.utf8) {
      rest = rest.dropFirst(word.utf8.count)
      return value
    }
    throw .damagedHeader
  }

  /// A tuple of whole numbers: `()`, `(3,)`, `(2, 3)`.
  mutating func extents() throws(NPYError) -> [Int] {
    try require("(")
    var extents: [Int] = []
    while !take(")") {
      skipSpace()
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let extent = Int(String(decoding: digits, as: UTF8.self)) else { throw .damagedHeader }
      rest = rest.dropFirst(digits.count)
      extents.append(extent)
      guard take(",") else {
        try require(")")
        break
      }
    }
    return extents
  }
}
