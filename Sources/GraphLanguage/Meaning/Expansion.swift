import Autodiff
import Wording

/// An operation that was taken apart although it exists in one piece for a reason.
struct Expansion: Sendable {
  /// The operation.
  let composite: Annotations.Composite
  /// The nodes of its parts; the last has the operation's value.
  let nodes: Range<Int>
  /// The reason.
  let caution: Bilingual
}

/// How an operation that was taken apart went wrong.
enum ExpansionFlaw {
  /// A part is not finite although the operation's value is.
  case overflows
  /// The value differs from the operation's in digits that count.
  case losesDigits
}

extension Expansion {
  /// What went wrong with the parts on a tape that has its values, or nil where all is well.
  func flaw(on tape: Tape<Double>) -> ExpansionFlaw? {
    let whole = Tape<Double>()
    let leaves = composite.operands.map { whole.leaf(tape.value(of: $0)) }
    guard let node = try? whole.record(composite.kind, leaves, composite.attributes),
      case let expected = whole.value(of: node), expected.elements.allSatisfy(\.isFinite)
    else { return nil }
    let isFinite = nodes.allSatisfy { node in
      tape.withValue(of: NodeID(node)) { $0.allSatisfy(\.isFinite) }
    }
    if !isFinite { return .overflows }
    let found = tape.value(of: NodeID(nodes.upperBound - 1))
    let isClose = zip(found.elements, expected.elements).allSatisfy {
      abs($0 - $1) <= Self.tolerance * max(abs($0), abs($1))
    }
    return isClose ? nil : .losesDigits
  }

  /// The relative difference from which on digits are lost that a reader would miss.
  private static let tolerance = 1e-9
}
