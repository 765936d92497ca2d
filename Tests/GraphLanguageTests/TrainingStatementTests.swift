import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// Data of three images of 2×2 pixels, and of a text of five tokens.
private let data: BatchReader = { source, row in
  switch source {
  case .images:
    let row = row ?? Shape([4])
    guard row.count == 4 else {
      return .failure(TensorRefusal(Bilingual(en: "4 pixels", ko: "픽셀 4개")))
    }
    return .success(
      Tensor(shape: Shape([3] + row.extents), elements: (0..<12).map { Double($0) / 12 }))
  case .labels: return .success(Tensor([1, 0, 2]))
  case .text, .tokens, .positions:
    let shape = row.map { Shape([2] + $0.extents) } ?? Shape([5])
    return .success(Tensor(shape: shape, elements: (0..<shape.count).map { Double($0 % 3) }))
  }
}

private func read(
  _ text: String, inputs: GraphInputs = GraphInputs(batches: data)
) -> Result<Graph, Diagnostics> {
  parseGraph(Array(text.utf8), file: "t", inputs: inputs)
}

/// The errors of a text and what they advise.
private func flaws(_ text: String, inputs: GraphInputs = GraphInputs(batches: data)) -> [String] {
  guard case .failure(let diagnostics) = read(text, inputs: inputs) else { return [] }
  for error in diagnostics.errors {
    #expect(Language.allCases.allSatisfy { !error.message[$0].isEmpty })
  }
  return diagnostics.errors.map {
    "\($0.place.line):\($0.place.column): \($0.message.english)"
      + ($0.help.map { "; \($0.english)" } ?? "")
  }
}

