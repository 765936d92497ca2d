import Formats

/// Files that stand inside of an attribute.
enum DataURI {
  /// A PNG as an address.
  static func png(_ bytes: [UInt8]) -> String { "data:image/png;base64," + base64(bytes) }
}
