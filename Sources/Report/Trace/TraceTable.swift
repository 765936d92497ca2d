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
  }

  /// Writes the tables, a table at a time.
  ///
  /// - Throws: The sink's error.
  package func write(to sink: ByteSink) throws {
    func line(_ text: String) throws {
      var text = text + "\n"
      try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
    }
    if let title = annotations.title[language] { try line(printable(title)) }
    try line(start)
    try line("")
    try nodes.write(to: sink)
    let edges = edges
    if edges.rowCount > 0 {
      try line("\n" + say("Arrows, and what flows back along them", "화살표와 그 위로 되돌아 흐르는 기울기"))
      try line("")
      try edges.write(to: sink)
    }
    if let updates {
      try line("\n" + updateTitle)
      try line("")
      try updates.write(to: sink)
    }
    if !warnings.isEmpty {
      try line("\n" + say("Warnings", "경고"))
      try line("")
      for warning in warnings {
        try line(
          say("line \(warning.place.line)", "\(warning.place.line)행") + ": "
            + printable(warning.message[language]))
      }
    }
    if trace.nodes.contains(where: { trace.shape(of: $0).count > TensorText.most }) {
      try line(
        "\n"
          + say(
            "… stands for entries left out; --format json has them all.",
            "…은 생략한 원소입니다. --format json 으로는 모두 볼 수 있습니다."))
    }
  }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  private var start: String {
    let output = name(of: trace.output)
    let upstream = text(trace.upstream.elements[...], trace.upstream.shape)
    return say(
      "The backward pass starts at \(output) with \(upstream).",
      "역전파는 \(output)에서 상류 기울기 \(upstream)\(Particle.by.after(upstream)) 시작합니다.")
  }

  private func text<Entries: RandomAccessCollection<Double>>(
    _ entries: Entries, _ shape: Shape
  ) -> String where Entries.Index == Int {
    tensors.text(entries, extents: shape.extents)
  }

  // MARK: Names

  /// A node's name as the file has it, the number of a constant without one, or the node's number.
  private func name(of node: NodeID) -> String {
    if let name = annotations.names[node] { return name }
    guard trace.kind(of: node) == .leaf else { return "#\(node.index)" }
    return text(trace.valueEntries(of: node), trace.shape(of: node))
  }

  /// A node's name and label in the table of nodes; nothing where it has neither.
  private func title(of node: NodeID) -> String {
    let name = annotations.names[node] ?? ""
    guard let label = annotations.labels[node]?.label(in: language) else { return name }
    return "\(name) (\(label))"
  }

  private func operation(of node: NodeID) -> String {
    switch trace.role(of: node) {
    case .variable: return say("variable", "변수")
    case .parameter: return say("parameter", "매개변수")
    case .constant: return say("constant", "상수")
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
      case .wholes(let numbers): "\(numbers)"
      case .index(let index): "[" + index.map(\.text).joined(separator: ", ") + "]"
      }
    }
    return noun + " " + given.joined(separator: ", ")
  }

  // MARK: Tables

  private var nodes: TextTable {
    var table = TextTable([
      ("#", .right), (say("node", "노드"), .left), (say("operation", "연산"), .left),
      (say("operands", "피연산자"), .left), (say("shape", "모양"), .left),
      (say("value", "값"), .point), (say("gradient", "기울기"), .point),
      (say("note", "비고"), .left),
    ])
    for node in trace.nodes {
      let shape = trace.shape(of: node)
      let (gradient, note) = state(
        trace.gradientEntries(of: node), shape, reason: trace.gradient(of: node).zeroReason)
      table.append([
        "\(node.index)", title(of: node), operation(of: node), operands(of: node),
        shape.description, text(trace.valueEntries(of: node), shape), gradient, note,
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
      (say("from", "나온 곳"), .left), ("", .left), (say("to", "들어간 곳"), .left),
      (say("slot", "자리"), .right), (say("local derivative", "국소적 미분"), .point),
      (say("gradient", "기울기"), .point), (say("note", "비고"), .left),
    ])
    for node in trace.nodes {
      for edge in trace.edges(into: node) {
        let shape = trace.shape(of: edge.from)
        let (gradient, note) = state(
          edge.gradient.tensor?.elements[...], shape, reason: edge.gradient.zeroReason)
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
  private func state<Entries: RandomAccessCollection<Double>>(
    _ entries: Entries?, _ shape: Shape, reason: ZeroReason?
  ) -> (gradient: String, note: String) where Entries.Index == Int {
    guard let entries else { return ("–", say("not computed: constant", "계산하지 않음: 상수")) }
    return (text(entries, shape), reason?.words[language] ?? "")
  }

  private var updateTitle: String {
    let rate = tensors.numerals.text(annotations.rate ?? 0)
    return say("Update with rate \(rate)", "학습률 \(rate)\(Particle.by.after(rate)) 갱신")
  }

  /// The updates; nil where there are none.
  private var updates: TextTable? {
    let updates = trace.updates
    guard !updates.isEmpty else { return nil }
    var table = TextTable([
      (say("parameter", "매개변수"), .left), (say("before", "갱신 전"), .point),
      (say("gradient", "기울기"), .point), (say("after", "갱신 후"), .point),
      (say("change", "변화"), .point),
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
