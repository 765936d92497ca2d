import Autodiff
import Foundation
import Scene
import Testing

@testable import Diagram

/// What holds for every network that is drawn.
@Suite struct NetworkLawTests {
  /// The graphs of the lessons and of the examples that are networks; but for the tiny GPT, whose
  /// lines from 128 neurons to 16 are so steep that they pass over numbers.
  static let files: [URL] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders = ["Examples/graphs", "Templates/lessons"].map { root.appending(path: $0) }
    return folders.flatMap { folder in
      (FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? [])
        .compactMap { $0 as? URL }.filter {
          $0.pathExtension == "graph" && !$0.path.contains("37-tiny-gpt")
        }
    }.sorted { $0.path < $1.path }
  }()

  @Test(arguments: FigureOptions.Direction.allCases)
  func lessonsAndExamplesAreClear(direction: FigureOptions.Direction) throws {
    var count = 0
    for file in Self.files {
      let trace = try trace(String(contentsOf: file, encoding: .utf8))
      guard let plan = try? plan(trace, direction) else { continue }
      count += 1
      check(plan, file.lastPathComponent)
    }
    #expect(count >= 30)
  }

  @Test(arguments: 0..<40, FigureOptions.Direction.allCases)
  func randomNetworksAreClear(seed: Int, direction: FigureOptions.Direction) throws {
    let text = RandomNetwork(seed: UInt64(seed)).text
    let trace = try trace(text)
    let plan = try plan(trace, direction)
    check(plan, text)
    checkShares(plan)
    // Every other one with what an author may ask for.
    guard seed.isMultiple(of: 2) else { return }
    check(try self.plan(try marked(text), direction, local: true), text)
  }

  /// Stacks of maps keep clear of lines and numbers as circles do, and of one another.
  @Test(arguments: 0..<20, FigureOptions.Direction.allCases)
  func randomConvolutionsAreClear(seed: Int, direction: FigureOptions.Direction) throws {
    let text = RandomConvolutions(seed: UInt64(seed)).text
    let trace = try trace(text)
    let plan = try plan(trace, direction)
    check(plan, text)
    let bodies = zip(plan.faces, plan.placement.centers).map { face, center in
      face.body.bounds.offset(by: center)
    }
    for (index, body) in bodies.enumerated() {
      for other in bodies[..<index] {
        #expect(!body.expanded(by: -0.5).overlaps(other), "two stacks in \(text)")
      }
    }
    // All that the layers make is on the way to the output: nothing is left out.
    let conv = (0..<trace.nodeCount).filter { trace.kind(of: NodeID($0)) == .conv2D }
    #expect(plan.network.banks.count { $0.maps?.parameters.isEmpty == false } == conv.count)
    // Arrows between stacks are level.
    for (line, curve) in zip(plan.units.lines, plan.placement.curves) {
      let ends = [line.from, line.to].map { plan.network.banks[plan.units.units[$0].bank] }
      guard ends.allSatisfy({ $0.maps != nil }), ends[1].column - ends[0].column == 1 else {
        continue
      }
      let piece = curve.pieces[0]
      let slant =
        direction == .leftToRight ? piece.end.y - piece.start.y : piece.end.x - piece.start.x
      #expect(abs(slant) < 1e-9, "a slanted arrow in \(text)")
    }
    guard seed.isMultiple(of: 2) else { return }
    check(try self.plan(try marked(text), direction, local: true), text)
  }

  /// The same with a note at what is computed, and a way that stands out.
  private func marked(_ text: String) throws -> Trace<Double> {
    let names = try trace(text).annotations.names.values.sorted()
    return try trace(text + names.map { "\nnote \($0) \"what it is\"\nhighlight \($0)" }.joined())
  }

  private func plan(
    _ trace: Trace<Double>, _ direction: FigureOptions.Direction, local: Bool = false
  ) throws(NetworkFault) -> NetworkPlan {
    var options = FigureOptions(direction: direction)
    options.writesLocals = local
    return try NetworkPlan.fitting(
      trace, options: options, of: NetworkOptions(), measuring: MonospaceMeasure())
  }

  /// No number lies on a circle, on another number or on a line that is not its own.
  private func check(_ plan: NetworkPlan, _ name: String) {
    let placement = plan.placement
    var labels: [(frame: Rect, line: Int?)] = []
    for (line, middle) in placement.middles.enumerated() {
      guard let middle, let size = plan.writings[line].size else { continue }
      labels.append((Rect(center: middle, size: size), line))
    }
    let circles = zip(plan.faces, placement.centers).map { face, center in
      face.body.frame.offset(by: center).expanded(by: -2)
    }
    for (face, center) in zip(plan.faces, placement.centers) {
      labels += face.body.labelFrames.map { ($0.offset(by: center), nil) }
    }
    for (index, label) in labels.enumerated() {
      for other in labels[..<index] {
        #expect(!label.frame.overlaps(other.frame), "two numbers in \(name)")
      }
      for circle in circles { #expect(!label.frame.overlaps(circle), "a circle in \(name)") }
      for line in placement.curves.indices where line != label.line {
        #expect(
          !LineGeometry.crosses(placement.curves[line], label.frame.expanded(by: 1)),
          "a line over a number in \(name)")
      }
      for exit in placement.exits {
        #expect(!LineGeometry.crosses(exit, label.frame), "an arrow over a number in \(name)")
      }
      let sheet = Rect(x: 0, y: 0, width: placement.size.width, height: placement.size.height)
      #expect(sheet.union(label.frame) == sheet, "a number off the sheet in \(name)")
    }
  }

  /// What flows back along all lines of a weight, over all samples, adds up to its gradient.
  private func checkShares(_ plan: NetworkPlan) {
    let (trace, network) = (plan.trace, plan.network)
    guard network.samples == network.banks.map(\.places.samples).max() else { return }
    var sums: [NodeID: [Double]] = [:]
    for bank in network.banks {
      guard let upstream = trace.gradient(of: bank.sum).tensor else { continue }
      for input in bank.inputs {
        guard let weights = input.weights, trace.recordsGradient(weights.node) else { continue }
        let source = network.banks[input.bank]
        let count = trace.shape(of: weights.node).count
        for sample in 0..<bank.places.samples {
          for to in 0..<bank.places.units {
            for from in 0..<source.places.units {
              sums[weights.node, default: Array(repeating: 0, count: count)][
                weights.entry(from: from, to: to)] +=
                upstream.elements[bank.places.entry(unit: to, sample: sample)]
                * trace.valueEntries(of: source.output)[
                  source.places.entry(unit: from, sample: sample)]
            }
          }
        }
      }
    }
    for (node, sum) in sums {
      guard let gradient = trace.gradient(of: node).tensor else { continue }
      for (a, b) in zip(sum, gradient.elements) {
        #expect(abs(a - b) <= 1e-12 * max(1, abs(b)), "\(trace.annotations.names[node] ?? "?")")
      }
    }
  }
}

