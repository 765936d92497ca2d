import Autodiff
import Derivation
import Notation
import Scene

/// A value, and beneath it its gradient.
struct NetworkWriting {
  var value: MathBox?
  var gradient: MathBox?

  /// Both, one below the other; nil where there is neither.
  var size: Size? {
    let boxes = [value, gradient].compactMap { $0 }
    if boxes.isEmpty { return nil }
    return Size(
      boxes.map(\.width).max() ?? 0,
      boxes.map(\.height).reduce(0, +) + NetworkLabels.lineGap * Double(boxes.count - 1))
  }

  /// Both where they stand about a middle.
  func placed(about middle: Point) -> (value: NeuronFace.Label?, gradient: NeuronFace.Label?) {
    var top = middle.y - (size?.height ?? 0) / 2
    func label(_ box: MathBox) -> NeuronFace.Label {
      defer { top += box.height + NetworkLabels.lineGap }
      return NeuronFace.Label(
        box: box,
        frame: Rect(x: middle.x - box.width / 2, y: top, width: box.width, height: box.height))
    }
    let first = value.map(label)
    return (first, gradient.map(label))
  }
}

/// Sets what stands in, above and below neurons and on the lines between them.
struct NetworkLabels {
  let trace: Trace<Double>
  let options: FigureOptions
  let numbers: NumberSetter
  /// Which sample's numbers are shown.
  let sample: Int
  /// How much is written.
  let detail: Detail
  /// The values and gradients of all that the network shows, 0 where only rounding is left.
  let values: [NodeID: Tensor<Double>]
  let gradients: [NodeID: Tensor<Double>]
  /// The largest number that rounding left; nil where it left none.
  let remainder: Double?

  init(_ network: Network, numbers: NumberSetter, sample: Int, detail: Detail) {
    trace = numbers.trace
    self.detail = detail
    options = numbers.options
    self.numbers = numbers
    self.sample = sample
    var values: [NodeID: Tensor<Double>] = [:]
    var gradients: [NodeID: Tensor<Double>] = [:]
    var remainder: Double?
    let banks = network.banks
    let nodes =
      banks.flatMap { bank in
        [bank.output, bank.sum] + [bank.bias?.node].compactMap { $0 }
          + bank.inputs.compactMap { $0.weights?.node }
      } + [trace.output]
    for node in nodes where values[node] == nil {
      let value = numbers.derivation.rounded(valueOf: node)
      let gradient = numbers.derivation.rounded(gradientOf: node)
      values[node] = value.tensor
      gradients[node] = gradient?.tensor
      for left in [value.remainder, gradient?.remainder].compactMap({ $0 })
      where abs(left) > abs(remainder ?? 0) { remainder = left }
    }
    (self.values, self.gradients, self.remainder) = (values, gradients, remainder)
  }

  /// How much is written.
  enum Detail: Hashable {
    /// No numbers.
    case none
    /// What neurons give, and its gradient.
    case neurons
    /// The weights, biases and sums as well.
    case full
  }

  /// The size of numbers and names.
  static let size = 13.0
  /// Between a value and the gradient beneath it.
  static let lineGap = 4.0

  private var setter: MathSetter { numbers.setter }
  var showsValues: Bool { detail != .none && options.pass != .backward }
  var showsGradients: Bool { detail != .none && options.pass != .forward }

  // MARK: Numbers

  /// An entry of a node's value.
  func value(_ node: NodeID, _ entry: Int) -> MathBox {
    let box = set(options.numerals.math(number(node, entry)), .forwardText)
    let isLeftOut = options.blank.includesValues && trace.role(of: node) == .operation
    return isLeftOut ? numbers.blank(for: box) : box
  }

  private func number(_ node: NodeID, _ entry: Int) -> Double {
    values[node]?.elements[entry] ?? trace.valueEntries(of: node)[entry]
  }

  /// An entry of a node's gradient, or nil where none was computed.
  private func gradient(_ node: NodeID, _ entry: Int) -> MathBox? {
    // The seed is given.
    gradients[node].flatMap { gradient($0.elements[entry], isGiven: node == trace.output) }
  }

  private func gradient(_ number: Double, isGiven: Bool = false) -> MathBox? {
    guard showsGradients else { return nil }
    let box = set(options.numerals.math(number), .backwardText)
    return options.blank.includesGradients && !isGiven ? numbers.blank(for: box) : box
  }

  /// A name and a number: `w₁₃ = 0.15`; the number alone where there is no name.
  private func named(_ name: Math?, _ number: MathBox) -> MathBox {
    guard let name else { return number }
    var box = set(name, .ink)
    box.append(set(.sign("="), .muted), gap: 3)
    box.append(number, gap: 3)
    return box
  }

  private func set(_ math: Math, _ paint: Paint) -> MathBox {
    setter.set(math, size: Self.size, paint: paint)
  }

  /// A scalar's name; an entry of a tensor has none of its own.
  private func name(_ node: NodeID) -> Math? {
    trace.shape(of: node).isScalar ? numbers.names[node] : nil
  }

  // MARK: Neurons

  /// The name of a neuron or an input, for the inside of its circle.
  func title(_ bank: Network.Bank) -> MathBox? {
    name(bank.output).map { set($0, .ink) }
  }

  /// What a neuron gives.
  func activation(_ bank: Network.Bank, unit: Int) -> MathBox? {
    showsValues ? value(bank.output, entry(bank, unit)) : nil
  }

  /// The gradient of what it gives.
  func activationGradient(_ bank: Network.Bank, unit: Int) -> MathBox? {
    gradient(bank.output, entry(bank, unit))
  }

