import Autodiff
import Foundation
import Notation
import Scene
import Testing

@testable import Diagram

/// Operands that do not commute arrive in their order, or their arrows carry its numbers.
@Suite struct OperandOrderTests {
  /// The graphs of the lessons and the examples.
  static let files: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return ["Templates/lessons", "Examples/graphs"].flatMap { folder in
      let files = FileManager.default.enumerator(
        at: root.appending(path: folder), includingPropertiesForKeys: nil)
      return (files?.compactMap { ($0 as? URL)?.path(percentEncoded: false) } ?? [])
        .filter { $0.hasSuffix(".graph") }.sorted()
    }
  }()

  /// A graph of scalars in which results and leaves are used again and again.
  static func random(_ seed: UInt64) -> String {
    var dice = Dice(state: seed)
    var names = ["a", "b", "c", "d"]
    var lines = names.enumerated().map { "\($1) = \($0 + 2)" }
    for step in 0..<(4 + dice.roll(9)) {
      let sign = ["-", "/", "+", "*", "-", "/", "^"][dice.roll(7)]
      let (x, y) = (names[dice.roll(names.count)], names[dice.roll(names.count)])
      lines.append("v\(step) = \(x) \(sign) \(y)")
      names.append("v\(step)")
    }
    // All that nothing uses goes into the result.
    let loose = names.filter { name in
      !lines.contains { $0.split(separator: " ").dropFirst(2).contains(name[...]) }
    }
    lines.append("L = " + loose.joined(separator: [" - ", " + "][dice.roll(2)]))
    return lines.joined(separator: "\n")
  }

  struct Dice {
    var state: UInt64
    mutating func roll(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// The nodes of a figure whose operands do not commute, those at which they arrive in another
  /// order, and those of these at which not every arrow has its number.
  private func nodes(_ figure: GraphFigure) throws -> (all: Int, turned: Int, misleading: [Int]) {
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(figure.layoutDocument.utf8)) as? [String: Any])
    let edges = try #require(document["edges"] as? [[String: Any]])
    var entering: [Int: [(slot: Int, place: Double, mark: String?)]] = [:]
    for edge in edges {
      let end = try #require((edge["path"] as? [[Double]])?.last)
      let place = figure.options.direction == .leftToRight ? end[1] : end[0]
      entering[try #require(edge["to"] as? Int), default: []].append(
        (try #require(edge["slot"] as? Int), place, edge["mark"] as? String))
    }
    var (all, turned, misleading) = (0, 0, [Int]())
    for node in figure.trace.nodes where !figure.trace.kind(of: node).commutes {
      let arrows = (entering[node.index] ?? []).sorted { $0.slot < $1.slot }
      guard arrows.count > 1 else { continue }
      all += 1
      let isInOrder = zip(arrows, arrows.dropFirst()).allSatisfy { $0.place < $1.place }
      let marks = arrows.compactMap(\.mark)
      if !isInOrder { turned += 1 }
      if marks != (isInOrder ? [] : arrows.map { String($0.slot + 1) }) {
        misleading.append(node.index)
      }
    }
    return (all, turned, misleading)
  }

  private static let manners: [FigureOptions] = FigureOptions.Direction.allCases.flatMap {
    direction in
    FigureOptions.Style.allCases.map { FigureOptions(direction: direction, style: $0) }
  }

  @Test(arguments: files) func filesDoNotMislead(_ file: String) throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    for manner in Self.manners {
      var options = manner
      options.groups = .expanded
      let (_, _, misleading) = try nodes(try figure(text, options))
      #expect(misleading == [], "\(manner.direction) \(manner.style)")
    }
  }

  @Test func randomGraphsDoNotMislead() throws {
    var (all, turned) = (0, 0)
    for seed in 1...300 {
      let text = Self.random(UInt64(seed))
      let manner = Self.manners[seed % Self.manners.count]
      let found = try nodes(try figure(text, manner))
      #expect(found.misleading == [], "\(text)")
      all += found.all
      turned += found.turned
    }
    // Most stand in order, though these graphs use everything again and again.
    #expect(all > 1600)
    #expect(Double(turned) < 0.3 * Double(all))
  }

  @Test func operandsStandInOrderWhereItCostsNoCrossing() throws {
    // One X goes into three products there, and its wire would have to cross a weight's.
    let crosses = ["36-attention/head.graph", "37-tiny-gpt/lesson.graph"]
    for file in Self.files
    where file.contains("lessons") && !crosses.contains(where: file.hasSuffix) {
      let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
      #expect(try nodes(try figure(text)).turned == 0, "\(file)")
    }
    #expect(try nodes(try figure("a = 6; b = 2; c = 1; y = (a - b) / (c - a)")).turned <= 1)
  }

  /// Where a collapsed call has no room for its parameters' names, what arrives in another order has
  /// its number.
  @Test func collapsedCallsDoNotMislead() throws {
    let text = """
      def mixed(the_first_of_them, the_second_of_them) = the_first_of_them - the_second_of_them^2
      a = 2; b = 3
      u = mixed(a, b); v = mixed(b, a); L = u * v
      """
    var options = FigureOptions(direction: .topToBottom)
    options.groups = .collapsed
    options.fold = .none
    let plan = FigurePlan(try trace(text), options: options, measuring: MonospaceMeasure())
    var marked = 0
    for node in plan.graph.nodes.indices where plan.graph.nodes[node].kind == .group("mixed") {
      let arrows = plan.graph.edges.indices.filter { plan.graph.edges[$0].to == node }.sorted {
        (plan.graph.edges[$0].place ?? 0) < (plan.graph.edges[$1].place ?? 0)
      }
      #expect(arrows.count == 2 && arrows.allSatisfy { plan.ports.boxes[$0] == nil })
      let ends = arrows.compactMap { plan.layout.edges[$0].points.last?.x }
      let marks = arrows.map { plan.operandMarks[$0] }
      #expect(marks == (ends[0] < ends[1] ? [nil, nil] : [1, 2]))
      if marks == [1, 2] { marked += 1 }
    }
    #expect(marked == 1)
    // With room their names say it.
    options.direction = .leftToRight
    let level = FigurePlan(try trace(text), options: options, measuring: MonospaceMeasure())
    #expect(level.operandMarks.allSatisfy { $0 == nil })
  }

  @Test func numbersStandInsideTheirNodes() throws {
    // Each is subtracted from the other: one of the two stands the other way round.
    let figure = try figure("a = 6; b = 2; y = (a - b) * (b - a)")
    let marks = figure.scene.layers.filter { $0.classes.contains("node") }.flatMap(\.items)
      .compactMap { item -> Text? in
        if case .text(let text) = item, text.style.size == 10 { text } else { nil }
      }
    #expect(marks.map(\.string).sorted() == ["1", "2"])
    let circles = figure.scene.layers.flatMap(\.items).compactMap { item -> Rect? in
      if case .circle(let center, let radius, _, _) = item {
        Rect(center: center, size: Size(2 * radius, 2 * radius))
      } else {
        nil
      }
    }
    for mark in marks {
      let frame = mark.bounds(measuring: MonospaceMeasure())
      #expect(circles.contains { $0.union(frame) == $0 })
    }
  }
}
