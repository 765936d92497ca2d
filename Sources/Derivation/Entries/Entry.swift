import Autodiff
import Notation

/// One entry of a tensor: the node, and an index for each axis, from 0.
package struct Entry: Sendable, Hashable {
  /// The node.
  package let node: NodeID
  /// An index for each axis, from 0.
  package let index: [Int]

  /// Names an entry.
  ///
  /// - Precondition: The index lies within the node's shape.
  package init(node: NodeID, index: [Int]) {
    self.node = node
    self.index = index
  }
}

/// What one entry of a result adds to the gradient of an entry of its operand: the gradient that
/// arrives there, times how much it changes with the operand's entry.
struct EntryTerm {
  /// The entry of the result, counted through.
  let place: Int
  /// The local derivative.
  let factor: Double
  /// The local derivative in names, such as X[0, 3]; nil where it is a number alone.
  var symbol: Math?
  /// How large the numbers are together that the factor is the sum of, which rounding is of the
  /// size of; the factor itself where it is no sum.
  var magnitude: Double?
}

extension Shape {
  /// The place of an entry, counted through.
  func place(of index: [Int]) -> Int { zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The index of an entry that is counted through.
  func index(ofPlace place: Int) -> [Int] {
    var rest = place
    return strides.map { stride in
      defer { rest %= max(stride, 1) }
      return rest / max(stride, 1)
    }
  }
}

extension Math {
  /// A tensor's name with the index of an entry: `W₁[3, 2]`; a number's name alone.
  static func entry(_ name: Math, _ index: [Int]) -> Math {
    entry(name, index.map(String.init))
  }

  /// A tensor's name with the letters of an entry.
  static func entry(_ name: Math, _ index: [String]) -> Math {
    index.isEmpty ? name : .row([name, .text("[" + index.joined(separator: ", ") + "]")])
  }
}
