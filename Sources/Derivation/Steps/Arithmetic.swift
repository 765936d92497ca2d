import Autodiff
import Foundation

/// Chooses digits so that what is printed can be checked with a pencil.
///
/// A line `a · b = c` holds when the printed factors, multiplied as printed, round to the printed
/// product. The factors get guard digits until it does; where no sensible number of digits does
/// that, the line says ≈.
struct Arithmetic {
  let numerals: Numerals
  /// How many guard digits are sensible.
  static let guardDigits = 4

  /// What was chosen for a line.
  struct Choice {
    /// How the numbers that go in are printed.
    let inputs: Numerals
    /// `=` where the line holds as printed, else `≈`.
    let relation: String
    /// The result: 0 where nothing but rounding is left of terms that cancel.
    let result: Tensor<Double>
    /// What rounding left where the result is 0; nil where it left nothing.
    var remainder: Double?
    /// Whether a 0 of the result is a value that was too small for the machine.
    var isUnderflow = false
  }

  /// Chooses the digits of a formula's inputs.
  ///
  /// - Parameters:
  ///   - magnitudes: How large the numbers are, or what was rounded away of them, where what is left of
  ///     terms that cancel may be the machine's rounding; nil where it may not.
  ///   - written: Which operands are numbers that stand as they were written.
  ///   - whole: The same in one piece, for numbers for which the formula overflows.
  ///   - tells: Whether printed numbers say what there is to see in them beside the result.
  func choice(
    for formula: Formula, in environment: FormulaEnvironment, result: Tensor<Double>,
    magnitudes: FormulaEnvironment? = nil, written: [Bool] = [], whole: Formula? = nil,
    tells: (FormulaEnvironment) -> Bool = { _ in true }
  ) -> Choice {
    let scale = magnitudes.flatMap(formula.magnitude.evaluate)
    if formula.underflows(in: environment, to: result) {
      return Choice(
        inputs: numerals, relation: "≈", result: result, remainder: nil, isUnderflow: true)
    }
    func printed(_ inputs: Numerals) -> FormulaEnvironment {
      environment.printed(inputs, written: written)
    }
    return choice(result: result, scale: scale, tells: { tells(printed($0)) }) { inputs in
      let printed = printed(inputs)
      let value = formula.printed(inputs, environment.signature.attributes).evaluate(in: printed)
      guard let whole, value?.elements.allSatisfy(\.isFinite) == false else { return value }
      return whole.evaluate(in: printed) ?? value
    }
  }

  /// Chooses the digits of a product's factors.
  ///
  /// - Parameter scale: How large the terms were that a factor was left of by rounding; nil where none
  ///   was.
  func choice(factors: [Double], product: Double, scale: Tensor<Double>? = nil) -> Choice {
    if product == 0, !factors.contains(0) {
      return Choice(
        inputs: numerals, relation: "≈", result: Tensor(0), remainder: nil, isUnderflow: true)
    }
    return choice(result: Tensor(product), scale: scale) { inputs in
      Tensor(factors.map(inputs.printedValue).reduce(1, *))
    }
  }

  /// Chooses the digits of a sum's terms.
  func choice(terms: [Tensor<Double>], sum: Tensor<Double>) -> Choice {
    func total(_ part: (Double) -> Double) -> Tensor<Double> {
      var total = [Double](repeating: 0, count: sum.elements.count)
      for term in terms {
        for (entry, x) in term.elements.enumerated() { total[entry] += part(x) }
      }
      return Tensor(shape: sum.shape, elements: total)
    }
    return choice(result: sum, scale: total(abs)) { total($0.printedValue) }
  }

  /// The fewest digits from the figure's on at which `compute` gives the printed result.
  ///
  /// Where terms nearly cancel, a few more digits would still say something else than the result:
  /// there as many are printed as a number has.
  ///
  /// - Parameters:
  ///   - scale: How large the terms of each entry are together, where they may cancel.
  ///   - printed: The same of the terms as they are printed, where those are themselves sums.
  ///   - tells: Whether the printed terms say what there is to see in them beside the result.
  func choice(
    result exact: Tensor<Double>, scale: Tensor<Double>? = nil, printed: Tensor<Double>? = nil,
    tells: (Numerals) -> Bool = { _ in true }, compute: (Numerals) -> Tensor<Double>?
  ) -> Choice {
    let rounded = Rounded(exact, scale: scale)
    let (result, remainder) = (rounded.tensor, rounded.remainder)
    func choice(_ digits: Int, _ relation: String) -> Choice {
      Choice(
        inputs: Numerals(digits: digits), relation: relation, result: result, remainder: remainder)
    }
    func holds(_ digits: Int) -> Bool {
      compute(Numerals(digits: digits)).map {
        agrees(Rounded($0, scale: printed ?? scale).tensor, result)
          && tells(Numerals(digits: digits))
      } ?? false
    }
    let few = numerals.digits...(numerals.digits + Self.guardDigits)
    if let digits = few.first(where: holds) { return choice(digits, "=") }
    let usual = numerals.digits + 1
    func isNear(_ digits: Int) -> Bool {
      guard let computed = compute(Numerals(digits: digits)) else { return true }
      return self.isNear(computed, result, scale) && tells(Numerals(digits: digits))
    }
    if isNear(usual) { return choice(usual, "≈") }
    let many = Array(usual...max(usual, Self.allDigits))
    if let digits = many.first(where: holds) { return choice(digits, "=") }
    return choice(many.first(where: isNear) ?? usual, "≈")
  }

