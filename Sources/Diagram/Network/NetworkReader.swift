import Autodiff
import Notation

/// Finds the neurons of a computation: in scalars, in products of matrices, in what `affine` does.
///
/// Nothing is guessed: a product is weight × signal where one of the two is a parameter, or is named
/// as weights are, and all that a neuron adds up is shown at it.
struct NetworkReader {
  private let trace: Trace<Double>
  private var banks: [Network.Bank] = []
  /// The bank with a node's values.
  private var bankOfNode: [NodeID: Int] = [:]
  /// Of each bank that is computed otherwise than by neurons, those that it is computed from.
  private var sources: [Int: [Int]] = [:]

  private init(_ trace: Trace<Double>) { self.trace = trace }

  /// Reads the network of a computation.
  ///
  /// - Parameter sample: which of the samples that are numbers of their own is kept, from 0.
  /// - Throws: `NetworkFault` where there are no neurons, or fewer samples.
  static func read(_ trace: Trace<Double>, sample: Int) throws(NetworkFault) -> Network {
    var reader = NetworkReader(trace)
    reader.addLayers()
    guard Network(banks: reader.banks, samples: 1).learns else { throw .noNeurons }
    reader.assignColumns()
    reader.numberRepetitions()
    let all = reader.banks.map { max($0.places.samples, $0.repetition) }.max() ?? 1
    guard (0..<all).contains(sample) else { throw .noSuchSample(sample + 1, of: all) }
    return reader.network(of: sample, samples: all)
  }

  // MARK: Banks

  /// All layers, in the order of the computation.
  private mutating func addLayers() {
    var sums = SumReader.sums(of: trace)[...]
    let maps = MapReader(trace)
    for index in 0..<trace.nodeCount {
      let node = NodeID(index)
      if let sum = sums.first, sum.node == node {
        add(sum)
        sums.removeFirst()
      } else if bankOfNode[node] == nil,
        let layer = maps.layer(at: node, areMaps: { self.maps(of: $0) != nil })
      {
        add(layer, at: node)
      }
    }
  }

  /// The maps that a node is known to have.
  private func maps(of node: NodeID) -> Network.Maps? {
    bankOfNode[node].flatMap { banks[$0].maps }
  }

  private mutating func add(_ layer: MapReader.Layer, at node: NodeID) {
    let inputs = layer.sources.map { source in
      let shape = trace.shape(of: source)
      let index = bank(of: source, Network.Maps.places(in: shape))
      if banks[index].maps == nil { banks[index].maps = Network.Maps(shape) }
      return Network.Input(bank: index, weights: nil)
    }
    let index = banks.count
    banks.append(
      .init(
        kind: layer.kind, output: layer.output, sum: node, parts: layer.parts,
        places: layer.places, maps: layer.maps, inputs: inputs))
    for member in [node] + layer.parts + [layer.output] { bankOfNode[member] = index }
  }

  private mutating func add(_ sum: WeightedSum) {
    var inputs: [Network.Input] = []
    for term in sum.terms {
      switch term {
      case .plain(let node):
        inputs.append(.init(bank: bank(of: node, sum.places), weights: nil))
      case .product(let signal, let places, let weights):
        for part in parts(of: signal, places, weights) {
          inputs.append(.init(bank: bank(of: part.node, part.places), weights: part.weights))
        }
      }
    }
    let output = function(on: sum.node) ?? sum.node
    let index = banks.count
    banks.append(
      .init(
        kind: .neurons, output: output, sum: sum.node, parts: sum.parts, places: sum.places,
        bias: sum.bias, inputs: inputs))
    bankOfNode[sum.node] = index
    bankOfNode[output] = index
  }

  /// The bank with a node's numbers; one for what comes from outside where there is none yet.
  private mutating func bank(of node: NodeID, _ places: Network.Places) -> Int {
    var origin = node
    while trace.kind(of: origin) == .identity { origin = trace.operands(of: origin)[0] }
    if let bank = bankOfNode[origin], banks[bank].places == places,
      banks[bank].output == origin
    {
      return bank
    }
    // What depends on constants alone, and an entry of a leaf, is given as the leaf is.
    let isPart =
      trace.kind(of: origin) == .index
      && trace.role(of: trace.operands(of: origin)[0]) != .operation
    let isGiven = trace.role(of: origin) != .operation || isPart || !trace.recordsGradient(origin)
    banks.append(
      .init(
        kind: isGiven ? .input : .computed, output: node, sum: node, places: places))
    let index = banks.count - 1
    if !isGiven { addSources(of: origin, to: index) }
    if bankOfNode[origin] == nil { bankOfNode[origin] = index }
    return index
  }

  /// Finds the banks that a node is computed from without another bank between; lines lead from them
  /// where each of its numbers is computed from those in its place.
  private mutating func addSources(of node: NodeID, to index: Int) {
    var (met, waiting, seen) = ([Int](), [node], Set([node]))
    var isEach = true
    while let next = waiting.popLast() {
      if next != node, let bank = bankOfNode[next],
        banks[bank].kind.isLayer || sources[bank] != nil
      {
        met.append(bank)
        isEach = isEach && banks[bank].output == next && banks[bank].places == banks[index].places
      } else if trace.role(of: next) == .operation {
        isEach = isEach && trace.kind(of: next).isElementwise
        waiting += trace.operands(of: next).filter { seen.insert($0).inserted }
      }
    }
    if met.isEmpty { return }
    var known: Set<Int> = []
    sources[index] = met.sorted().filter { known.insert($0).inserted }
    guard isEach else { return }
    banks[index].inputs = met.filter { known.remove($0) != nil && !leads($0, to: met) }.sorted()
      .map { .init(bank: $0, weights: nil) }
  }

