/// y = eˣ / Σ eˣ along an axis: ∂L/∂x = y ∘ (∂L/∂y − Σ ∂L/∂y ∘ y).
enum Softmax: Normalization {
  static let name = "softmax"
  static let zeros = ZeroRule.because(.saturated)

  static func normalize<S: TapeScalar>(
    _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>, _ run: Run
  ) {
    softmax(x, into: y, count: run.count, stride: run.stride)
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    forEachRun(node.signature) { run in
      var sum: S = 0
      for place in run.places { sum += node.upstream[place] * node.output[place] }
      for place in run.places {
        node.put(place, node.output[place] * (node.upstream[place] - sum))
      }
    }
  }

  static func definition(_ x: Formula, axis: Axes) -> Formula {
    .exp(x) / .total(.exp(x), axis: axis)
  }

  static func rule(axis: Axes) -> Formula {
    .output * (.upstream - .total(.upstream * .output, axis: axis))
  }
}

/// y = x − log Σ eˣ along an axis: ∂L/∂x = ∂L/∂y − eʸ Σ ∂L/∂y.
enum LogSoftmax: Normalization {
  static let name = "log_softmax"
  static let zeros = ZeroRule.unexplained

  static func normalize<S: TapeScalar>(
    _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>, _ run: Run
  ) {
    let normalizer = logSumExp(x, count: run.count, stride: run.stride)
    for l in 0..<run.count { y[l * run.stride] = x[l * run.stride] - normalizer }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    forEachRun(node.signature) { run in
      var sum: S = 0
      for place in run.places { sum += node.upstream[place] }
      for place in run.places {
        node.put(place, node.upstream[place] - S.exp(node.output[place]) * sum)
      }
    }
  }

  static func definition(_ x: Formula, axis: Axes) -> Formula {
    x - .log(.total(.exp(x), axis: axis))
  }

  static func rule(axis: Axes) -> Formula {
    .upstream - .exp(.output) * .total(.upstream, axis: axis)
  }
}

/// What makes scores along an axis into shares of 1, or their logarithms.
protocol Normalization: CompositeOperation, TensorOperation {
  /// Computes one run of the result.
  static func normalize<S: TapeScalar>(
    _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>, _ run: Run)
  /// The value as a formula in the scores.
  static func definition(_ x: Formula, axis: Axes) -> Formula
  /// What flows back.
  static func rule(axis: Axes) -> Formula
}

/// The entries along an axis where those of the other axes are held.
struct Run {
  /// The place of the first.
  let start: Int
  let count: Int
  /// How far apart neighbours lie.
  let stride: Int

  /// The places of all.
  var places: StrideTo<Int> {
    Swift.stride(from: start, to: start + count * stride, by: stride)
  }
}

extension Normalization {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }
  static var kink: Kink? { nil }

  static func shape(
    _ operands: [Shape], _ attributes: Attributes
  ) throws(ShapeError.Reason) -> Shape {
    guard operands[0].rank >= 1 else { throw .rank(operands[0], needed: .vectorOrMore) }
    _ = try operands[0].axis(in: attributes)
    return operands[0]
  }

  /// Which axis is meant: the last where none is named.
  private static func axis(_ signature: Signature) -> Int { signature.attributes.axis ?? -1 }

  @inline(__always)
  static func forEachRun(_ signature: Signature, _ body: (Run) -> Void) {
    let (outer, extent, inner) = Signature.split(signature.shape, axis: axis(signature))
    for o in 0..<outer {
      for i in 0..<inner {
        body(Run(start: o * extent * inner + i, count: extent, stride: inner))
      }
    }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    forEachRun(node.signature) { run in
      normalize(node.operand(0) + run.start, into: node.output + run.start, run)
    }
  }

  static func definition(for signature: Signature) -> Formula {
    definition(.a, axis: Axes([axis(signature)]))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(rule(axis: Axes([axis(signature)])))]
  }
}

/// The softmax of one run of numbers; the largest is subtracted first, so that nothing overflows.
func softmax<S: TapeScalar>(
  _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>, count: Int, stride: Int = 1
) {
  var largest = x[0]
  for l in 1..<max(count, 1) where x[l * stride] > largest { largest = x[l * stride] }
  var sum: S = 0
  for l in 0..<count {
    let e = S.exp(x[l * stride] - largest)
    y[l * stride] = e
    sum += e
  }
  for l in 0..<count { y[l * stride] = y[l * stride] / sum }
}

/// log Σ exp x of one run of numbers, without overflow.
func logSumExp<S: TapeScalar>(_ x: UnsafePointer<S>, count: Int, stride: Int = 1) -> S {
  var largest = x[0]
  for l in 1..<max(count, 1) where x[l * stride] > largest { largest = x[l * stride] }
  var sum: S = 0
  for l in 0..<count { sum += S.exp(x[l * stride] - largest) }
  return largest + S.log(sum)
}
