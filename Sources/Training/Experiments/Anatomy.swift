import Autodiff

/// Looks into a network that has a batch on its tape: each layer's gradients and activations, and
/// the factors along a path.
struct Anatomy {
  private let network: Network<Double>
  private let plan: VanishingPlan
  private let slopes: Slopes

  init(_ network: Network<Double>, _ plan: VanishingPlan) {
    self.network = network
    self.plan = plan
    slopes = Slopes(of: network.description.activation.kind)
  }

  /// Each layer, from the input on.
  func layers() -> [LayerStatistics] {
    guard let loss = network.loss else { return [] }
    network.tape.accumulateGradients(from: loss)
    var layers: [LayerStatistics] = []
    for (index, layer) in network.layers.enumerated() {
      let (mean, zeros, count) = network.tape.withGradient(of: layer.weights) { gradient in
        (meanSize(gradient), gradient.count { $0 == 0 }, gradient.count)
      }
      layers.append(
        LayerStatistics(
          weights: count, meanGradient: mean, zeroGradients: zeros, meanChange: plan.rate * mean,
          units: index + 1 < network.layers.count ? units(index) : nil))
    }
    return layers
  }

  private func units(_ layer: Int) -> LayerStatistics.Units {
    let found = slopes(layer)
    let (rows, width) = (network.batch, network.description.widths[layer + 1])
    let dead = (0..<width).count { unit in
      (0..<rows).allSatisfy { found[$0 * width + unit] == 0 }
    }
    let share = { (matches: (Double) -> Bool) in
      Double(found.count(where: matches)) / Double(max(1, found.count))
    }
    return LayerStatistics.Units(
      count: width,
      meanActivation: network.tape.withValue(of: network.activations[layer], meanSize),
      dead: dead, off: share { $0 == 0 }, saturated: share(slopes.isFlat))
  }

  /// The activation's derivative at each of a layer's weighted sums, batch × units.
  private func slopes(_ layer: Int) -> [Double] {
    slopes.at(network.tape.value(of: network.sums[layer])).elements
  }

  // MARK: Paths

  /// The factors along a path for the first image of the batch.
  ///
  /// - Parameter units: A unit of each hidden layer and a class; the path with the largest product
  ///   when nil.
  func path(_ units: [Int]?) -> GradientPath {
    let depth = network.layers.count
    let weights = network.layers.map { network.tape.value(of: $0.weights) }
    var slopes: [[Double]] = []
    for layer in 0..<(depth - 1) {
      slopes.append(Array(self.slopes(layer).prefix(network.description.widths[layer + 1])))
    }
    let errors = outputErrors()
    func weight(_ layer: Int, _ from: Int, _ to: Int) -> Double {
      weights[layer].elements[from * network.description.widths[layer + 1] + to]
    }
    let chosen =
      units
      ?? strongest(errors: errors, slopes: slopes, weight: weight)
    var factors: [(kind: GradientPath.Factor, value: Double)] = [
      (.loss(class: chosen[depth - 1]), errors[chosen[depth - 1]])
    ]
    for layer in stride(from: depth - 1, to: 0, by: -1) {
      let (from, to) = (chosen[layer - 1], chosen[layer])
      factors.append(
        (.weight(layer: layer + 1, from: from, to: to), weight(layer, from, to)))
      factors.append((.derivative(layer: layer, unit: from), slopes[layer - 1][from]))
    }
    return GradientPath(factors: factors)
  }

  /// s − t of the first image: what arrives at each class's score.
  private func outputErrors() -> [Double] {
    let classes = network.description.widths[network.layers.count]
    let scores = Array(network.tape.value(of: network.logits).elements.prefix(classes))
    var errors = [Double](repeating: 0, count: classes)
    Double.softmaxRows(scores, rows: 1, columns: classes, into: &errors)
    let label = Int(network.tape.withValue(of: network.labels) { $0[0] })
    if errors.indices.contains(label) { errors[label] -= 1 }
    return errors
  }

  /// The path with the largest product: for each unit the best way to it from the loss, layer by
  /// layer. Logarithms of sizes would do as well; products of doubles reach far enough.
  private func strongest(
    errors: [Double], slopes: [[Double]], weight: (Int, Int, Int) -> Double
  ) -> [Int] {
    var best = errors.map(abs)
    var next: [[Int]] = []
    for layer in stride(from: slopes.count, to: 0, by: -1) {
      var sizes: [Double] = []
      var choices: [Int] = []
      for from in slopes[layer - 1].indices {
        var (size, choice) = (-1.0, 0)
        for to in best.indices {
          let product = best[to] * abs(weight(layer, from, to))
          if product > size { (size, choice) = (product, to) }
        }
        sizes.append(size * abs(slopes[layer - 1][from]))
        choices.append(choice)
      }
      best = sizes
      next.append(choices)
    }
    var path = [best.indices.max { best[$0] < best[$1] } ?? 0]
    for choices in next.reversed() { path.append(choices[path[path.count - 1]]) }
    return path
  }
}