  /// Whether a bank leads to one of some others: then what is computed from both stands behind that.
  private func leads(_ bank: Int, to others: [Int]) -> Bool {
    var (waiting, seen) = (others.filter { $0 != bank }, Set(others))
    while let next = waiting.popLast() {
      let before = sources[next] ?? banks[next].inputs.map(\.bank)
      if before.contains(bank) { return true }
      waiting += before.filter { $0 > bank && seen.insert($0).inserted }
    }
    return false
  }

  /// A signal that was put together, part by part, each with its share of the weights.
  private func parts(
    of signal: NodeID, _ places: Network.Places, _ weights: Network.Weights
  ) -> [(node: NodeID, places: Network.Places, weights: Network.Weights)] {
    guard trace.kind(of: signal) == .concat, places.samples == 1, trace.shape(of: signal).rank == 1
    else { return [(signal, places, weights)] }
    var start = 0
    return trace.operands(of: signal).map { part in
      let units = trace.shape(of: part).count
      var share = weights
      share.offset += start * weights.fromStride
      start += units
      let places: Network.Places =
        trace.shape(of: part).isScalar ? .scalar : .vector(units)
      return (part, places, share)
    }
  }

  /// The function that alone uses a sum: σ(z), softmax(z).
  private func function(on sum: NodeID) -> NodeID? {
    let users = trace.uses(of: sum)
    guard users.count == 1, let user = users.first?.node, trace.operands(of: user).count == 1,
      trace.shape(of: user) == trace.shape(of: sum)
    else { return nil }
    let kind = trace.kind(of: user)
    let isFunction =
      kind.profile.family == .activation || kind == .softmax || kind == .logSoftmax
    return isFunction ? user : nil
  }

  // MARK: Columns

  /// What is computed stands right of all that it is computed from, what comes from outside left of its
  /// first use.
  private mutating func assignColumns() {
    func isPlaced(_ index: Int) -> Bool { banks[index].kind.isLayer || sources[index] != nil }
    for index in banks.indices where isPlaced(index) {
      let before = sources[index] ?? banks[index].inputs.map(\.bank)
      banks[index].column = 1 + (before.map { isPlaced($0) ? banks[$0].column : 0 }.max() ?? 0)
    }
    var first = [Int](repeating: .max, count: banks.count)
    for bank in banks {
      for input in bank.inputs { first[input.bank] = min(first[input.bank], bank.column - 1) }
    }
    for index in banks.indices where !isPlaced(index) {
      banks[index].column = first[index] == .max ? 0 : first[index]
    }
  }

  // MARK: Samples

  /// What makes neurons the same: their weights, their bias and their column.
  private struct Identity: Hashable {
    let weights: [Network.Weights?]
    let bias: Network.Bias?
    let column: Int
  }

  /// Numbers the neurons that occur side by side, once for each sample: the same ones, each equally
  /// often, and every time with signals of their own that nothing joins. A kernel that slides over one
  /// input is none of that.
  private mutating func numberRepetitions() {
    var numbers: [Identity: [[NodeID]: Int]] = [:]
    var numbered = banks
    for index in banks.indices where banks[index].kind == .neurons {
      let bank = banks[index]
      let identity = Identity(
        weights: bank.inputs.map(\.weights), bias: bank.bias, column: bank.column)
      let signals = bank.inputs.map { banks[$0.bank].output }
      let known = numbers[identity, default: [:]]
      let number = known[signals] ?? known.count + 1
      numbers[identity, default: [:]][signals] = number
      numbered[index].repetition = number
    }
    let counts = Set(numbers.values.map(\.count))
    guard counts.count == 1, counts != [1], areApart(numbered) else { return }
    banks = numbered
  }

  /// Whether no neuron takes anything of another repetition, nor of what another takes a part of.
  private func areApart(_ banks: [Network.Bank]) -> Bool {
    var owners: [NodeID: Int] = [:]
    for bank in banks where bank.kind == .neurons {
      for input in bank.inputs {
        let source = banks[input.bank]
        if source.kind == .neurons, source.repetition != bank.repetition { return false }
        var whole = source.output
        while trace.kind(of: whole) == .index || trace.kind(of: whole) == .identity {
          whole = trace.operands(of: whole)[0]
        }
        if owners[whole, default: bank.repetition] != bank.repetition { return false }
        owners[whole] = bank.repetition
      }
    }
    return true
  }

  /// The network that one sample goes through: of neurons that stand there once for each, its own.
  private func network(of sample: Int, samples: Int) -> Network {
    let hasRepetitions = banks.contains { $0.repetition > 1 }
    var keeps = banks.map { bank in
      hasRepetitions
        ? bank.kind == .neurons && bank.repetition == sample + 1 : bank.kind.isLayer
    }
    // What leads to a bank stands before it.
    for index in banks.indices.reversed() where keeps[index] {
      for input in banks[index].inputs { keeps[input.bank] = true }
    }
    var places = [Int](repeating: -1, count: banks.count)
    var kept: [Network.Bank] = []
    for index in banks.indices where keeps[index] {
      places[index] = kept.count
      kept.append(banks[index])
    }
    for index in kept.indices {
      kept[index].inputs = kept[index].inputs.map {
        .init(bank: places[$0.bank], weights: $0.weights)
      }
    }
    return Network(banks: kept, samples: samples)
  }
}
