import Autodiff
import Derivation
import Exercises
import Notation

/// What a worksheet asks: at each step the rules, and for each blank a box in the place of its number.
struct SheetQuestions {
  /// A step that is left to be worked out.
  struct Exercise {
    /// What happens there.
    let sentence: Sentence
    /// Rules and questions, in the order in which they are read.
    let lines: [Line]
  }

  /// A line of a step.
  enum Line {
    /// A rule, or what is given.
    case equation(Equation)
    /// A chain that ends with a box.
    case question(Equation, Blank)
  }

  let derivation: Derivation
  let selection: BlankSelection
  let blanks: Blanks

  init(_ derivation: Derivation, _ selection: BlankSelection) {
    self.derivation = derivation
    self.selection = selection
    blanks = Blanks(derivation, selection)
  }

  private var trace: Trace<Double> { derivation.trace }

  /// The steps of the forward pass whose values are asked for.
  var forward: [Exercise] {
    derivation.forwardNodes.compactMap { node in
      guard let blank = blanks.value(of: node) else { return nil }
      let step = derivation.forwardStep(node)
      let symbol = derivation.symbol(of: node)
      let equation = step.equations.first { $0.seeks(symbol) } ?? Equation(symbol)
      return Exercise(sentence: step.sentence, lines: [.question(equation.rules, blank)])
    }
  }

  /// The steps of the backward pass whose gradients are asked for.
  var backward: [Exercise] {
    guard selection.includesGradients else { return [] }
    return derivation.backwardNodes.map { node in
      var lines: [Line] = []
      // What the gradient of the output begins with is given.
      if node == trace.output { lines.append(.equation(derivation.start)) }
      if let blank = blanks.gradient(of: node), blank.arrow == nil {
        lines.append(.question(derivation.sumOfParts(at: node), blank))
      }
      // In the order of their letters.
      let asked = trace.edges(into: node).compactMap { edge in
        blanks.along(Blank.Arrow(to: edge.to, slot: edge.slot)).map { (edge, $0) }
      }.sorted { $0.1.index < $1.1.index }
      for (edge, blank) in asked { lines += self.lines(along: edge, blank) }
      return Exercise(sentence: derivation.backwardSentence(node), lines: lines)
    }
  }

  private func lines(along edge: Contribution<Double>, _ blank: Blank) -> [Line] {
    let (sought, equations) = derivation.equations(along: edge)
    let place = equations.lastIndex { $0.seeks(sought) } ?? equations.endIndex
    var lines: [Line] = []
    for equation in equations[..<place] {
      // Where products are asked for, their factors stand there.
      let shown = selection == .products ? equation : equation.rules
      if !shown.links.isEmpty { lines.append(.equation(shown)) }
    }
    let chain = place < equations.endIndex ? equations[place] : Equation(sought)
    lines.append(.question(selection == .products ? chain.factors : chain.rules, blank))
    return lines
  }
}

extension Blank {
  /// What belongs into the cells of its box, row by row; one cell for all of a tensor that is too
  /// large for cells.
  var cells: [[Math]] {
    let extents = shape.extents
    guard hasCells else { return [[numerals.math(answer)]] }
    guard let columns = extents.last else { return [[numerals.math(answer.elements[0])]] }
    return stride(from: 0, to: answer.elements.count, by: columns).map { start in
      answer.elements[start..<(start + columns)].map { numerals.math($0) }
    }
  }

  /// Whether each of its numbers has a cell: up to eight rows and columns.
  package var hasCells: Bool {
    guard let columns = shape.extents.last else { return true }
    return columns > 0 && columns <= 8 && answer.elements.count / columns <= 8
      && !answer.elements.isEmpty
  }
}
