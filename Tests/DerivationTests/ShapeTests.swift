import Autodiff
import Notation
import Testing

@testable import Derivation

/// Shapes below factors multiply out, and numbers have the shape of what they stand for.
@Suite struct ShapeTests {
  private func equations(_ graph: String, expanding: Set<OperationKind> = []) throws -> [Equation] {
    let trace = try trace(graph, expanding: expanding)
    let derivation = Derivation(trace, language: .english)
    let leaves = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.recordsGradient($0)
    }
    return
      (derivation.forward + derivation.backwardSteps(first: 1_000)
      + derivation.chains(of: leaves).flatMap(\.steps)).flatMap(\.equations)
  }

  private func lines(_ graph: String) throws -> [String] {
    try equations(graph).flatMap { PlainTextWriter().lines($0, width: 400) }
  }

  @Test func oneRowIsStillAMatrix() throws {
    let row = try lines("a = [[1, 2, 3]]; y = sum(a * a)")
    #expect(row[0] == "u₁ = a ∘ a = [[1, 2, 3]] ∘ [[1, 2, 3]] = [[1, 4, 9]]")
    let vector = try lines("a = [1, 2, 3]; y = sum(a * a)")
    #expect(vector[0] == "u₁ = a ∘ a = [1, 2, 3] ∘ [1, 2, 3] = [1, 4, 9]")
  }

  /// A matrix of one entry is no number: what a number was repeated to is summed up.
  @Test func oneEntryIsStillAMatrix() throws {
    let lines = try lines("a = [[4]]; b = 2; y = sum(a * b)")
    #expect(lines.contains("∂y/∂b = ∑ ∂y/∂u₁ ∘ a = ∑ [[1]] ∘ [[4]] = 4"), "\(lines)")
    #expect(try self.lines("v = [3]; A = [[2]]; y = sum(A * v)").contains { $0.contains("∑ᵢ ") })
  }

  @Test func vectorsAreRowsOrColumnsOfProducts() throws {
    let row = try lines("x = [1, 2]; W = [[1, 2, 3], [4, 5, 6]]; y = sum(x @ W)")
    #expect(row.contains(" u₁   =   x   ·   W   = [1, 2] · [[1, 2, 3], [4, 5, 6]] = [9, 12, 15]"))
    #expect(row.contains("(1,3)   (1,2)   (2,3)"), "\(row)")
    #expect(row.contains("(1,2)   (1,3)    (3,2)"), "\(row)")
    let column = try lines("W = [[1, 2, 3], [4, 5, 6]]; x = [1, 2, 3]; y = sum(W @ x)")
    #expect(
      column.contains(
        " u₁ᵀ  =   W   ·  xᵀ   = [[1, 2, 3], [4, 5, 6]] · [1, 2, 3]ᵀ = [14, 32]ᵀ"), "\(column)")
    #expect(column.contains("(2,1)   (2,3)   (3,1)"), "\(column)")
    #expect(
      column.contains(
        "(∂y/∂x)ᵀ =  Wᵀ   · (∂y/∂u₁)ᵀ = [[1, 2, 3], [4, 5, 6]]ᵀ · [1, 1]ᵀ = [5, 7, 9]ᵀ"),
      "\(column)")
    #expect(column.contains("(∂y/∂x)ᵀ = Wᵀ · (∂y/∂u₁)ᵀ = Wᵀ · 𝟏₂ᵀ"), "\(column)")
    #expect(
      try lines("x = [1, 2]; y = x @ [3, 4]")[0] == "y = x · [3, 4]ᵀ = [1, 2] · [3, 4]ᵀ = 11")
  }

  @Test func whatAReductionChoseIsRepeatedAlongItsAxis() throws {
    let lines = try lines("x = [[3, 3, 1], [2, 5, 2]]; y = sum(max(x, axis=1))")
    let rule = try #require(lines.firstIndex { $0.hasPrefix("∂y/∂x = ") })
    #expect(lines[rule].contains("∘ [  x   =  u₁ᵀ ]"), "\(lines[rule])")
    #expect(lines[rule + 1].hasSuffix("(2,3)   (2,1)"), "\(lines[rule + 1])")
  }

  @Test func everyOperationsShapesFit() throws {
    for expanding in [[], Set(OperationKind.composites)] {
      for graph in OperationGraphs.all {
        let faults = try equations(graph.text, expanding: expanding).compactMap(ShapeReader.fault)
        #expect(faults == [], "\(graph.name)")
      }
    }
  }

  @Test(arguments: 0..<12) func randomTensorsShapesFit(seed: Int) throws {
    var random = RandomTensorGraphs(seed: UInt64(seed))
    for _ in 0..<6 {
      let graph = random.graph()
      let equations = try equations(graph)
      let faults = equations.compactMap(ShapeReader.fault)
      #expect(faults == [], "\(graph)")
      #expect(equations.count > 5)
    }
  }

  /// A shape that does not fit is found.
  @Test func misfitsAreFound() {
    let w: Math = .matrix([["1", "2"], ["3", "4"]])
    let v: Math = .vector(["1", "2"])
    var wrong = Equation(.annotated("y", below: .text("(2)")))
    wrong.add([w, "·", v])
    #expect(ShapeReader.fault(wrong) != nil)
    var number = Equation("y")
    number.add(.matrix([["1"]]))
    number.add("1")
    #expect(ShapeReader.fault(number) != nil)
    var row = Equation("y")
    row.add(.matrix([["1", "2"]]))
    row.add(.vector(["1", "2"]))
    #expect(ShapeReader.fault(row) != nil)
  }
}

