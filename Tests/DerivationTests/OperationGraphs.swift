import Autodiff
import GraphLanguage
import Notation
import Testing

@testable import Derivation

/// Graphs that show each operation of the language with all its operand slots, on numbers, vectors,
/// matrices and repeated operands.
enum OperationGraphs {
  private static let numbers = [
    "identity": "y = a", "add": "y = a + b", "subtract": "y = a - b", "multiply": "y = a * b",
    "divide": "y = a / b", "power": "y = a^3 + b^-2 + a^0.5", "generalPower": "y = a^b",
    "negate": "y = -a", "reciprocal": "y = 1/a", "exp": "y = exp(a)", "log": "y = log(a)",
    "sqrt": "y = sqrt(a)", "abs": "y = abs(c)", "sin": "y = sin(a)", "cos": "y = cos(a)",
    "tanh": "y = tanh(a)", "sigmoid": "y = sigmoid(c)", "relu": "y = relu(a) + relu(c)",
    "softplus": "y = softplus(c)", "erf": "y = erf(a)", "silu": "y = silu(c)",
    "gelu": "y = gelu(c)", "leakyReLU": "y = leaky_relu(c, slope=0.1)",
    "square": "y = square(a)", "log2": "y = log2(a)", "mish": "y = mish(c)",
    "relu6": "y = relu6(a) + relu6(c) + relu6(5 * a)",
    "hardTanh": "y = hardtanh(a) + hardtanh(c)", "clip": "y = clip(a, 0, 1) + clip(c, -1, 1)",
    "elu": "y = elu(c, alpha=1.5)", "max": "y = max(a, b)", "min": "y = min(a, b)",
    "comparisons":
      "y = (a < b) * a + (a <= 1.3) * b + (c > a) + a * (c >= c) + b * (a == 1.3) + (a != b)",
    "where":
      "y = where(a > b, a, b) + where(c, c, a) + where(c > 0, b, 2 * a) + where(b, a * a, 1)",
  ]

