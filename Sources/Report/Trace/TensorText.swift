import Autodiff
import Derivation

/// Writes tensors on one line: small ones in full, of large ones the corners.
///
///     [[0, 0, 0], [10, 10, 10]]
///     [[0.1, 0.4, …, 0.2], [0.7, 0.3, …, 0.1], …, [0.6, 0.5, …, 0.9]]
struct TensorText {
  let numerals: Numerals

  /// Tensors of more entries than this are not written in full.
  static let most = 12

  /// The entries of a tensor as text.
  func text<Entries: RandomAccessCollection<Double>>(
    _ entries: Entries, extents: [Int]
  ) -> String where Entries.Index == Int {
    if extents.isEmpty, let number = entries.first { return numerals.text(number) }
    let all = entries.startIndex..<entries.endIndex
    if entries.count <= Self.most || extents.count <= 3 {
      return nested(entries, all, extents[...], isFull: entries.count <= Self.most)
    }
    return nested(entries, all, [entries.count], isFull: false)
  }

  private func nested<Entries: RandomAccessCollection<Double>>(
    _ entries: Entries, _ part: Range<Int>, _ extents: ArraySlice<Int>, isFull: Bool
  ) -> String where Entries.Index == Int {
    guard let extent = extents.first, extent > 0 else {
      return part.isEmpty ? "" : numerals.text(entries[part.lowerBound])
    }
    let stride = part.count / extent
    func item(_ index: Int) -> String {
      let start = part.lowerBound + index * stride
      return nested(entries, start..<(start + stride), extents.dropFirst(), isFull: isFull)
    }
    let items =
      isFull || extent <= 3
      ? (0..<extent).map(item) : [item(0), item(1), "…", item(extent - 1)]
    return "[" + items.joined(separator: ", ") + "]"
  }
}
