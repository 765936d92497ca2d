import Foundation
import Scene
import Testing

@testable import Diagram

/// What holds for every figure, whatever its graph, direction, frame and style.
@Suite struct FigureLawTests {
  /// Both directions and, of each, what is laid out for a frame, in both styles.
  static let manners: [FigureOptions] = {
    var manners = FigureOptions.Direction.allCases.map { FigureOptions(direction: $0) }
    for frame in [FigureFrame.slide, .a4, .phone] {
      var options = FigureOptions()
      options.fit = frame
      manners.append(options)
    }
    var wires = FigureOptions(direction: .topToBottom, style: .cs231n)
    wires.isTight = true
    return manners + [wires]
  }()

  @Test(arguments: OperandOrderTests.files) func filesAreClear(_ file: String) throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    for (number, manner) in Self.manners.enumerated() {
      // Lessons are small: in every manner. Of examples, each frame has its share.
      let isTurn = file.utf8.count % 2 == number % 2
      if file.contains("Examples") && number > 1 && !isTurn { continue }
      var options = manner
      options.groups = file.utf8.count % 3 == 0 ? .expanded : .automatic
      let plan = try figure(text, options).plan
      #expect(Clutter(plan).found == [], "manner \(number)")
    }
  }

  @Test(arguments: 1...500) func randomGraphsAreClear(_ seed: Int) throws {
    let text = OperandOrderTests.random(UInt64(seed))
    let plan = try figure(text, Self.manners[seed % Self.manners.count]).plan
    #expect(Clutter(plan).found == [], "\(text)")
  }

  /// Wires that come from far away end between circles that stand close to one another.
  @Test func wiresEndBesideTheirNeighbours() throws {
    let steps = (0..<5).map { step in
      let (h, x) = (step == 0 ? "h" : "h\(step - 1)", "x\(step)")
      return "\(x) = 0.\(step + 1)\nh\(step) = \(h) * sigmoid(w * \(x)) + tanh(u * \(x) + b) "
        + "* (1 - sigmoid(w * \(x)))"
    }
    let text =
      "h = 0.5; param w = 0.7; param u = -0.3; param b = 0.1\n"
      + steps.joined(separator: "\n") + "\nL = (h4 - 4)^2"
    let manner = try #require(Self.manners.last)
    #expect(Clutter(try figure(text, manner).plan).found == [])
  }

  @Test func aValueThatFansOutStandsAtItsWireOnce() throws {
    let plan = try figure("x = 3; y = (x * 2) * (x + 1)").plan
    let junction = try #require(plan.faces[0].junction)
    #expect(junction.value?.plainText == "3")
    #expect(plan.branches[0].count == 2)
    for edge in plan.branches[0] {
      #expect(plan.arrows[edge].value == nil)
      #expect(plan.arrows[edge].gradient != nil)
    }
    #expect(plan.faces[0].note?.plainText == "14 = 8 + 6")
    // The others have none.
    #expect(plan.faces.count { $0.junction != nil } == 1)
  }

  /// A collapsed call has its parameters' names where their arguments come in, and room for them.
  @Test(arguments: FigureOptions.Direction.allCases)
  func collapsedCallsNameTheirPorts(_ direction: FigureOptions.Direction) throws {
    let text = """
      def f(x, w, b) = tanh(w * x + b)
      x = 0.5; w = 2; L = f(f(x, w, 0.1), w, w)
      """
    var options = FigureOptions(direction: direction)
    options.groups = .collapsed
    let plan = try figure(text, options).plan
    var names: [Int: Set<String>] = [:]
    for (index, edge) in plan.graph.edges.enumerated() {
      guard let box = plan.ports.boxes[index] else { continue }
      names[edge.to, default: []].insert(box.plainText)
      let end = try #require(plan.curve(index).pieces.last?.end)
      let frame = plan.faces[edge.to].frame.offset(by: plan.anchor(edge.to))
      #expect(frame.expanded(by: 2).contains(end))
    }
    let first: Set = ["x", "w", "b"]
    switch direction {
    case .leftToRight: #expect(Set(names.values) == [first, ["x", "w , b"]])
    // What is too long to stand beside others is left out.
    case .topToBottom: #expect(names.values.contains(first))
    }
    #expect(Clutter(plan).found == [])
  }

  /// Arrows that carry several values leave one by one.
  @Test func aNodeOfSeveralResultsHasNoJunction() throws {
    let text = """
      layer "Layer 1"
      x = 2; a = x * 3; b = x + 4
      layer end
      L = a * b
      """
    var options = FigureOptions()
    options.collapsed = ["Layer 1"]
    #expect(try figure(text, options).plan.faces.allSatisfy { $0.junction == nil })
  }
}

/// What lies on something else in a figure, and what does not reach where it leads.
struct Clutter {
  private let plan: FigurePlan
  /// In words, what is wrong.
  private(set) var found: [String] = []
  private var labels: [(frame: Rect, text: String, owner: Int?)] = []
  private var wires: [(line: CubicPath, ends: [Int], name: String)] = []

  init(_ plan: FigurePlan) {
    self.plan = plan
    collect()
    checkLabels()
    checkNodes()
    checkWires()
    checkJunctions()
    checkBands()
  }

