import Autodiff
import Derivation
import GraphLayout
import Scene

/// All that a figure draws, measured and placed: faces, labels, arrows' curves.
struct FigurePlan {
  let trace: Trace<Double>
  private(set) var options: FigureOptions
  let graph: FigureGraph
  /// What formulas say of the same numbers.
  let derivation: Derivation
  /// What nodes are called.
  let names: DisplayNames
  let setter: MathSetter
  /// Whether numbers are written.
  let labels: Bool
  /// The room of a number that is left out.
  let blankSize: Size
  let faces: [NodeFace]
  let arrows: [ArrowPlan]
  /// For each node the arrows that branch off its wire; none where they leave one by one.
  let branches: [[Int]]
  /// The names at which arrows enter collapsed calls.
  let ports: PortNames
  let bandNames: [MathBox]
  /// What stands out, what the author wrote at nodes, and what stands in one column.
  let marks: FigureMarks
  /// Whether it is marked where numbers stop being finite.
  let marksBirths: Bool
  /// The graph's ranks and orders, for other layouts of it.
  let arrangement: Arrangement
  /// What is laid out, and how, in one row.
  private let layoutGraph: LayoutGraph
  private let layoutOptions: LayoutOptions
  private let arrangements: ArrangementCache?
  private(set) var layout: Layout
  /// For each arrow the number of its operand, where it is written at the node.
  private(set) var operandMarks: [Int?] = []

  /// Up to how many nodes numbers are written unless something else is asked for.
  static let labelLimit = 200

  /// - Parameters:
  ///   - blankSize: the room of a number that is left out.
  ///   - arrangement: the ranks and orders of another plan of the same nodes and arrows.
  ///   - arrangements: the ranks and orders that have been found for other figures.
  init(
    _ trace: Trace<Double>, options: FigureOptions, measuring measure: any TextMeasuring,
    blankSize: Size = NumberSetter.blankSize, arrangement: Arrangement? = nil,
    arrangements: ArrangementCache? = nil
  ) {
    self.trace = trace
    self.blankSize = blankSize
    self.options = options
    var graph = FigureGraph(trace, options: options)
    let setter = MathSetter(measuring: measure, isTight: options.isTight)
    self.setter = setter
    let labels = Self.writesNumbers(options, nodes: graph.nodes.count)
    self.labels = labels
    if !labels { graph.dropLooseEnds(of: trace) }
    self.graph = graph
    names = DisplayNames(trace, in: options.language)
    derivation = Derivation(trace, language: options.language, numerals: options.numerals)
    let numbers = NumberSetter(
      derivation: derivation, options: options, names: names, setter: setter, blankSize: blankSize)

    let distances = options.distances
    let isBare = Self.isBare(options)
    let branches = isBare ? graph.nodes.map { _ in [] } : graph.branches
    self.branches = branches
    let births = BirthMarks(trace, graph, options)
    marksBirths = !births.isEmpty
    let strengths = options.strength.map {
      ArrowStrength.all(graph, trace, by: $0, branches: branches)
    }
    let named = graph.namedEdges(of: trace).map { $0 && labels }
    let arrows = zip(graph.edges, named).enumerated().map { index, pair in
      let (edge, named) = pair
      var arrow = ArrowPlan(
        edge, from: graph.nodes[edge.from].kind, named: named,
        branches: !branches[edge.from].isEmpty, labels: labels, numbers)
      arrow.strength = strengths?.arrows[index]
      if options.writesSymbols, arrow.gradient != nil {
        arrow.gradient = numbers.symbols(of: edge, into: graph.nodes[edge.to])
      }
      if births.edges[index] { arrow.gradient = arrow.gradient.map(BirthMarks.before) }
      if options.writesLocals {
        arrow.add(local: numbers.local(of: edge, into: graph.nodes[edge.to]))
      }
      return arrow
    }
    self.arrows = arrows
    let maker = FaceMaker(
      trace: trace, options: options, setter: setter, numbers: numbers, labels: labels,
      kinks: Set(trace.kinks.map(\.node)), overflowing: births.sums)
    var arriving = [[FigureGraph.Edge]](repeating: [], count: graph.nodes.count)
    for edge in graph.edges where edge.gradient.tensor != nil && trace.isOnPath(edge.user) {
      arriving[edge.from].append(edge)
    }
    var leaving = [Int](repeating: 0, count: graph.nodes.count)
    var entering = leaving
    var pairs = [Bool](repeating: false, count: graph.nodes.count)
    var arrivals = [[Int]](repeating: [], count: graph.nodes.count)
    let ports = PortNames(graph, setter, options.direction)
    self.ports = ports
    for (index, (edge, arrow)) in zip(graph.edges, arrows).enumerated() {
      arrivals[edge.to].append(index)
      leaving[edge.from] = branches[edge.from].isEmpty ? leaving[edge.from] + 1 : 1
      entering[edge.to] += 1
      pairs[edge.from] = pairs[edge.from] || arrow.isPair
    }
    let marks = FigureMarks(trace, graph, options.language)
    self.marks = marks
    let remarks = RemarkSetter(setter: setter)
    // Without numbers, an arrow needs no room of its own for a name either.
    let captioned = labels ? nil : graph.captionedNodes(of: trace)
    // A collapsed group's results are many; a sum over them would add apples and oranges.
    faces = graph.nodes.enumerated().map { index, node in
      var junction: Junction?
      if let first = branches[index].first {
        junction = Junction(
          value: ArrowPlan.value(
            of: graph.edges[first], from: node.kind,
            named: branches[index].contains { named[$0] }, labels: labels, numbers),
          arrows: branches[index].map { arrows[$0] }, strength: strengths?.wires[index])
      }
      var face = maker.face(
        node,
        arrows: node.isRow || node.isPartial ? [] : arriving[index].filter { $0.source == node.id },
        captioned: captioned?[index] == true, meeting: max(leaving[index], entering[index]),
        pairs: pairs[index], depth: ports.depth(of: arrivals[index], options.direction),
        junction: junction)
      if births.nodes[index], graph.nodes[index].kind != .exit {
        face.markBirth(options.direction)
      }
      if !marks.notes[index].isEmpty {
        face.add(remark: remarks.box(marks.notes[index]), options.direction)
      }
      return face
    }
    bandNames = graph.bands.map { band in
      setter.text(band.name, TextStyle(.sans, size: band.isLayer ? 13.5 : 12.5), .bandText)
    }

    var layoutGraph = LayoutGraph()
    for (index, band) in graph.bands.enumerated() {
      layoutGraph.addCluster(
        .init(
          parent: band.parent, padding: distances.bandPadding, header: distances.bandHeader,
          minimumWidth: bandNames[index].width + 2 * distances.bandPadding))
    }
    for (index, node) in graph.nodes.enumerated() {
      layoutGraph.addNode(
        faces[index].layoutNode(
          in: node.band, arrows: leaving[index], pairs: pairs[index], bare: isBare,
          options.direction, distances))
    }
    for (index, edge) in graph.edges.enumerated() {
      layoutGraph.addEdge(
        .init(
          from: edge.from, to: edge.to, slot: edge.slot,
          isOrdered: graph.keepsOrder(at: edge.to, of: trace),
          label: arrows[index].layoutLabel(options.direction),
          thickness: max(
            arrows[index].isPair ? Pen.pairDistance : 0, ports.room(of: index, options.direction))))
    }
    layoutGraph.columns = marks.columns
    layoutGraph.orders = marks.orders
    let arrangement =
      arrangement.flatMap { $0.fits(layoutGraph) ? $0 : nil }
      ?? arrangements?.arrangement(of: layoutGraph) ?? Arrangement(layoutGraph)
    self.arrangement = arrangement
    self.arrangements = arrangements
    self.layoutGraph = layoutGraph
    var layoutOptions = distances.layout(options.direction, labels: labels, isBare: isBare)
    if marks.nodes.contains(true) {
      // What stands out does so at the edge of the figure, too.
      layoutOptions.margin = max(layoutOptions.margin, HighlightPen.reach + 1)
    }
    self.layoutOptions = layoutOptions
    layout = Layout(width: 0, height: 0, nodes: [], anchors: [], edges: [], clusters: [])
    place()
  }

