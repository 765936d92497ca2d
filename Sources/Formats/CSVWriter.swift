/// Writes a table as comma-separated values (RFC 4180, with line feeds): names of columns first, texts in
/// quotation marks where they need them, numbers in the fewest digits that lead back to them.
///
///     let table = CSVWriter(to: sink)
///     try table.row(["name", "value"])
///     try table.row(["W[0, 1]", 0.1])
///     // name,value
///     // "W[0, 1]",0.1
package struct CSVWriter {
  /// What stands in a row.
  package enum Cell: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral
  {
    case text(String)
    case number(Double)
    case whole(Int)
    /// Nothing.
    case none

    package init(stringLiteral text: String) { self = .text(text) }
    package init(floatLiteral number: Double) { self = .number(number) }
    package init(integerLiteral number: Int) { self = .whole(number) }

    /// A text, or nothing.
    package static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
    /// A number, or nothing.
    package static func number(_ number: Double?) -> Cell { number.map { .number($0) } ?? .none }
    /// A number of single precision, or nothing.
    package static func single(_ number: Float?) -> Cell {
      number.map { $0.isFinite ? .text($0.description) : .number(Double($0)) } ?? .none
    }
    /// A whole number, or nothing.
    package static func whole(_ number: Int?) -> Cell { number.map { .whole($0) } ?? .none }
    /// Subscripts: `0,1`.
    package static func indices(_ indices: [Int]) -> Cell {
      .text(indices.map(String.init).joined(separator: ","))
    }

    fileprivate var written: String {
      switch self {
      case .text(let text): Self.quoted(text)
      case .whole(let number): String(number)
      case .none: ""
      case .number(let number):
        if number.isNaN {
          "nan"
        } else if number.isInfinite {
          number < 0 ? "-inf" : "inf"
        } else if number.magnitude < 1e15, let whole = Int(exactly: number), whole != 0 {
          String(whole)
        } else {
          number == 0 ? (number.sign == .minus ? "-0" : "0") : "\(number)"
        }
      }
    }

    private static func quoted(_ text: String) -> String {
      let needsMarks = text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
      let hasRoom = text.first == " " || text.last == " "
      return needsMarks || hasRoom ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
  }

  private let sink: (UnsafeRawBufferPointer) throws -> Void

  /// Creates a writer in front of what takes the bytes.
  package init(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.sink = sink }

  /// Writes a row.
  ///
  /// - Throws: What takes the bytes throws.
  package func row(_ cells: [Cell]) throws {
    var line = cells.map(\.written).joined(separator: ",") + "\n"
    try line.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
  }
}