  private mutating func collect() {
    let direction = plan.options.direction
    for (index, edge) in plan.graph.edges.enumerated() {
      let arrow = plan.arrows[index]
      let name = "arrow \(edge.from)→\(edge.to)"
      if let label = plan.layout.edges[index].label {
        let boxes = arrow.boxes(in: label, direction)
        for (box, frame) in [(arrow.value, boxes.value), (arrow.gradient, boxes.gradient)] {
          if let box, let frame { labels.append((frame, box.plainText, nil)) }
        }
      }
      let curve = plan.curve(index)
      for side in arrow.offset == 0 ? [0] : [arrow.offset, -arrow.offset] {
        wires.append((curve.parallel(at: side), [edge.from, edge.to], name))
      }
    }
    for (index, face) in plan.faces.enumerated() {
      let point = plan.anchor(index)
      let written = [
        (face.note, face.noteFrame), (face.caption, face.captionFrame),
        (face.junction?.value, face.junction?.valueFrame),
      ]
      for (box, frame) in written {
        if let box, let frame { labels.append((frame.offset(by: point), box.plainText, index)) }
      }
      guard let lines = plan.junctionLines(at: index) else { continue }
      for line in [lines.wire, lines.back, lines.rail].compactMap({ $0 }) {
        wires.append((line, [index], "junction of \(index)"))
      }
    }
  }

  private func overlap(_ a: Rect, _ b: Rect, by depth: Double = 0.6) -> Bool {
    min(a.maxX, b.maxX) - max(a.x, b.x) > depth && min(a.maxY, b.maxY) - max(a.y, b.y) > depth
  }

  private func frame(_ node: Int) -> Rect { plan.faces[node].frame.offset(by: plan.anchor(node)) }

  private mutating func checkLabels() {
    for (index, label) in labels.enumerated() {
      for other in labels[..<index] where overlap(label.frame, other.frame) {
        found.append("\(label.text) on \(other.text)")
      }
      for node in plan.graph.nodes.indices where plan.graph.nodes[node].kind != .exit {
        // A word's box has some air above its letters.
        if overlap(label.frame, frame(node), by: 1.5) { found.append("\(label.text) on \(node)") }
      }
    }
  }

  private mutating func checkNodes() {
    for node in plan.graph.nodes.indices {
      for other in 0..<node where overlap(frame(node), frame(other)) {
        found.append("node \(node) on \(other)")
      }
    }
  }

  private mutating func checkWires() {
    for wire in wires {
      for piece in wire.line.pieces {
        let box = piece.bounds
        let near = labels.filter { overlap(box, $0.frame.expanded(by: 1), by: 0) }
        let nodes = plan.graph.nodes.indices.filter {
          !wire.ends.contains($0) && overlap(box, frame($0).expanded(by: 1), by: 0)
        }
        if near.isEmpty && nodes.isEmpty { continue }
        for step in 0...16 {
          let point = piece.point(at: Double(step) / 16)
          for label in near where label.frame.expanded(by: -0.5).contains(point) {
            found.append("\(wire.name) on \(label.text)")
          }
          for node in nodes where frame(node).expanded(by: -0.5).contains(point) {
            found.append("\(wire.name) on \(node)")
          }
        }
      }
    }
    found = found.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private mutating func checkJunctions() {
    for (index, edge) in plan.graph.edges.enumerated() {
      let curve = plan.curve(index)
      guard let start = curve.pieces.first?.start, let end = curve.pieces.last?.end else {
        found.append("arrow \(index) has no line")
        continue
      }
      let reach = frame(edge.to).expanded(by: 2)
      if !reach.contains(end) { found.append("arrow \(index) does not reach \(edge.to)") }
      guard let lines = plan.junctionLines(at: edge.from) else { continue }
      if !lines.dots.contains(where: { ($0 - start).length < 0.01 }) {
        found.append("arrow \(index) begins at no dot")
      }
    }
    for node in plan.graph.nodes.indices {
      guard let lines = plan.junctionLines(at: node),
        let rail = lines.rail.pieces.first, let end = lines.wire.arrival?.point
      else { continue }
      let box = rail.bounds.expanded(by: 0.01)
      for point in lines.dots + [end] where !box.contains(point) {
        found.append("a dot of \(node) off its rail")
      }
      for (position, dot) in lines.dots.enumerated() {
        for other in lines.dots[..<position] where (dot - other).length < 1 {
          found.append("two dots of \(node) at one place")
        }
      }
    }
  }

  private mutating func checkBands() {
    let places = plan.bandPlaces
    func holds(_ band: Int, _ inner: Int?) -> Bool {
      var around = inner
      while let next = around, next != band { around = plan.graph.bands[next].parent }
      return around != nil
    }
    for (index, place) in places.enumerated() {
      let name = plan.graph.bands[place.band].name
      for other in places[..<index]
      where !holds(place.band, other.band) && !holds(other.band, place.band)
        && overlap(place.frame, other.frame)
      {
        found.append("band \(name) on \(plan.graph.bands[other.band].name)")
      }
      for (node, member) in plan.graph.nodes.enumerated() {
        let isInside = overlap(place.frame, frame(node))
        if isInside && !holds(place.band, member.band) { found.append("\(node) in band \(name)") }
      }
      // Its name is whole.
      let box = plan.bandNames[place.band]
      if place.name.x + box.width > place.frame.maxX + 0.5 || place.name.x < place.frame.x {
        found.append("the name of \(name) is cut")
      }
    }
  }
}

extension Rect {
  /// Whether a point lies in it or on its side.
  fileprivate func contains(_ point: Point) -> Bool {
    x <= point.x && point.x <= maxX && y <= point.y && point.y <= maxY
  }
}