  /// The same plan in rows of another length.
  func inRows(of length: Double) -> FigurePlan {
    var plan = self
    plan.options.rowLength = length
    plan.place()
    return plan
  }

  /// Lays out what has been measured.
  private mutating func place() {
    var layoutOptions = layoutOptions
    layoutOptions.rowLength = options.rowLength
    layout = placed(layoutGraph, layoutOptions)
    defer { operandMarks = markedOperands }
    // Where arrows come in through a band's header, its name gets room beside them.
    let crowded = bandPlaces.filter { !$0.isFree }.map(\.band)
    if crowded.isEmpty { return }
    var roomy = layoutGraph
    for band in crowded {
      let room = bandNames[band].width + options.distances.bandPadding
      switch options.direction {
      case .leftToRight: roomy.clusters[band].minimumWidth += room
      case .topToBottom: roomy.clusters[band].lead = room
      }
    }
    layout = placed(roomy, layoutOptions)
  }

  private func placed(_ graph: LayoutGraph, _ options: LayoutOptions) -> Layout {
    arrangements?.layout(of: graph, arrangement, options: options)
      ?? arrangement.layout(graph, options: options)
  }

  /// Whether arrows are straight: a figure for which no numbers are asked for. One that has too many
  /// nodes for them is drawn like any other.
  private static func isBare(_ options: FigureOptions) -> Bool { options.labels == .none }

  /// Whether numbers are written in a figure of so many nodes.
  static func writesNumbers(_ options: FigureOptions, nodes: Int) -> Bool {
    switch options.labels {
    case .all: true
    case .none: false
    case .automatic: nodes <= labelLimit
    }
  }

  /// Whether a value or a gradient is too large to be written out.
  var hasHeatStrips: Bool {
    labels && !options.writesSymbols
      && graph.edges.contains { edge in
        [edge.value(in: trace), edge.gradient.tensor].contains { tensor in
          tensor.map { !NumberSetter.isWrittenOut($0.shape) } ?? false
        }
      }
  }

  /// The curve of an edge from one node's outline to the other's.
  func curve(_ edge: Int) -> CubicPath {
    let path = layout.edges[edge]
    var curve = CubicPath(path)
    guard let first = curve.pieces.first, let last = curve.pieces.last else { return curve }
    let (from, to) = (graph.edges[edge].from, graph.edges[edge].to)
    let start =
      faces[from].junction == nil
      ? faces[from].extended(first.start, about: anchor(from), options.direction) : first.start
    let end = faces[to].extended(last.end, about: anchor(to), options.direction)
    if start != first.start { curve.pieces.insert(.line(from: start, to: first.start), at: 0) }
    if end != last.end { curve.pieces.append(.line(from: last.end, to: end)) }
    return curve
  }

  /// The point that a node's arrows aim at.
  func anchor(_ node: Int) -> Point {
    let anchor = layout.anchors[node]
    return Point(anchor.x, anchor.y)
  }
}
