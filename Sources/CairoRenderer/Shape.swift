import Scene

/// The properties of one shape in Cairo's SVG, whether written as attributes (Cairo 1.18) or in
/// a style (1.16).
struct Shape {
  /// A property that has a meaning here; all others are left out.
  enum Property: Int, CaseIterable {
    case fill, fillOpacity, fillRule, stroke, strokeWidth, strokeOpacity, lineCap, lineJoin
    case dashArray, dashOffset, outline, transform, x, y, width, height

    var name: StaticString {
      switch self {
      case .fill: "fill"
      case .fillOpacity: "fill-opacity"
      case .fillRule: "fill-rule"
      case .stroke: "stroke"
      case .strokeWidth: "stroke-width"
      case .strokeOpacity: "stroke-opacity"
      case .lineCap: "stroke-linecap"
      case .lineJoin: "stroke-linejoin"
      case .dashArray: "stroke-dasharray"
      case .dashOffset: "stroke-dashoffset"
      case .outline: "d"
      case .transform: "transform"
      case .x: "x"
      case .y: "y"
      case .width: "width"
      case .height: "height"
      }
    }
  }

  private var values = [Range<Int>?](repeating: nil, count: Property.allCases.count)

  /// The bytes of a property's value.
  subscript(property: Property) -> Range<Int>? { values[property.rawValue] }

  /// Takes on the properties of the tag that was read last.
  mutating func read(_ reader: MarkupReader) {
    for index in values.indices { values[index] = nil }
    for attribute in reader.attributes {
      if reader.range(attribute.name, is: "style") {
        reader.forEachDeclaration(in: attribute.value) { set($0, reader) }
      } else {
        set(attribute, reader)
      }
    }
  }

  private mutating func set(_ attribute: MarkupReader.Attribute, _ reader: MarkupReader) {
    for property in Property.allCases where reader.range(attribute.name, is: property.name) {
      values[property.rawValue] = attribute.value
      return
    }
  }
}

/// A colour as Cairo writes it: `rgb(80%, 20.392157%, 6.666667%)`.
struct PrintedColor {
  /// The colour, or `nil` for `none`, `url(#…)` and all else that is not in percent.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Color? {
    guard range.count > 4, bytes[range.lowerBound] == UInt8(ascii: "r") else { return nil }
    var index = range.lowerBound + 4
    var parts: (UInt8, UInt8, UInt8) = (0, 0, 0)
    for part in 0..<3 {
      var tenthousandths = 0
      var decimals = -1
      while index < range.upperBound, bytes[index] != UInt8(ascii: "%") {
        let byte = bytes[index]
        if (0x30...0x39).contains(byte), decimals < 4 {
          tenthousandths = tenthousandths * 10 + Int(byte - 0x30)
          if decimals >= 0 { decimals += 1 }
        } else if byte == UInt8(ascii: ".") {
          decimals = 0
        }
        index += 1
      }
      guard index < range.upperBound else { return nil }
      index += 1
      while decimals < 4 {
        if decimals >= 0 { tenthousandths *= 10 } else { tenthousandths *= 10_000 }
        decimals = decimals < 0 ? 4 : decimals + 1
      }
      let value = UInt8(clamping: (tenthousandths * 255 + 500_000) / 1_000_000)
      switch part {
      case 0: parts.0 = value
      case 1: parts.1 = value
      default: parts.2 = value
      }
    }
    return Color(red: parts.0, green: parts.1, blue: parts.2)
  }
}
