import Autodiff
import Formats

/// Writes a trace as a table for other programs: a row for each entry of each node, at full precision.
///
///     node,name,operation,index,value,gradient
///     0,W,leaf,"0,1",-0.2,0.38
package struct TraceCSV {
  private let trace: Trace<Double>

  /// Prepares the table of a trace.
  package init(_ trace: Trace<Double>) { self.trace = trace }

  /// Writes the table.
  ///
  /// - Throws: The sink's error.
  package func write(to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    let designations = Designations(trace.annotations)
    try table.row(["node", "name", "operation", "index", "value", "gradient"])
    for node in trace.nodes {
      let shape = trace.shape(of: node)
      let name = designations.text(node) ?? trace.annotations.names[node]
      let gradient = trace.gradient(of: node).tensor
      for (index, value) in trace.valueEntries(of: node).enumerated() {
        try table.row([
          .whole(node.index), .text(name), .text(trace.kind(of: node).name),
          .indices(shape.indices(of: index)), .number(value),
          .number(gradient.map { $0.elements[index] }),
        ])
      }
    }
  }
}
