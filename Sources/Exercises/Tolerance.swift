import Derivation

extension Blank {
  /// What is expected of a reader, entry by entry: the answer as it is printed.
  package var expected: [Double] { answer.elements.map(numerals.printedValue) }

  /// How far a reader's number may be from another: one in the last place that is printed, so that
  /// who rounds on the way is right, too.
  ///
  ///     2.2 in four digits   →   0.001
  ///     12346                →   1
  package func tolerance(at x: Double) -> Double {
    let digits = numerals.digits
    guard x != 0, x.isFinite else { return power(ofTen: -digits) }
    let exponent = decimalExponent(of: x)
    // No fewer digits are printed than the whole part has.
    return power(ofTen: exponent - max(digits, exponent < 6 ? exponent + 1 : digits) + 1)
  }

  /// Whether a reader's number is right.
  package func accepts(_ number: Double, at entry: Int) -> Bool {
    isClose(number, to: expected[entry])
  }

  /// Whether a reader's number is another as it is printed.
  func isNear(_ number: Double, to x: Double) -> Bool {
    x.isFinite && isClose(number, to: numerals.printedValue(x))
  }

  private func isClose(_ number: Double, to printed: Double) -> Bool {
    // A number that was typed and its bound are not exact in the machine.
    abs(number - printed) <= tolerance(at: printed) * 1.000_000_1
  }
}

/// The power of ten of a number's first digit.
private func decimalExponent(of x: Double) -> Int {
  let exponent = Int((Double(x.exponent) * 0.301_029_995_663_981_2).rounded(.down))
  return x.magnitude >= power(ofTen: exponent + 1) ? exponent + 1 : exponent
}

private func power(ofTen exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
