/// New ids for definitions other than glyphs, numbered in the order in which they are met.
///
/// Cairo's own count the surfaces of the process, so they differ from run to run.
struct DefinitionIDs {
  private let prefix: String
  private var numbers: [String: Int] = [:]

  init(prefix: String) { self.prefix = prefix }

  /// The new id for one of Cairo's: `image7` → `figure-r0`.
  subscript(id: String) -> String {
    mutating get {
      let number = numbers[id] ?? numbers.count
      numbers[id] = number
      return "\(prefix)-r\(number)"
    }
  }

  /// The id that a value refers to: `#image7` → `image7`.
  static func local(_ value: String) -> String? {
    value.utf8.first == UInt8(ascii: "#") ? String(value.dropFirst()) : nil
  }

  /// A value with its reference renamed, `#image7` or `url(#image7)`, or as it was without one.
  mutating func renamingReference(in value: String) -> String {
    if let id = Self.local(value) { return "#" + self[id] }
    let parts = value.split(separator: "url(#", omittingEmptySubsequences: false)
    guard parts.count == 2, let end = parts[1].firstIndex(of: ")") else { return value }
    return "\(parts[0])url(#\(self[String(parts[1][..<end])])\(parts[1][end...])"
  }
}
