import Autodiff
import GraphLanguage
import Testing

/// Where numbers stop being finite.
@Suite struct NonFiniteBirthTests {
  private func births(_ text: String) throws -> (values: [String], arrows: [String], sums: [String])
  {
    let graph = try parseGraph(Array(text.utf8), file: "t").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let births = trace.nonFiniteBirths
    func name(_ node: NodeID) -> String {
      trace.annotations.names[node] ?? trace.kind(of: node).name
    }
    return (
      births.values.map(name), births.arrows.map { "\(name($0.node)) \($0.slot)" },
      births.sums.map(name)
    )
  }

  @Test func theFirstOfThem() throws {
    let log = try births("x = 0; y = log(x); z = y * 2; L = z + 1")
    #expect(log.values == ["y"] && log.arrows.isEmpty)
    let root = try births("x = 0; y = sqrt(x); L = y * 3")
    #expect(root.values.isEmpty && root.arrows == ["y 0"])
    let two = try births("x = 1e200; w = 1e300; a = x * x; b = w * w; L = a - b")
    #expect(two.values == ["a", "b"])
    let product = try births("x = 1e200; a = x * 1e200; L = a * 0")
    #expect(product.values == ["a"])
  }

  @Test func finiteNumbersHaveNone() throws {
    let none = try births("x = 1; y = sqrt(x); L = log(y)")
    #expect(none.values.isEmpty && none.arrows.isEmpty && none.sums.isEmpty)
  }

  @Test func sumsOverflow() throws {
    let sum = try births(
      "x = 1; a = x * 1e308; b = x * 1e308; L = a * 0.1 + b * 0.1; output L\nupstream 10")
    #expect(sum.values.isEmpty && sum.arrows.isEmpty && sum.sums == ["x"])
  }

  @Test func ofTensorsOneEntryIsEnough() throws {
    let tensor = try births("x = [1, 0, 2]; y = log(x); L = sum(y)")
    #expect(tensor.values == ["y"])
  }

  /// Whatever is not finite follows from what was found.
  @Test(arguments: 0..<60) func allOthersFollow(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func roll(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var lines = ["v0 = 0", "v1 = 1e200", "v2 = -1", "v3 = 1e-200"]
    for step in 4..<14 {
      let (a, b) = ("v\(roll(step))", "v\(roll(step))")
      lines.append(
        "v\(step) = "
          + ["log(\(a))", "sqrt(\(a))", "\(a) * \(b)", "\(a) + \(b)", "\(a) / \(b)"][roll(5)])
    }
    let graph = try parseGraph(Array(lines.joined(separator: "\n").utf8), file: "t").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let births = trace.nonFiniteBirths
    for node in trace.nodes where trace.scalar(of: node)?.isFinite == false {
      let follows = trace.operands(of: node).contains { trace.scalar(of: $0)?.isFinite == false }
      #expect(follows != births.values.contains(node))
    }
    for (node, slot) in births.arrows {
      #expect(trace.gradient(of: node).scalar?.isFinite == true)
      #expect(trace.edge(into: node, slot: slot).gradient.scalar?.isFinite == false)
    }
    let isSick = trace.nodes.contains { trace.gradient(of: $0).scalar?.isFinite == false }
    #expect(!isSick || !births.isEmpty)
  }
}
