import Autodiff
import Derivation
import Formats
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
    try json.object { json in
      try writeHead(&json)
      json.newLine()
      try json.field("nodes") { try $0.list(trace.nodes, .each) { try write($1, &$0) } }
      json.newLine()
      try json.field("edges") { try $0.list(trace.nodes, .each) { try writeArrows(into: $1, &$0) } }
      json.newLine()
      try json.field("updates") { try $0.list(trace.updates, .each) { try write($1, &$0) } }
      json.newLine()
      try json.field("warnings") { try $0.list(warnings, .each) { write($1, &$0) } }
    }
    try json.finish()
  }

  private func writeHead(_ json: inout JSONWriter) throws {
    json.field("schema", "backdraw.trace/1")
    json.field("title") { write(annotations.title, &$0) }
    json.field("output", annotations.names[trace.output])
    let passes = annotations.passes(of: trace.output)
    if !passes.isEmpty { json.field("pass", passes) }
    try json.field("upstream") { try write(trace.upstream, &$0) }
    json.field("rate", annotations.rate)
  }

  // MARK: Nodes

  private func write(_ node: NodeID, _ json: inout JSONWriter) throws {
    let extents = trace.shape(of: node).extents
    try json.object { json in
      json.field("id", node.index)
      json.field("name", annotations.names[node])
      json.field("label") { write(annotations.labels[node], &$0) }
      json.field("op", trace.kind(of: node).name)
      json.field("role", Self.word(for: trace.role(of: node)))
      json.field("attributes") { write(trace.attributes(of: node), &$0) }
      json.field("layer") { json in
        write(annotations.layer(of: node).map { annotations.layers[$0] }, &json)
      }
      let passes = annotations.passes(of: node)
      if !passes.isEmpty { json.field("pass", passes) }
      json.field("groups") { json in
        json.array { json in
          for index in annotations.groupPath(of: node) {
            json.object {
              $0.field("name", annotations.groups[index].name)
              $0.field("call", annotations.groups[index].call)
            }
          }
        }
      }
      json.field("inputs") { json in
        json.array { for operand in trace.operands(of: node) { $0.value(operand.index) } }
      }
      json.field("shape", extents)
      try json.field("value") { try $0.tensor(trace.valueEntries(of: node), extents: extents) }
      try json.field("gradient") { try write(trace.gradientEntries(of: node), extents, &$0) }
    }
  }

  private static func word(for role: Role) -> String {
    switch role {
    case .variable: "variable"
    case .parameter: "param"
    case .constant: "const"
    case .operation: "operation"
    }
  }

  /// A text by the languages it is given in; that of all languages has an empty key.
  private func write(_ text: LocalizedText?, _ json: inout JSONWriter) {
    guard let text else { return json.null() }
    json.object { json in
      for (language, text) in text.all { json.field(named: language?.rawValue ?? "", text) }
    }
  }

  /// The attributes that are present.
  private func write(_ attributes: Attributes, _ json: inout JSONWriter) {
    json.object { json in
      for entry in attributes.entries {
        json.field(named: entry.name) { json in
          switch entry.value {
          case .number(let number): json.value(number)
          case .whole(let number): json.value(number)
          case .wholes(let numbers): json.array { for number in numbers { $0.value(number) } }
          case .flag(let flag): json.value(flag)
          case .pairs(let pairs):
            json.array { json in
              for pair in pairs { json.array { for number in pair { $0.value(number) } } }
            }
          case .text(let text): json.value(text)
          case .index(let index): write(index, &json)
          }
        }
      }
    }
  }

  private func write(_ index: [Subscript], _ json: inout JSONWriter) {
    json.array { json in
      for item in index {
        switch item {
        case .at(let position): json.value(position)
        case .range(let from, let to, let step):
          json.array {
            $0.value(from)
            $0.value(to)
            if step != 1 { $0.value(step) }
          }
        case .list(let indices):
          json.object { json in
            json.field("list") { $0.array { for index in indices { $0.value(index) } } }
          }
        }
      }
    }
  }

  private func write(_ tensor: Tensor<Double>, _ json: inout JSONWriter) throws {
    try json.tensor(tensor.elements, extents: tensor.shape.extents)
  }

  private func write(
    _ gradient: Entries<Double>?, _ extents: [Int], _ json: inout JSONWriter
  ) throws {
    if let gradient { try json.tensor(gradient, extents: extents) } else { json.null() }
  }

  // MARK: Arrows, updates, warnings

  private func writeArrows(into node: NodeID, _ json: inout JSONWriter) throws {
    try trace.forEachSlot(of: node) { slot, from, gradient in
      try json.object { json in
        json.field("from", from.index)
        json.field("to", node.index)
        json.field("slot", slot)
        json.field("local", trace.localDerivative(of: node, slot: slot))
        try json.field("gradient") { try write(gradient, trace.shape(of: from).extents, &$0) }
      }
      try json.drain()
    }
  }

  private func write(_ update: Update, _ json: inout JSONWriter) throws {
    try json.object { json in
      json.field("name", annotations.names[update.node])
      let passes = annotations.passes(of: update.node)
      if !passes.isEmpty { json.field("pass", passes) }
      try json.field("before") { try write(update.before, &$0) }
      try json.field("after") { try write(update.after, &$0) }
    }
  }

  private func write(_ warning: TraceWarning, _ json: inout JSONWriter) {
    json.object {
      $0.field("line", warning.place.line)
      $0.field("column", warning.place.column)
      $0.field("node", warning.node.index)
      $0.field("message", warning.message[language])
    }
  }
}
