import Autodiff
import Derivation
import Notation

/// What stands inside a node: a sign that is drawn, or letters.
enum NodeSymbol {
  case plus, minus, times, divide
  /// The dot of a matrix product.
  case dot
  case math(Math)

  /// The symbol of an operation, from its profile.
  init(_ kind: OperationKind, _ attributes: Attributes, numerals: Numerals) {
    self =
      switch kind.profile.symbol {
      case .plus: .plus
      case .minus: .minus
      case .times: .times
      case .divide: .divide
      case .dot: .dot
      case .itsName: .math(.function(kind.name))
      case .name(let name): .math(.function(name))
      case .math(let math): .math(math(attributes, numerals.math))
      }
  }
}
