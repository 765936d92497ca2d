import Autodiff
import Testing

@testable import GraphLanguage

@Suite struct FunctionTests {
  /// Every function of the language, at x = 0.5, v = (1, 2, 3), w = (3, 1, 1), M = ((1, 2), (3, 4)).
  static let calls: [(String, Double)] = [
    ("exp(x)", 1.6487212707001282), ("log(x)", -0.6931471805599453),
    ("sqrt(x)", 0.7071067811865476),
    ("abs(-x)", 0.5), ("sin(x)", 0.479425538604203), ("cos(x)", 0.8775825618903728),
    ("tanh(x)", 0.46211715726000975), ("sigmoid(x)", 0.6224593312018546), ("relu(x)", 0.5),
    ("relu(-x)", 0), ("softplus(x)", 0.9740769841801067), ("erf(x)", 0.5204998778130465),
    ("silu(x)", 0.3112296656009273), ("gelu(x)", 0.34573123063700656),
    ("leaky_relu(-x)", -0.005), ("leaky_relu(-x, slope=0.2)", -0.1),
    ("elu(-x)", -0.3934693402873666), ("elu(-x, alpha=2)", -0.7869386805747332),
    ("square(3 * x)", 2.25), ("log2(16 * x)", 3), ("relu6(20 * x)", 6), ("relu6(-x)", 0),
    ("hardtanh(x)", 0.5), ("hardtanh(-4 * x)", -1), ("mish(x)", 0.3752452113048951),
    ("clip(x, 1, 2)", 1), ("clip(x, -1, 0.25)", 0.25), ("clip(x, -1, 1)", 0.5),
    ("max(x, 1)", 1), ("min(x, 1)", 0.5), ("dot(v, w)", 8), ("sum(v)", 6), ("mean(v)", 2),
    ("max(v)", 3), ("min(v)", 1), ("sum(M, axis=0)[1]", 6), ("sum(M, axis=-1)[0]", 3),
    ("mean(M, axis=1)[1]", 3.5), ("max(M, axis=0)[0]", 3), ("min(M, axis=+1)[1]", 3),
    ("transpose(M)[0, 1]", 3), ("affine(v[:2], M, [1, 1])[0]", 8), ("reshape(v, [3, 1])[2, 0]", 3),
    ("reshape(M, [-1])[2]", 3), ("reshape(M, 4)[3]", 4), ("flatten(M)[3]", 4),
    ("concat(v, w)[5]", 1), ("concat(M, M, axis=1)[0, 3]", 2), ("concat(M, M, M, axis=0)[5, 0]", 3),
    ("softmax(v)[0]", 0.09003057317038046), ("softmax(M, axis=0)[0, 0]", 0.11920292202211755),
    ("log_softmax(v)[2]", -0.4076059644443803), ("mse(v, w)", 3), ("sse(v, w)", 9),
    ("half_sse(v, w)", 4.5), ("bce(x, 1)", 0.6931471805599453),
    ("cross_entropy([0.25, 0.75], [0, 1])", 0.2876820724517809),
    ("softmax_cross_entropy(v, [0, 0, 1])", 0.4076059644443803),
    ("conv2d(I, [[[[1, 2], [3, 4]]]])[0, 0, 0]", 30),
    ("conv2d(I, [[[[1, 2], [3, 4]]]], [0.5], stride=2, padding=1)[0, 1, 1]", 4.5),
    ("max_pool2d(I, 2)[0, 0, 0]", 4), ("avg_pool2d(I, 2)[0, 0, 0]", 2.5),
    ("max_pool2d(I, 2, stride=1, padding=1)[0, 0, 2]", 2),
    ("avg_pool2d(I, 2, stride=1, padding=1)[0, 0, 0]", 0.25),
    ("attention(M, M, M)[0, 0]", 2.971667928246623),
    ("attention(M, M, M, causal=true)[0, 1]", 2),
    ("attention(M, M, M, causal=False)[1, 0]", 2.9998996049801296),
    ("layer_norm(v, eps=0)[2]", 1.224744871391589),
    ("layer_norm(v, w, v, eps=0)[0]", -2.674234614174767),
    ("rms_norm([3, 4], eps=0)[0]", 0.848528137423857),
    ("rms_norm(v, w)[2]", 1.3887286617360581), ("batch_norm(M, eps=0)[1, 0]", 1),
    ("batch_norm(M, [2, 3], [1, 0], eps=0)[0, 0]", -1),
    ("expand_dims(v, 1)[2, 0]", 3), ("expand_dims(v, axis=-1)[0, 0]", 1),
    ("squeeze([[[7], [8]]])[1]", 8), ("squeeze([[1, 2]], 0)[1]", 2),
    ("permute(M, [1, 0])[0, 1]", 3),
    ("broadcast_to(v, [2, 3])[1, 2]", 3), ("stack(v, w)[1, 0]", 3),
    ("stack(v, w, axis=1)[2, 0]", 3),
    ("pad(M, [[1, 0], [0, 1]])[1, 1]", 2), ("pad(v, [[2, 1]])[1]", 0), ("tril(M)[0, 1]", 0),
    ("tril(M)[1, 0]", 3), ("triu(M)[1, 0]", 0), ("triu(M)[0, 1]", 2),
    ("embedding(M, [1, 0, 1])[2, 0]", 3), ("embedding(M, 1)[1]", 4), ("v[::2][1]", 3),
    ("v[::-1][0]", 3), ("v[-1:0:-1][1]", 2), ("M[:, 1][0]", 2), ("M[::-1, 0][0]", 3),
    ("M[[1, 1, 0]][2, 1]", 2), ("M[:, [1, 0]][0, 0]", 2), ("M[[0, 1], [1, 0]][1]", 3),
    ("einsum(\"ij,jk->ik\", M, M)[0, 0]", 7), ("einsum(\"ij->\", M)", 10),
    ("einsum(\"i,i->\", v, w)", 8), ("einsum(\"ij,kj\", M, M)[0, 1]", 11),
    ("([[[1, 2]], [[3, 4]]] @ M)[1, 0, 1]", 22), ("(M @ [[[1, 0], [0, 1]]])[0, 1, 0]", 3),
    ("(v @ [[[1], [1], [1]]])[0, 0]", 6),
    ("softmax_loss([0, 0], [0, 1])", 1.3862943611198906), ("hinge(v, [1, -1, 0])", 2),
    ("where(x > 0, 3, 4)", 3), ("sum(where(v >= w, v, 10 * w))", 35), ("sum(v < w)", 1),
    ("(x <= 0.5) + (x == 0.5) + (x != 1) + (2 > x) + (x < 2 * x)", 5),
    ("1 + x < 2", 1), ("-x >= -1 + x", 1), ("sum(M, axis=[0, 1])", 10),
    ("sum(M, axis=[1], keepdims=True)[1, 0]", 7), ("mean(M, keepdims=true)[0, 0]", 2.5),
    ("max(M, axis=[-1, 0])", 4), ("sum(M / sum(M, axis=1, keepdims=true), axis=1)[0]", 1),
    ("var(v)", 0.6666666666666666), ("var(v, ddof=1)", 1), ("std(w, axis=0)", 0.9428090415820634),
    ("std(M, axis=0, keepdims=true)[0, 1]", 1), ("prod(M)", 24), ("prod(M, axis=0)[1]", 8),
    ("logsumexp(v)", 3.4076059644443806), ("logsumexp(M, axis=1)[0]", 2.313261687518223),
    ("norm([3, 4])", 5), ("norm(M, axis=1)[1]", 5), ("cumsum(v, axis=0)[2]", 6),
    ("cumsum(M, 0)[1, 0]", 4),
    ("cumsum(M, axis=-1)[1, 1]", 7), ("argmax(w)", 0), ("argmax(M)", 3),
    ("argmax(M, axis=0, keepdims=true)[0, 1]", 1), ("mae(v, w)", 1.6666666666666667),
    ("huber(v, w)", 1.1666666666666667), ("huber(v, w, delta=3)", 1.5), ("nll(v, 2)", -3),
    ("sigmoid_bce(x, 1)", 0.4740769841801067),
    ("kl([0.5, 0.5], [0.25, 0.75])", 0.14384103622589045),
  ]

