import Foundation
import Testing

/// The lessons' numbers, as the program prints them in JSON, held to the digits of their sources.
@Suite struct WorkedExampleTests {
  @Test func lesson1TwoApples() throws {
    let lesson = try Lesson(
      "apple = 100; count = 2; tax = 1.1; price = apple * count; total = price * tax")
    try lesson.values("total 220")
    try lesson.gradients("apple 2.2", "count 110", "tax 200", "price 1.1", "total 1")
  }

  @Test func lesson2ApplesAndOranges() throws {
    let lesson = try Lesson(
      """
      apple = 100; count = 2; orange = 150; oranges = 3; tax = 1.1
      sum = apple * count + orange * oranges
      total = sum * tax
      """)
    try lesson.values("total 715")
    try lesson.gradients(
      "apple 2.2", "count 110", "orange 3.3", "oranges 165", "tax 650", "sum 1.1")
  }

  @Test func lesson4ChainRule() throws {
    let lesson = try Lesson("x = 3; y = 4; t = x + y; z = t^2")
    try lesson.values("z 49")
    try lesson.gradients("x 14", "y 14", "t 14")
  }

  @Test func lesson5Line() throws {
    let lesson = try Lesson("w = -2; x = 5; b = 3; g = w * x; f = g + b")
    try lesson.values("f -7")
    try lesson.gradients("w 5", "x -2", "b 1", "g 1")
  }

  @Test func lesson17OneNeuron() throws {
    let lesson = try Lesson(
      """
      const x1 = 2; const x2 = 5; const t = 0
      param w1 = 0.5; param w2 = 0.1
      s = w1 * x1 + w2 * x2
      y = sigmoid(s)
      loss = mse(y, t)
      rate 1
      """)
    try lesson.values("s 1.5", "y 0.817574", "loss 0.668428")
    try lesson.gradients("y 1.635149", "s 0.243877", "w1 0.487753", "w2 1.219383")
    try lesson.updates("w1 0.012247", "w2 -1.119383")
  }

  @Test func lesson18TwoLayers() throws {
    let lesson = try Lesson(
      """
      const i1 = 0.05; const i2 = 0.10; const t5 = 0.01; const t6 = 0.99
      param w13 = .15; param w23 = .20; param w14 = .25; param w24 = .30
      param w35 = .40; param w45 = .45; param w36 = .50; param w46 = .55
      in_h3 = w13 * i1 + w23 * i2; out_h3 = sigmoid(in_h3)
      in_h4 = w14 * i1 + w24 * i2; out_h4 = sigmoid(in_h4)
      out_o5 = sigmoid(w35 * out_h3 + w45 * out_h4)
      out_o6 = sigmoid(w36 * out_h3 + w46 * out_h4)
      E = half_sse(out_o5, t5) + half_sse(out_o6, t6)
      """)
    try lesson.values(
      "in_h3 0.0275", "out_h3 0.506875", "in_h4 0.0425", "out_h4 0.510623", "out_o5 0.606478",
      "out_o6 0.630481", "E 0.242520")
    try lesson.gradients(
      "w35 0.0721571", "w36 -0.0424553", "w45 0.0726907", "w46 -0.0427692", "w13 0.000188256",
      "w14 0.000224813", "w23 0.000376511", "w24 0.000449627", "out_h3 0.0150633")
    #expect(lesson.outgoing("out_h3").count == 2)
  }

