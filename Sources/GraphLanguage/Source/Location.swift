import Autodiff

/// A place in a file, as people count and as the machine does.
struct Location: Hashable, Sendable {
  private let line: UInt32
  private let column: UInt32
  /// The byte.
  let offset: Int

  init(place: SourcePlace, offset: Int) {
    line = UInt32(clamping: place.line)
    column = UInt32(clamping: place.column)
    self.offset = offset
  }

  /// The line and column.
  var place: SourcePlace { SourcePlace(line: Int(line), column: Int(column)) }
}
