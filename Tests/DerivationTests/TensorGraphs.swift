/// Graphs of tensors with up to four axes through all functions, with ties, kinks and extremes: the
/// same seed, the same graphs.
struct TensorGraphs {
  private var random: Pseudorandom
  private var text = ""
  private var values: [(name: String, shape: [Int])] = []

  init(seed: UInt64) { random = Pseudorandom(seed: seed) }

  /// The next graph.
  mutating func graph() -> String {
    (text, values) = ("", [])
    let n = 1 + random.below(3)
    let m = 1 + random.below(3)
    let kind = random.below(5)
    for index in 0..<(2 + random.below(2)) { leaf(["a", "b", "c"][index], []) }
    if kind > 0 {
      leaf("u", [n])
      leaf("v", [n])
      leaf("X", [m, n])
      leaf("W", [n, 1 + random.below(3)])
    }
    if kind == 3 { leaf("T", [1 + random.below(2), m, n]) }
    if kind == 4 { leaf("Q", [1 + random.below(2), 1 + random.below(2), m, n]) }
    for index in 0..<(2 + random.below(5)) { operation("v\(index + 1)") }
    if kind > 0 && random.below(4) == 0 { network(kind) }
    end()
    return text
  }

  /// What was computed last comes together in one number, or a gradient arrives at all of it.
  private mutating func end() {
    if random.below(8) == 0, let last = values.last, last.shape.count < 3 {
      text += "y = \(last.name) * 2\nupstream \(literal(last.shape[...], style: 7))\n"
    } else {
      let last = values.suffix(2).map { total($0) }
      text += "L = " + last.joined(separator: random.isOdd ? " + " : " * ") + "\n"
      if random.below(8) == 0 { text += "upstream 2.5\n" }
    }
    if random.below(4) == 0 { text += "rate 0.0123\n" }
  }

  // MARK: Leaves

  private mutating func leaf(_ name: String, _ shape: [Int]) {
    let role = random.below(6) == 0 ? "const " : random.below(6) == 0 ? "param " : ""
    text += "\(role)\(name) = \(literal(shape[...], style: random.below(8)))\n"
    values.append((name, shape))
  }

