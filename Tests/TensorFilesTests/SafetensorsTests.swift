import Autodiff
import TensorFiles
import Testing

@Suite struct SafetensorsTests {
  static let saved = Safetensors<Float>(
    [
      .init("W1", Tensor(shape: Shape([2, 2]), elements: [1, -2.5, 0.1, .infinity])),
      .init("b\"\\1\n", Tensor([3])),
      .init("empty", Tensor(shape: Shape([0, 4]), elements: [])),
    ], metadata: ["network": "2-2", "가중치": "1"])

  @Test func whatIsWrittenIsRead() throws {
    let bytes = Self.saved.bytes
    let read = try Safetensors<Float>(reading: bytes)
    #expect(read.entries.map(\.name) == ["W1", "b\"\\1\n", "empty"])
    #expect(read.entries.map(\.tensor) == Self.saved.entries.map(\.tensor))
    #expect(read.metadata == Self.saved.metadata)
    #expect(read.bytes == bytes)
    #expect(bytes[0] % 8 == 0)
  }

  @Test func theOtherPrecisionIsRounded() throws {
    let double = Safetensors<Double>([.init("x", Tensor([0.1, 1e300]))])
    #expect(try Safetensors<Float>(reading: double.bytes)["x"]?.elements == [0.1, .infinity])
    let float = Safetensors<Float>([.init("x", Tensor([0.1]))])
    #expect(try Safetensors<Double>(reading: float.bytes)["x"]?.elements == [Double(Float(0.1))])
  }

  @Test func everyCutAndEveryAdditionIsAnError() {
    let bytes = Self.saved.bytes
    for count in 0..<bytes.count {
      #expect(throws: SafetensorsError.self) {
        try Safetensors<Float>(reading: Array(bytes[..<count]))
      }
    }
    #expect(throws: SafetensorsError.length(expected: bytes.count, found: bytes.count + 1)) {
      try Safetensors<Float>(reading: bytes + [0])
    }
  }

  @Test func noFlippedBitCrashes() {
    let bytes = Self.saved.bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << bit
        _ = try? Safetensors<Double>(reading: damaged)
      }
    }
  }

  static func file(_ header: String, numbers: Int) -> [UInt8] {
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init)
    return length + header.utf8 + [UInt8](repeating: 0, count: numbers)
  }

  @Test(arguments: [
    (#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, SafetensorsError.place(name: "x")),
    (#"{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,-4]}}"#, .place(name: "x")),
    (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, .place(name: "x")),
    (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, .place(name: "x")),
    (
      #"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
      .place(name: "x")
    ),
    (
      #"{"x":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#,
      .type(name: "x", found: "I64")
    ),
    (#"{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, .damagedHeader),
    (#"{"x":[]}"#, .damagedHeader), ("{", .notSafetensors), ("[]", .notSafetensors),
    (#"{"x""#, .damagedHeader),
  ])
  func wrongHeadersAreNamed(header: String, error: SafetensorsError) {
    #expect(throws: error) {
      try Safetensors<Float>(reading: Self.file(header, numbers: 8))
    }
  }
}
