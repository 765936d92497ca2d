import Autodiff
import Formats
import Foundation

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
  package init(reading bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .notSafetensors }
    let length = bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length >= 2, length <= UInt64(min(bytes.count - 8, 1 << 24)),
      bytes[8] == UInt8(ascii: "{")
    else { throw .notSafetensors }
    let start = 8 + Int(length)
    let header: SafetensorsHeader
    do {
      header = try JSONDecoder().decode(SafetensorsHeader.self, from: Data(bytes[8..<start]))
    } catch {
      throw .damagedHeader
    }
    metadata = header.metadata
    entries = []
    var offset = 0
    for (name, place) in header.tensors {
      guard place.dtype == "F32" || place.dtype == "F64" else {
        throw .type(name: name, found: place.dtype)
      }
      let size = place.dtype == "F32" ? 4 : 8
      let shape = Shape(place.shape)
      guard place.shape.allSatisfy({ $0 >= 0 }), shape.count <= (bytes.count - start) / size,
        place.offsets.count == 2, place.offsets[0] == offset,
        place.offsets[1] == offset + shape.count * size, place.offsets[1] <= bytes.count - start
      else { throw .place(name: name) }
      offset = place.offsets[1]
      let numbers = bytes[start + place.offsets[0]..<start + place.offsets[1]]
      entries.append(
        Entry(name, Tensor(shape: shape, elements: Self.numbers(numbers, size: size))))
    }
    guard offset == bytes.count - start else {
      throw .length(expected: start + offset, found: bytes.count)
    }
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>, size: Int) -> [Scalar] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: size).map { place in
        size == 4
          ? Scalar(
            Float(
              bitPattern: UInt32(
                littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self))))
          : Scalar(
            Double(
              bitPattern: UInt64(
                littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))))
      }
    }
  }
}

/// The JSON header: a place for each name, and metadata under a name of their own.
private struct SafetensorsHeader: Decodable {
  struct Place: Decodable {
    var dtype: String
    var shape: [Int]
    var offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var metadata: [String: String] = [:]
  /// In the order of their numbers; of tensors without numbers, in the order of their names.
  var tensors: [(name: String, place: Place)] = []

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    for key in container.allKeys {
      if key.stringValue == "__metadata__" {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        tensors.append((key.stringValue, try container.decode(Place.self, forKey: key)))
      }
    }
    tensors.sort {
      let (a, b) = ($0.place.offsets, $1.place.offsets)
      return a == b ? $0.name < $1.name : a.lexicographicallyPrecedes(b)
    }
  }
}
