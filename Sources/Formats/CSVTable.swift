/// A table of comma-separated values (RFC 4180), as spreadsheets write it: with a byte-order mark or
/// without, lines that end in LF or CRLF, and commas, semicolons or tabs between fields, whichever the
/// first line has most of.
///
///     let table = try CSVTable(Array("id,name\n1,\"Kim, A\"\n".utf8))
///     table.rows[0].fields   // ["1", "Kim, A"]
///
/// Our own, since it must say on which line something is wrong, and hold against files that are none.
package struct CSVTable: Sendable {
  /// A line of the table.
  package struct Row: Sendable {
    /// The line of the file on which it begins, from 1.
    package let line: Int
    /// Its fields, as many as there are columns.
    package let fields: [String]
  }

  /// What is wrong with a file.
  package enum Flaw: Error, Sendable, Equatable {
    case notUTF8(line: Int)
    case noHeader
    /// A quoted field that does not end, or goes on behind its end.
    case quotes(line: Int)
    case fieldCount(line: Int, Int, expected: Int)
    case fieldTooLong(line: Int)
    case columnTwice(String)
  }

  /// No field has more bytes.
  package static let mostBytes = 65_536

  /// The names of the columns.
  package private(set) var columns: [String] = []
  /// What stands below them; empty lines are passed over.
  package private(set) var rows: [Row] = []

  /// Reads a file.
  package init(_ bytes: [UInt8]) throws(Flaw) {
    var reader = CSVReader(bytes)
    while let row = try reader.next() {
      if row.fields.count == 1, row.fields[0].isEmpty { continue }
      guard !columns.isEmpty else {
        columns = row.fields
        for (index, name) in columns.enumerated() where columns[..<index].contains(name) {
          throw .columnTwice(name)
        }
        continue
      }
      guard row.fields.count == columns.count else {
        throw .fieldCount(line: row.line, row.fields.count, expected: columns.count)
      }
      rows.append(row)
    }
    if columns.isEmpty { throw .noHeader }
  }
}

/// Reads one row after the other.
private struct CSVReader {
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private let separator: UInt8

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    index = start
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes[start...] {
      if byte == Self.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == Self.newline { break }
      counts[byte, default: 0] += 1
    }
    let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var best = separators[0]
    for other in separators where counts[other, default: 0] > counts[best, default: 0] {
      best = other
    }
    separator = best
  }

  mutating func next() throws(CSVTable.Flaw) -> CSVTable.Row? {
    guard index < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard index < bytes.count else { break }
      let byte = bytes[index]
      index += 1
      if byte == separator { continue }
      if byte == Self.carriageReturn, index < bytes.count, bytes[index] == Self.newline {
        index += 1
      }
      line += 1
      break
    }
    return .init(line: start, fields: fields)
  }

  /// Reads up to the separator or the end of the line.
  private mutating func field() throws(CSVTable.Flaw) -> String {
    let first = line
    var field: [UInt8] = []
    if index < bytes.count, bytes[index] == Self.quote {
      index += 1
      while true {
        guard index < bytes.count else { throw .quotes(line: first) }
        let byte = bytes[index]
        index += 1
        if byte == Self.quote {
          guard index < bytes.count, bytes[index] == Self.quote else { break }
          index += 1
        }
        if byte == Self.newline { line += 1 }
        field.append(byte)
        if field.count > CSVTable.mostBytes { throw .fieldTooLong(line: first) }
      }
      guard index == bytes.count || isEnd(bytes[index]) else { throw .quotes(line: first) }
    } else {
      while index < bytes.count, !isEnd(bytes[index]) {
        field.append(bytes[index])
        index += 1
        if field.count > CSVTable.mostBytes { throw .fieldTooLong(line: first) }
      }
    }
    guard let text = String(validating: field, as: UTF8.self) else { throw .notUTF8(line: first) }
    return text
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == Self.newline || byte == Self.carriageReturn
  }
}
