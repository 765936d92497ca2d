/// y = the largest entry of x, of all or along an axis: the gradient goes to the largest, shared
/// equally by equals.
enum MaximumOver: ExtremumOver {
  static let name = "max"
  static let zeros = ZeroRule.because(.notTheMaximum)
  static var extremum: Extremum { .max }
}

/// y = the smallest entry of x, of all or along an axis: the gradient goes to the smallest, shared
/// equally by equals.
enum MinimumOver: ExtremumOver {
  static let name = "min"
  static let zeros = ZeroRule.because(.notTheMinimum)
  static var extremum: Extremum { .min }
}

/// A reduction that selects an entry.
protocol ExtremumOver: KinkedOperation {
  static var extremum: Extremum { get }
}

extension ExtremumOver {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }
  static var kink: Kink? { Kink(at: .equalEntries, derivative: .shared) }

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard let axis = try operands[0].axis(in: attributes) else { return .scalar }
    return operands[0].removing(axis: axis)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.operands[0], axis: node.attributes.axis)
    let x = node.operand(0)
    for o in 0..<outer {
      for i in 0..<inner {
        var best = x[o * extent * inner + i]
        for l in 1..<max(extent, 1) {
          let entry = x[(o * extent + l) * inner + i]
          if extremum.wins.holds(entry, best) || entry.isNaN { best = entry }
        }
        node.output[o * inner + i] = best
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.operands[0], axis: node.signature.attributes.axis)
    let x = node.operand(0)
    for o in 0..<outer {
      for i in 0..<inner {
        let best = node.output[o * inner + i]
        var ties = 0.0
        for l in 0..<extent where x[(o * extent + l) * inner + i] == best { ties += 1 }
        let share = node.upstream[o * inner + i] / S(ties)
        for l in 0..<extent {
          let place = (o * extent + l) * inner + i
          node.put(place, x[place] == best ? share : 0)
        }
      }
    }
  }

  /// Which entry was selected; 0 for a tie, so that a tie reads as "on the kink".
  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    let (outer, extent, inner) = Signature.split(
      node.signature.operands[0], axis: node.attributes.axis)
    let x = node.operand(0)
    var branches: [Int32] = []
    for o in 0..<outer {
      for i in 0..<inner {
        let best = node.output[o * inner + i]
        let winners = (0..<extent).filter { x[(o * extent + $0) * inner + i] == best }
        branches.append(winners.count == 1 ? Int32(clamping: winners[0] + 1) : 0)
      }
    }
    return branches
  }

  static func definition(for signature: Signature) -> Formula {
    .extremumOver(extremum, .a, axis: signature.attributes.axis)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let axis = signature.attributes.axis
    let selection = Formula.selection(.a, extremum: .output, axis: axis)
    return signature.shape.isScalar
      ? [.derivative(selection)]
      : [.pullback(.spread(.upstream, axis: axis) * selection)]
  }
}
