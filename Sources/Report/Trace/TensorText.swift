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
  func text(_ entries: ArraySlice<Double>, extents: [Int]) -> String {
    if extents.isEmpty, let number = entries.first { return numerals.text(number) }
    if entries.count <= Self.most || extents.count <= 3 {
      return nested(entries, extents[...], isFull: entries.count <= Self.most)
    }
    return nested(entries, [entries.count], isFull: false)
  }

  private func nested(
    _ entries: ArraySlice<Double>, _ extents: ArraySlice<Int>, isFull: Bool
  ) -> String {
    guard let extent = extents.first, extent > 0 else {
      return entries.first.map(numerals.text) ?? ""
    }
    let stride = entries.count / extent
    func item(_ index: Int) -> String {
      let start = entries.startIndex + index * stride
      return nested(entries[start..<(start + stride)], extents.dropFirst(), isFull: isFull)
    }
    let items =
      isFull || extent <= 3
      ? (0..<extent).map(item) : [item(0), item(1), "…", item(extent - 1)]
    return "[" + items.joined(separator: ", ") + "]"
  }
}