  private static let tensors = [
    "matmul": "y = sum(X @ W) + dot(u @ W, v) + dot(X @ u, [1, -2]) + u @ u",
    "affine": "y = sum(affine(X, W, v)^2) + sum(affine(u, W, v)) + sum(affine(X, W, a))",
    "dot": "y = dot(u, v * 0.5)", "transpose": "y = sum(X.T @ [[1, 2], [3, -4]]) + sum(u.T)",
    "sum": "y = sum(sum(X, axis=0) * u) + sum(sum(X, axis=1))",
    "mean": "y = sum(mean(X, axis=0) * u) + mean(X)",
    "maxOver": "y = max(X) + sum(max(X, axis=1) * [2, 3]) + sum(max(X, axis=0))",
    "minOver": "y = min(X) + sum(min(X, axis=0) * u)",
    "variance": "y = var(X) + sum(var(X, axis=1, ddof=1)) + sum(var(X, axis=0, keepdims=true) * u)",
    "standardDeviation": "y = std(u) * sum(std(X, axis=-1) * [2, 3]) + std([1, 1] * a)",
    "productOver":
      "y = prod(u) + sum(prod(X, axis=0) * v) + prod(X) + prod([0, 2, 0] * a) + prod(a)",
    "logSumExp": "y = logsumexp(u) + sum(logsumexp(X, axis=1) * [1, -2]) + logsumexp(X) * a",
    "norm": "y = norm(u) + norm(X) * a + sum(norm(X, axis=0) * v) + norm([0, 0] * b)",
    "cumsum":
      "y = sum(cumsum(u, axis=0) * v) + sum(cumsum(X, axis=1)^2) + sum(cumsum(X, axis=0)[1])",
    "argmax": "y = argmax(u) * a + sum(argmax(X, axis=1) * [1, 2] * a)",
    "keptAxes":
      "y = sum(X / sum(X, axis=1, keepdims=true)) + sum(X * mean(X, axis=[0, 1], keepdims=true)) "
      + "+ sum(X - max(X, axis=0, keepdims=true)) + sum(min(X, keepdims=true)) + sum(X, axis=[1, 0])",
    "choices": "y = sum(where(X > 0, X, u)^2) + sum(where(u < v, u * v, a)) + sum(X * (X >= u))",
    "reshape": "y = sum(reshape(X, [3, 2]) @ [[1, 2], [3, 4]])",
    "flatten": "y = dot(flatten(X), [1, 2, 3, 4, 5, 6])",
    "concat": "y = sum(concat(u, v, u)^2) + sum(concat(X, X, axis=0) * 2)",
    "index": "y = X[1, 2] * u[-1] + sum(X[0]) + sum(X[:, 1:] ^ 2) + sum(X[::-1, ::2] ^ 2) "
      + "+ dot(u[[2, 0, 2]], v) + sum(X[[1, 1]] ^ 2) + sum(X[:, [0, 2]] * [3, 5])",
    "embedding": "E = [[0.5, 1], [-2, 3], [4, 0.25]]; const ids = [2, 0, 2]\n"
      + "y = sum(embedding(E, ids) * [[1, 2], [3, 4], [5, 6]]) + sum(embedding(E, [[1], [1]]) ^ 2)",
    "batches": "A = [[[1, 2], [3, 4]], [[0.5, -1], [2, 1]]]; B = [[1, 0.5], [2, -1]]\n"
      + "y = sum((A @ B) ^ 2) + sum((A @ A) * [[1, 2], [3, 4]]) + sum(A @ [1, 2])",
    "einsum": "y = sum(einsum(\"ij,jk->ik\", X, W) ^ 2) + einsum(\"i,i->\", u, v) "
      + "+ sum(einsum(\"ij,j->ji\", X, u) ^ 2) + sum(einsum(\"i,j,ij->j\", u, v, W)) "
      + "+ einsum(\"ij->\", X)",
    "shapes":
      "y = sum(expand_dims(u, 1) * [[2]]) + sum(squeeze([[1], [2], [3]] * expand_dims(u, -1), "
      + "1) * v) + sum(permute(X, [1, 0]) * [[1, 2], [3, 4], [5, 6]]) "
      + "+ sum(broadcast_to(u, [2, 3]) * X) + sum(stack(u, v) * X) "
      + "+ sum(pad(X, [[0, 1], [1, 0]]) ^ 2) + sum(tril(W) * 2) + sum(triu(W) ^ 2)",
    "softmax": "y = dot(softmax(u), v) + sum(softmax(X, axis=0)^2) + max(softmax(X))",
    "logSoftmax": "y = dot(log_softmax(u), v) + sum(log_softmax(X)^2)",
    "conv2D": """
    I = reshape(X, [1, 2, 3]); K = reshape(W[:2, :2], [1, 1, 2, 2])
    y = sum(conv2d(I, K, [0.7])^2) + sum(conv2d(reshape(W, [1, 1, 3, 3]), K, stride=2, padding=1)^2)
    """,
    "maxPool2D": """
    I = reshape(concat(X, W), [1, 5, 3])
    y = sum(max_pool2d(I, 2)^2) + sum(max_pool2d(I, 3, stride=1, padding=1) * 2)
    """,
    "avgPool2D": "y = sum(avg_pool2d(reshape(W, [1, 1, 3, 3]), 2, stride=1, padding=1)^2)",
    "attention": """
    y = sum(attention(X, W, W)^2) + sum(attention(X, X, W[:2], causal=true) * X)
    """,
    "layerNorm": "y = dot(layer_norm(u, v, [1, 2, 3]), v) + sum(layer_norm(X)^3)",
    "rmsNorm": "y = dot(rms_norm(u, v), v) + sum(rms_norm(X)^3)",
    "batchNorm": "y = sum(batch_norm(W, u, v)^2) + sum(batch_norm(X, eps=0.1) * W[0])",
    "dropout": "y = sum(dropout(X, p=0.4)^2) + dot(dropout(u), v) + dropout(a, p=0.1) + dropout(c)",
    "mse": "y = mse(u, v) + mse(X, 1) + mse(a, b)",
    "sse": "y = sse(u, v) + sse(X, X * 2) + sse(a, b)",
    "halfSSE": "y = half_sse(u, v) + half_sse(X, 1) + half_sse(a, b)",
    "bce": "y = bce(p, [1, 0, 0.5]) + bce(sigmoid(a), 1) + bce(sigmoid(X), 0)",
    "crossEntropy": "y = cross_entropy(p, [0, 1, 0]) + cross_entropy(softmax(X), [2, 0])",
    "softmaxCrossEntropy":
      "y = softmax_cross_entropy(u, [0, 0, 1]) + softmax_cross_entropy(X, [1, 0])",
    "softmaxLoss": "y = softmax_loss(u, [0, 1, 0]) + softmax_loss(X, [1, 2])",
    "hinge": "y = hinge(X, [[1, -1, 1], [-1, 1, 1]]) + hinge(u, v) + hinge(c, 1)",
    "mae": "y = mae(u, v) + mae(X, 1) + mae(a, b) + mae(u, u)",
    "huber": "y = huber(u, v) + huber(X, 1, delta=0.5) + huber(a, b, delta=2) + huber(c, a)",
    "nll": "y = nll(log(p), [0, 1, 0]) + nll(log_softmax(X), [2, 0]) + nll(u, v)",
    "sigmoidBCE": "y = sigmoid_bce(u, [1, 0, 1]) + sigmoid_bce(X, 0) + sigmoid_bce(a, 1)",
    "kl": "y = kl(p, softmax(u)) + kl(softmax(X), [[0.2, 0.3, 0.5], [0.5, 0.25, 0.25]])",
    "elementwise": "y = sum(exp(X) * tanh(X) / (1 + X^2) + relu(X) - sigmoid(X) * abs(X))",
    "broadcast": "y = sum((X + u) * (X - a) / (v * v + 2) + max(X, c) * min(X, u))",
  ]

