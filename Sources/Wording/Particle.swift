/// A Korean particle whose form depends on the last sound of the word before it.
package enum Particle: Sendable {
  /// 을 or 를, marks an object.
  case object
  /// 이 or 가, marks a subject.
  case subject
  /// 은 or 는, marks a topic.
  case topic
  /// 과 or 와, "and", "with".
  case and
  /// 으로 or 로, "by", "towards".
  case by
  /// 이라 or 라, "called".
  case called
  /// 이다 or 다 without its last syllable: 이 or nothing, before 다, 므로, 며.
  case copula

  /// The form after a final consonant, and the form after a vowel.
  var forms: (consonant: String, vowel: String) {
    switch self {
    case .object: ("을", "를")
    case .subject: ("이", "가")
    case .topic: ("은", "는")
    case .and: ("과", "와")
    case .by: ("으로", "로")
    case .called: ("이라", "라")
    case .copula: ("이", "")
    }
  }

  /// The form for a word whose last sound nobody can know: 을(를).
  var either: String {
    switch self {
    case .by: "(으)로"
    case .called: "(이)라"
    case .copula: "(이)"
    case .object, .subject, .topic, .and: "\(forms.consonant)(\(forms.vowel))"
    }
  }

  /// The particle that fits a word as it is read aloud in Korean: 값**을**, x**를**, L**을**,
  /// W₁**을**, σ₃**을**; both forms where the reading is unknown.
  package func after(_ word: String) -> String {
    switch lastSound(of: word) {
    case .vowel: forms.vowel
    case .rieul: self == .by ? forms.vowel : forms.consonant
    case .consonant: forms.consonant
    case .unknown: either
    }
  }
}

extension String {
  /// The word with a particle that fits it.
  package func with(_ particle: Particle) -> String { self + particle.after(self) }
}

/// How a word ends when it is read aloud in Korean.
enum LastSound {
  case vowel, consonant
  /// ㄹ, after which 으로 becomes 로.
  case rieul
  case unknown
}

/// The last sound of a word: of its last letter or digit, since brackets and marks are not read.
func lastSound(of word: String) -> LastSound {
  let scalars = Array(word.unicodeScalars)
  var end = scalars.count
  while end > 0, isSilent(scalars[end - 1]) { end -= 1 }
  guard end > 0 else { return .unknown }
  let last = scalars[end - 1]
  if (0xAC00...0xD7A3).contains(last.value) { return sound(ofSyllable: last) }
  if let digit = digitValue(of: last) {
    var zeros = 0
    while end > zeros, digitValue(of: scalars[end - 1 - zeros]) == 0 { zeros += 1 }
    return digit == 0 ? sound(ofZeros: zeros, in: scalars, end: end) : sound(ofDigit: digit)
  }
  // Letters that stand alone are read by their names; a Latin word is read as a word.
  var start = end
  while start > 0, isLatinLetter(scalars[start - 1]) { start -= 1 }
  let letters = String(String.UnicodeScalarView(scalars[start..<end]))
  if end - start > 1, let known = readTerms[letters.lowercased()] { return known }
  if end - start > 2 { return sound(ofWord: letters.lowercased()) }
  return letterSounds[Character(last).lowercased()] ?? .unknown
}

/// The last sound of a word of Latin letters, read as English is in Korea: price 프라이스, kernel 커널,
/// scale 스케일. Unknown where words that are spelt alike are read in two ways: map 맵, but cup 컵 and
/// type 타입 beside tape 테이프.
private func sound(ofWord word: String) -> LastSound {
  let vowels = Set("aeiouy")
  let letters = Array(word)
  // Read letter by letter, or as the word that it is short for: img.
  guard letters.contains(where: vowels.contains), let last = letters.last else { return .unknown }
  let before = letters[letters.count - 2]
  switch last {
  case "a", "i", "o", "u", "y", "w", "r", "s", "z", "x", "v", "f", "d": return .vowel
  case "l": return .rieul
  case "m", "n": return .consonant
  case "g": return before == "n" ? .consonant : .unknown
  // A silent e leaves the consonant before it, or the 으 that Korean puts behind it.
  case "e":
    switch before {
    case "l": return .rieul
    case "m", "n": return .consonant
    case "c", "s", "z", "v", "d", "t", "k", "r", "u", "e", "i", "o", "h": return .vowel
    default: return .unknown
    }
  // Behind a consonant they are 크, 트, 프: mask 마스크, weight 웨이트.
  case "k", "t", "p": return vowels.contains(before) ? .unknown : .vowel
  case "h": return before == "c" || before == "s" || before == "t" ? .vowel : .unknown
  default: return .unknown
  }
}

