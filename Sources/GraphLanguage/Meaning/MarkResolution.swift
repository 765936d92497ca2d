import Autodiff
import Wording

// What marks mean can be said only when the whole graph is known.

extension GraphParser {
  /// Finds the nodes that highlights, notes and columns speak of; reports what cannot be.
  mutating func resolveMarks() -> Marks {
    var marks = Marks()
    for (from, to) in settings.marks.highlights {
      guard let start = resolve(from) else {
        if let to { _ = resolve(to) }
        continue
      }
      guard let to else {
        marks.highlights.append(.node(start))
        continue
      }
      guard let end = resolve(to) else { continue }
      if start != end, builder.tape.leads(from: start, to: end) {
        marks.highlights.append(.path(from: start, to: end))
      } else {
        let isTurned = start != end && builder.tape.leads(from: end, to: start)
        diagnostics.reportLate(to.location, .noPath(from.name, to.name, isTurned: isTurned))
      }
    }
    marks.notes = resolveNotes()
    resolveColumns(&marks)
    return marks
  }

  /// The node of a name, of a pass that is named with it, or of a name in the body of a function; nil
  /// where there is none, which is reported, or where it is unknown.
  mutating func resolve(_ place: NamedPlace) -> NodeID? {
    switch names[place.name] {
    case .node(let node): return node
    case .unknown: return nil
    case nil:
      let annotations = builder.tape.annotations
      if let node = annotations.node(named: place.name) { return node }
      let bare = place.bareName
      if place.namesPass, case .unknown = names[bare] { return nil }
      let known = annotations.names.filter { $0.value == bare }.keys.sorted()
      if place.namesPass, !known.isEmpty {
        let designations = Designations(annotations)
        let passes = known.filter { designations[$0] != nil }.compactMap(designations.text)
        diagnostics.reportLate(
          place.location, .unknownPass(place.name, known: passes.isEmpty ? [bare] : passes))
      } else {
        diagnostics.reportLate(place.location, undefined: bare, .undefinedName(bare))
      }
      return nil
    }
  }

  private mutating func resolveNotes() -> [(node: NodeID, text: LocalizedText)] {
    var notes: [NodeID: LocalizedText] = [:]
    for (place, language, text) in settings.marks.notes {
      guard let node = resolve(place) else { continue }
      _ = notes[node, default: LocalizedText()].set(text, for: language)
    }
    return notes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private mutating func resolveColumns(_ marks: inout Marks) {
    var columns: [Column] = []
    for (names, isOrdered) in settings.marks.columns {
      let nodes = names.map { resolve($0) }
      // Who misspelt one name did not mean the others alone.
      guard !nodes.contains(nil) else { continue }
      columns.append(Column(names: names, nodes: nodes.compactMap { $0 }, isOrdered: isOrdered))
    }
    guard diagnostics.count == 0, !columns.isEmpty else { return }
    var asked = ColumnPlan(builder.tape)
    if asked.holds(columns[...]) {
      marks.columns = columns.filter { !$0.isOrdered }.map(\.nodes)
      marks.orders = columns.filter(\.isOrdered).map(\.nodes)
      return
    }
    // The first statement that cannot be held with those before it.
    var (low, high) = (0, columns.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if asked.holds(columns[...middle]) { low = middle + 1 } else { high = middle }
    }
    report(columns[low], before: columns[..<low], &asked)
  }

  private mutating func report(
    _ column: Column, before: ArraySlice<Column>, _ plan: inout ColumnPlan
  ) {
    let keyword = column.isOrdered ? Keyword.order : .rank
    guard !plan.holds([column]) else {
      let line = before.last?.names[0].location.place.line ?? 1
      diagnostics.reportLate(
        column.names[0].location, .contradictsColumns(keyword.rawValue, line: line))
      return
    }
    // The first name that depends on one before it, or the other way round.
    var (low, high) = (1, column.nodes.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if plan.holds([column.first(middle + 1)]) { low = middle + 1 } else { high = middle }
    }
    for other in 0..<low {
      let (a, b) = (column.nodes[other], column.nodes[low])
      let (user, operand) = a < b ? (low, other) : (other, low)
      guard builder.tape.leads(from: min(a, b), to: max(a, b)) else { continue }
      diagnostics.reportLate(
        column.names[low].location,
        .dependsInColumn(
          keyword.rawValue, column.names[user].name, on: column.names[operand].name))
      return
    }
  }
}

/// A `rank` or `order` statement whose names are known.
private struct Column {
  let names: [NamedPlace]
  let nodes: [NodeID]
  let isOrdered: Bool

  /// The same statement with fewer names.
  func first(_ count: Int) -> Column {
    Column(
      names: Array(names.prefix(count)), nodes: Array(nodes.prefix(count)), isOrdered: isOrdered)
  }
}

/// Whether columns can be held: nodes that stand in one are one node, and then there is no cycle.
private struct ColumnPlan {
  private let tape: Tape<Double>
  private let count: Int

  init(_ tape: Tape<Double>) {
    self.tape = tape
    count = tape.nodeCount
  }

  /// - Complexity: Linear in the graph.
  mutating func holds(_ columns: ArraySlice<Column>) -> Bool {
    var root = Array(0..<count)
    func find(_ node: Int) -> Int {
      var node = node
      while root[node] != node {
        root[node] = root[root[node]]
        node = root[node]
      }
      return node
    }
    for column in columns {
      for node in column.nodes.dropFirst() {
        let (a, b) = (find(column.nodes[0].index), find(node.index))
        root[max(a, b)] = min(a, b)
      }
    }
    var arrows: [(tail: Int, head: Int)] = []
    for index in 0..<count {
      for operand in tape.operands(of: NodeID(index)) {
        arrows.append((find(operand.index), find(index)))
      }
    }
    var orders: [(tail: Int, head: Int)] = []
    for column in columns where column.isOrdered {
      orders += zip(column.nodes, column.nodes.dropFirst()).map { ($0.index, $1.index) }
    }
    return isAcyclic(arrows) && isAcyclic(orders)
  }

  private func isAcyclic(_ arrows: [(tail: Int, head: Int)]) -> Bool {
    var begin = [Int](repeating: 0, count: count + 1)
    var open = [Int](repeating: 0, count: count)
    for arrow in arrows {
      begin[arrow.tail + 1] += 1
      open[arrow.head] += 1
    }
    for index in 0..<count { begin[index + 1] += begin[index] }
    var heads = [Int](repeating: 0, count: arrows.count)
    var next = begin
    for arrow in arrows {
      heads[next[arrow.tail]] = arrow.head
      next[arrow.tail] += 1
    }
    var ready = (0..<count).filter { open[$0] == 0 }
    var position = 0
    while position < ready.count {
      for head in heads[begin[ready[position]]..<begin[ready[position] + 1]] {
        open[head] -= 1
        if open[head] == 0 { ready.append(head) }
      }
      position += 1
    }
    return ready.count == count
  }
}