  /// How many digits tell any two numbers apart.
  private static let allDigits = 17

  /// Whether what the printed numbers come to is the result but for the last printed digit or so;
  /// of terms that cancel wholly, but for theirs.
  private func isNear(
    _ a: Tensor<Double>, _ result: Tensor<Double>, _ scale: Tensor<Double>?
  ) -> Bool {
    let tolerance = 5 * pow(10, 1 - Double(numerals.digits))
    let a = a.elements.count == 1 ? result.elements.map { _ in a.elements[0] } : a.elements
    return a.count == result.elements.count
      && result.elements.indices.allSatisfy { entry in
        let (x, y) = (a[entry], result.elements[entry])
        let size = y == 0 ? scale?.elements[entry] ?? 0 : y
        return !x.isFinite || !y.isFinite || abs(x - y) <= tolerance * abs(size)
      }
  }

  private func agrees(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Bool {
    // One number stands for as many equal entries.
    let a = a.elements.count == 1 ? b.elements.map { _ in a.elements[0] } : a.elements
    return a.count == b.elements.count
      && zip(a, b.elements).allSatisfy { numerals.text($0) == numerals.text($1) }
  }
}

extension Formula {
  /// The formula with its own numbers as they are printed.
  fileprivate func printed(_ numerals: Numerals, _ attributes: Attributes) -> Formula {
    replacing { leaf in
      switch leaf {
      case .number(let number) where number != .pi: .number(numerals.asWritten(number))
      case .parameter(let name): .number(numerals.asWritten(attributes[name] ?? 0))
      default: leaf
      }
    }
  }
}

extension Formula {
  /// How large the terms are together that the formula adds up: the formula with the magnitudes of
  /// all terms and factors.
  package var magnitude: Formula {
    switch self {
    case .number(let number): .number(abs(number))
    case .sum(let a, let b), .difference(let a, let b): .sum(a.magnitude, b.magnitude)
    case .product(let a, let b): .product(a.magnitude, b.magnitude)
    case .quotient(let a, let b): .quotient(a.magnitude, .function(.abs, [b]))
    case .negative(let a): a.magnitude
    case .total(let a, let axis): .total(a.magnitude, axis: axis)
    case .rowTotal(let a): .rowTotal(a.magnitude)
    case .totalFrom(let a, let axis): .totalFrom(a.magnitude, axis: axis)
    case .spread(let a, let axis): .spread(a.magnitude, axis: axis)
    case .matrixProduct(let a, let b): .matrixProduct(a.magnitude, b.magnitude)
    case .outerProduct(let a, let b): .outerProduct(a.magnitude, b.magnitude)
    case .transpose(let a): .transpose(a.magnitude)
    case .scattered(let a): .scattered(a.magnitude)
    case .permuted(let a, let axes): .permuted(a.magnitude, axes: axes)
    case .summed(let a, let axes, let slot): .summed(a.magnitude, axes: axes, like: slot)
    case .einsum(let letters, let operands, let slot):
      .einsum(letters, operands.map(\.magnitude), like: slot)
    case .count, .notAfter: self
    case .totalExcept(let a, let axis): .totalExcept(a.magnitude, axis: axis)
    case .shaped(let a, let extents): .shaped(a.magnitude, extents)
    case .named(_, let a): a.magnitude
    case .windowed(let rule, let operands):
      .windowed(rule, operands.map { $0 == .operand(0) && rule == .routing ? $0 : $0.magnitude })
    // A result that is a logarithm was taken from operands that may be large; what rounding of them
    // left in it, e to the result has for a factor.
    case .function(.exp, let exponents) where exponents == [.output]:
      .product(self, .sum(.number(1), .function(.abs, [.operand(0)])))
    case .operand, .output, .upstream, .parameter, .power, .function, .sign, .extremum,
      .extremumOver, .selection, .productOver, .otherFactors, .cases, .reshaped, .rearranged,
      .slice, .joined, .oneHot:
      .function(.abs, [self])
    }
  }
}

extension Numerals {
  /// The value of a number's digits as it was written.
  fileprivate func asWritten(_ x: Double) -> Double { written(x).printedValue(x) }
}
