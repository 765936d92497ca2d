import Autodiff

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
  }

  /// Chooses the digits of a formula's inputs.
  func choice(for formula: Formula, in environment: FormulaEnvironment, result: Tensor<Double>)
    -> Choice
  {
    choice(result: result) { inputs in
      formula.printed(inputs, environment.signature.attributes)
        .evaluate(in: environment.printed(inputs))
    }
  }

  /// Chooses the digits of a product's factors.
  func choice(factors: [Double], product: Double) -> Choice {
    choice(result: Tensor(product)) { inputs in
      Tensor(factors.map(inputs.printedValue).reduce(1, *))
    }
  }

  /// Chooses the digits of a sum's terms.
  func choice(terms: [Tensor<Double>], sum: Tensor<Double>) -> Choice {
    choice(result: sum) { inputs in
      var total = [Double](repeating: 0, count: sum.elements.count)
      for term in terms {
        for (entry, x) in term.elements.enumerated() { total[entry] += inputs.printedValue(x) }
      }
      return Tensor(shape: sum.shape, elements: total)
    }
  }

  /// The fewest digits from the figure's on at which `compute` gives the printed result.
  func choice(result: Tensor<Double>, compute: (Numerals) -> Tensor<Double>?) -> Choice {
    for extra in 0...Self.guardDigits {
      let inputs = Numerals(digits: numerals.digits + extra)
      if let computed = compute(inputs), agrees(computed, result) {
        return Choice(inputs: inputs, relation: "=")
      }
    }
    return Choice(inputs: Numerals(digits: numerals.digits + 1), relation: "≈")
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
      case .number(let number) where number != .pi: .number(numerals.printedValue(number))
      case .parameter(let name): .number(numerals.printedValue(attributes[name] ?? 0))
      default: leaf
      }
    }
  }
}
