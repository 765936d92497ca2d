import Autodiff
import Wording

// What can be said only when the whole file has been read.

extension GraphParser {
  /// Resolves what stood before its name, finds the output, and gives the graph.
  mutating func finish() -> Result<Graph, Diagnostics> {
    if diagnostics.count == 0, let wrong = wrongSettings() { return .failure(wrong) }
    builder.nameNodes()
    let labels = resolveLabels()
    let marks = resolveMarks()
    checkBatches()
    let predicted = settings.training.predicted.flatMap { resolve($0) }
    let output = resolveOutput()
    let upstream = output.flatMap { resolveUpstream($0.node, $0.name, $0.location) }
    if diagnostics.count == 0, output == nil {
      let start = Location(place: SourcePlace(line: 1, column: 1), offset: source.start)
      diagnostics.reportLate(start, .noNodes)
    }
    guard diagnostics.count == 0, let output, let upstream else {
      return .failure(diagnostics.diagnostics(names: names))
    }
    builder.annotate(settings, labels: labels, marks: marks, predicted: predicted)
    builder.tape.evaluate()
    if let wrongLabels = findWrongLabels() { return .failure(wrongLabels) }
    return .success(
      Graph(
        tape: builder.tape, output: output.node, upstream: upstream, seed: seed,
        drawsNumbers: settings.firstDraw != nil, functions: builder.functions.map(\.name),
        warnings: findFlaws() + findWarnings(),
        source: source))
  }

  private mutating func resolveLabels() -> [NodeID: LocalizedText] {
    var labels: [NodeID: LocalizedText] = [:]
    // What is said of one pass goes before what is said of all.
    for namesPass in [true, false] {
      for label in settings.labels where label.place.namesPass == namesPass {
        guard let last = resolve(label.place) else { continue }
        for node in namesPass ? [last] : namesakes(of: last) {
          _ = labels[node, default: LocalizedText()].set(label.text, for: label.language)
        }
      }
    }
    return labels
  }

  /// The nodes that have a node's name where it has it: in all passes of a loop, or in all calls of a
  /// function.
  private func namesakes(of node: NodeID) -> [NodeID] {
    let annotations = builder.tape.annotations
    // Outside of loops and bodies a name is one node.
    guard !annotations.nameScopes.isEmpty, let name = annotations.names[node] else { return [node] }
    let isLocal = annotations.isLocal(node)
    return annotations.names.lazy.filter { $0.value == name }.map(\.key).filter {
      annotations.isLocal($0) == isLocal
    }
  }

  /// The output with its name, and the place to speak of it; nil where it is unknown.
  private mutating func resolveOutput() -> (node: NodeID, name: String, location: Location)? {
    if let place = settings.output {
      return resolve(place).map { ($0, place.name, place.location) }
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

  // MARK: Class labels

  /// The labels that name no class: they show only when values are known.
  private func findWrongLabels() -> Diagnostics? {
    let tape = builder.tape
    var errors: [Diagnostic] = []
    var count = 0
    for index in 0..<tape.nodeCount {
      let loss = NodeID(index)
      guard let (labels, classes) = labels(of: loss) else { continue }
      let wrong = tape.withValue(of: labels) { labels in
        labels.first { !(0..<Double(classes)).contains($0) || $0 != $0.rounded() }
      }
      guard let wrong else { continue }
      count += 1
      if errors.count < DiagnosticList.limit {
        let place = builder.place(of: loss)
        // A loss that was taken apart is a group with its name around the rows of its labels.
        let group = tape.annotations.group(of: loss).map { tape.annotations.groups[$0].name }
        let kind = tape.kind(of: loss)
        let name = if case .unwritten = kind.form { group ?? kind.name } else { kind.name }
        let message: Message =
          kind == .embedding
          ? .wrongRow(name, wrong, rows: classes) : .wrongLabel(name, wrong, classes: classes)
        errors.append(
          Diagnostic(
            file: source.file, place: place, severity: .error, message: message.text,
            help: message.help, excerpt: Excerpt(at: place, in: source)))
      }
    }
    return count == 0 ? nil : Diagnostics(errors: errors, omitted: count - errors.count)
  }

  /// The integer labels that a node compares with or makes rows of, and how many classes there are.
  private func labels(of node: NodeID) -> (labels: NodeID, classes: Int)? {
    let tape = builder.tape
    let kind = tape.kind(of: node)
    guard kind.takesLabels else { return nil }
    let operands = tape.operands(of: node)
    let signature = Signature(
      operands: operands.map { tape.shape(of: $0) }, shape: tape.shape(of: node),
      attributes: tape.attributes(of: node))
    return kind.labels(in: signature).map { (operands[$0.slot], $0.classes) }
  }

  // MARK: Operations that were taken apart

  private func findFlaws() -> [GraphWarning] {
    builder.expansions.compactMap { (expansion) -> GraphWarning? in
      guard let flaw = expansion.flaw(on: builder.tape) else { return nil }
      let node = NodeID(expansion.nodes.upperBound - 1)
      return GraphWarning(
        place: builder.place(of: node), node: node,
        message: Message.takenApart(expansion.composite.kind.name, flaw, expansion.caution))
    }
  }

  // MARK: Values that are not finite

  private func findWarnings() -> [GraphWarning] {
    let tape = builder.tape
    var warnings: [GraphWarning] = []
    let designations = Designations(tape.annotations)
    // Who has no name is called by its operation and by its number, as tables have it.
    let name = { (node: NodeID) in
      designations.text(node).map(quoted) ?? "\(tape.kind(of: node).name) (#\(node.index))"
    }
    var isFinite = [Bool](repeating: true, count: tape.nodeCount)
    for index in 0..<tape.nodeCount {
      let node = NodeID(index)
      let flaw = tape.withValue(of: node) { value in value.first { !$0.isFinite } }
      guard let flaw else { continue }
      isFinite[index] = false
      let cause = tape.operands(of: node).first { !isFinite[$0.index] }
      warnings.append(
        GraphWarning(
          place: builder.place(of: node), node: node,
          message: Message.notFiniteValue(
            name(node), flaw, cause: cause.map(name))))
    }
    return warnings
  }
}