/// Graphs of vectors and matrices, many of them with an axis of one entry.
struct RandomTensorGraphs {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x2468_ACE1 }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func literal(_ extents: ArraySlice<Int>) -> String {
    guard let first = extents.first else { return "\(Double(below(80) - 40) / 20)" }
    return "[" + (0..<first).map { _ in literal(extents.dropFirst()) }.joined(separator: ", ") + "]"
  }

  mutating func graph() -> String {
    var text = ""
    var known: [(name: String, extents: [Int])] = []
    func add(_ name: String, _ right: String, _ extents: [Int]) {
      text += "\(name) = \(right)\n"
      known.append((name, extents))
    }
    for index in 0..<4 {
      let extents = (0..<below(3)).map { _ in 1 + below(3) }
      add("x\(index)", literal(extents[...]), extents)
    }
    for index in 0..<6 {
      let a = known[below(known.count)]
      let name = "v\(index)"
      switch below(9) {
      case 0 where !a.extents.isEmpty:
        let inner = a.extents[a.extents.count - 1]
        let b = below(2) == 0 ? [inner] : [inner, 1 + below(3)]
        add(name, "\(a.name) @ \(literal(b[...]))", Array(a.extents.dropLast()) + b.dropFirst())
      case 1 where !a.extents.isEmpty:
        let b = below(2) == 0 ? [a.extents[0]] : [1 + below(3), a.extents[0]]
        add("w\(index)", literal(b[...]), b)
        add(name, "w\(index) @ \(a.name)", Array(b.dropLast()) + a.extents.dropFirst())
      case 2 where !a.extents.isEmpty:
        let axis = below(a.extents.count)
        var extents = a.extents
        extents.remove(at: axis)
        let reduction = ["sum", "mean", "max", "min"][below(4)]
        add(name, "\(reduction)(\(a.name), axis=\(axis))", extents)
      case 3: add(name, "tanh(\(a.name))", a.extents)
      case 4 where a.extents.count == 2: add(name, "\(a.name).T", a.extents.reversed())
      case 5 where !a.extents.isEmpty: add(name, "softmax(\(a.name))", a.extents)
      case 6:
        let b = a.extents.map { below(2) == 0 ? 1 : $0 }
        add(name, "\(a.name) * \(literal(b.dropFirst(below(b.count + 1))))", a.extents)
      case 7: add(name, "\(a.name) + \(known[0].extents.isEmpty ? known[0].name : "1")", a.extents)
      default: add(name, "relu(\(a.name)) - 0.5 * \(a.name)", a.extents)
      }
    }
    let used = known.suffix(4).map { $0.extents.isEmpty ? $0.name : "sum(\($0.name))" }
    return text + "L = " + used.joined(separator: " + ") + "\n"
  }
}
