/// How a file writes each of a tensor's numbers.
package enum NumberType: Sendable, Hashable, CaseIterable {
  case float16, bfloat16, float32, float64
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64

  /// How many bytes a number takes.
  package var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// What safetensors files call it.
  var safetensorsName: String {
    switch self {
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float32: "F32"
    case .float64: "F64"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .uint8: "U8"
    case .uint16: "U16"
    case .uint32: "U32"
    case .uint64: "U64"
    }
  }

  /// What NumPy calls it, without its byte order; nil where NumPy has no such type.
  var numPyName: String? {
    switch self {
    case .float16: "f2"
    case .bfloat16: nil
    case .float32: "f4"
    case .float64: "f8"
    case .int8: "i1"
    case .int16: "i2"
    case .int32: "i4"
    case .int64: "i8"
    case .uint8: "u1"
    case .uint16: "u2"
    case .uint32: "u4"
    case .uint64: "u8"
    }
  }

  /// The numbers in some bytes, each the nearest double: exact but for whole numbers beyond 2⁵³.
  ///
  /// - Precondition: The bytes are whole numbers of `size`.
  func numbers(in bytes: ArraySlice<UInt8>, isBigEndian: Bool = false) -> [Double] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: size).map { place in
        var bits: UInt64 = 0
        for offset in 0..<size {
          bits = bits << 8 | UInt64(raw[place + (isBigEndian ? offset : size - 1 - offset)])
        }
        return number(of: bits)
      }
    }
  }

  private func number(of bits: UInt64) -> Double {
    switch self {
    case .float16: Self.half(UInt16(bits))
    case .bfloat16: Double(Float(bitPattern: UInt32(bits) << 16))
    case .float32: Double(Float(bitPattern: UInt32(bits)))
    case .float64: Double(bitPattern: bits)
    case .int8: Double(Int8(truncatingIfNeeded: bits))
    case .int16: Double(Int16(truncatingIfNeeded: bits))
    case .int32: Double(Int32(truncatingIfNeeded: bits))
    case .int64: Double(Int64(bitPattern: bits))
    case .uint8, .uint16, .uint32, .uint64: Double(bits)
    }
  }

  /// A number of IEEE 754's binary16: not every platform has the type.
  private static func half(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF))
    let magnitude =
      switch exponent {
      case 0: Double(sign: .plus, exponent: -24, significand: fraction)
      case 0x1F: fraction == 0 ? Double.infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}
