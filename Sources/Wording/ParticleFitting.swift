// An author who writes a particle behind a number that is computed later cannot know its form:
// 16이 되고 or 15.84가 되고. The author writes either, and it is fitted when the number is known.

extension String {
  /// The text with the Korean particle that it begins with in the form that fits the word before it;
  /// as it is where it begins with none, or where nobody can know how the word is read.
  ///
  ///     "이 됩니다".fitted(after: "15.84")   // "가 됩니다"
  package func fitted(after word: String) -> String {
    let sound = soundOfNumber(word)
    guard sound != .unknown else { return self }
    for pair in pairs {
      for form in [pair.consonant, pair.vowel] where hasPrefix(form) {
        let rest = dropFirst(form.count)
        guard pair.fits(before: rest) else { continue }
        return pair.form(after: sound) + rest
      }
    }
    return self
  }
}

/// The last sound of a number: a power of ten, 10⁶, is read 십의 육제곱.
private func soundOfNumber(_ word: String) -> LastSound {
  if let last = word.unicodeScalars.last, "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.contains(last) {
    return .consonant
  }
  return lastSound(of: word)
}

/// A particle, or a particle and what is joined to it, in both of its forms.
private struct Pair {
  let consonant: String
  let vowel: String
  /// Whether other syllables may be joined to it.
  let isOpen: Bool
  /// Whether the form after a consonant stands after a vowel as well: 2고 looks like a slip for 2이고.
  var isKept = false

  func fits(before rest: Substring) -> Bool {
    guard !isOpen, let next = rest.unicodeScalars.first else { return true }
    return !(0xAC00...0xD7A3).contains(next.value) || joined.contains { rest.hasPrefix($0) }
  }

  func form(after sound: LastSound) -> String {
    switch sound {
    case .vowel: isKept ? consonant : vowel
    case .rieul: consonant == "으로" ? vowel : consonant
    case .consonant, .unknown: consonant
    }
  }
}

/// What may be joined to a particle: 으로**는**, 와**의**.
private let joined = ["는", "도", "만", "서", "써", "부터", "의"]

/// 이다 in its forms first, so that 이고 is not taken for 이.
private let pairs =
  [
    ("이고", "고"), ("이며", "며"), ("이므로", "므로"), ("이지만", "지만"), ("이니", "니"), ("이면", "면"),
  ].map { Pair(consonant: $0.0, vowel: $0.1, isOpen: true, isKept: true) }
  + [("이다", "다"), ("이라", "라"), ("이었", "였"), ("이어서", "여서"), ("이나", "나")].map {
    Pair(consonant: $0.0, vowel: $0.1, isOpen: true)
  }
  + [("으로", "로"), ("을", "를"), ("은", "는"), ("과", "와"), ("이", "가")].map {
    Pair(consonant: $0.0, vowel: $0.1, isOpen: false)
  }
