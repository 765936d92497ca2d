import Autodiff
import Formats

/// Named tensors as a file that NumPy and PyTorch read: the safetensors format.
///
/// Eight bytes of length, a JSON header of that length with each tensor's type, shape and place,
/// and the numbers, little-endian and without gaps
/// (https://github.com/huggingface/safetensors, Format).
package struct Safetensors<Scalar: TapeScalar & BinaryFloatingPoint>: Sendable {
  /// A tensor and its name.
  package struct Entry: Sendable {
    /// The name, unique in its file.
    package var name: String
    /// The tensor.
    package var tensor: Tensor<Scalar>

    /// Creates an entry.
    package init(_ name: String, _ tensor: Tensor<Scalar>) {
      self.name = name
      self.tensor = tensor
    }
  }

  /// The tensors in the order of their numbers in the file.
  package var entries: [Entry]
  /// What else the file says.
  package var metadata: [String: String]

  /// Creates a file's content.
  package init(_ entries: [Entry], metadata: [String: String] = [:]) {
    self.entries = entries
    self.metadata = metadata
  }

  /// The tensor of a name.
  package subscript(name: String) -> Tensor<Scalar>? {
    entries.first { $0.name == name }?.tensor
  }
}

// MARK: - Writing

extension Safetensors {
  private static var isDouble: Bool { MemoryLayout<Scalar>.size == 8 }

  /// The bytes of the file: F32 for `Float`, F64 for `Double`.
  package var bytes: [UInt8] {
    var header = header
    // The numbers start at a multiple of eight.
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)

    var bytes: [UInt8] = []
    let count = entries.reduce(0) { $0 + $1.tensor.elements.count }
    bytes.reserveCapacity(8 + header.utf8.count + count * MemoryLayout<Scalar>.size)
    append(UInt64(header.utf8.count), to: &bytes)
    bytes.append(contentsOf: header.utf8)
    for entry in entries {
      for element in entry.tensor.elements {
        if Self.isDouble {
          append(Double(element).bitPattern, to: &bytes)
        } else {
          append(Float(element).bitPattern, to: &bytes)
        }
      }
    }
    return bytes
  }

  /// Where each tensor's numbers are, and of what type and shape they are.
  private var header: String {
    JSONWriter.text(isCompact: true) { json in
      json.object { json in
        if !metadata.isEmpty {
          json.field("__metadata__") { json in
            json.object { json in
              for (key, text) in metadata.sorted(by: { $0.key < $1.key }) {
                json.field(named: key, text)
              }
            }
          }
        }
        var offset = 0
        for entry in entries {
          let end = offset + entry.tensor.elements.count * MemoryLayout<Scalar>.size
          json.field(named: entry.name) { json in
            json.object {
              $0.field("dtype", Self.isDouble ? "F64" : "F32")
              $0.field("shape", entry.tensor.shape.extents)
              $0.field("data_offsets", [offset, end])
            }
          }
          offset = end
        }
      }
    }
  }
}

/// Appends an integer with its smallest byte first.
private func append<Integer: FixedWidthInteger>(_ integer: Integer, to bytes: inout [UInt8]) {
  withUnsafeBytes(of: integer.littleEndian) { bytes.append(contentsOf: $0) }
}

// MARK: - Reading

extension Safetensors {
  /// Reads a file from all its bytes; numbers of the other precision are rounded to `Scalar`.
  ///
  /// - Throws: `SafetensorsError` also where numbers are neither F32 nor F64: weights are one or the
  ///   other.
  package init(reading bytes: [UInt8]) throws(SafetensorsError) {
    let header = try SafetensorsHeader(of: bytes)
    metadata = header.metadata
    entries = []
    for place in header.places {
      guard place.type == .float32 || place.type == .float64 else {
        throw .type(name: place.name, found: place.type.safetensorsName)
      }
      let numbers = place.type.numbers(in: bytes[place.bytes])
      entries.append(
        Entry(place.name, Tensor(shape: place.shape, elements: numbers.map { Scalar($0) })))
    }
  }
}