/// Some convolutions and poolings over an image, and neurons behind them.
private struct RandomConvolutions {
  private(set) var text = ""

  init(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var (channels, side) = (1 + below(3), 6 + below(20))
    let samples = below(2) == 0 ? 1 : 2
    text = "x = normal(0, 1, shape=[\(samples), \(channels), \(side), \(side)])\n"
    var last = "x"
    for layer in 1...(1 + below(3)) {
      let (filters, kernel) = ([1, 2, 6, 7, 16][below(5)], min(side, [1, 3, 5][below(3)]))
      text +=
        "param W\(layer) = normal(0, 0.5, shape=[\(filters), \(channels), \(kernel), \(kernel)])\n"
      let sum = "conv2d(\(last), W\(layer))"
      text += "c\(layer) = \(["relu(\(sum))", "tanh(\(sum))", sum][below(3)])\n"
      (channels, side, last) = (filters, side - kernel + 1, "c\(layer)")
      if side >= 2, below(2) == 0 {
        text += "p\(layer) = \(["max", "avg"][below(2)])_pool2d(\(last), 2)\n"
        (side, last) = (side / 2, "p\(layer)")
      }
    }
    // From five numbers of many to more neurons, lines are so steep that they pass over numbers.
    let units = 1 + below(4)
    text += "f = reshape(\(last), [\(samples), \(channels * side * side)])\n"
    text += "param V = normal(0, 0.5, shape=[\(channels * side * side), \(units)])\n"
    text += "y = f @ V\nL = sum(y * y)\n"
  }
}

/// A network of a few layers, in scalars or in matrices, one sample or several.
private struct RandomNetwork {
  private var state: UInt64
  private(set) var text = ""

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let layers = (0...1 + below(2)).map { _ in 1 + below(4) }
    if below(2) == 0 { scalars(layers) } else { matrices(layers, samples: 1 + below(3)) }
  }

  private mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }

  private mutating func number() -> String { "\(Double(below(200) - 100) / 100)" }

  private mutating func function(_ sum: String) -> String {
    switch below(4) {
    case 0: "sigmoid(\(sum))"
    case 1: "tanh(\(sum))"
    case 2: "relu(\(sum))"
    default: "\(sum)"
    }
  }

  private mutating func scalars(_ layers: [Int]) {
    var signals = (0..<layers[0]).map { "x\($0)" }
    for signal in signals { text += "const \(signal) = \(number())\n" }
    for (layer, count) in layers.enumerated().dropFirst() {
      var next: [String] = []
      for unit in 0..<count {
        var terms: [String] = []
        for (index, signal) in signals.enumerated() {
          let name = "w\(layer)_\(unit)_\(index)"
          text += "param \(name) = \(number())\n"
          terms.append(below(2) == 0 ? "\(name) * \(signal)" : "\(signal) * \(name)")
        }
        if below(3) > 0 {
          text += "param b\(layer)_\(unit) = \(number())\n"
          terms.append("b\(layer)_\(unit)")
        }
        let name = "h\(layer)_\(unit)"
        text += "\(name) = \(function(terms.joined(separator: " + ")))\n"
        next.append(name)
      }
      signals = next
    }
    text += "L = " + signals.map { "(\($0) - 0.5)^2" }.joined(separator: " + ") + "\n"
  }

  private mutating func matrix(_ rows: Int, _ columns: Int) -> String {
    let lines = (0..<rows).map { _ in
      "[" + (0..<columns).map { _ in number() }.joined(separator: ", ") + "]"
    }
    return "[" + lines.joined(separator: ", ") + "]"
  }

  private mutating func matrices(_ layers: [Int], samples: Int) {
    let areColumns = below(2) == 0
    text += "const h0 = \(areColumns ? matrix(layers[0], samples) : matrix(samples, layers[0]))\n"
    for layer in 1..<layers.count {
      let (from, to) = (layers[layer - 1], layers[layer])
      text += "param W\(layer) = \(areColumns ? matrix(to, from) : matrix(from, to))\n"
      let product = areColumns ? "W\(layer) @ h\(layer - 1)" : "h\(layer - 1) @ W\(layer)"
      text += "h\(layer) = \(function(product))\n"
    }
    text += "L = sum(h\(layers.count - 1) * h\(layers.count - 1))\n"
  }
}
