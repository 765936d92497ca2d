import Autodiff
import Derivation
import Formats
import Training
import Wording

/// The comparison of networks as tables for people and as JSON for programs.
package struct VanishReport {
  let result: VanishingResult
  let language: Language
  let numerals: Numerals

  /// Prepares a report.
  package init(_ result: VanishingResult, _ language: Language, numerals: Numerals = Numerals()) {
    self.result = result
    self.language = language
    self.numerals = numerals
  }

  // MARK: Tables

  /// What is told of each layer of each network.
  var layerHead: [String] {
    [
      VanishWords.layer, VanishWords.gradient, VanishWords.zeros, VanishWords.change,
      VanishWords.activation, VanishWords.deadUnits, VanishWords.saturatedUnits,
      VanishWords.gradientAfter,
    ].map { $0[language] }
  }

  /// A network's layers, a row for each.
  func layerRows(_ network: VanishingNetwork) -> [[String]] {
    zip(network.before, network.after).enumerated().map { index, layers in
      let (before, after) = layers
      return [
        String(index + 1), numerals.text(before.meanGradient),
        "\(before.zeroGradients) / \(before.weights)", numerals.text(before.meanChange),
        before.units.map { numerals.text($0.meanActivation) } ?? "–",
        before.units.map { "\($0.dead) / \($0.count)" } ?? "–",
        before.units.map { percent($0.saturated) } ?? "–", numerals.text(after.meanGradient),
      ]
    }
  }

  /// What is told of each network.
  var networkHead: [String] {
    [VanishWords.network, VanishWords.loss, VanishWords.accuracy, VanishWords.learned]
      .map { $0[language] }
  }

  /// Who learned, a row for each network.
  var networkRows: [[String]] {
    result.networks.map { network in
      [
        network.description.title[language],
        "\(numerals.text(network.losses.first ?? .nan)) → "
          + numerals.text(network.losses.last ?? .nan),
        "\(percent(network.accuracy.before)) → "
          + (network.hasNumbers
            ? percent(network.accuracy.after) : VanishWords.nothingToCount[language]),
        (network.hasLearned ? VanishWords.yes : VanishWords.no)[language],
      ]
    }
  }

  /// Writes all tables and paths.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    for network in result.networks {
      try writeLine(network.description.title[language], to: sink)
      var table = TextTable(layerHead.map { ($0, .right) })
      for row in layerRows(network) { table.append(row) }
      try table.write(to: sink)
      try writeLine(VanishWords.path[language] + pathText(network), to: sink)
      try writeLine(to: sink)
    }
    var table = TextTable(networkHead.map { ($0, .left) })
    for row in networkRows { table.append(row) }
    try table.write(to: sink)
  }

  // MARK: Paths

  /// The factors of a path and their product on one line: `(−0.9) · 0.2 · 0.25 = −0.045`.
  func pathText(_ network: VanishingNetwork) -> String {
    let writer = PlainTextWriter()
    let factors = network.path.factors.map { writer.text(numerals.factor($0.value)) }
    return factors.joined(separator: " · ") + " ≈ " + numerals.text(network.path.product)
  }

  /// The units that a path runs through, from the first hidden layer to the class.
  func pathUnits(_ network: VanishingNetwork) -> [Int] {
    network.path.factors.reversed().compactMap {
      switch $0.kind {
      case .loss(let unit), .derivative(_, let unit): unit
      case .weight: nil
      }
    }
  }

  // MARK: CSV

  /// Writes a row for each layer of each network, before and after it learned, at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeCSV(to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    try table.row([
      "activation", "initialization", "when", "layer", "weights", "gradient", "zero_gradients",
      "change", "units", "mean_activation", "dead", "saturated",
    ])
    for network in result.networks {
      for (when, layers) in [("before", network.before), ("after", network.after)] {
        for (index, layer) in layers.enumerated() {
          try table.row([
            .text(network.description.activation.rawValue),
            .text(network.description.initialization.key), .text(when), .whole(index + 1),
            .whole(layer.weights), .number(layer.meanGradient), .whole(layer.zeroGradients),
            .number(layer.meanChange), .whole(layer.units?.count),
            .number(layer.units?.meanActivation), .whole(layer.units?.dead),
            .number(layer.units?.saturated),
          ])
        }
      }
    }
  }

  // MARK: JSON

  /// Writes one object with the plan and all numbers at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    let plan = result.plan
    try json.object { json in
      json.field("schema", "backdraw.vanish/1")
      json.field("depth", plan.depth)
      json.field("width", plan.width)
      json.field("scale", plan.scale)
      json.field("batch", plan.batch)
      json.field("rate", plan.rate)
      json.field("steps", plan.steps)
      json.field("seed", String(plan.seed))
      json.newLine()
      try json.field("networks") { try $0.list(result.networks, .each) { write($1, &$0) } }
    }
    try json.finish()
  }

  private func write(_ network: VanishingNetwork, _ json: inout JSONWriter) {
    json.object { json in
      json.field("activation", network.description.activation.rawValue)
      json.field("initialization", network.description.initialization.key)
      json.field("widths", network.description.widths)
      json.newLine()
      json.field("accuracy_before", network.accuracy.before)
      json.field("accuracy_after", network.accuracy.after)
      json.field("learned", network.hasLearned)
      json.newLine()
      json.field("before") { json in json.array { write(network.before, &$0) } }
      json.newLine()
      json.field("after") { json in json.array { write(network.after, &$0) } }
      json.newLine()
      json.field("first_gradient_by_depth", network.firstGradientByDepth)
      json.newLine()
      json.field("path") { json in
        json.object {
          $0.field("units", pathUnits(network))
          $0.field("factors", network.path.factors.map(\.value))
          $0.field("product", network.path.product)
        }
      }
      json.newLine()
      json.field("losses", network.losses)
    }
  }

  private func write(_ layers: [LayerStatistics], _ json: inout JSONWriter) {
    for layer in layers {
      json.object {
        $0.field("weights", layer.weights)
        $0.field("gradient", layer.meanGradient)
        $0.field("zero_gradients", layer.zeroGradients)
        $0.field("change", layer.meanChange)
        $0.field("units", layer.units?.count ?? 0)
        $0.field("activation", layer.units?.meanActivation)
        $0.field("dead", layer.units?.dead ?? 0)
        $0.field("off", layer.units?.off)
        $0.field("saturated", layer.units?.saturated)
      }
    }
  }
}

extension VanishingNetwork {
  /// Whether its outputs are still numbers in the end, so that some can be right.
  var hasNumbers: Bool { losses.last?.isNaN != true }
}
