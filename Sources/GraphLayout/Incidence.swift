/// Lists of indices by key, in one flat array: the edges at each node, say.
struct Incidence {
  /// Where each key's list begins in `items`; one more entry than there are keys.
  var offsets: [Int]
  /// The indices, key after key, ascending within a key.
  var items: [Int]

  /// Groups the indices of `keys` by the key, which lies in `0..<count`.
  init(count: Int, keys: [Int]) {
    offsets = [Int](repeating: 0, count: count + 1)
    items = [Int](repeating: 0, count: keys.count)
    for key in keys { offsets[key + 1] += 1 }
    for key in 0..<count { offsets[key + 1] += offsets[key] }
    var next = offsets
    for (index, key) in keys.enumerated() {
      items[next[key]] = index
      next[key] += 1
    }
  }

  /// The indices with the given key.
  subscript(key: Int) -> ArraySlice<Int> { items[offsets[key]..<offsets[key + 1]] }

  /// How many indices have the given key.
  func count(_ key: Int) -> Int { offsets[key + 1] - offsets[key] }
}
