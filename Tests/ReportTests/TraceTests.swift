import Autodiff
import Foundation
import GraphLanguage
import Report
import Testing
import Wording

@Suite struct TraceTests {
  private func json(_ trace: Trace<Double>, warnings: [TraceWarning] = []) throws -> String {
    let written = Written()
    try TraceJSON(trace, warnings: warnings, language: .korean).write(to: written.append)
    return written.text
  }

  private func table(_ trace: Trace<Double>, _ language: Language) throws -> String {
    let written = Written()
    try TraceTable(trace, language: language).write(to: written.append)
    return written.text
  }

  @Test func theObjectIsTheOneOfTheLanguage() throws {
    let tape = Tape<Double>()
    let w = tape.leaf(2, role: .parameter, name: "w")
    let c = tape.leaf(5, role: .constant)
    tape.openLayer(LocalizedText(nil, [.english: "L1"]))
    tape.openGroup("f", call: 1)
    let y = tape.recordScalar(.multiply, w, c)
    tape.annotations.names[y] = "y"
    tape.annotations.labels[w] = LocalizedText("W", [.korean: "무게"])
    tape.annotations.rate = 0.5
    let warning = TraceWarning(
      place: SourcePlace(line: 4, column: 7), node: y, message: Bilingual(en: "no", ko: "아니"))
    #expect(
      try json(tape.backward(from: y), warnings: [warning]) == """
        {"schema": "backdraw.trace/1", "title": {}, "output": "y", "upstream": 1, "rate": 0.5,
         "nodes": [
          {"id": 0, "name": "w", "label": {"": "W", "ko": "무게"}, "op": "leaf", "role": "param", \
        "attributes": {}, "layer": null, "groups": [], "inputs": [], "shape": [], "value": 2, \
        "gradient": 5},
          {"id": 1, "name": null, "label": null, "op": "leaf", "role": "const", \
        "attributes": {}, "layer": null, "groups": [], "inputs": [], "shape": [], "value": 5, \
        "gradient": null},
          {"id": 2, "name": "y", "label": null, "op": "multiply", "role": "operation", \
        "attributes": {}, "layer": {"en": "L1"}, "groups": [{"name": "f", "call": 1}], \
        "inputs": [0, 1], "shape": [], "value": 10, "gradient": 1}],
         "edges": [
          {"from": 0, "to": 2, "slot": 0, "local": 5, "gradient": 5},
          {"from": 1, "to": 2, "slot": 1, "local": 2, "gradient": null}],
         "updates": [
          {"name": "w", "before": 2, "after": -0.5}],
         "warnings": [
          {"line": 4, "column": 7, "node": 2, "message": "아니"}]}

        """)
  }

  @Test func whatALoopMadeHasItsPass() throws {
    let text = "h = 2; for t in 1:3 { h = h * 3; param w = t }\nL = h * w; output h(1)"
    let graph = try parseGraph(Array(text.utf8), file: "t").get()
    let trace = graph.tape.backward(from: graph.output)
    let json = try json(trace)
    #expect(json.contains("\"output\": \"h\", \"pass\": [1], "))
    #expect(
      json.contains(
        "\"name\": \"h\", \"label\": null, \"op\": \"multiply\", \"role\": \"operation\", "
          + "\"attributes\": {}, \"layer\": null, \"pass\": [2], "
          + "\"groups\": [{\"name\": \"t = 2\", \"call\": 2}], "))
    #expect(json.components(separatedBy: "\"pass\"").count == 1 + 1 + 6)
    let table = try table(trace, .english)
    #expect(table.contains("h⁽¹⁾") && table.contains("h⁽²⁾") && table.contains("w⁽²⁾"))
  }

  @Test func attributesAreThoseThatArePresent() throws {
    let tape = Tape<Double>()
    let x = tape.leaf(try Tensor([[1, 2, 3], [4, 5, 6]]), name: "x")
    let part = try tape.record(
      .index, [x], Attributes(index: [.at(-1), .range(from: 1, to: nil)]))
    let square = try tape.record(.power, [part], Attributes(exponent: 2))
    let sum = try tape.record(.sum, [square], Attributes(axis: -1))
    let text = try json(tape.backward(from: sum))
    #expect(text.contains(#""attributes": {"index": [-1, [1, null]]}"#))
    #expect(text.contains(#""attributes": {"exponent": 2}"#))
    #expect(text.contains(#""attributes": {"axis": -1}"#))
    #expect(text.contains(#""gradient": [[0, 0, 0], [0, 10, 12]]"#))
  }

  @Test func aNodeOffThePathHasZerosInJSONAndAReasonInTheTable() throws {
    let tape = Tape<Double>()
    let x = tape.leaf(Tensor([1, 2]), name: "x")
    let unused = try tape.record(.exp, [x])
    let off = try tape.record(.relu, [try tape.record(.negate, [x])])
    let y = try tape.record(.sum, [off])
    let trace = tape.backward(from: y)
    let arrow = #""to": \#(unused.index), "slot": 0, "local": null, "gradient": [0, 0]"#
    #expect(try json(trace).contains(arrow))
    let english = try table(trace, .english)
    #expect(english.contains("the output does not depend on it"))
    #expect(english.contains("[0, 0]    ReLU is off"))
    #expect(try table(trace, .korean).contains("ReLU 꺼짐"))
  }

  @Test func ofALargeTensorTheTableShowsTheCorners() throws {
    let tape = Tape<Double>()
    let x = tape.leaf(Tensor(shape: Shape([5, 4]), elements: (0..<20).map(Double.init)), name: "x")
    let text = try table(tape.backward(from: try tape.record(.sum, [x])), .english)
    #expect(text.contains("[[0, 1, …, 3], [4, 5, …, 7], …, [16, 17, …, 19]]"))
    #expect(text.contains("--format json has them all"))
  }
}