  /// The sum before the function.
  func sum(_ bank: Network.Bank, unit: Int) -> MathBox? {
    guard bank.hasFunction, showsValues else { return nil }
    return named(
      trace.shape(of: bank.sum).isScalar ? name(bank.sum) ?? .sign("Σ") : .sign("Σ"),
      value(bank.sum, entry(bank, unit)))
  }

  /// The gradient of the sum before the function.
  func sumGradient(_ bank: Network.Bank, unit: Int) -> MathBox? {
    bank.hasFunction ? gradient(bank.sum, entry(bank, unit)) : nil
  }

  /// The derivative of the function at the sum, by which the gradient is multiplied on its way back:
  /// `σ′ = 0.24`; nil for one that is not taken of each number by itself.
  func local(_ bank: Network.Bank, unit: Int) -> MathBox? {
    guard options.writesLocals, showsGradients, bank.hasFunction, trace.isOnPath(bank.output),
      case .derivative(let formula)? = trace.rules(of: bank.output).first,
      trace.kind(of: bank.output).isElementwise,
      let numbers = trace.evaluate(formula, at: bank.output)
    else { return nil }
    let place = numbers.shape.isScalar ? 0 : entry(bank, unit)
    let number = set(options.numerals.math(numbers.elements[place]), .ink)
    // What it is would tell the value, or the gradient.
    let shown = options.blank == .none ? number : self.numbers.blank(for: number)
    return named(.row([function(bank.output), .sign("′")]), shown)
  }

  /// A function as its name alone: σ, tanh, ReLU.
  private func function(_ node: NodeID) -> Math {
    let kind = trace.kind(of: node)
    return switch kind.profile.symbol {
    case .itsName: .text(kind.name)
    case .name(let name): .text(name)
    case .math(let math): math(trace.attributes(of: node)) { options.numerals.math($0) }
    case .plus, .minus, .times, .divide, .dot: .text(kind.name)
    }
  }

  /// What is added to the sum, and what flows back to it from there.
  func bias(of bank: Network.Bank, unit: Int) -> NetworkWriting? {
    guard let bias = bank.bias else { return nil }
    var value: MathBox?
    if showsValues {
      var box = named(name(bias.node), self.value(bias.node, unit * bias.stride))
      if bias.isSubtracted {
        var signed = set(.sign("−"), .ink)
        signed.append(box, gap: 3)
        box = signed
      }
      value = box
    }
    var flow: Double?
    if trace.recordsGradient(bias.node), trace.isOnPath(bank.sum),
      let upstream = gradients[bank.sum]?.elements[entry(bank, unit)]
    {
      flow = bias.isSubtracted ? -upstream : upstream
    }
    return NetworkWriting(value: value, gradient: flow.flatMap { gradient($0) })
  }

  /// The position of a number of the sample that is shown.
  func entry(_ bank: Network.Bank, _ unit: Int) -> Int {
    bank.places.entry(unit: unit, sample: bank.places.samples > sample ? sample : 0)
  }

  // MARK: Lines

  /// A line with what it leads from and to.
  struct Ends {
    let weights: Network.Weights
    let from: (bank: Network.Bank, unit: Int)
    let to: (bank: Network.Bank, unit: Int)

    /// Where the weight stands among the entries of its node.
    var entry: Int { weights.entry(from: from.unit, to: to.unit) }
  }

  /// How strong a line is: a weight or its gradient, before it is compared with the others.
  func strength(_ ends: Ends, by strength: NetworkOptions.Strength) -> Double {
    switch strength {
    case .weight: abs(trace.valueEntries(of: ends.weights.node)[ends.entry])
    case .gradient: abs(share(ends) ?? 0)
    }
  }

  /// What flows back to a weight along one line: the gradient of the sum times the signal.
  private func share(_ ends: Ends) -> Double? {
    guard trace.recordsGradient(ends.weights.node), trace.isOnPath(ends.to.bank.sum),
      let upstream = gradients[ends.to.bank.sum]
    else { return nil }
    let signal = number(ends.from.bank.output, entry(ends.from.bank, ends.from.unit))
    return upstream.elements[entry(ends.to.bank, ends.to.unit)] * signal
  }

  /// What stands on a line: the weight, and beneath it what flows back to it along this line.
  func weight(_ ends: Ends) -> NetworkWriting {
    guard detail == .full else { return NetworkWriting() }
    let node = ends.weights.node
    return NetworkWriting(
      value: showsValues ? named(name(node), value(node, ends.entry)) : nil,
      gradient: share(ends).flatMap { gradient($0) })
  }

  /// The gradients of scalars that stand at several lines: the sums of what flows back along them.
  func totals(_ network: Network) -> [MathBox] {
    guard detail == .full, showsGradients,
      let output = numbers.names[trace.output]
    else { return [] }
    return network.sharedNodes(of: trace).compactMap { node in
      guard let name = name(node), let total = gradient(node, 0) else { return nil }
      var box = set(.derivative(of: output, by: name), .backwardText)
      box.append(set(.sign("="), .backwardText), gap: 4)
      box.append(total, gap: 4)
      return box
    }
  }

  /// What the network comes to: `L = 0.2984`, and its own gradient.
  var outcome: NetworkWriting {
    guard trace.shape(of: trace.output).isScalar else { return NetworkWriting() }
    let number = showsValues ? value(trace.output, 0) : nil
    return NetworkWriting(
      value: number.map { named(name(trace.output), $0) }
        ?? name(trace.output).map { set($0, .ink) },
      gradient: gradient(trace.output, 0))
  }
}