  private static func leaves(_ text: String) -> String {
    """
    a = 1.3; b = 0.7; c = -0.45; u = [0.3, -1.2, 2.05]; v = [1.5, 0.25, -0.8]
    p = [0.2, 0.5, 0.3]; X = [[0.5, -1.25, 2], [0.125, 3, -0.75]]
    W = [[0.1, 0.2, -0.3], [0.4, -0.5, 0.6], [0.7, 0.8, 0.9]]
    \(text)
    """
  }

  /// The graphs by the name of what they show, in a settled order; and each operation's own example.
  static let all: [(name: String, text: String)] =
    (numbers.merging(tensors) { first, _ in first })
    .sorted { $0.key < $1.key }.map { ($0.key, leaves($0.value)) }
    + OperationKind.allCases.compactMap { kind in
      kind.profile.example.map { ("\(kind) by itself", $0.text) }
    }
}

/// The trace of a graph's text.
func trace(_ text: String, expanding: Set<OperationKind> = []) throws -> Trace<Double> {
  let graph = try parseGraph(Array(text.utf8), file: "<test>", expanding: expanding).get()
  return graph.tape.backward(from: graph.output, upstream: graph.upstream)
}

@Suite struct OperationGraphTests {
  @Test func everyOperationIsShown() throws {
    var shown: Set<OperationKind> = [.leaf]
    for graph in OperationGraphs.all {
      // One-hot rows stand only where a loss over labels was taken apart.
      for expanding in [[], Set(OperationKind.composites)] {
        let trace = try trace(graph.text, expanding: expanding)
        shown.formUnion(trace.nodes.map(trace.kind))
      }
    }
    #expect(OperationKind.allCases.filter { !shown.contains($0) } == [])
  }
}
