import Markdown

/// What a lesson can show of the check of a network: `{{check errors}}`, `{{check mean W1}}`.
enum CheckTag: Sendable, Hashable {
  /// A chart or a table.
  case piece(Piece)
  /// A number of the check as a whole.
  case number(Number)
  /// A number of one array, which has a name such as `W1`.
  case array(Measure, name: String)

  /// The charts and the tables.
  enum Piece: String, Sendable, CaseIterable {
    case errors, steps, table
    case stepTable = "steptable"
  }

  /// The numbers of the check as a whole.
  enum Number: String, Sendable, CaseIterable {
    case parameters, passes, network, others, images, step, loss, kinks, zeros, times
    case forwardProducts = "forward-products"
    case backwardProducts = "backward-products"
    case numericalProducts = "numerical-products"
    case bothProducts = "both-products"
  }

  /// The numbers of one array.
  enum Measure: String, Sendable, CaseIterable {
    case mean
    case maximum = "max"
  }

  /// What a tag's words ask for, without `check` before them; nil where that is nothing.
  init?(_ words: [String]) {
    switch words.count {
    case 1:
      if let piece = Piece(rawValue: words[0]) {
        self = .piece(piece)
      } else if let number = Number(rawValue: words[0]) {
        self = .number(number)
      } else {
        return nil
      }
    case 2:
      guard let measure = Measure(rawValue: words[0]) else { return nil }
      self = .array(measure, name: words[1])
    default: return nil
    }
  }

  /// Where it may stand.
  var flow: InsertionFlow {
    switch self {
    case .piece: .block
    case .number, .array: .inline
    }
  }
}
