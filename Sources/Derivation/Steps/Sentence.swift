import Notation
import Wording

/// Words with mathematics among them, so that a page typesets the names in a sentence as it does
/// those in a formula:
///
///     let sentence: Sentence = "\(symbol, .topic) 기다립니다."
package struct Sentence: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// What stands one after the other.
  package private(set) var pieces: [Piece]

  /// A run of words, or a piece of mathematics among them.
  package enum Piece: Sendable, Hashable {
    case words(String)
    case math(Math)
  }

  /// A sentence of words alone.
  package init(_ words: String) { pieces = [.words(words)] }

  /// A sentence of words alone.
  package init(stringLiteral words: String) { self.init(words) }

  /// A sentence from its pieces.
  package init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

  /// The sentence as plain text.
  package var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .math(let math): PlainTextWriter().text(math)
      }
    }.joined()
  }

  /// One sentence after the other.
  static func + (a: Sentence, b: Sentence) -> Sentence {
    var sentence = a
    sentence.pieces += b.pieces
    return sentence
  }

  /// Sentences with a space between them.
  static func spaced(_ sentences: [Sentence]) -> Sentence {
    var whole = Sentence("")
    for (position, sentence) in sentences.enumerated() {
      if position > 0 { whole.pieces.append(.words(" ")) }
      whole.pieces += sentence.pieces
    }
    return whole
  }

  /// Pieces of mathematics with commas between them.
  static func list(_ symbols: [Math]) -> Sentence {
    var sentence = Sentence("")
    for (position, symbol) in symbols.enumerated() {
      if position > 0 { sentence.pieces.append(.words(", ")) }
      sentence.pieces.append(.math(symbol))
    }
    return sentence
  }

  /// Collects the pieces of a sentence.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    /// Prepares for a literal's pieces.
    package init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Words of the literal.
    package mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { pieces.append(.words(words)) }
    }

    /// Words.
    package mutating func appendInterpolation(_ words: String) { pieces.append(.words(words)) }

    /// A whole number.
    package mutating func appendInterpolation(_ number: Int) { pieces.append(.words("\(number)")) }

    /// A sentence.
    package mutating func appendInterpolation(_ sentence: Sentence) { pieces += sentence.pieces }

    /// A name, and the Korean particle that fits it as it is read aloud.
    package mutating func appendInterpolation(_ symbol: Math, _ particle: Particle? = nil) {
      pieces.append(.math(symbol))
      if let particle {
        pieces.append(.words(particle.after(PlainTextWriter().text(symbol))))
      }
    }
  }
}

/// A sentence that is written in each language.
struct BilingualSentence {
  /// The English sentence.
  let english: Sentence
  /// The Korean sentence.
  let korean: Sentence

  /// Creates a sentence from its versions.
  init(en english: Sentence, ko korean: Sentence) {
    self.english = english
    self.korean = korean
  }

  /// The sentence in one language.
  subscript(language: Language) -> Sentence {
    switch language {
    case .english: english
    case .korean: korean
    }
  }
}
