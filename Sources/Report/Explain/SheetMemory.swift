import Diagram
import Sheets

/// What is known of sheets that were set before, for others of the same graph. What a sheet looks like does
/// not depend on it.
package struct SheetMemory {
  /// What is known of figures.
  package let figures: FigureMemory
  let lines = LineMemory()

  /// A memory for one measure of text, which it belongs to.
  ///
  /// - Parameter figures: What is known of figures, whatever they are measured by.
  package init(figures: FigureMemory) { self.figures = figures }
}
