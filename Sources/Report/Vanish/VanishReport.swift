import Autodiff
import Derivation
import Training
import Wording

/// The comparison of networks as tables for people and as JSON for programs.
package struct VanishReport {
  let result: VanishingResult
  let words: VanishWords
  let numerals: Numerals

  /// Prepares a report.
  package init(_ result: VanishingResult, _ language: Language, numerals: Numerals = Numerals()) {
    self.result = result
    words = VanishWords(language)
    self.numerals = numerals
  }

  // MARK: Tables

  /// What is told of each layer of each network.
  var layerHead: [String] {
    [
      words.layer, words.gradient, words.zeros, words.change, words.activation, words.deadUnits,
      words.saturatedUnits, words.gradientAfter,
    ]
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
  var networkHead: [String] { [words.network, words.loss, words.accuracy, words.learned] }

  /// Who learned, a row for each network.
  var networkRows: [[String]] {
    result.networks.map { network in
      [
        network.description.title[words.language],
        "\(numerals.text(network.losses.first ?? .nan)) → "
          + numerals.text(network.losses.last ?? .nan),
        "\(percent(network.accuracy.before)) → \(percent(network.accuracy.after))",
        words.learned(network.hasLearned),
      ]
    }
  }

  private func percent(_ share: Double) -> String { Numerals(digits: 3).text(share * 100) + " %" }

  /// Writes all tables and paths.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    func line(_ text: String) throws { try Array((text + "\n").utf8).withUnsafeBytes(sink) }
    for network in result.networks {
      try line(network.description.title[words.language])
      var table = TextTable(layerHead.map { ($0, .right) })
      for row in layerRows(network) { table.append(row) }
      try table.write(to: sink)
      try line(words.pick("path: ", "길: ") + pathText(network))
      try line("")
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

  // MARK: JSON

  /// Writes one object with the plan and all numbers at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    let plan = result.plan
    json.raw("{\"schema\": \"backdraw.vanish/1\", \"depth\": ")
    json.integer(plan.depth)
    json.raw(", \"width\": ")
    json.integer(plan.width)
    json.raw(", \"scale\": ")
    json.number(plan.scale)
    json.raw(", \"batch\": ")
    json.integer(plan.batch)
    json.raw(", \"rate\": ")
    json.number(plan.rate)
    json.raw(", \"steps\": ")
    json.integer(plan.steps)
    json.raw(", \"seed\": ")
    json.string(String(plan.seed))
    json.raw(",\n \"networks\": [")
    for (index, network) in result.networks.enumerated() {
      if index > 0 { json.raw(",") }
      write(network, &json)
      try json.drain()
    }
    json.raw("]}\n")
    try json.flush()
  }

  private func write(_ network: VanishingNetwork, _ json: inout JSONWriter) {
    json.raw("\n  {\"activation\": ")
    json.string(network.description.activation.rawValue)
    json.raw(", \"initialization\": ")
    json.string(network.description.initialization.key)
    json.raw(", \"widths\": ")
    json.integers(network.description.widths)
    json.raw(",\n   \"accuracy_before\": ")
    json.number(network.accuracy.before)
    json.raw(", \"accuracy_after\": ")
    json.number(network.accuracy.after)
    json.raw(", \"learned\": ")
    json.raw(network.hasLearned ? "true" : "false")
    json.raw(",\n   \"before\": ")
    json.list(network.before) { write($1, &$0) }
    json.raw(",\n   \"after\": ")
    json.list(network.after) { write($1, &$0) }
    json.raw(",\n   \"first_gradient_by_depth\": ")
    json.list(network.firstGradientByDepth) { $0.number($1) }
    json.raw(",\n   \"path\": {\"units\": ")
    json.integers(pathUnits(network))
    json.raw(", \"factors\": ")
    json.list(network.path.factors.map(\.value)) { $0.number($1) }
    json.raw(", \"product\": ")
    json.number(network.path.product)
    json.raw("},\n   \"losses\": ")
    json.list(network.losses) { $0.number($1) }
    json.raw("}")
  }

  private func write(_ layer: LayerStatistics, _ json: inout JSONWriter) {
    json.raw("{\"weights\": ")
    json.integer(layer.weights)
    json.raw(", \"gradient\": ")
    json.number(layer.meanGradient)
    json.raw(", \"zero_gradients\": ")
    json.integer(layer.zeroGradients)
    json.raw(", \"change\": ")
    json.number(layer.meanChange)
    json.raw(", \"units\": ")
    json.integer(layer.units?.count ?? 0)
    json.raw(", \"activation\": ")
    json.number(orNull: layer.units?.meanActivation)
    json.raw(", \"dead\": ")
    json.integer(layer.units?.dead ?? 0)
    json.raw(", \"off\": ")
    json.number(orNull: layer.units?.off)
    json.raw(", \"saturated\": ")
    json.number(orNull: layer.units?.saturated)
    json.raw("}")
  }
}