private func sound(ofSyllable syllable: Unicode.Scalar) -> LastSound {
  switch (syllable.value - 0xAC00) % 28 {
  case 0: .vowel
  case 8: .rieul
  default: .consonant
  }
}

/// 영 일 이 삼 사 오 육 칠 팔 구.
private func sound(ofDigit digit: Int) -> LastSound {
  switch digit {
  case 1, 7, 8: .rieul
  case 0, 3, 6: .consonant
  default: .vowel
  }
}

/// A number that ends in zeros is read by its unit: 십, 백, 천, 만, 억; a bare 0 is 영. After a
/// decimal point each digit is read alone.
private func sound(ofZeros zeros: Int, in scalars: [Unicode.Scalar], end: Int) -> LastSound {
  var index = end - zeros
  while index > 0, digitValue(of: scalars[index - 1]) != nil { index -= 1 }
  if index > 0, scalars[index - 1] == "." { return .consonant }
  return zeros >= 12 ? .vowel : .consonant  // 조 ends in a vowel; 십, 백, 천, 만, 억 do not.
}

private func digitValue(of scalar: Unicode.Scalar) -> Int? {
  switch scalar.value {
  case 0x30...0x39: Int(scalar.value - 0x30)
  case 0x2080...0x2089: Int(scalar.value - 0x2080)
  case 0x2070: 0
  case 0xB9: 1
  case 0xB2, 0xB3: Int(scalar.value - 0xB0)
  case 0x2074...0x2079: Int(scalar.value - 0x2070)
  default: nil
  }
}

private func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
  (65...90).contains(scalar.value) || (97...122).contains(scalar.value)
}

private func isSilent(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
    .otherPunctuation, .connectorPunctuation, .dashPunctuation, .spaceSeparator,
    .modifierSymbol, .control, .nonspacingMark:
    true
  default: false
  }
}

/// Terms whose reading is settled in Korean lectures, and not, or not surely, by how they are spelt.
private let readTerms: [String: LastSound] = [
  "relu": .vowel, "sigmoid": .vowel, "tanh": .vowel, "softmax": .vowel, "exp": .unknown,
  "log": .vowel, "sin": .consonant, "cos": .consonant, "loss": .vowel, "bias": .vowel,
  "out": .consonant, "sum": .consonant, "mse": .vowel, "bce": .vowel, "net": .consonant,
  "tan": .consonant, "min": .consonant, "max": .vowel, "mean": .consonant, "abs": .vowel,
  "axis": .vowel, "array": .vowel, "tensor": .vowel, "import": .vowel, "print": .vowel,
  "while": .rieul, "for": .vowel, "param": .consonant, "embedding": .consonant,
]

/// The letters by the names they have in Korean: 에이, 비, …, 엘, 엠, 엔, 알, 제트; 알파, 베타, ….
private let letterSounds: [String: LastSound] = {
  var sounds: [String: LastSound] = [:]
  for letter in "abcdefghijkopqstuvwxyz" { sounds[String(letter)] = .vowel }
  for letter in "lr" { sounds[String(letter)] = .rieul }
  for letter in "mn" { sounds[String(letter)] = .consonant }
  for letter in "αβγδζηθικλμνξπρτυφχψω" { sounds[String(letter)] = .vowel }
  sounds["ε"] = .consonant
  sounds["σ"] = .vowel
  sounds["ο"] = .consonant
  return sounds
}()
