import Autodiff
import Derivation

/// A number that is left out for a reader to fill in, with its answer.
///
///     (a)   value:price      price = apple · count = ____   200
///     (d)   gradient:apple   ∂total/∂apple = ____           2.2
package struct Blank: Sendable {
  /// What is asked for.
  package enum Kind: String, CaseIterable, Sendable {
    /// The value of an operation.
    case value
    /// The gradient of a node: what its one arrow brings back, or the sum of its arrows.
    case gradient
    /// What flows back along one of several arrows that a node's gradient is the sum of.
    case product
  }

  /// An operand slot, along which a gradient flows back.
  package struct Arrow: Hashable, Sendable {
    /// The operation.
    package let to: NodeID
    /// Which of its operands, from 0.
    package let slot: Int

    /// Names an operand slot.
    package init(to: NodeID, slot: Int) {
      self.to = to
      self.slot = slot
    }
  }

  /// What it is called in files, the same whatever the numbers are: `value:price`, `gradient:apple`,
  /// and `product:price/0` for what flows back to the first operand of price.
  package let id: String
  /// Which blank it is, from 0.
  package let index: Int
  /// What is asked for.
  package let kind: Kind
  /// Whose value or gradient it is; of a product the operand that it flows to.
  package let node: NodeID
  /// The arrow that it stands at; nil for values and for sums.
  package let arrow: Arrow?
  /// What belongs there, in full precision; 0 where only rounding is left.
  package let answer: Tensor<Double>
  /// How numbers are printed.
  package let numerals: Numerals

  /// What it is called on paper: (a) to (z), then (aa) and so on.
  package var letter: String { "(\(Self.letters(index)))" }

  /// The shape of the answer: nine cells for 3×3.
  package var shape: Shape { answer.shape }

  /// The answer as it is printed, entry by entry in row-major order.
  package var printed: [String] { answer.elements.map(numerals.text) }

  /// a to z, then aa, ab and so on.
  package static func letters(_ index: Int) -> String {
    let last = Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26))
    return (index < 26 ? "" : letters(index / 26 - 1)) + String(last)
  }
}