  private mutating func literal(_ shape: ArraySlice<Int>, style: Int) -> String {
    guard let count = shape.first else { return number(style) }
    let parts = (0..<count).map { _ in literal(shape.dropFirst(), style: style) }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// A number: mostly plain, at times from a few that tie and lie on kinks, or very large and small.
  private mutating func number(_ style: Int) -> String {
    switch style {
    case 0: return ["0", "1", "-1", "2"][random.below(4)]
    case 1:
      return ["800", "-30", "1e-9", "123456.789", "-0.0001234567", "1e8"][random.below(6)]
    case 2: return "\(random.below(9) - 4)"
    case 3: return "\(Double(random.below(2_000_000) - 1_000_000) / 123_457)"
    default: return "\(Double(random.below(800) - 400) / 100)"
    }
  }

  // MARK: Operations

  private mutating func operation(_ name: String) {
    let a = recent()
    let form = random.below(12)
    var (line, shape) = ("", a.shape)
    switch form {
    case 0...2:
      line = Self.unary[random.below(Self.unary.count)].filled(a.name, "")
      // A mask's fractions are read in rows and matrices.
      if line.hasPrefix("dropout"), a.shape.count > 2 { line = "gelu(\(a.name))" }
    case 3...5:
      let b = partner(of: a)
      line = Self.binary[random.below(Self.binary.count)].filled(a.name, b.name)
      shape = a.shape.count >= b.shape.count ? a.shape : b.shape
    case 6: (line, shape) = reduced(a)
    case 7: (line, shape) = moved(a)
    case 8: (line, shape) = product(a)
    default: (line, shape) = loss(a)
    }
    text += "\(name) = \(line)\n"
    values.append((name, shape))
  }

  private static let unary = [
    "-A", "A ^ 2", "A ^ 3", "1 / (A * A + 1)", "exp(A * 0.1)", "log(A * A + 0.5)", "A ^ 0",
    "sqrt(A * A + 1)", "abs(A)", "sin(A)", "cos(A)", "tanh(A)", "sigmoid(A)", "relu(A)",
    "softplus(A)", "erf(A)", "silu(A)", "gelu(A)", "dropout(A, p=0.3)",
    "leaky_relu(A, slope=0.123456)",
    "elu(A, alpha=0.7)", "square(A)", "log2(A * A + 0.5)", "mish(A)", "relu6(3 * A)",
    "hardtanh(A)", "where(A > 0, A, 0.1 * A)", "A * (A <= 1)", "A * (A != 1)",
    "where(A == 1, 0, A)", "clip(A, -0.75, 1.25)", "A - 1.2345678", "0.37 * A", "2 ^ (A * 0.1)",
    "A / 3",
    "A + A", "A * A",
    "A - A", "1 / (A + 0.1234)", "A ^ -1",
  ]
  private static let binary = [
    "A + B", "A - B", "A * B", "A / (B * B + 0.5)", "max(A, B)", "min(A, B)",
    "(A * A + 0.1) ^ (B * 0.1)", "where(A < B, A, B)", "(A >= B) * A", "where(B, A, A * A)",
    "A * (B - 1)", "A * B + A", "A * sigmoid(B)",
  ]

  private mutating func reduced(_ a: (name: String, shape: [Int])) -> (String, [Int]) {
    let name = ["sum", "mean", "max", "min", "var", "std", "prod", "logsumexp", "norm"][
      random.below(9)]
    // Exponentials and products of large numbers are no numbers any more.
    let inner = ["prod", "logsumexp"].contains(name) ? "tanh(\(a.name))" : a.name
    guard a.shape.count > 0, random.below(3) > 0 else { return ("\(name)(\(inner))", []) }
    let axis = random.below(a.shape.count)
    var shape = a.shape
    if random.below(8) == 0 {
      return ("\(a.name) * argmax(\(a.name), axis=\(axis), keepdims=true)", shape)
    }
    if random.below(4) == 0 { return ("cumsum(\(a.name), axis=\(axis))", shape) }
    if random.below(3) == 0 {
      shape[axis] = 1
      return ("\(name)(\(inner), axis=\(axis), keepdims=true)", shape)
    }
    shape.remove(at: axis)
    guard let other = shape.indices.first, random.below(3) == 0 else {
      return ("\(name)(\(inner), axis=\(axis))", shape)
    }
    shape.remove(at: other)
    return ("\(name)(\(inner), axis=[\(axis), \(other < axis ? other : other + 1)])", shape)
  }

  /// Numbers in other places.
  private mutating func moved(_ a: (name: String, shape: [Int])) -> (String, [Int]) {
    guard let first = a.shape.first else { return (a.name, []) }
    switch random.below(17) {
    case 7: return ("expand_dims(\(a.name), -1)", a.shape + [1])
    case 8: return ("squeeze(expand_dims(\(a.name), 0), 0)", a.shape)
    case 9:
      let axes = Array(a.shape.indices.reversed())
      return ("permute(\(a.name), \(axes))", axes.map { a.shape[$0] })
    case 10 where a.shape.count < 4:
      let shape = [1 + random.below(3)] + a.shape
      return ("broadcast_to(\(a.name), \(shape))", shape)
    case 11 where a.shape.count < 4:
      return ("stack(\(a.name), \(a.name), axis=-1)", a.shape + [2])
    case 12:
      let padding = a.shape.map { _ in [random.below(2), random.below(2)] }
      return ("pad(\(a.name), \(padding))", zip(a.shape, padding).map { $0 + $1[0] + $1[1] })
    case 13 where a.shape.count >= 2:
      return ("\(random.isOdd ? "tril" : "triu")(\(a.name))", a.shape)
    case 14:
      let rows = (0..<(1 + random.below(4))).map { _ in random.below(first) }
      return (
        random.isOdd ? "\(a.name)[\(rows)]" : "embedding(\(a.name), \(rows))",
        [rows.count] + a.shape.dropFirst()
      )
    case 15:
      let step = random.isOdd ? -1 : 2
      return ("\(a.name)[::\(step)]", [step < 0 ? first : (first + 1) / 2] + a.shape.dropFirst())
    case 0: return ("flatten(\(a.name))", [a.shape.reduce(1, *)])
    case 1: return ("\(a.name)[\(random.below(first))]", Array(a.shape.dropFirst()))
    case 2: return ("concat(\(a.name), \(a.name), axis=0)", [2 * first] + a.shape.dropFirst())
    case 3 where a.shape.count <= 2: return ("\(a.name).T", a.shape.reversed())
    case 4: return ("softmax(\(a.name))", a.shape)
    case 5: return ("log_softmax(\(a.name), axis=0)", a.shape)
    default:
      let count = a.shape.reduce(1, *)
      return ("reshape(\(a.name), [\(count), 1])", [count, 1])
    }
  }

  /// Numbers in bounds, attention, or windows over images.
  private mutating func network(_ kind: Int) {
    guard let x = values.first(where: { $0.name == "X" }),
      let images = values.first(where: { $0.name == "T" || $0.name == "Q" }) ?? values.first
    else { return }
    let causal = random.isOdd ? ", causal=true" : ""
    let pool = "\(images.name), 2, stride=1, padding=1)"
    let larger = Array(images.shape.dropLast(2)) + images.shape.suffix(2).map { $0 + 1 }
    let (line, shape): (String, [Int])
    switch random.below(kind >= 3 ? 14 : 5) {
    case 0:
      let a = values.last { !$0.shape.isEmpty } ?? x
      (line, shape) = ("layer_norm(\(a.name), eps=0.01)", a.shape)
    case 1: (line, shape) = ("layer_norm(X, v, u)", x.shape)
    case 2: (line, shape) = ("rms_norm(X, v, eps=0.5)", x.shape)
    case 3: (line, shape) = ("batch_norm(X, u, v, eps=0.1)", x.shape)
    case 4, 5: (line, shape) = ("attention(X, 0.5 * X, X\(causal))", x.shape)
    case 6: (line, shape) = ("max_pool2d(\(pool)", larger)
    case 7: (line, shape) = ("avg_pool2d(\(pool)", larger)
    case 8: (line, shape) = ("batch_norm(\(images.name), eps=0.1)", images.shape)
    default:
      let extents = images.shape.suffix(3)
      let filters = literal([1, extents[extents.startIndex], 2, 1], style: 4)
      line = "conv2d(\(images.name), \(filters), [0.5], padding=1)"
      shape =
        images.shape.dropLast(3) + [
          1, extents[extents.endIndex - 2] + 1, extents[extents.endIndex - 1] + 2,
        ]
    }
    text += "n = \(line)\n"
    values.append(("n", shape))
  }

  private mutating func product(_ a: (name: String, shape: [Int])) -> (String, [Int]) {
    func named(_ name: String) -> [Int]? { values.first { $0.name == name }?.shape }
    guard let w = named("W"), let x = named("X") else { return ("\(a.name) * \(a.name)", a.shape) }
    switch random.below(10) {
    case 6: return ("einsum(\"ij,jk->ki\", X, W)", [w[1], x[0]])
    case 7: return ("einsum(\"ij,j->i\", X, u)", [x[0]])
    case 8 where a.shape.count >= 2 && a.shape[a.shape.count - 1] == w[0]:
      return ("\(a.name) @ W", a.shape.dropLast() + [w[1]])
    case 9 where a.shape.count > 2:
      let axes = Array(a.shape.indices.dropLast(2)) + [a.shape.count - 1, a.shape.count - 2]
      let side = a.shape[a.shape.count - 2]
      return ("\(a.name) @ permute(\(a.name), \(axes))", a.shape.dropLast() + [side])
    case 0: return ("X @ W", [x[0], w[1]])
    case 1: return ("u @ W", [w[1]])
    case 2: return ("X @ u", [x[0]])
    case 3: return ("dot(u, v)", [])
    case 4: return ("affine(X, W, \(random.isOdd ? "a" : "sum(W, axis=0)"))", [x[0], w[1]])
    default: return ("X * v", x)
    }
  }

  private mutating func loss(_ a: (name: String, shape: [Int])) -> (String, [Int]) {
    if a.shape.count == 2, random.isOdd {
      switch random.below(5) {
      case 4: return ("cross_entropy(softmax(\(a.name)), \(classes(a.shape)))", [])
      case 0: return ("softmax_cross_entropy(\(a.name), \(classes(a.shape)))", [])
      case 1: return ("softmax_loss(\(a.name), \(classes(a.shape)))", [])
      case 2: return ("nll(\(a.name), \(classes(a.shape)))", [])
      default: return ("kl(softmax(\(a.name)), softmax(\(a.name) * 0.5))", [])
      }
    }
    switch random.below(11) {
    case 8: return ("mae(\(a.name), \(random.below(3)))", [])
    case 9: return ("huber(\(a.name), 1, delta=0.75)", [])
    case 10: return ("sigmoid_bce(\(a.name), \(random.below(2)))", [])
    case 0: return ("mse(\(a.name), \(random.below(3)))", [])
    case 1: return ("sse(\(a.name), \(a.name) * 2)", [])
    case 2: return ("half_sse(\(a.name), 1)", [])
    case 3: return ("bce(sigmoid(\(a.name)), \(random.below(2)))", [])
    case 4 where a.shape.count == 2:
      return ("softmax_cross_entropy(\(a.name), \(classes(a.shape)))", [])
    case 5 where a.shape.count == 2: return ("softmax_loss(\(a.name), \(classes(a.shape)))", [])
    case 6 where a.shape.count == 2:
      return ("cross_entropy(softmax(\(a.name)), \(classes(a.shape)))", [])
    case 7:
      let vector = a.shape.count == 1 ? a : values.first { $0.name == "u" }
      guard let vector else { return ("mean(\(a.name) ^ 2)", []) }
      let signs = (0..<vector.shape[0]).map { _ in random.isOdd ? "1" : "-1" }
      return ("hinge(\(vector.name), [\(signs.joined(separator: ", "))])", [])
    default: return ("mean(\(a.name) ^ 2)", [])
    }
  }

  private mutating func classes(_ shape: [Int]) -> String {
    "[" + (0..<shape[0]).map { _ in "\(random.below(shape[1]))" }.joined(separator: ", ") + "]"
  }

  private func total(_ value: (name: String, shape: [Int])) -> String {
    value.shape.isEmpty ? value.name : "sum(\(value.name))"
  }

  /// A value; the newest are likelier, so that chains grow long.
  private mutating func recent() -> (name: String, shape: [Int]) {
    random.below(4) == 0
      ? values[random.below(values.count)]
      : values[values.count - 1 - random.below(min(4, values.count))]
  }

  /// A value of the same shape, or a number.
  private mutating func partner(of a: (name: String, shape: [Int])) -> (
    name: String, shape: [Int]
  ) {
    let fitting = values.filter { $0.shape == a.shape || $0.shape.isEmpty }
    return fitting.isEmpty ? a : fitting[random.below(fitting.count)]
  }
}

extension String {
  fileprivate func filled(_ a: String, _ b: String) -> String {
    map { $0 == "A" ? a : $0 == "B" ? b : String($0) }.joined()
  }
}

/// Numbers that look random and are the same for the same seed.
struct Pseudorandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  var isOdd: Bool { mutating get { below(2) == 1 } }
}
