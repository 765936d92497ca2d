import Autodiff

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the header of a safetensors file says, held against the file: where each tensor's numbers are.
struct SafetensorsHeader {
  /// A tensor, as far as the header describes it.
  struct Place {
    let name: String
    let type: NumberType
    let shape: Shape
    /// Its numbers, in the file.
    let bytes: Range<Int>
  }

  /// What else the file says.
  let metadata: [String: String]
  /// The tensors in the order of their numbers; of those without numbers, in the order of their names.
  let places: [Place]

  /// Nobody's header is longer.
  private static let longest = 1 << 24

  /// Reads the header of a whole file. Every byte behind it belongs to one tensor.
  init(of file: [UInt8]) throws(SafetensorsError) {
    guard file.count >= 8 else { throw .notSafetensors }
    let length = file[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length >= 2, length <= UInt64(min(file.count - 8, Self.longest)),
      file[8] == UInt8(ascii: "{")
    else { throw .notSafetensors }
    let start = 8 + Int(length)
    let written: WrittenHeader
    do {
      written = try JSONDecoder().decode(WrittenHeader.self, from: Data(file[8..<start]))
    } catch {
      throw .damagedHeader
    }
    metadata = written.metadata
    var places: [Place] = []
    var offset = 0
    for (name, place) in written.tensors {
      let types = NumberType.allCases
      guard let type = types.first(where: { $0.safetensorsName == place.dtype }) else {
        throw .type(name: name, found: place.dtype)
      }
      let shape = Shape(place.shape)
      guard place.shape.allSatisfy({ $0 >= 0 }),
        shape.count <= (file.count - start) / type.size, place.offsets.count == 2,
        place.offsets[0] == offset, place.offsets[1] == offset + shape.count * type.size,
        place.offsets[1] <= file.count - start
      else { throw .place(name: name) }
      places.append(
        Place(
          name: name, type: type, shape: shape,
          bytes: (start + offset)..<(start + place.offsets[1])))
      offset = place.offsets[1]
    }
    guard offset == file.count - start else {
      throw .length(expected: start + offset, found: file.count)
    }
    self.places = places
  }
}

/// The JSON of the header: a place for each name, and metadata under a name of their own.
private struct WrittenHeader: Decodable {
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
