import Autodiff

/// Numbers and lists as Python writes them.
enum PythonLiteral {
  /// From here on whole numbers are written with an exponent.
  private static let largestWhole: UInt = 1_000_000_000_000_000

  /// A number without a sign, in the fewest digits that lead back to it.
  static func number(_ magnitude: Double) -> String {
    if magnitude.isNaN { return #"float("nan")"# }
    if magnitude.isInfinite { return #"float("inf")"# }
    if let whole = Int(exactly: magnitude), whole.magnitude < largestWhole { return "\(whole)" }
    return "\(magnitude)"
  }

  /// A number with its sign; one with a point where that is asked for.
  static func signed(_ number: Double, point: Bool = false) -> String {
    guard number.isFinite else { return (number < 0 ? "-" : "") + self.number(number.magnitude) }
    let isWhole = Int(exactly: number).map { $0.magnitude < largestWhole } ?? false
    return (number.sign == .minus ? "-" : "") + self.number(number.magnitude)
      + (point && isWhole ? ".0" : "")
  }

  /// Extents as a tuple: `(2, 3)`, `(2,)`, `()`.
  static func tuple(_ numbers: [Int]) -> String {
    numbers.count == 1
      ? "(\(numbers[0]),)" : "(" + numbers.map(String.init).joined(separator: ", ") + ")"
  }

  /// A text.
  static func string(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A tensor as lists in one another, a row of a matrix to a line.
  ///
  /// - Parameter indentation: How far the lines behind the first are moved to the right.
  static func list(_ tensor: Tensor<Double>, indentation: Int) -> String {
    guard tensor.shape.rank > 0 else { return signed(tensor.elements[0], point: true) }
    return list(tensor.elements[...], tensor.shape.extents[...], indentation: indentation + 1)
  }

  private static func list(
    _ elements: ArraySlice<Double>, _ extents: ArraySlice<Int>, indentation: Int
  ) -> String {
    guard let extent = extents.first, extents.count > 1 else {
      return row(elements, indentation: indentation)
    }
    let size = elements.count / max(extent, 1)
    let parts = (0..<extent).map { part in
      list(
        elements.dropFirst(part * size).prefix(size), extents.dropFirst(),
        indentation: indentation + 1)
    }
    let end = ",\n" + String(repeating: " ", count: indentation)
    return "[" + parts.joined(separator: end) + "]"
  }

  /// A row, broken where it would be too long.
  private static func row(_ elements: ArraySlice<Double>, indentation: Int) -> String {
    var (lines, line) = ([String](), "")
    for element in elements {
      let number = signed(element, point: true)
      if !line.isEmpty, line.count + number.count + indentation > 96 {
        lines.append(line + ",")
        line = ""
      }
      line += (line.isEmpty ? "" : ", ") + number
    }
    lines.append(line)
    return "[" + lines.joined(separator: "\n" + String(repeating: " ", count: indentation)) + "]"
  }
}
