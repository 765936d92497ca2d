import Autodiff
import Derivation
import Notation
import Wording

/// Every value and every gradient, and what a step of descent makes of the leaves.
extension Explanation {
  struct ValuesModel {
    let caption, nameTitle, operationTitle, valueTitle, gradientTitle: String
    let rows: [ValueRow]
  }

  struct ValueRow {
    let name, value, gradient: HTML
    let operation, reason: String
    let hasReason: Bool
  }

  /// What is said below a table that does not have all values.
  var tableRest: String? {
    let count = tabulatedNodes.count
    guard count >= Self.rowLimit else { return nil }
    let all = trace.nodes.count(where: isTabulated)
    return all > count ? ExplainWords(language).shortenedTable(count, all) : nil
  }

  /// The nodes that stand in the table of values: all but numbers without a name.
  var tabulatedNodes: [NodeID] {
    Array(
      trace.nodes.lazy.filter { isTabulated($0) }.prefix(Self.rowLimit))
  }

  private func isTabulated(_ node: NodeID) -> Bool {
    trace.role(of: node) != .constant || trace.annotations.names[node] != nil
  }

  /// What a node is: its operation or its role.
  func kindText(of node: NodeID) -> String {
    trace.role(of: node) == .operation
      ? trace.kind(of: node).noun[language] : ExplainWords(language).role(trace.role(of: node))
  }

  /// Why a node's gradient is missing or exactly zero; empty where there is nothing to say.
  func reason(of node: NodeID) -> String {
    let gradient = trace.gradient(of: node)
    if case .notComputed = gradient { return ExplainWords(language).notComputed }
    return gradient.zeroReason.map { derivation.zeroSentence($0) } ?? ""
  }

  var valuesTable: HTML {
    let words = ExplainWords(language)
    return templates.render(
      .values,
      ValuesModel(
        caption: words.valuesCaption, nameTitle: words.name, operationTitle: words.operation,
        valueTitle: words.value, gradientTitle: words.gradient,
        rows: tabulatedNodes.map(row))) + rest(tableRest)
  }

  private func row(_ node: NodeID) -> ValueRow {
    let reason = reason(of: node)
    return ValueRow(
      name: .math(derivation.symbol(of: node)),
      value: .math(derivation.valueMath(of: node)),
      gradient: derivation.gradientMath(of: node).map { .math($0) } ?? HTML(),
      operation: kindText(of: node),
      reason: reason.isEmpty ? "" : "(\(reason))", hasReason: !reason.isEmpty)
  }

  struct UpdatesModel {
    let rule: HTML
    let caption, nameTitle, beforeTitle, gradientTitle, afterTitle, changeTitle: String
    let layers: [UpdateLayer]
  }

  struct UpdateLayer {
    let name: String
    let hasName: Bool
    let rows: [UpdateRow]
  }

  struct UpdateRow {
    let name, before, gradient, after, change: HTML
  }

  var updatesTable: HTML {
    let words = ExplainWords(language)
    let tensors = { (tensor: Tensor<Double>) in HTML.math(derivation.math(of: tensor)) }
    var layers: [(layer: Int?, rows: [UpdateRow])] = []
    for update in trace.updates {
      if layers.isEmpty || layers[layers.count - 1].layer != update.layer {
        layers.append((update.layer, []))
      }
      layers[layers.count - 1].rows.append(
        UpdateRow(
          name: .math(derivation.symbol(of: update.node)), before: tensors(update.before),
          gradient: tensors(update.gradient), after: tensors(update.after),
          change: tensors(update.change)))
    }
    return templates.render(
      .updates,
      UpdatesModel(
        rule: HTML(markup: mathML.block(derivation.updateRule)),
        caption: words.updatesCaption(trace.annotations.optimizer),
        nameTitle: words.name,
        beforeTitle: words.before, gradientTitle: words.gradient, afterTitle: words.after,
        changeTitle: words.change,
        layers: layers.map { layer in
          let name = layer.layer.flatMap { trace.annotations.layers[$0][language] } ?? ""
          return UpdateLayer(name: name, hasName: !name.isEmpty, rows: layer.rows)
        }))
  }
}
