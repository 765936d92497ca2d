/// The candidate that a misspelt word most likely stands for, or nil where none is close: the
/// first of those with the fewest letters left out, put in, changed or swapped with a neighbour.
package func closestSpelling(of word: String, among candidates: some Sequence<String>) -> String? {
  // Longer words are nobody's typing.
  guard word.utf8.count <= 256 else { return nil }
  let letters = Array(word.lowercased())
  // A letter in three may be wrong, one at least, but not all of a name.
  let reach = min(max(1, letters.count / 3), letters.count - 1, 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates where candidate != word {
    // Letters take one to four bytes, so most candidates are too long or short at a glance.
    guard abs(candidate.utf8.count - word.utf8.count) <= 4 * max(reach, 1) else { continue }
    let other = Array(candidate.lowercased())
    // Where only the case is wrong, nothing is closer.
    if other == letters { return candidate }
    let limit = min(reach, (best?.distance ?? .max) - 1)
    guard limit > 0, abs(other.count - letters.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    if distance <= limit { best = (candidate, distance) }
  }
  return best?.candidate
}

/// The question whether a word was meant.
///
/// - Parameter word: The word as it is to be shown, between quotation marks.
package func didYouMean(_ word: String) -> Bilingual {
  Bilingual(en: "did you mean \(word)?", ko: "혹시 \(word.with(.object)) 쓰려고 했습니까?")
}

/// How many letters must be left out, put in, changed or swapped with a neighbour to make one word
/// of another (optimal string alignment, after Damerau and Levenshtein).
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var row = [i + 1]
    for (j, other) in b.enumerated() {
      var distance = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
