import Testing

@Suite struct ExpandOptionTests {
  private static let graph = "def f(a) = sigmoid(a) * 2\nz = 0.6\ny = f(z)"

  @Test(arguments: ["trace", "check", "explain"])
  func everyCommandTakesCompositesApart(command: String) throws {
    let whole = try Program.run(command, "-", input: Self.graph)
    let parts = try Program.run(command, "-", "--expand", "sigmoid", input: Self.graph)
    #expect(whole.status == 0 && parts.status == 0 && parts.errors.isEmpty)
    #expect(whole.output != parts.output)
  }

  @Test func figuresDrawABandAroundTheParts() throws {
    func figure(_ arguments: String...) throws -> String {
      try Program.run(["render", "-", "--format", "svg"] + arguments, input: Self.graph).output
    }
    // Each of × −1, exp, + and 1/x is one more shape to point at, and so is the 1.
    func targets(_ svg: String) -> Int {
      Set(svg.matches(of: /data-node="\d+"/).map { String($0.output) }).count
    }
    let whole = try targets(figure())
    #expect(try targets(figure("--expand", "sigmoid")) == whole + 4)
    #expect(try targets(figure("--expand", "all", "--collapse", "sigmoid")) == whole)
    #expect(try figure("--expand", "softmax") == figure())
  }

  @Test(arguments: [["--expand", "f,all"], ["--expand", "softmax, bce", "--expand", "f"]])
  func namesComeAloneOrWithCommas(arguments: [String]) throws {
    #expect(try Program.run(["trace", "-"] + arguments, input: Self.graph).status == 0)
  }

  @Test func anUnknownNameIsToldWhatThereIs() throws {
    let run = try Program.run("trace", "-", "--expand", "sigmod", input: Self.graph)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("--expand sigmod: error: ") && run.errors.contains("sigmoid, "))
    #expect(run.errors.contains(", kl, f\n") && run.errors.split(separator: "\n").count == 1)
    let empty = try Program.run("trace", "-", "--expand", ",", input: Self.graph)
    #expect(empty.status == 64 && empty.errors.contains("--expand"))
    let both = try Program.run(
      "render", "-", "--format", "svg", "--expand", "f", "--collapse", "f", input: Self.graph)
    #expect(both.status == 64 && both.errors.contains("--collapse"))
  }

  @Test func whatOverflowsInPartsIsSaid() throws {
    let text = "z = [1000, 1]; y = softmax(z); L = y[0]"
    let trace = try Program.run("trace", "-e", text, "--expand", "softmax")
    #expect(trace.status == 0 && trace.errors.contains("subtracts the largest score first"))
    let page = try Program.run("explain", "-e", text, "--expand", "all", "--language", "ko")
    #expect(page.status == 0 && page.output.contains("한 연산인 소프트맥스"))
  }
}
