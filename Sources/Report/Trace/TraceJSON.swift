import Autodiff
import Wording

/// Writes a trace as the JSON of `backdraw.trace/1`: every value, every gradient and every arrow,
/// at full double precision.
///
///     {"schema": "backdraw.trace/1", "title": {"": "Two apples and a tax"}, "output": "total", …
package struct TraceJSON {
  private let trace: Trace<Double>
  private let annotations: Annotations
  private let warnings: [TraceWarning]
  private let language: Language

  /// Describes a trace; the language is that of the warnings.
  package init(_ trace: Trace<Double>, warnings: [TraceWarning] = [], language: Language) {
    self.trace = trace
    annotations = trace.annotations
    self.warnings = warnings
    self.language = language
  }

  /// Writes the object and a line break, piece by piece.
  ///
  /// - Throws: The sink's error.
  /// - Complexity: Linear in the length of the text; memory for one piece.
  package func write(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    try writeHead(&json)
    try writeNodes(&json)
    try writeEdges(&json)
    try writeUpdates(&json)
    try writeWarnings(&json)
    json.raw("}\n")
    try json.flush()
  }

  private func writeHead(_ json: inout JSONWriter) throws {
    json.raw("{\"schema\": \"backdraw.trace/1\", \"title\": ")
    write(annotations.title, &json)
    json.raw(", \"output\": ")
    json.string(orNull: annotations.names[trace.output])
    json.raw(", \"upstream\": ")
    try json.tensor(trace.upstream.elements, extents: trace.upstream.shape.extents)
    json.raw(", \"rate\": ")
    json.number(orNull: annotations.rate)
  }

  // MARK: Nodes

  private func writeNodes(_ json: inout JSONWriter) throws {
    json.raw(",\n \"nodes\": [")
    for index in 0..<trace.nodeCount {
      json.raw(index == 0 ? "\n  " : ",\n  ")
      try write(NodeID(index), &json)
      try json.drain()
    }
    json.raw("]")
  }

  private func write(_ node: NodeID, _ json: inout JSONWriter) throws {
    json.raw("{\"id\": ")
    json.integer(node.index)
    json.raw(", \"name\": ")
    json.string(orNull: annotations.names[node])
    json.raw(", \"label\": ")
    if let label = annotations.labels[node] { write(label, &json) } else { json.raw("null") }
    json.raw(", \"op\": ")
    json.string(trace.kind(of: node).name)
    json.raw(", \"role\": ")
    json.raw(Self.word(for: trace.role(of: node)))
    json.raw(", \"attributes\": ")
    write(trace.attributes(of: node), &json)
    json.raw(", \"layer\": ")
    if let layer = annotations.layer(of: node) {
      write(annotations.layers[layer], &json)
    } else {
      json.raw("null")
    }
    json.raw(", \"groups\": ")
    json.list(annotations.groupPath(of: node)) { json, index in
      let group = annotations.groups[index]
      json.raw("{\"name\": ")
      json.string(group.name)
      json.raw(", \"call\": ")
      json.integer(group.call)
      json.raw("}")
    }
    json.raw(", \"inputs\": ")
    json.integers(trace.operands(of: node).lazy.map(\.index))
    let extents = trace.shape(of: node).extents
    json.raw(", \"shape\": ")
    json.integers(extents)
    json.raw(", \"value\": ")
    try json.tensor(trace.valueEntries(of: node), extents: extents)
    json.raw(", \"gradient\": ")
    try write(trace.gradientEntries(of: node), extents, &json)
    json.raw("}")
  }

  private static func word(for role: Role) -> StaticString {
    switch role {
    case .variable: "\"variable\""
    case .parameter: "\"param\""
    case .constant: "\"const\""
    case .operation: "\"operation\""
    }
  }

  private func write(_ text: LocalizedText, _ json: inout JSONWriter) {
    json.raw("{")
    var isFirst = true
    for (key, text) in [("", text.general), ("ko", text.korean), ("en", text.english)] {
      guard let text else { continue }
      if !isFirst { json.raw(", ") }
      isFirst = false
      json.string(key)
      json.raw(": ")
      json.string(text)
    }
    json.raw("}")
  }

  private func write(_ attributes: Attributes, _ json: inout JSONWriter) {
    json.raw("{")
    for (position, entry) in attributes.entries.enumerated() {
      if position > 0 { json.raw(", ") }
      json.string(entry.name)
      json.raw(": ")
      switch entry.value {
      case .number(let number): json.number(number)
      case .whole(let number): json.integer(number)
      case .wholes(let numbers): json.integers(numbers)
      case .index(let index):
        json.list(index) { json, item in
          switch item {
          case .at(let position): json.integer(position)
          case .range(let from, let to):
            json.list([from, to]) { json, end in
              if let end { json.integer(end) } else { json.raw("null") }
            }
          }
        }
      }
    }
    json.raw("}")
  }

  private func write(
    _ gradient: Trace<Double>.Entries?, _ extents: [Int], _ json: inout JSONWriter
  ) throws {
    if let gradient {
      try json.tensor(gradient, extents: extents)
    } else {
      json.raw("null")
    }
  }

  // MARK: Arrows, updates, warnings

  private func writeEdges(_ json: inout JSONWriter) throws {
    json.raw(",\n \"edges\": [")
    var isFirst = true
    for index in 0..<trace.nodeCount {
      let node = NodeID(index)
      try trace.forEachSlot(of: node) { slot, from, gradient in
        json.raw(isFirst ? "\n  {\"from\": " : ",\n  {\"from\": ")
        isFirst = false
        json.integer(from.index)
        json.raw(", \"to\": ")
        json.integer(index)
        json.raw(", \"slot\": ")
        json.integer(slot)
        json.raw(", \"local\": ")
        json.number(orNull: trace.localDerivative(of: node, slot: slot))
        json.raw(", \"gradient\": ")
        try write(gradient, trace.shape(of: from).extents, &json)
        json.raw("}")
        try json.drain()
      }
    }
    json.raw("]")
  }

  private func writeUpdates(_ json: inout JSONWriter) throws {
    json.raw(",\n \"updates\": [")
    var isFirst = true
    for update in trace.updates {
      json.raw(isFirst ? "\n  {\"name\": " : ",\n  {\"name\": ")
      isFirst = false
      json.string(orNull: annotations.names[update.node])
      json.raw(", \"before\": ")
      try json.tensor(update.before.elements, extents: update.before.shape.extents)
      json.raw(", \"after\": ")
      try json.tensor(update.after.elements, extents: update.after.shape.extents)
      json.raw("}")
      try json.drain()
    }
    json.raw("]")
  }

  private func writeWarnings(_ json: inout JSONWriter) throws {
    json.raw(",\n \"warnings\": [")
    for (index, warning) in warnings.enumerated() {
      json.raw(index == 0 ? "\n  {\"line\": " : ",\n  {\"line\": ")
      json.integer(warning.place.line)
      json.raw(", \"column\": ")
      json.integer(warning.place.column)
      json.raw(", \"node\": ")
      json.integer(warning.node.index)
      json.raw(", \"message\": ")
      json.string(warning.message[language])
      json.raw("}")
      try json.drain()
    }
    json.raw("]")
  }
}
