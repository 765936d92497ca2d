import Autodiff
import GraphLanguage
import Scene
import Testing

@testable import Diagram

/// The graphs of the lessons, in the graph language.
enum Lesson {
  static let apples = """
    title "Two apples and a tax"
    title ko "사과 두 개와 소비세"
    label ko apple "사과"
    label ko count "개수"
    label ko tax "소비세"
    label ko price "사과 가격"
    label ko total "지불 금액"
    apple = 100; count = 2; tax = 1.1
    price = apple * count
    total = price * tax
    """
  static let oranges = """
    apple = 100; apples = 2; orange = 150; oranges = 3; tax = 1.1
    sum = apple * apples + orange * oranges
    total = sum * tax
    """
  static let chain = "x = 3; y = 4; t = x + y; z = t^2"
  static let line = "w = -2; x = 5; b = 3; g = w * x; f = g + b"
  static let square = "x = 3; y = x * x + 1"
  static let neuron = """
    const x1 = 2; const x2 = 5; param w1 = 0.5; param w2 = 0.1; const t = 0
    s = x1 * w1 + x2 * w2; y = sigmoid(s); loss = (y - t)^2
    """
  static let twoByTwo = """
    const i1 = 0.05; const i2 = 0.10
    layer "Hidden layer"
    param w13 = 0.15; param w23 = 0.20; param w14 = 0.25; param w24 = 0.30
    in_h3 = i1 * w13 + i2 * w23; out_h3 = sigmoid(in_h3)
    in_h4 = i1 * w14 + i2 * w24; out_h4 = sigmoid(in_h4)
    layer "Output layer"
    param w35 = 0.40; param w45 = 0.45; param w36 = 0.50; param w46 = 0.55
    out_o5 = sigmoid(out_h3 * w35 + out_h4 * w45)
    out_o6 = sigmoid(out_h3 * w36 + out_h4 * w46)
    layer end
    const t5 = 0.01; const t6 = 0.99
    E5 = 1/2 * (t5 - out_o5)^2; E6 = 1/2 * (t6 - out_o6)^2
    E = E5 + E6
    """
  static let network = """
    x1 = 1; x2 = 1; const y = 0; rate 1
    layer "Layer 1"
    param W1 = 0.4352; param W2 = 0.3545; param b1 = -0.1419
    param W3 = 0.1951; param W4 = 0.4835; param b2 = 0.0439
    z1 = W1 * x1 + W2 * x2 + b1; sigma_1 = sigmoid(z1)
    z2 = W3 * x1 + W4 * x2 + b2; sigma_2 = sigmoid(z2)
    layer "Layer 2"
    param W5 = -0.1725; param W6 = 0.1129; param b3 = -0.3043
    z3 = W5 * sigma_1 + W6 * sigma_2 + b3; sigma_3 = sigmoid(z3)
    layer end
    L = bce(sigma_3, y)
    """
  static let kinks = "x = -1.5; y = 0; u = relu(x) + abs(y) + exp(x) * 1e-5"
  static let calls = """
    def neuron(x, w, b) = sigmoid(w * x + b)
    x = 0.5; w = 1.5; b = -0.3
    h = neuron(x, w, b); L = neuron(h, w, b)^2
    """
  /// A recurrent network over four steps.
  static let recurrent = """
    const x = [0.5, -0.3, 0.8, 0.1]; param w = 0.7; param u = 0.4; const h = 0
    for t in 0:4 { h = tanh(w * h + u * x[t]) }
    L = (h - 0.5)^2
    """
  /// A function of two results.
  static let lstm = """
    def lstm(x, h, c, Wf, Wi, Wg, Wo) {
      xh = concat(x, h)
      f = sigmoid(xh @ Wf); i = sigmoid(xh @ Wi); g = tanh(xh @ Wg); o = sigmoid(xh @ Wo)
      c_next = f * c + i * g
      return o * tanh(c_next), c_next
    }
    const x = [0.5, -0.3]; const h0 = [0.1, 0.2]; const c0 = [-0.2, 0.4]
    param Wf = [[0.4, -0.1], [0.3, 0.2], [0.1, 0.5], [-0.2, 0.3]]
    param Wi = [[-0.5, 0.2], [0.2, 0.4], [0.3, -0.1], [0.1, 0.2]]
    param Wg = [[0.6, -0.4], [-0.4, 0.1], [0.2, 0.3], [0.5, -0.6]]
    param Wo = [[0.3, 0.5], [0.5, -0.2], [-0.1, 0.4], [0.2, 0.1]]
    h, c = lstm(x, h0, c0, Wf, Wi, Wg, Wo)
    L = sse(h, [0.5, -0.5]) + sum(c)
    """
  static let softmax = """
    z = [0.3, 2.9, 4.0]; const t = [0, 1, 0]
    s = softmax(z); L = cross_entropy(s, t)
    """
  static let matrices = """
    X = [[1, 2], [3, 4], [5, 6]]; param W = [[0.5, -1, 2], [1.25, 0, 1]]; param b = [1, 2, 3]
    L = sum(relu(X @ W + b))
    """
  /// Tensors too large to be written out, one of them also for a heat strip.
  static let large = """
    const X = \(literal(6, 8) { Double($0 * 8 + $1) / 48 })
    param W = \(literal(8, 50) { Double(($0 * 7 + $1 * 3) % 11) - 5 })
    Z = X @ W; H = tanh(Z); L = mean(H)
    """

  private static func literal(_ rows: Int, _ columns: Int, _ entry: (Int, Int) -> Double) -> String
  {
    let lines = (0..<rows).map { row in
      "[" + (0..<columns).map { "\(entry(row, $0))" }.joined(separator: ", ") + "]"
    }
    return "[" + lines.joined(separator: ", ") + "]"
  }
}

func trace(_ text: String) throws -> Trace<Double> {
  let graph = try parseGraph(Array(text.utf8), file: "<expression>").get()
  return graph.tape.backward(from: graph.output, upstream: graph.upstream)
}

func figure(_ text: String, _ options: FigureOptions = FigureOptions()) throws -> GraphFigure {
  GraphFigure(try trace(text), options: options, measuring: MonospaceMeasure())
}

extension Scene {
  /// What is written in the layers of a class.
  func words(in name: String) -> [String] {
    layers.filter { $0.classes.contains(name) }.flatMap(\.items).compactMap { item in
      if case .text(let text) = item { text.string } else { nil }
    }
  }

  /// How many arrowheads the layers of a class have.
  func heads(in name: String, paint: Paint) -> Int {
    layers.filter { $0.classes.contains(name) }.flatMap(\.items).count { item in
      if case .path(let path, nil, paint) = item { path.elements.last == .close } else { false }
    }
  }
}

extension FigureOptions {
  /// All numbers, nothing folded, and what a test asks for.
  static func whole(_ change: (inout FigureOptions) -> Void) -> FigureOptions {
    var options = FigureOptions(labels: .all, groups: .expanded)
    change(&options)
    return options
  }
}
