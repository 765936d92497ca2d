import Autodiff
import Testing
import Wording

@testable import TensorFiles

/// Files of tensors, honest and hostile.
@Suite struct TensorFileTests {
  /// An `.npy` file of version 1.
  static func npy(_ header: String, _ numbers: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let length = UInt32(header.utf8.count)
    let lengthBytes = withUnsafeBytes(of: length.littleEndian, Array.init)
    return [0x93] + Array("NUMPY".utf8) + [version, 0]
      + lengthBytes.prefix(version == 1 ? 2 : 4) + header.utf8 + numbers
  }

  static func dictionary(_ type: String, _ shape: String, fortran: Bool = false) -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
  }

  static func little<Number: FixedWidthInteger>(_ bits: [Number]) -> [UInt8] {
    bits.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
  }

  static func big<Number: FixedWidthInteger>(_ bits: [Number]) -> [UInt8] {
    bits.flatMap { withUnsafeBytes(of: $0.bigEndian, Array.init) }
  }

  // MARK: Numbers

  static let types: [(String, [UInt8], [Double])] = [
    ("<f8", little([(0.1).bitPattern, (-1e300).bitPattern]), [0.1, -1e300]),
    (">f8", big([(0.1).bitPattern, (-1e300).bitPattern]), [0.1, -1e300]),
    ("<f4", little([Float(0.1).bitPattern, Float(-2).bitPattern]), [Double(Float(0.1)), -2]),
    (">f4", big([Float(0.1).bitPattern, Float(-2).bitPattern]), [Double(Float(0.1)), -2]),
    // 1, −2, the smallest, the largest, ∞: the numbers of IEEE 754-2008, table 3.5.
    (
      "<f2", little([0x3C00, 0xC000, 0x0001, 0x7BFF, 0x7C00] as [UInt16]),
      [1, -2, 0x1p-24, 65504, .infinity]
    ),
    ("|i1", [0xFF, 0x7F], [-1, 127]), ("|u1", [0xFF, 0x7F], [255, 127]),
    ("<i2", little([-2, 3] as [Int16]), [-2, 3]), (">i2", big([-2, 3] as [Int16]), [-2, 3]),
    ("<u2", little([65_535] as [UInt16]), [65_535]),
    ("<i4", little([-2, 3] as [Int32]), [-2, 3]),
    ("<u4", little([4_294_967_295] as [UInt32]), [4_294_967_295]),
    (">i8", big([-9_007_199_254_740_991] as [Int64]), [-9_007_199_254_740_991]),
    ("=u8", little([7] as [UInt64]), [7]),
  ]

  @Test(arguments: types)
  func everyTypeIsRead(type: String, bytes: [UInt8], numbers: [Double]) throws {
    let file = Self.npy(Self.dictionary(type, "(\(numbers.count),)"), bytes)
    #expect(try TensorFile.tensor(nil, of: file) == Tensor(numbers))
  }

  @Test func bfloat16IsTheUpperHalfOfAFloat() {
    let numbers = NumberType.bfloat16.numbers(in: [0xC0, 0x3F, 0x80, 0xFF][...])
    #expect(numbers == [1.5, -.infinity])
  }

  @Test func columnsMayComeFirst() throws {
    let numbers = Self.little((1...6).map { Double($0).bitPattern })
    let file = Self.npy(Self.dictionary("<f8", "(2, 3)", fortran: true), numbers)
    let tensor = try TensorFile.tensor(nil, of: file)
    #expect(tensor.shape == [2, 3] && tensor.elements == [1, 3, 5, 2, 4, 6])
    // numpy.asfortranarray(numpy.arange(8).reshape(2, 2, 2)).tobytes('A')
    let cube = Self.npy(
      Self.dictionary("|u1", "(2, 2, 2)", fortran: true), [0, 4, 2, 6, 1, 5, 3, 7])
    #expect(try TensorFile.tensor(nil, of: cube).elements == (0..<8).map(Double.init))
  }

  @Test func headersOfEveryVersionAreRead() throws {
    for version in [1, 2, 3] as [UInt8] {
      let file = Self.npy(Self.dictionary("|u1", "()"), [5], version: version)
      #expect(try TensorFile.tensor(nil, of: file) == Tensor(5))
    }
    let turned = "{ \"shape\":(1,2), 'fortran_order':False,\"descr\":'|u1'}"
    #expect(try TensorFile.tensor(nil, of: Self.npy(turned, [1, 2])).shape == [1, 2])
  }

  // MARK: Hostile files

  static let lies: [(String, [UInt8], TensorFileError)] = [
    (dictionary("<f8", "(3,)"), little([UInt64(0), 0]), .npy(.length(shape: [3], found: 16))),
    (dictionary("<f8", "(1,)"), little([UInt64(0), 0]), .npy(.length(shape: [1], found: 16))),
    (
      dictionary("<f8", "(4611686018427387904, 4)"), [],
      .npy(.length(shape: Shape([4_611_686_018_427_387_904, 4]), found: 0))
    ),
    (dictionary("<f8", "(99999999999999999999,)"), [], .npy(.damagedHeader)),
    (dictionary("<f8", "(-1,)"), [], .npy(.damagedHeader)),
    (dictionary("<f8", "(2"), [], .npy(.damagedHeader)),
    (dictionary("|O", "(1,)"), [0x80, 0x03, 0x2E], .npy(.type("|O"))),
    (dictionary("<U5", "(1,)"), [], .npy(.type("<U5"))),
    (dictionary("<c16", "(1,)"), [], .npy(.type("<c16"))),
    (dictionary("|b1", "(1,)"), [1], .npy(.type("|b1"))),
    (dictionary("|f8", "(1,)"), little([UInt64(0)]), .npy(.type("|f8"))),
    (dictionary("", "(1,)"), [1], .npy(.type(""))),
    (
      "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", little([UInt64(0)]),
      .npy(.records)
    ),
    ("{'descr': '<f8', 'fortran_order': False}", [], .npy(.damagedHeader)),
    (
      "{'descr': '|u1', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}", [1],
      .npy(.damagedHeader)
    ),
    ("__import__('os')", [], .npy(.damagedHeader)),
    (dictionary("|u1", "(0, 3)"), [], .empty([0, 3])),
    (
      dictionary("<f8", "(2, 2)"),
      little([0, 0, Double.nan.bitPattern, 0] as [UInt64]), .notANumber(index: [1, 0])
    ),
    (
      dictionary("<i8", "(2,)"), little([1, 9_007_199_254_740_993] as [Int64]),
      .inexact(index: [1])
    ),
  ]

  @Test(arguments: lies)
  func whatDoesNotFitIsRefused(header: String, numbers: [UInt8], error: TensorFileError) {
    #expect(throws: error) { try TensorFile.tensor(nil, of: Self.npy(header, numbers)) }
  }

  @Test func everyCutAndEveryFlippedBitIsAnErrorOrATensor() {
    let file = Self.npy(Self.dictionary("<f4", "(2,)"), Self.little([1, 2] as [UInt32]))
    for count in file.indices {
      #expect(throws: TensorFileError.self) {
        try TensorFile.tensor(nil, of: Array(file[..<count]))
      }
    }
    for place in file.indices {
      for bit in 0..<8 {
        var damaged = file
        damaged[place] ^= 1 << bit
        _ = try? TensorFile.tensor(nil, of: damaged)
      }
    }
  }

  @Test func whatNobodySavedForThisIsNamed() {
    let files: [([UInt8], TensorFileError)] = [
      ([], .unknownFormat), (Array("x = 1".utf8), .unknownFormat),
      (Array("PK\u{3}\u{4}anything".utf8), .archive),
      (SafetensorsTests.file(#"{"x":{}}"#, numbers: 0), .safetensors(.damagedHeader)),
    ]
    for (file, error) in files {
      #expect(throws: error) { try TensorFile.tensor(nil, of: file) }
    }
    for error in Self.lies.map(\.2) + files.map(\.1) {
      for language in Language.allCases {
        #expect(!error.message[language].contains("\n") && !error.help[language].isEmpty)
      }
    }
  }

  // MARK: Names

  static let named = SafetensorsTests.file(
    #"{"W":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"#
      + #""n":{"dtype":"I32","shape":[],"data_offsets":[4,8]}}"#, numbers: 8)

  @Test func aTensorIsFoundByItsName() throws {
    #expect(try TensorFile.tensor("W", of: Self.named) == Tensor([0, 0]))
    #expect(try TensorFile.tensor("n", of: Self.named) == Tensor(0))
    #expect(throws: TensorFileError.nameMissing(["W", "n"])) {
      try TensorFile.tensor(nil, of: Self.named)
    }
    #expect(throws: TensorFileError.noTensor("w", ["W", "n"])) {
      try TensorFile.tensor("w", of: Self.named)
    }
    #expect(TensorFileError.noTensor("w", ["W", "n"]).help.english == "did you mean 'W'?")
    let one = SafetensorsTests.file(
      #"{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, numbers: 2)
    #expect(try TensorFile.tensor(nil, of: one) == Tensor([0, 0]))
    let array = Self.npy(Self.dictionary("|u1", "()"), [5])
    #expect(throws: TensorFileError.nameOfNPY("x")) { try TensorFile.tensor("x", of: array) }
  }

  /// Two tensors that share bytes, and a hole between two.
  @Test func offsetsThatOverlapAreRefused() {
    for (a, b, name) in [("[0,4]", "[2,6]", "b"), ("[0,4]", "[8,12]", "b")] {
      let file = SafetensorsTests.file(
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":\#(a)},"#
          + #""b":{"dtype":"F32","shape":[1],"data_offsets":\#(b)}}"#, numbers: 12)
      #expect(throws: TensorFileError.safetensors(.place(name: name))) {
        try TensorFile.tensor("a", of: file)
      }
    }
  }

  @Test func aTensorThatIsTooLargeIsRefusedBeforeItIsRead() {
    #expect(throws: TensorFileError.tooLarge([2])) {
      try TensorFile.tensor("W", of: Self.named, most: 1)
    }
  }

  // MARK: Paths

  @Test func aPathStaysInItsFolder() {
    for path in ["x.npy", "data/x.npy", "./x.npy", "a b/가.npy", "..x/y"] {
      #expect(TensorPath.flaw(of: path) == nil, "\(path)")
    }
    for path in ["/etc/passwd", "~/x", "a\\b", "a\u{0}b"] {
      #expect(TensorPath.flaw(of: path) == .absolute, "\(path)")
    }
    for path in ["..", "../x", "a/../../x", "a/.."] {
      #expect(TensorPath.flaw(of: path) == .leaves, "\(path)")
    }
    #expect(TensorPath.flaw(of: "") == .empty)
  }
}
