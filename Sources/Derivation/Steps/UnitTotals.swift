import Autodiff
import Wording

extension Formula {
  /// The formula without the factors Σ t that come to 1 with the numbers given, as where the targets
  /// of a loss are shares of 1:
  ///
  ///     softmax(z) · Σ t − t   →   softmax(z) − t
  func withoutUnitTotals(in environment: FormulaEnvironment) -> Formula {
    func s(_ formula: Formula) -> Formula { formula.withoutUnitTotals(in: environment) }
    switch self {
    case .product(let a, let b) where b.isUnitTotal(in: environment): return s(a)
    case .product(let a, let b): return .product(s(a), s(b))
    case .quotient(let a, let b): return .quotient(s(a), s(b))
    case .sum(let a, let b): return .sum(s(a), s(b))
    case .difference(let a, let b): return .difference(s(a), s(b))
    case .negative(let a): return .negative(s(a))
    default: return self
    }
  }

  /// Whether it is the sum of an operand along an axis, and 1 everywhere but for rounding.
  private func isUnitTotal(in environment: FormulaEnvironment) -> Bool {
    guard case .total(.operand, let axis) = self, axis.list != nil,
      let total = evaluate(in: environment)
    else {
      return false
    }
    return total.elements.allSatisfy { abs($0 - 1) <= 4 * 0x1p-52 }
  }
}

extension Derivation {
  /// Why a factor Σ t is left out, of a loss with these operands.
  func unitTotalReason(_ operands: [NodeID]) -> String {
    if operands.count > 1, trace.annotations.names[operands[1]] != nil {
      return "∑ " + PlainTextWriter().text(symbol(of: operands[1])) + " = 1"
    }
    return Bilingual(en: "the targets sum to 1", ko: "정답의 합은 1")[language]
  }
}
