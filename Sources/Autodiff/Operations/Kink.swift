/// A place where an operation is continuous but has no derivative, and what is taken there.
package struct Kink: Sendable, Hashable {
  /// Where it is.
  package let place: Place
  /// What the derivative is taken to be there.
  package let convention: Convention

  /// Where a kink is.
  package enum Place: Sendable, Hashable {
    /// Where the operand is one of these numbers.
    case operand([Double])
    /// Where the operand is one of the numbers that the author gave.
    case parameters([AttributeName<Double>])
    /// Where both operands are equal.
    case equalOperands
    /// Where several entries are the largest or smallest.
    case equalEntries
    /// Where the inner product of a row with its target is 1.
    case margin
    /// Where a prediction is its target.
    case target
    /// Where the result is 0.
    case zeroResult
  }

  /// What a derivative is taken to be at a kink.
  package enum Convention: Sendable, Hashable {
    /// This number.
    case number(Double)
    /// The number that the author gave.
    case parameter(AttributeName<Double>)
    /// All that are equal share the gradient.
    case shared
  }

  /// A kink and the derivative there.
  init(at place: Place, derivative convention: Convention) {
    self.place = place
    self.convention = convention
  }
}

/// Why an operation lets nothing pass along a slot although a gradient arrives.
enum ZeroRule: Sendable {
  /// There is no reason to give.
  case unexplained
  /// Whenever it happens, for this reason.
  case because(ZeroReason)
  /// The slot receives a part of what arrives, and that part is zero.
  case partIsZero
  /// The operands tell.
  case told(@Sendable (ZeroSlot) -> ZeroReason?)

  /// A product: the other factor is zero.
  static let otherFactor = ZeroRule.told { slot in
    slot.operandIsZero(1 - slot.index) ? .otherFactorIsZero : nil
  }
}

/// A slot along which nothing passes, and the operands beside it.
struct ZeroSlot {
  /// Which slot, from 0.
  let index: Int
  /// Whether the operand in a slot is zero in every entry.
  let operandIsZero: (Int) -> Bool
}
