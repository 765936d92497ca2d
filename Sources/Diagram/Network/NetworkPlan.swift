import Autodiff
import Derivation
import Scene

/// All that the drawing of a network shows, measured and placed.
struct NetworkPlan {
  let trace: Trace<Double>
  let options: FigureOptions
  let network: Network
  let derivation: Derivation
  let setter: MathSetter
  let units: NetworkUnits
  let labels: NetworkLabels
  let words: NetworkWords
  let faces: [UnitFace]
  /// What stands on each line.
  let writings: [NetworkWriting]
  /// How strong each line is beside the strongest, from 0 to 1; nil where all are alike.
  let strengths: [Double]?
  let headings: [MathBox]
  /// How nodes are typed.
  let designations: Designations
  /// What the author asks for.
  let marks: NetworkMarks
  /// Whether layers are columns from left to right or rows from top to bottom.
  let direction: FigureOptions.Direction
  /// The neurons from which arrows lead to the box where the network ends.
  let exits: [Int]
  /// What stands in that box.
  let outcome: NetworkWriting
  let placement: NetworkPlacement
  /// What is said below the network.
  let notes: [MathBox]

  /// Up to how many lines have their weights on them unless something else is asked for.
  static let weightLimit = 40
  /// Around what stands in the box where the network ends.
  static let boxPadding = Size(10, 8)

  /// - Throws: `NetworkFault` where the computation is no network.
  static func fitting(
    _ trace: Trace<Double>, options: FigureOptions, of part: NetworkOptions,
    measuring measure: any TextMeasuring
  ) throws(NetworkFault) -> NetworkPlan {
    let network = try NetworkReader.read(trace, sample: part.sample)
    let units = NetworkUnits(network)
    let isSmall = units.lines.count <= weightLimit
    let detail: NetworkLabels.Detail =
      switch options.labels {
      case .all: .full
      case .none: .none
      case .automatic: isSmall ? .full : .neurons
      }
    let frame = FigureExtent.frame(of: options)
    let isFree = frame != nil && !options.isDirectionFixed
    let directions = isFree ? FigureOptions.Direction.allCases : [options.direction]
    /// The clearest plan, and of several in whichever direction numbers are larger.
    func plan(_ detail: NetworkLabels.Detail) -> NetworkPlan {
      let plans = directions.map {
        NetworkPlan(
          trace, options, part, network, units, detail, $0, MathSetter(measuring: measure))
      }
      let clear = plans.filter(\.placement.isClear)
      func scale(_ plan: NetworkPlan) -> Double { frame?.scale(of: plan.size) ?? 1 }
      return (clear.isEmpty ? plans : clear).reduce(nil as NetworkPlan?) { best, plan in
        guard let best, scale(plan) <= scale(best) * leastGain else { return plan }
        return best
      } ?? plans[0]
    }
    let whole = plan(detail)
    // Where weights find no room beside one another, lines show them by their widths.
    return whole.placement.isClear || options.labels != .automatic ? whole : plan(.neurons)
  }

  /// By how much larger another direction makes numbers before it is taken.
  private static let leastGain = 1.05

  private init(
    _ trace: Trace<Double>, _ options: FigureOptions, _ part: NetworkOptions, _ network: Network,
    _ units: NetworkUnits, _ detail: NetworkLabels.Detail, _ direction: FigureOptions.Direction,
    _ setter: MathSetter
  ) {
    (self.trace, self.options, self.network) = (trace, options, network)
    (self.units, self.setter, self.direction) = (units, setter, direction)
    marks = NetworkMarks(trace, network, units, options.language)
    let marks = marks
    let names = DisplayNames(trace, in: options.language)
    designations = names.designations
    derivation = Derivation(trace, language: options.language, numerals: options.numerals)
    labels = NetworkLabels(
      network,
      numbers: NumberSetter(
        derivation: derivation, options: options, names: names, setter: setter,
        blankSize: NumberSetter.blankSize),
      sample: part.sample, detail: detail)
    let labels = labels
    let numbers = units.units.filter { network.banks[$0.bank].maps == nil }
    let insides = numbers.map { unit in
      let bank = network.banks[unit.bank]
      return NeuronFace.inside(labels.title(bank), labels.activation(bank, unit: unit.index))
    }
    let radius = max(20, insides.map(NeuronFace.radius).max() ?? 0)
    let sizes = MapSizes(network)
    faces = units.units.enumerated().map { place, unit in
      let notes = marks.notes[place]
      let remark = notes.isEmpty ? nil : RemarkSetter(setter: setter).box(notes)
      let bank = network.banks[unit.bank]
      guard let maps = bank.maps else {
        return .neuron(
          NeuronFace(
            bank, unit: unit.index, labels: labels, radius: radius, direction: direction,
            remark: remark))
      }
      let (values, gradients) = (
        labels.values(of: bank, maps), labels.gradients(of: bank, maps)
      )
      return .maps(
        MapsFace(
          values: values, gradients: gradients, count: maps.count,
          side: sizes.side(of: maps, [values] + [gradients].compactMap { $0 }),
          direction: direction, remark: remark))
    }
    words = NetworkWords(trace: trace, network: network, options: options, names: names)
    let words = words
    headings = (0..<network.columnCount).map { words.heading(ofColumn: $0, setter) }
    writings = units.lines.map { line in
      network.ends(of: line, units).map(labels.weight) ?? NetworkWriting()
    }
    exits = Self.exits(of: network, units, trace)
    outcome = exits.isEmpty ? NetworkWriting() : labels.outcome
    let ending = outcome.size.map {
      Size($0.width + 2 * Self.boxPadding.width, $0.height + 2 * Self.boxPadding.height)
    }
    placement = .fitting(
      NetworkParts(
        columns: units.columns, faces: faces.map(\.body),
        isInside: units.units.map { network.banks[$0.bank].isDerived }, lines: units.lines,
        writings: writings.map(\.size), headings: headings.map(\.size),
        exits: ending == nil ? [] : exits, ending: ending, aspect: Self.aspect(options)),
      direction)
    notes = words.notes(part.sample, labels, marks, setter)
    strengths = Self.strengths(units, network, labels, part.strength)
  }

