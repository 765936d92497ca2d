import Autodiff
import Derivation
import Wording

/// What an author asks of a network's drawing beside its numbers, by its own neurons and lines: a bank
/// of neurons stands out whole, and has its notes at the first of them.
struct NetworkMarks {
  /// Which neurons stand out.
  private(set) var units: [Bool]
  /// Which lines between them.
  private(set) var lines: [Bool]
  /// Whether the way on to the box where the network ends stands out, and the box.
  private(set) var ending = false
  /// What is written beside each neuron.
  private(set) var notes: [[String]]
  /// What is said of nodes that are no neurons: weights, biases, losses.
  private(set) var others: [(node: NodeID, text: String)] = []

  init(_ trace: Trace<Double>, _ network: Network, _ units: NetworkUnits, _ language: Language) {
    self.units = [Bool](repeating: false, count: units.units.count)
    lines = [Bool](repeating: false, count: units.lines.count)
    notes = [[String]](repeating: [], count: units.units.count)
    for highlight in trace.annotations.marks.highlights {
      switch highlight {
      case .node(let node): mark(node, trace, network, units)
      case .path(let start, let end):
        let isOnWay = trace.ways(from: start, to: end)
        mark(trace, network, units) { $0 <= end && $0.index < isOnWay.count && isOnWay[$0.index] }
      }
    }
    for (node, text) in trace.annotations.marks.notes {
      guard let text = text.label(in: language) else { continue }
      let unit = units.units.firstIndex { network.banks[$0.bank].stands(for: node) }
      if let unit { notes[unit].append(text) } else { others.append((node, text)) }
    }
  }

  /// One node: the neurons that it stands in, the lines on which it is the weight, the neurons that it
  /// is the bias of, or the end.
  private mutating func mark(
    _ node: NodeID, _ trace: Trace<Double>, _ network: Network, _ units: NetworkUnits
  ) {
    for (place, unit) in units.units.enumerated() {
      let bank = network.banks[unit.bank]
      if bank.stands(for: node) || bank.bias?.node == node { self.units[place] = true }
    }
    for (place, line) in units.lines.enumerated()
    where network.weights(of: line, units)?.node == node { lines[place] = true }
    if node == trace.output { ending = true }
  }

  /// All that lies on a way.
  private mutating func mark(
    _ trace: Trace<Double>, _ network: Network, _ units: NetworkUnits,
    where isOnWay: (NodeID) -> Bool
  ) {
    let banks = network.banks.map { isOnWay($0.sum) || isOnWay($0.output) }
    for (place, unit) in units.units.enumerated() where banks[unit.bank] {
      self.units[place] = true
    }
    for (place, line) in units.lines.enumerated() where banks[units.units[line.to].bank] {
      // Of a way that begins in the middle of a bank, what comes into it is no part.
      guard isOnWay(network.banks[units.units[line.to].bank].sum) else { continue }
      let weight = network.weights(of: line, units)?.node
      if banks[units.units[line.from].bank] || weight.map(isOnWay) == true { lines[place] = true }
    }
    if isOnWay(trace.output) { ending = true }
  }
}

extension Network.Bank {
  /// Whether a node is what its neurons give, their sums, or a part of these.
  fileprivate func stands(for node: NodeID) -> Bool {
    output == node || sum == node || parts.contains(node)
  }
}
