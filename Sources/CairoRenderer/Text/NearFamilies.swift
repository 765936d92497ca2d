/// The families whose names are most like one that is not installed.
///
/// Names are compared by the pairs of letters they share (Dice's coefficient), without spaces and
/// case: `Noto Sans KR` is near `Noto Sans CJK KR`, `DejaVuSans` is `DejaVu Sans`.
///
/// - Returns: at most three, the nearest first; none where half of the pairs differ.
func nearFamilies(to name: String, among installed: [String]) -> [String] {
  let wanted = pairs(of: name)
  let near = installed.compactMap { family -> (family: String, likeness: Double)? in
    let other = pairs(of: family)
    var rest = other
    var shared = 0
    for pair in wanted {
      guard let place = rest.firstIndex(of: pair) else { continue }
      rest.remove(at: place)
      shared += 1
    }
    let likeness = 2 * Double(shared) / Double(max(wanted.count + other.count, 1))
    return likeness > 0.5 ? (family, likeness) : nil
  }
  let sorted = near.sorted { a, b in
    a.likeness != b.likeness ? a.likeness > b.likeness : a.family < b.family
  }
  return sorted.prefix(3).map(\.family)
}

/// Each two letters that stand side by side.
private func pairs(of name: String) -> [[Character]] {
  // Longer names are nobody's typing.
  let letters = name.prefix(100).lowercased().filter { $0.isLetter || $0.isNumber }
  return zip(letters, letters.dropFirst()).map { [$0, $1] }
}
