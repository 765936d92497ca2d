import Derivation
import Diagram

/// Lines that have been set, for sheets that say the same of other numbers: of a class's sheets nearly all
/// lines are equal, and to find one takes a tenth of the time that setting it does.
///
/// It belongs to the fonts of one measure. What a sheet looks like does not depend on it.
package final class LineMemory {
  /// A paragraph to be set.
  struct Paragraph: Hashable {
    let sentence: Sentence
    let width: Double
    let look: SheetStyle.Look
  }

  /// Chains to be set, their relation signs under one another.
  struct Chains: Hashable {
    let equations: [Equation]
    let width: Double
    let style: SheetStyle
  }

  private var paragraphs: [Paragraph: [MathBox]] = [:]
  private var chains: [Chains: [[MathBox]]] = [:]

  /// How many of each are kept, so that it does not grow with the class.
  private static let most = 1_024

  /// Nothing has been set yet.
  package init() {}

  /// The lines of a paragraph.
  func lines(of paragraph: Paragraph, setting set: () -> [MathBox]) -> [MathBox] {
    Self.recall(paragraph, in: &paragraphs, set)
  }

  /// The lines of chains.
  func lines(of chains: Chains, setting set: () -> [[MathBox]]) -> [[MathBox]] {
    Self.recall(chains, in: &self.chains, set)
  }

  private static func recall<Key: Hashable, Value>(
    _ key: Key, in known: inout [Key: Value], _ make: () -> Value
  ) -> Value {
    if let value = known[key] { return value }
    if known.count >= most { known.removeAll(keepingCapacity: true) }
    let value = make()
    known[key] = value
    return value
  }
}
