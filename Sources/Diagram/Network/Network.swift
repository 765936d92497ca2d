import Autodiff
import Wording

/// A computation as a network of neurons: banks of them in columns, joined by weights.
///
/// A neuron is a sum of weight × signal, with or without a bias, and a function of it where one
/// follows. Neurons that one node computes are one bank: a scalar is a bank of one, a vector of n
/// a bank of n, a matrix a bank for each sample.
///
///     h1 = sigmoid(w11 * x1 + w12 * x2 + b1)     // a bank of one with two inputs of one
///     h = tanh(affine(x, W, b))                  // a bank of as many as W has columns
struct Network {
  /// Neurons, or numbers that enter the network, that stand in one node of the computation.
  struct Bank {
    /// What the numbers are.
    enum Kind: Hashable {
      /// A leaf: what the network is given.
      case input
      /// What is computed in another way than by neurons.
      case computed
      /// Sums of weight × signal.
      case neurons
      /// What a convolution, a pooling or a sum makes of maps.
      case maps
      /// The numbers of maps in a row, or one for each map.
      case flattened

      /// Whether it is computed from the banks that lead to it.
      var isLayer: Bool {
        switch self {
        case .input, .computed: false
        case .neurons, .maps, .flattened: true
        }
      }
    }

    /// What the numbers are.
    let kind: Kind
    /// The node with their values.
    let output: NodeID
    /// The node of the sums, before the function; `output` where none follows.
    let sum: NodeID
    /// The nodes inside the sums: products, and sums of some of them.
    var parts: [NodeID] = []
    /// Where its numbers stand in the nodes.
    let places: Places
    /// The maps that its numbers are; nil where each is a number by itself.
    var maps: Maps?
    /// The node that is added to every sum, if any.
    var bias: Bias?
    /// What the sums are made of, in the order in which it was written; of what is computed in another
    /// way, the neurons that it is computed from, each number from the ones in its place.
    var inputs: [Input] = []
    /// In which column the bank stands, from 0.
    var column = 0
    /// Which sample the neurons are for, from 1, where the same ones stand in the computation once for
    /// each.
    var repetition = 1

    /// Whether a function follows on the sums.
    var hasFunction: Bool { sum != output }

    /// Whether lines lead to it: it is computed from the banks where they begin.
    var isDerived: Bool { kind.isLayer || !inputs.isEmpty }
  }

  /// Where a bank's numbers stand among the entries of a node: unit · unitStride + sample ·
  /// sampleStride.
  struct Places: Hashable {
    /// How many numbers a sample has.
    let units: Int
    /// From one number to the next.
    let unitStride: Int
    /// How many samples there are.
    let samples: Int
    /// From one sample to the next.
    let sampleStride: Int
    /// Whether each sample is a column of a matrix.
    let areColumns: Bool

    private init(
      units: Int, unitStride: Int, samples: Int = 1, sampleStride: Int = 0, areColumns: Bool = false
    ) {
      self.units = units
      self.unitStride = units == 1 ? 0 : unitStride
      self.samples = samples
      self.sampleStride = samples == 1 ? 0 : sampleStride
      self.areColumns = areColumns && samples > 1
    }

    /// One number.
    static let scalar = Places(units: 1, unitStride: 0)
    /// A vector of one sample.
    static func vector(_ units: Int) -> Places { Places(units: units, unitStride: 1) }
    /// A matrix whose rows are samples.
    static func rows(_ samples: Int, of units: Int) -> Places {
      Places(units: units, unitStride: 1, samples: samples, sampleStride: units)
    }
    /// A matrix whose columns are samples.
    static func columns(_ samples: Int, of units: Int) -> Places {
      Places(
        units: units, unitStride: samples, samples: samples, sampleStride: 1, areColumns: true)
    }
    /// The sums of as many neurons, where they stand in the result of a product.
    func sums(of neurons: Int, in result: Shape) -> Places {
      switch result.rank {
      case 0: .scalar
      case 1 where samples == 1: .vector(neurons)
      // One neuron, and a number for each sample.
      case 1: Places(units: 1, unitStride: 0, samples: samples, sampleStride: 1)
      default: areColumns ? .columns(samples, of: neurons) : .rows(samples, of: neurons)
      }
    }

    /// The position of a number.
    func entry(unit: Int, sample: Int) -> Int { unit * unitStride + sample * sampleStride }
  }

  /// What is added to the sums of a bank.
  struct Bias: Hashable {
    /// The leaf.
    let node: NodeID
    /// From the entry of one unit to that of the next; 0 where all have the same.
    let stride: Int
    /// Whether it is subtracted: a threshold.
    let isSubtracted: Bool
  }

  /// What comes into a bank from another.
  struct Input {
    /// The bank that it comes from.
    let bank: Int
    /// By what it is multiplied; nil where it is added as it is, each number to the neuron in its
    /// place, and where maps are given on.
    let weights: Weights?
  }

  /// Where the weights between two banks stand: offset + from · fromStride + to · toStride.
  struct Weights: Hashable {
    /// The leaf.
    let node: NodeID
    /// The position of the first.
    var offset = 0
    /// From the weight of one number that comes in to that of the next.
    let fromStride: Int
    /// From the weight of one neuron to that of the next.
    let toStride: Int

    /// The position of a weight.
    func entry(from: Int, to: Int) -> Int { offset + from * fromStride + to * toStride }
  }

  /// The banks in the order of the computation.
  var banks: [Bank]
  /// How many samples go through the network.
  var samples: Int

  /// How many columns there are.
  var columnCount: Int { (banks.map(\.column).max() ?? -1) + 1 }

  /// The weights and biases at which more than one line, or more than one neuron, or more than one
  /// sample pulls: what flows back along a line is a share of their gradient.
  func sharedNodes(of trace: Trace<Double>) -> [NodeID] {
    var seen: Set<NodeID> = []
    return banks.flatMap { bank in
      (bank.inputs.compactMap { $0.weights?.node } + [bank.bias?.node].compactMap { $0 }).filter {
        let isShared =
          samples > 1 || trace.uses(of: $0).count > 1
          || bank.bias?.node == $0 && bank.bias?.stride == 0 && bank.places.units > 1
        return trace.recordsGradient($0) && isShared && seen.insert($0).inserted
      }
    }
  }

  /// Whether it has neurons, or filters, which are neurons that look at one window after another.
  var learns: Bool {
    banks.contains { $0.kind == .neurons || $0.maps?.parameters.isEmpty == false }
  }

  /// The banks of a column, from the top down: neurons above what comes from outside, where both
  /// stand in one.
  func banks(inColumn column: Int) -> [Int] {
    let members = banks.indices.filter { banks[$0].column == column }
    return members.filter { banks[$0].isDerived } + members.filter { !banks[$0].isDerived }
  }
}

/// Why a computation is no network.
package enum NetworkFault: Error, Hashable {
  /// It has no sum of weight × input.
  case noNeurons
  /// There are only so many samples.
  case noSuchSample(Int, of: Int)

  /// What is wrong, and what a neuron is.
  package var message: Bilingual {
    switch self {
    case .noNeurons:
      Bilingual(
        en: "no neuron is found: a sum of weight × input, whose weights are params or are "
          + "called w…",
        ko: "뉴런을 찾지 못했습니다. 뉴런은 가중치 × 입력의 합이고, 가중치는 param이거나 이름이 w로 "
          + "시작해야 합니다")
    case .noSuchSample(let number, let count):
      Bilingual(
        en: "there is no sample \(number): the graph has \(count)",
        ko: "\(number)번째 샘플이 없습니다. 이 그래프의 샘플은 \(count)개입니다")
    }
  }
}