  /// How high the sheet is beside its width: a slide, unless another frame is asked for.
  private static func aspect(_ options: FigureOptions) -> Double {
    guard let frame = FigureExtent.frame(of: options), !frame.isSnug else { return 9.0 / 16 }
    return switch frame.height {
    case .exactly(let height), .upTo(let height): height / frame.width
    case .any: 9.0 / 16
    }
  }

  /// The neurons that no other neuron uses and that the output is computed from without a neuron
  /// between, where the network is not all that is computed.
  private static func exits(
    of network: Network, _ units: NetworkUnits, _ trace: Trace<Double>
  ) -> [Int] {
    let layers = network.banks.filter(\.kind.isLayer)
    if network.banks.contains(where: { $0.output == trace.output }) { return [] }
    let used = Set(network.banks.flatMap { $0.inputs.map(\.bank) })
    let last = Set(last(Set(layers.map(\.output)), trace))
    return units.units.indices.filter {
      let bank = units.units[$0].bank
      return network.banks[bank].kind.isLayer && !used.contains(bank)
        && last.contains(network.banks[bank].output)
    }
  }

  /// The nodes that are met first on all ways back from the output: behind them no further one is.
  private static func last(_ nodes: Set<NodeID>, _ trace: Trace<Double>) -> [NodeID] {
    var (met, waiting, seen) = ([NodeID](), [trace.output], Set([trace.output]))
    while let node = waiting.popLast() {
      if nodes.contains(node) {
        met.append(node)
      } else {
        waiting += trace.operands(of: node).filter { seen.insert($0).inserted }
      }
    }
    return met
  }

  private static func strengths(
    _ units: NetworkUnits, _ network: Network, _ labels: NetworkLabels,
    _ strength: NetworkOptions.Strength?
  ) -> [Double]? {
    if strength == nil, labels.detail == .full { return nil }
    let by = strength ?? .weight
    let all = units.lines.map { line in
      network.ends(of: line, units).map { labels.strength($0, by: by) } ?? 0
    }
    let most = all.filter(\.isFinite).max() ?? 0
    // What is no number, or infinite, is as strong as a line can be.
    return all.map { !$0.isFinite ? 1 : most > 0 ? $0 / most : 0 }
  }
}

extension NetworkPlan {
  /// Between the network and the notes, and between notes.
  static let noteGap = 9.0

  /// The extents with the notes.
  var size: Size {
    guard !notes.isEmpty else { return placement.size }
    let widest = notes.map(\.width).max() ?? 0
    let height = notes.map { $0.height + Self.noteGap }.reduce(0, +)
    return Size(
      max(placement.size.width, widest + 2 * NetworkPlacement.margin),
      placement.size.height + height + Self.noteGap)
  }

  /// How far the network is moved to the right where the notes are wider.
  var shift: Double { (size.width - placement.size.width) / 2 }
}

extension Network {
  /// What a line with a weight leads from and to.
  func ends(of line: NetworkUnits.Line, _ units: NetworkUnits) -> NetworkLabels.Ends? {
    let (from, to) = (units.units[line.from], units.units[line.to])
    return weights(of: line, units).map {
      NetworkLabels.Ends(
        weights: $0, from: (banks[from.bank], from.index), to: (banks[to.bank], to.index))
    }
  }

  /// What the number along a line is multiplied by; nil where it is added as it is.
  func weights(of line: NetworkUnits.Line, _ units: NetworkUnits) -> Weights? {
    banks[units.units[line.to].bank].inputs[line.input].weights
  }
}