@Suite struct TrainingStatementTests {
  @Test func leavesAreFilledWithRows() throws {
    let graph = try read(
      "batch x = images [1, 2, 2]\nbatch t = labels\nparam W = normal(0, 1, shape=[4, 3])\n"
        + "y = reshape(x, [-1, 4]) @ W\nL = softmax_cross_entropy(y, t)\npredict y"
    ).get()
    let (x, t, y) = (try graph.node("x"), try graph.node("t"), try graph.node("y"))
    let annotations = graph.tape.annotations
    #expect(annotations.batches == [x: .images, t: .labels] && annotations.predicted == y)
    #expect(graph.tape.shape(of: x) == Shape([3, 1, 2, 2]))
    #expect(graph.tape.role(of: x) == .constant && graph.tape.role(of: t) == .constant)
    #expect(graph.tape.value(of: t).elements == [1, 0, 2])
    #expect(
      try read("batch x = images\ny = sum(x)").get().tape.shape(of: NodeID(0)) == Shape([3, 4]))
  }

  @Test func textComesWholeOrInWindows() throws {
    let whole = try read(
      "batch x = text; batch t = tokens; batch p = positions; y = sum(x + t + p)"
    )
    .get()
    #expect(whole.tape.shape(of: NodeID(0)) == Shape([5]))
    #expect(Set(whole.tape.annotations.batches.values) == [.text, .tokens, .positions])
    let windows = try read("batch x = text [16]; batch t = tokens [16]; y = sum(x + t)").get()
    #expect(windows.tape.shape(of: NodeID(1)) == Shape([2, 16]))
  }

  /// Another document has another length, and the same parameters.
  @Test func anotherLengthLeavesTheParametersAlone() throws {
    let text = """
      batch x = text; batch t = tokens; batch p = positions
      param E = normal(0, 0.1, shape=[9, 4]); param P = normal(0, 0.1, shape=[9, 4])
      h = embedding(E, x) + embedding(P, p)
      L = softmax_cross_entropy(h @ E.T, t); predict h
      """
    func graph(_ length: Int) throws -> Graph {
      try read(
        text,
        inputs: GraphInputs(batches: { source, _ in
          .success(
            Tensor((0..<length).map { source == .positions ? Double($0) : Double($0 % 2) }))
        })
      ).get()
    }
    let (short, long) = (try graph(3), try graph(8))
    #expect(short.tape.nodeCount == long.tape.nodeCount)
    for index in 0..<short.tape.nodeCount where short.tape.role(of: NodeID(index)) == .parameter {
      #expect(short.tape.value(of: NodeID(index)) == long.tape.value(of: NodeID(index)))
    }
    #expect(short.tape.annotations.batches == long.tape.annotations.batches)
    #expect(short.tape.annotations.predicted == long.tape.annotations.predicted)
    #expect(long.tape.shape(of: try long.node("h")) == Shape([8, 4]))
  }

  @Test func optimizersAndSchedules() throws {
    func optimizer(_ text: String) throws -> OptimizerKind? {
      try read("x = 1; optimizer \(text)").get().tape.annotations.optimizer
    }
    #expect(try read("x = 1").get().tape.annotations.optimizer == nil)
    #expect(try optimizer("sgd") == .sgd)
    #expect(try optimizer("momentum") == .momentum(0.9))
    #expect(try optimizer("momentum(0.5)") == .momentum(0.5))
    #expect(try optimizer("momentum(share=1/2)") == .momentum(0.5))
    #expect(try optimizer("adam") == .adam)
    #expect(
      try optimizer("adam(beta1=0.85, beta2=0.99, eps=1e-8)")
        == .adam(beta1: 0.85, beta2: 0.99, epsilon: 1e-8))
    #expect(try optimizer("adam(eps=1e-6,)") == .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-6))
    #expect(try read("x = 1; schedule linear").get().tape.annotations.schedule == .linear)
    #expect(try read("x = 1; schedule constant").get().tape.annotations.schedule == .constant)
    #expect(RateSchedule.linear.factor(atStep: 250, of: 1000) == 0.75)
    #expect(RateSchedule.constant.factor(atStep: 250, of: 1000) == 1)
  }

  /// No new word takes an old file's name away.
  @Test func aWordBeforeEqualsIsAName() throws {
    let text = """
      batch = 1; predict = 2; optimizer = 3; schedule = 4; images = 5; labels = 6; text = 7
      tokens = 8; positions = 9; adam = 10; linear = 11
      y = batch + predict + optimizer + schedule + images + labels + text + tokens + positions
      z = y + adam + linear
      """
    #expect(try read(text).get().result == 66)
    // Names of data stay names beside a statement that uses them.
    #expect(try read("images = 2; batch x = images; y = images * sum(x)").get().result == 11)
  }

  @Test func aLeafMayBeSetInstead() throws {
    let inputs = GraphInputs(settings: [GraphInputs.Setting("x=[[1, 2]]", place: "--set")])
    let graph = try read("batch x = images; y = sum(x)", inputs: inputs).get()
    #expect(graph.result == 3)
    #expect(graph.tape.annotations.batches == [NodeID(0): .images])
    #expect(graph.tape.role(of: NodeID(0)) == .constant)
  }

  @Test func withoutDataThereIsAnErrorAndOne() {
    let flaws = flaws(
      "batch x = images; batch t = labels; y = sum(x) + sum(t)", inputs: GraphInputs())
    #expect(
      flaws == [
        "1:11: 'x' cannot be filled: there are no data here; name the data, or set the leaf to a "
          + "literal of its own"
      ])
  }

  @Test(arguments: [
    ("batch x = image; y = sum(x)", "1:11: no data are called 'image'; did you mean 'images'?"),
    ("batch x = mnist; y = sum(x)", "1:11: no data are called 'mnist'; did you mean 'images'?"),
    (
      "batch x = zeros([3]); y = sum(x)",
      "1:11: no data are called 'zeros'; a batch is filled with images, labels, text, tokens or "
        + "positions"
    ),
    (
      "batch images; y = 1",
      "1:13: expected '=', found ';'; write batch x = images, batch t = labels, or for text batch "
        + "x = text, batch t = tokens"
    ),
    (
      "batch x = [1, 2]; y = 1",
      "1:11: expected images, labels, text, tokens or positions, found '['; write batch x = images, "
        + "batch t = labels, or for text batch x = text, batch t = tokens"
    ),
    (
      "batch x = images(1, 2, 2); y = sum(x)",
      "1:17: the shape of a row stands in square brackets; write images [1, 28, 28]"
    ),
    (
      "batch x = images [1, 2.5]; y = sum(x)",
      "1:22: behind 'images' stand whole numbers from 1; write images [1, 28, 28]"
    ),
    (
      "batch x = images [-1, 4]; y = sum(x)",
      "1:19: behind 'images' stand whole numbers from 1; write images [1, 28, 28]"
    ),
    (
      "batch x = images []; y = sum(x)",
      "1:18: behind 'images' stand whole numbers from 1; write images [1, 28, 28]"
    ),
    ("batch x = images [3]; y = sum(x)", "1:11: 'x' cannot be filled: 4 pixels"),
    (
      "batch x = images; batch t = labels [3]; y = sum(x)",
      "1:36: a label is one number, and has no shape; write batch t = labels: losses take them as "
        + "they are"
    ),
    (
      "batch x = text [1, 16]; y = sum(x)",
      "1:16: a window of text has one length; write text [16]; how many windows there are, --batch "
        + "says"
    ),
    (
      "batch x = text [16]; batch t = tokens [8]; y = sum(x)",
      "1:32: 'tokens [8]' does not fit 'text [16]' of line 1; write tokens [16]"
    ),
    (
      "batch x = text\nbatch t = tokens [8]; y = sum(x)",
      "2:11: 'tokens [8]' does not fit 'text' of line 1; write tokens"
    ),
    (
      "batch x = images\nbatch t = tokens; y = sum(x)",
      "2:11: 'tokens' cannot stand beside 'images' of line 1: a graph trains on images or on text; "
        + "beside images stand labels"
    ),
    (
      "batch t = labels; y = sum(t)",
      "1:11: 'labels' belong to 'images', which the graph does not take; add a line batch x = images"
    ),
    (
      "batch t = positions; y = sum(t)",
      "1:11: 'positions' belong to 'text', which the graph does not take; add a line batch x = text"
    ),
    (
      "batch x = images; batch x = labels; y = sum(x)",
      "1:25: 'x' is already defined on line 1; give this one another name"
    ),
    (
      "for i in 0:2 { batch x = images }; y = 1",
      "1:16: 'batch' speaks of the whole graph and cannot stand in a loop; write it outside of the "
        + "braces"
    ),
    (
      "def f(a) { batch x = images; return a }; y = f(1)",
      "1:12: 'batch' speaks of the whole graph and cannot stand in the body of a function; write it "
        + "outside of the braces"
    ),
    (
      "x = 1; predict x\npredict x",
      "2:1: 'predict' stands once in a file; it is on line 1 already"
    ),
    ("scores = 1; predict score", "1:21: undefined name 'score'; did you mean 'scores'?"),
    ("x = 1; optimizer Adam", "1:18: unknown optimizer 'Adam'; did you mean 'adam'?"),
    (
      "x = 1; optimizer rmsprop",
      "1:18: unknown optimizer 'rmsprop'; write optimizer sgd, momentum(0.9) or adam"
    ),
    (
      "x = 1; optimizer adam(lr=0.1)",
      "1:23: 'adam' has no keyword 'lr'; the rate is a statement of its own: rate 0.01"
    ),
    (
      "x = 1; optimizer sgd(momentum=0.9)",
      "1:22: 'sgd' has no keyword 'momentum'; write optimizer momentum(0.9)"
    ),
    (
      "x = 1; optimizer adam(0.9, 0.99)",
      "1:23: the numbers of 'adam' have names; write optimizer adam(beta1=0.9, beta2=0.999, eps=1e-8)"
    ),
    (
      "x = 1; optimizer adam(beta1=1)",
      "1:29: 'beta1' of 'adam' is a number from 0 and below 1; write optimizer adam(beta1=0.9, "
        + "beta2=0.999, eps=1e-8)"
    ),
    (
      "x = 1; optimizer adam(eps=0)",
      "1:27: 'eps' of 'adam' is a number above 0 and below 1; write optimizer adam(beta1=0.9, "
        + "beta2=0.999, eps=1e-8)"
    ),
    ("x = 1; schedule liner", "1:17: unknown schedule 'liner'; did you mean 'linear'?"),
    (
      "x = 1; optimizer adam\noptimizer sgd",
      "2:1: 'optimizer' stands once in a file; it is on line 1 already"
    ),
  ])
  func mistakesAreExplained(text: String, expected: String) {
    #expect(flaws(text) == [expected])
  }

  /// What stands for a leaf that could not be filled is not undefined as well.
  @Test func oneMistakeIsOneError() {
    #expect(flaws("batch x = imags\ny = sum(x)\nz = y + x").count == 1)
    #expect(flaws("batch x = images [1, 28, 28]\ny = sum(x)\nz = q").count == 2)
  }

  @Test func extentsThatOverflowAreRefused() {
    #expect(
      flaws("batch x = images [9007199254740992, 9007199254740992]; y = sum(x)").count == 1)
    #expect(flaws("batch x = text [1000000000]; y = sum(x)").count == 1)
  }
}