  @Test func lesson19BinaryCrossEntropy() throws {
    let lesson = try Lesson(
      """
      const x1 = 1; const x2 = 1; const y = 0
      param W1 = .4352; param W2 = .3545; param b1 = -.1419
      param W3 = .1951; param W4 = .4835; param b2 = .0439
      param W5 = -.1725; param W6 = .1129; param b3 = -.3043
      z1 = W1*x1 + W2*x2 + b1; s1 = sigmoid(z1)
      z2 = W3*x1 + W4*x2 + b2; s2 = sigmoid(z2)
      z3 = W5*s1 + W6*s2 + b3; s3 = sigmoid(z3)
      L = bce(s3, y)
      rate 1
      """)
    try lesson.values(
      "z1 0.6478", "z2 0.7225", "s1 0.656515", "s2 0.673157", "s3 0.415433", "L 0.536884")
    try lesson.gradients(
      "s3 1.710668", "W5 0.272738", "W6 0.279652", "b3 0.415433", "s1 -0.0716622", "W1 -0.0161601",
      "W2 -0.0161601", "W3 0.0103193", "W4 0.0103193")
    try lesson.updates(
      "W1 0.451360", "W2 0.370660", "W3 0.184781", "W4 0.473181", "b1 -0.125740", "b2 0.033581",
      "W5 -0.445238", "W6 -0.166752", "b3 -0.719733")
    let arrow = try #require(lesson.outgoing("z3").first)
    #expect(Lesson.agrees(arrow["local"] as? Double ?? .nan, "0.242848"))
  }
}

/// A graph's trace as JSON, in which every law of traces was found to hold.
struct Lesson {
  let object: [String: Any]
  let nodes: [[String: Any]]
  let edges: [[String: Any]]

  init(_ text: String) throws {
    let run = try Program.run("trace", "-", "--format", "json", input: text)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(
      run.standardOutput
        == (try Program.run("trace", "-", "--format", "json", input: text)).standardOutput)
    object = try run.object
    nodes = try #require(object["nodes"] as? [[String: Any]])
    edges = try #require(object["edges"] as? [[String: Any]])
    try checkLaws()
  }

  private func checkLaws() throws {
    var sums: [Int: Double] = [:]
    var last = (-1, -1)
    for edge in edges {
      let from = try #require(edge["from"] as? Int)
      let to = try #require(edge["to"] as? Int)
      let slot = try #require(edge["slot"] as? Int)
      #expect(last < (to, slot) && from < to)
      #expect((nodes[to]["inputs"] as? [Int])?[slot] == from)
      last = (to, slot)
      // Downstream is upstream times local; nothing flows from a constant.
      if let gradient = edge["gradient"] as? Double {
        let local = try #require(edge["local"] as? Double)
        let upstream = try #require(nodes[to]["gradient"] as? Double)
        #expect(abs(gradient - local * upstream) <= 1e-15 * max(1, abs(gradient)))
        sums[from, default: 0] += gradient
      } else {
        #expect(nodes[from]["gradient"] is NSNull)
      }
    }
    for (id, node) in nodes.enumerated() {
      #expect(node["id"] as? Int == id)
      guard let gradient = node["gradient"] as? Double else { continue }
      let arriving = node["name"] as? String == object["output"] as? String ? 1.0 : 0
      #expect(abs(gradient - (sums[id] ?? 0) - arriving) <= 1e-15 * max(1, abs(gradient)))
    }
    #expect(edges.count == nodes.reduce(0) { $0 + (($1["inputs"] as? [Int])?.count ?? 0) })
  }

  /// Whether a number is what a source printed, to its last digit.
  static func agrees(_ number: Double, _ printed: String) -> Bool {
    let decimals = printed.split(separator: ".").dropFirst().first?.count ?? 0
    return abs(number - (Double(printed) ?? .nan)) <= 0.5000001 * pow(10, -Double(decimals))
  }

  private func node(_ name: Substring) -> [String: Any]? {
    nodes.first { $0["name"] as? String == String(name) }
  }

  /// The arrows that leave a node.
  func outgoing(_ name: String) -> [[String: Any]] {
    let id = node(name[...])?["id"] as? Int
    return edges.filter { $0["from"] as? Int == id }
  }

  func values(_ expected: String...) throws { try expect(expected) { node($0)?["value"] } }
  func gradients(_ expected: String...) throws { try expect(expected) { node($0)?["gradient"] } }
  func updates(_ expected: String...) throws {
    let updates = try #require(object["updates"] as? [[String: Any]])
    try expect(expected) { name in
      updates.first { $0["name"] as? String == String(name) }?["after"]
    }
  }

  private func expect(_ expected: [String], _ find: (Substring) -> Any?) throws {
    for line in expected {
      let words = line.split(separator: " ")
      let found = try #require(find(words[0]) as? Double)
      #expect(Self.agrees(found, String(words[1])), "\(line): \(found)")
    }
  }
}
