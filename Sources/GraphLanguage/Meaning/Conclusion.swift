import Autodiff
import Wording

// What can be said only when the whole file has been read.

extension GraphParser {
  /// Resolves what stood before its name, finds the output, and gives the graph.
  mutating func finish() -> Result<Graph, Diagnostics> {
    let labels = resolveLabels()
    let output = resolveOutput()
    let upstream = output.flatMap { resolveUpstream($0.node, $0.name, $0.location) }
    if diagnostics.count == 0, output == nil {
      let start = Location(place: SourcePlace(line: 1, column: 1), offset: source.start)
      diagnostics.reportLate(start, .noNodes)
    }
    guard diagnostics.count == 0, let output, let upstream else {
      return .failure(diagnostics.diagnostics(names: names))
    }
    builder.annotate(title: settings.title, rate: settings.rate?.value, labels: labels)
    builder.tape.evaluate()
    return .success(
      Graph(
        tape: builder.tape, output: output.node, upstream: upstream, warnings: findWarnings(),
        source: source))
  }

  private mutating func resolveLabels() -> [NodeID: LocalizedText] {
    var labels: [NodeID: LocalizedText] = [:]
    for label in settings.labels {
      switch names[label.name] {
      case .node(let node):
        _ = labels[node, default: LocalizedText()].set(label.text, for: label.language)
      case .unknown: break
      case nil:
        diagnostics.reportLate(
          label.location, undefined: label.name, .undefinedName(label.name))
      }
    }
    return labels
  }

  /// The output with its name, and the place to speak of it; nil where it is unknown.
  private mutating func resolveOutput() -> (node: NodeID, name: String, location: Location)? {
    if let (name, location) = settings.output {
      if case .node(let node) = names[name] { return (node, name, location) }
      if names[name] == nil {
        diagnostics.reportLate(location, undefined: name, .undefinedName(name))
      }
      return nil
    }
    // Somebody who wrote an output that could not be read did not mean the last name.
    guard settings.firstPlaces[Keyword.output.rawValue] == nil, let last = names.last,
      case .node(let node) = last.value
    else { return nil }
    return (node, last.name, last.location)
  }

  private mutating func resolveUpstream(
    _ output: NodeID, _ name: String, _ location: Location
  ) -> Tensor<Double>? {
    let shape = builder.tape.shape(of: output)
    if let (value, location) = settings.upstream {
      if value.shape == shape { return value }
      diagnostics.reportLate(location, .upstreamShape(value.shape, name, shape))
      return nil
    }
    if settings.firstPlaces[Keyword.upstream.rawValue] != nil { return nil }
    if shape.isScalar { return Tensor(1) }
    diagnostics.reportLate(location, .upstreamMissing(name, shape))
    return nil
  }

  // MARK: Values that are not finite

  private func findWarnings() -> [GraphWarning] {
    let tape = builder.tape
    var warnings: [GraphWarning] = []
    var isFinite = [Bool](repeating: true, count: tape.nodeCount)
    for index in 0..<tape.nodeCount {
      let node = NodeID(index)
      let flaw = tape.withValue(of: node) { value in value.first { !$0.isFinite } }
      guard let flaw else { continue }
      isFinite[index] = false
      let cause = tape.operands(of: node).first { !isFinite[$0.index] }
      warnings.append(
        GraphWarning(
          place: builder.place(of: node), node: node, name: builder.name(of: node), value: flaw,
          cause: cause.map(builder.name)))
    }
    return warnings
  }
}
