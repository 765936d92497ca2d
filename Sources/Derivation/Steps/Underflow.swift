import Autodiff
import Notation
import Wording

/// Where a value is 0 although no number that goes in is: it was too small for the machine.
extension Formula {
  /// Whether an entry of the result is 0 that the formula can never give exactly.
  func underflows(in environment: FormulaEnvironment, to result: Tensor<Double>) -> Bool {
    guard result.elements.contains(0), result.elements.allSatisfy(\.isFinite),
      environment.operands.allSatisfy({ $0.elements.allSatisfy(\.isFinite) }),
      let mask = unequalToZero.evaluate(in: environment), mask.shape.rank <= result.shape.rank
    else { return false }
    return result.elements.indices.contains { entry in
      result.elements[entry] == 0
        && mask.elements[mask.shape.source(of: entry, in: result.shape)] == 1
    }
  }

  /// 1 where the formula's value cannot be 0, entry by entry, as far as its form and numbers tell; else
  /// 0.
  private var unequalToZero: Formula {
    switch self {
    case .product(let a, let b): .product(a.unequalToZero, b.unequalToZero)
    case .quotient(let a, _): a.unequalToZero
    case .negative(let a): a.unequalToZero
    case .power(let base, _): base.unequalToZero
    case .function(.exp, _), .function(.sigmoid, _), .function(.softmax, _): .number(1)
    // ln(1 + a) is 0 only where a is.
    case .function(.log, let operands):
      if case .sum(.number(1), let a) = operands[0] { a.unequalToZero } else { .number(0) }
    case .operand, .output, .upstream, .parameter, .number:
      .cases(.init(self, .equal, .number(0)), then: .number(0), otherwise: .number(1))
    case .count: .number(1)
    case .productOver(let a, let axis): .productOver(a.unequalToZero, axis: axis)
    case .sum, .difference, .function, .sign, .matrixProduct, .outerProduct, .transpose, .total,
      .rowTotal, .spread, .extremum, .extremumOver, .selection, .otherFactors, .totalFrom,
      .reshaped, .rearranged, .slice, .scattered, .permuted, .summed, .einsum, .joined, .cases,
      .oneHot, .notAfter, .windowed, .totalExcept, .shaped, .named:
      .number(0)
    }
  }
}

extension Derivation {
  /// What is said where a 0 stands for what the machine cannot hold.
  func underflowNotes(_ equations: [Equation]) -> [Sentence] {
    guard equations.contains(where: { $0.links.contains(where: \.isUnderflow) }) else { return [] }
    let words = Bilingual(
      en:
        "The value is not 0, but it is smaller than the smallest number that the machine can hold, so 0 stands there.",
      ko: "값이 0은 아니지만 컴퓨터가 담을 수 있는 가장 작은 수보다 작아 0으로 남았습니다.")
    return [Sentence(words[language])]
  }
}
