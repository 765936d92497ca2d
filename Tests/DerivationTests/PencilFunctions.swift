import Foundation

/// What functions make of numbers, by the names under which they are printed.
enum PencilFunctions {
  /// A function's value; nil where there is none of the name.
  ///
  /// - Parameter index: The letter below the name, which says along which axis it works.
  static func value(
    of name: String, _ arguments: [PencilValue], _ index: String?
  ) throws -> PencilValue? {
    let x = arguments[0]
    switch name {
    case "log" where index == "2": return x.map { log2($0) }
    case "ln", "log": return x.map { log($0) }
    case "exp": return x.map { exp($0) }
    case "sin": return x.map { sin($0) }
    case "cos": return x.map { cos($0) }
    case "tanh": return x.map { tanh($0) }
    case "cosh": return x.map { cosh($0) }
    case "erf": return x.map { erf($0) }
    case "sign": return x.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case "relu": return x.map { max($0, 0) }
    case "softplus": return x.map { max($0, 0) + log1p(exp(-abs($0))) }
    case "silu": return x.map { $0 / (1 + exp(-$0)) }
    case "gelu": return x.map { $0 * erfc(-$0 / 2.squareRoot()) / 2 }
    case "Φ": return x.map { erfc(-$0 / 2.squareRoot()) / 2 }
    case "σ": return x.map { 1 / (1 + exp(-$0)) }
    case "tril", "triu":
      guard x.shape.count == 2 else { throw Unreadable.symbolic }
      var half = x
      for place in half.entries.indices {
        let (row, column) = (place / x.shape[1], place % x.shape[1])
        if name == "tril" ? column > row : column < row { half.entries[place] = 0 }
      }
      return half
    case "concat":
      let parts = index == nil ? arguments : arguments.map(\.withRows)
      return try .joined(parts, index.map(PencilEvaluator.axis) ?? 0)
    case "cumsum":
      let x = index == nil ? x : x.withRows
      let axis = try index.map(PencilEvaluator.axis) ?? 0
      let inner = x.shape[(axis + 1)...].reduce(1, *)
      var sums = x
      for place in sums.entries.indices where place / inner % x.shape[axis] > 0 {
        sums.entries[place] += sums.entries[place - inner]
      }
      return sums
    case "argmax":
      let x = index == nil ? x : x.withRows
      return try x.reduced(try index.map(PencilEvaluator.axis)) { entries in
        Double(entries.firstIndex(of: entries.max() ?? 0) ?? 0)
      }
    case "softmax", "ln softmax":
      let x = index == nil ? x : x.withRows
      let axis = try index.map(PencilEvaluator.axis) ?? max(0, x.shape.count - 1)
      let top = try x.reduced(axis, keeps: true) { $0.max() ?? 0 }
      let shifted = try x.with(top, -)
      let sum = try shifted.map { exp($0) }.reduced(axis, keeps: true) { $0.reduce(0, +) }
      let logarithms = try shifted.with(sum.map { log($0) }, -)
      return name == "softmax" ? logarithms.map { exp($0) } : logarithms
    case "max", "min":
      let pick: (Double, Double) -> Double =
        name == "max" ? { max($0, $1) } : { min($0, $1) }
      if arguments.count == 2 { return try x.with(arguments[1], pick) }
      let rows = index == nil ? x : x.withRows
      return try rows.reduced(try index.map(PencilEvaluator.axis)) {
        $0.dropFirst().reduce($0[0], pick)
      }
    default: return nil
    }
  }
}