  /// What losses take in one piece where their parts overflow, or come to 0 · ∞.
  @Test func lossesHoldAtTheEndsOfTheirRange() throws {
    #expect(try graph("y = sigmoid_bce([1000, -1000], [1, 0])").result == 0)
    #expect(try graph("y = kl([0, 1], [0.5, 0.5])").result == 0.6931471805599453)
    #expect(try graph("y = nll(log([0, 1]), 1)").result == 0)
    let sum = try #require(try graph("y = logsumexp([1000, 1000])").result)
    #expect(abs(sum - 1000.6931471805599) < 1e-12)
  }

  @Test(arguments: calls)
  func builtIn(text: String, value: Double) throws {
    let setting =
      "x = 0.5; v = [1, 2, 3]; w = [3, 1, 1]; M = [[1, 2], [3, 4]]; I = [[[1, 2], [3, 4]]]\n"
    #expect(abs(try #require(try graph(setting + "y = " + text).result) - value) < 1e-14)
  }

  @Test func functionsHaveNamesOfTheirOwn() throws {
    #expect(try graph("sum = sum([1, 2]); exp = sum; y = exp(exp - exp) + sum").result == 4)
  }

  @Test func attributesAreKeptAsWritten() throws {
    func attributes(_ call: String) throws -> Attributes {
      let graph = try graph("x = [[1, 2]]; y = \(call); output z; z = sum(y)")
      return graph.tape.attributes(of: try graph.node("y"))
    }
    #expect(try attributes("softmax(x)").axis == -1)
    #expect(try attributes("concat(x, x)").axis == 0)
    #expect(try attributes("sum(x)").axis == nil)
    #expect(try attributes("sum(x, axis=-2)").axis == -2)
    #expect(try attributes("sum(x, axis=[0, 1])").reducedAxes == [0, 1])
    #expect(
      try attributes("mean(x, axis=0, keepdims=True)") == Attributes(over: 0, keepsAxes: true))
    #expect(try attributes("max(x, keepdims=false)").keepsAxes == false)
    #expect(try attributes("leaky_relu(x)").slope == 0.01)
    #expect(try attributes("elu(x)").alpha == 1)
    #expect(try attributes("dropout(x)")[.dropRate] == 0.5)
    #expect(try attributes("x.dropout(p=1/4)")[.dropRate] == 0.25)
    #expect(try attributes("clip(x, -1/2, 3)") == Attributes(low: -0.5, high: 3))
    #expect(
      try attributes("max_pool2d([[[1, 2], [3, 4]]] * sum(x), 2)")
        == Attributes(window: 2, stride: nil, padding: 0))
    #expect(try attributes("x ^ -2").exponent == -2)
    #expect(try attributes("reshape(x, [-1, 1])").shape == [2, 1])
    #expect(try attributes("x[0:1, -1]").index == [.range(from: 0, to: 1), .at(-1)])
    #expect(
      try attributes("x[:, ::-1]").index == [
        .range(from: nil, to: nil), .range(from: nil, to: nil, step: -1),
      ])
    #expect(try attributes("x[[0, -1]]").index == [.list([0, -1])])
    #expect(try attributes("permute(x, [1, 0])").axes == [1, 0])
    #expect(try attributes("pad(x, [[0, 1], [2, 0]])").padding == [[0, 1], [2, 0]])
    #expect(try attributes("einsum(\"ij->ji\", x)").equation == "ij->ji")
    #expect(try attributes("expand_dims(x, 0)") == attributes("expand_dims(x, axis=0)"))
  }

  @Test func callsMakeGroups() throws {
    let graph = try graph(
      """
      def gate(a, b) = a * b + 1
      def twice(a) = gate(a, gate(a, 2))
      x = 3
      y = twice(x) - gate(x, x)
      """)
    #expect(graph.result == 12)
    let annotations = graph.tape.annotations
    let groups = (0..<graph.tape.nodeCount).map { node in
      annotations.groupPath(of: NodeID(node)).map {
        "\(annotations.groups[$0].name)\(annotations.groups[$0].call)"
      }.joined(separator: "/")
    }
    #expect(
      groups == [
        "", "twice1", "twice1/gate1", "twice1/gate1", "twice1/gate1", "twice1/gate2",
        "twice1/gate2", "twice1/gate2", "gate3", "gate3", "gate3", "",
      ])
  }

  @Test func functionsSeeParametersAndEarlierNames() throws {
    #expect(
      try graph("k = 10; def f(k, a) = k * a\ndef g(a) = k * a\ny = f(2, 3) + g(1)").result == 16)
    #expect(places("def f(a) = a * k\nk = 2; y = f(k)") == ["1:16"])
    #expect(
      helps("def f(a) = a * k\nk = 2; y = f(k)") == [
        "it is defined on line 2; a name is defined before it is used"
      ])
  }

  @Test func aFunctionThatGivesItsArgumentMakesAnIdentity() throws {
    let text = "def same(a) = a\ndef three() = 3\nx = 2; y = same(x); z = three()"
    #expect(try graph(text).outline == ["x", "y = identity(x)", "#2", "z = identity(#2)"])
  }

  @Test func aCallAsRootHasTheName() throws {
    let graph = try graph("def f(a) = a + 1\nx = 2\ny = f(x)\nz = f(y)")
    #expect(graph.outline == ["x", "#1", "y = add(x, #1)", "#3", "z = add(y, #3)"])
  }
}
