import Autodiff
import Derivation
import Notation
import Wording

/// Writes a trace as tables that a person reads: nodes, arrows, updates, warnings.
///
///     #  node   operation  operands      shape  value  gradient
///     ─  ─────  ─────────  ────────────  ─────  ─────  ────────
///     0  apple  variable                 ()       100       2.2
package struct TraceTable {
  private let trace: Trace<Double>
  private let annotations: Annotations
  private let warnings: [TraceWarning]
  private let language: Language
  private let tensors: TensorText
  private let derivation: Derivation
  private let designations: Designations

  /// Describes a trace in the words of a language.
  package init(
    _ trace: Trace<Double>, warnings: [TraceWarning] = [], language: Language,
    numerals: Numerals = Numerals()
  ) {
    self.trace = trace
    annotations = trace.annotations
    self.warnings = warnings
    self.language = language
    tensors = TensorText(numerals: numerals)
    designations = Designations(trace.annotations)
    derivation = Derivation(trace, language: language, numerals: numerals)
  }

  /// Writes the tables, a table at a time.
  ///
  /// - Throws: The sink's error.
  package func write(to sink: ByteSink) throws {
    if let title = annotations.title[language] { try writeLine(printable(title), to: sink) }
    try writeLine(start[language], to: sink)
    try writeLine(to: sink)
    try nodes.write(to: sink)
    let edges = edges
    if edges.rowCount > 0 { try write(edges, below: TraceWords.edges, to: sink) }
    if let updates {
      let rate = tensors.numerals.text(annotations.rate ?? 0)
      try write(updates, below: TraceWords.updates(rate: rate), to: sink)
    }
    if !warnings.isEmpty {
      try writeLine("\n" + TraceWords.warnings[language] + "\n", to: sink)
      for warning in warnings {
        try writeLine(
          TraceWords.line(warning.place.line)[language] + ": "
            + printable(warning.message[language]), to: sink)
      }
    }
    if trace.nodes.contains(where: { trace.shape(of: $0).count > TensorText.most }) {
      try writeLine("\n" + TraceWords.leftOut[language], to: sink)
    }
  }

  private func write(_ table: TextTable, below title: Bilingual, to sink: ByteSink) throws {
    try writeLine("\n" + title[language] + "\n", to: sink)
    try table.write(to: sink)
  }

  private var start: Bilingual {
    derivation.isSeed(trace.output)
      ? TraceWords.seed(at: name(of: trace.output))
      : TraceWords.start(
        at: name(of: trace.output),
        with: text(trace.upstream.elements[...], trace.upstream.shape))
  }

  private func text<Entries: RandomAccessCollection<Double>>(
    _ entries: Entries, _ shape: Shape
  ) -> String where Entries.Index == Int {
    tensors.text(entries, extents: shape.extents)
  }

  // MARK: Names

  /// A node's name as the file has it, with the pass of a loop above it; nil where it has none.
  private func called(_ node: NodeID) -> String? {
    guard let name = annotations.names[node] else { return nil }
    guard let distinction = designations[node] else { return name }
    return PlainTextWriter().text(Math.identifier(name).told(by: distinction))
  }

  /// A node's name as the file has it, the number of a constant without one, or the node's number.
  private func name(of node: NodeID) -> String {
    if let name = called(node) { return name }
    guard trace.kind(of: node) == .leaf else { return "#\(node.index)" }
    return text(trace.valueEntries(of: node), trace.shape(of: node))
  }

  /// A node's name and label in the table of nodes; nothing where it has neither.
  private func title(of node: NodeID) -> String {
    let name = called(node) ?? ""
    guard let label = annotations.labels[node]?.label(in: language) else { return name }
    return "\(name) (\(label))"
  }

  private func operation(of node: NodeID) -> String {
    switch trace.role(of: node) {
    case .variable: return TraceWords.variable[language]
    case .parameter: return TraceWords.parameter[language]
    case .constant: return TraceWords.constant[language]
    case .operation: break
    }
    let noun = trace.kind(of: node).noun[language]
    let attributes = trace.attributes(of: node)
    guard attributes != .none else { return noun }
    let given = attributes.entries.map { entry in
      switch entry.value {
      case .number(let number) where entry.name == AttributeName.exponent.name:
        "^" + tensors.numerals.text(number)
      case .number(let number): "\(entry.name)=\(tensors.numerals.text(number))"
      case .whole(let number): "\(entry.name)=\(number)"
      case .wholes(let numbers) where entry.name == AttributeName.axis.name:
        "\(entry.name)=\(numbers)"
      case .wholes(let numbers): "\(numbers)"
      case .flag(let flag): "\(entry.name)=\(flag)"
      case .pairs(let pairs): "\(pairs)"
      case .text(let text): "\"\(text)\""
      case .index(let index): index.text
      }
    }
    return noun + " " + given.joined(separator: ", ")
  }

  // MARK: Tables

  private var nodes: TextTable {
    var table = TextTable([
      ("#", .right), (TraceWords.node[language], .left), (TraceWords.operation[language], .left),
      (TraceWords.operands[language], .left), (TraceWords.shape[language], .left),
      (TraceWords.value[language], .point), (TraceWords.gradient[language], .point),
      (TraceWords.note[language], .left),
    ])
    for node in trace.nodes {
      let shape = trace.shape(of: node)
      let value = derivation.rounded(valueOf: node)
      let (gradient, note) = state(
        derivation.rounded(gradientOf: node), shape, reason: trace.gradient(of: node).zeroReason,
        at: node)
      let notes = [value.note(tensors.numerals)?[language] ?? "", note].filter { !$0.isEmpty }
      table.append([
        "\(node.index)", title(of: node), operation(of: node), operands(of: node),
        shape.description, text(value.tensor.elements[...], shape), gradient,
        notes.joined(separator: "; "),
      ])
    }
    return table
  }

  private func operands(of node: NodeID) -> String {
    let operands = trace.operands(of: node)
    let shown = operands.prefix(TensorText.most).map(name).joined(separator: ", ")
    return operands.count > TensorText.most ? shown + ", …" : shown
  }

  private var edges: TextTable {
    var table = TextTable([
      (TraceWords.from[language], .left), ("", .left), (TraceWords.to[language], .left),
      (TraceWords.slot[language], .right), (TraceWords.local[language], .point),
      (TraceWords.gradient[language], .point), (TraceWords.note[language], .left),
    ])
    for node in trace.nodes {
      for edge in trace.edges(into: node) {
        let shape = trace.shape(of: edge.from)
        let (gradient, note) = state(
          derivation.rounded(edge), shape, reason: edge.gradient.zeroReason, at: node)
        let local = trace.localDerivative(of: node, slot: edge.slot)
        table.append([
          name(of: edge.from), "→", name(of: node), "\(edge.slot)",
          local.map(tensors.numerals.text) ?? "", gradient, note,
        ])
      }
    }
    return table
  }

  /// A gradient and what there is to say about its state.
  private func state(
    _ gradient: Rounded?, _ shape: Shape, reason: ZeroReason?, at node: NodeID
  ) -> (gradient: String, note: String) {
    guard let gradient else {
      let isFlat = trace.kind(of: node).isFlat
      return ("–", (isFlat ? TraceWords.flat : TraceWords.notComputed)[language])
    }
    let note = reason?.words ?? gradient.note(tensors.numerals)
    return (text(gradient.tensor.elements[...], shape), note?[language] ?? "")
  }

  /// The updates; nil where there are none.
  private var updates: TextTable? {
    let updates = trace.updates
    guard !updates.isEmpty else { return nil }
    var table = TextTable([
      (TraceWords.parameter[language], .left), (TraceWords.before[language], .point),
      (TraceWords.gradient[language], .point), (TraceWords.after[language], .point),
      (TraceWords.change[language], .point),
    ])
    for update in updates {
      table.append(
        [name(of: update.node)]
          + [update.before, update.gradient, update.after, update.change].map {
            text($0.elements[...], $0.shape)
          })
    }
    return table
  }
}
