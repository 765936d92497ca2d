import Autodiff

/// The gradients of a whole network held against central differences, on a few images and in double
/// precision: lesson 25.
package struct NetworkCheckPlan: Sendable, Hashable {
  /// The network.
  package var network = NetworkDescription()
  /// How many images, the first ones of the training set.
  package var batch = 3
  /// How far each parameter is moved, either way.
  package var step = 1e-5
  /// What the weights begin from.
  package var seed: UInt64 = 1

  /// 784-50-10 with ReLU on three images, and steps of 10⁻⁵.
  package init() {}
}

/// What a check of a network found.
package struct NetworkCheck: Sendable {
  /// A layer's weights or biases.
  package struct Group: Sendable {
    /// W1, b1, W2, b2.
    package let name: String
    /// The extents of the array.
    package let extents: [Int]
    /// Each of its parameters.
    package let entries: [GradientCheck.Entry]

    /// The parameters that do not lie near a kink.
    package var smooth: [GradientCheck.Entry] { entries.filter { $0.kink == nil } }
    /// The mean of |backward − numerical| over them.
    package var meanDifference: Double {
      smooth.reduce(0) { $0 + $1.difference } / Double(max(1, smooth.count))
    }
    /// The largest |backward − numerical| among them.
    package var maximumDifference: Double { smooth.map(\.difference).max() ?? 0 }
  }

  /// What a step of another size gives, over all parameters but the first layer's weights.
  package struct Step: Sendable, Hashable {
    /// The size.
    package let size: Double
    /// The mean difference.
    package let meanDifference: Double
    /// How many parameters lie within such a step of a kink.
    package let kinks: Int
  }

  /// What was asked for.
  package let plan: NetworkCheckPlan
  /// The parameters, array by array.
  package let groups: [Group]
  /// Steps of other sizes, from large to small.
  package let steps: [Step]
  /// The mean loss of the images.
  package let loss: Double
  /// The seconds that all differences took; those of `steps` are not counted.
  package let numericalSeconds: Double
  /// The seconds that one forward and one backward pass took, the median of some.
  package let backwardSeconds: Double

  /// How many parameters were checked.
  package var parameterCount: Int { groups.reduce(0) { $0 + $1.entries.count } }
  /// How many forward passes the differences took.
  package var forwardPasses: Int { 2 * parameterCount }
  /// All parameters.
  package var entries: [GradientCheck.Entry] { groups.flatMap(\.entries) }

  /// The multiplications of one forward pass: of each layer images × inputs × outputs.
  package var forwardProducts: Int {
    zip(plan.network.widths, plan.network.widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
      * plan.batch
  }
  /// The multiplications of one backward pass: for each layer as many again for the weights, and
  /// for its inputs where they are another layer's outputs.
  package var backwardProducts: Int {
    let first = plan.network.widths[0] * plan.network.widths[1] * plan.batch
    return 2 * forwardProducts - first
  }
}

extension GradientCheck.Entry {
  /// |backward − numerical|.
  package var difference: Double { abs(backward - numerical) }

  /// |a − b| / max(|a|, |b|), which does not forgive small gradients their errors; 0 where both are
  /// the same.
  package var proportionalError: Double {
    backward == numerical ? 0 : difference / max(abs(backward), abs(numerical))
  }
}

extension NetworkCheck {
  /// Checks a network.
  ///
  /// - Parameter progress: Called with how many parameters are done, and of how many.
  /// - Throws: `FitError` where the network does not fit the images, or they are too few.
  package init(
    _ plan: NetworkCheckPlan, images: ImageDataset, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(FitError) {
    try plan.network.requireFit(images)
    guard plan.batch <= images.count else { throw .images(images.count, needed: plan.batch) }
    let network = try fitting { () throws(ShapeError) in
      try Network(
        plan.network, parameters: NetworkParameters<Double>(initial: plan.network, seed: plan.seed),
        batch: plan.batch)
    }
    network.load((0..<Int32(plan.batch)).map { $0 }, from: images)
    let tape = network.tape
    let loss = network.loss ?? network.logits
    let parameters = network.parameterNodes
    let clock = ContinuousClock()
    let passes = (0..<9).map { _ in
      clock.measure {
        tape.setValue(of: parameters[0], to: tape.value(of: parameters[0]).elements)
        tape.accumulateGradients(from: loss)
      }
    }.sorted()
    let trace = tape.backward(from: loss)
    let start = clock.now
    let count = plan.network.parameterCount
    let check = tape.centralDifferences(trace, of: parameters, step: plan.step) { done in
      if done % 1_000 == 0 { progress(done, count) }
    }
    numericalSeconds = (clock.now - start).seconds
    backwardSeconds = passes[4].seconds
    groups = parameters.map { parameter in
      Group(
        name: tape.annotations.names[parameter] ?? "", extents: tape.shape(of: parameter).extents,
        entries: check.entries.filter { $0.leaf == parameter })
    }
    steps = (1...9).map { exponent in
      let size = Double("1e-\(exponent)") ?? 0
      let check = tape.centralDifferences(trace, of: Array(parameters.dropFirst()), step: size)
      let smooth = check.entries.filter { $0.kink == nil }
      return Step(
        size: size,
        meanDifference: smooth.reduce(0) { $0 + $1.difference } / Double(max(1, smooth.count)),
        kinks: check.entries.count - smooth.count)
    }
    self.plan = plan
    self.loss = trace.scalar(of: loss) ?? .nan
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
