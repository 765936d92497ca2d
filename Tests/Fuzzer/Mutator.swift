import Foundation

/// The graphs that mutations begin from.
struct Corpus {
  let graphs: [[UInt8]]

  /// Every graph file below the folders, in the order of their paths.
  init(folders: [String]) throws {
    var paths: [String] = []
    for folder in folders {
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      paths += names.filter { $0.hasSuffix(".graph") }.map { folder + "/" + $0 }
    }
    graphs = try paths.sorted().map { Array(try Data(contentsOf: URL(filePath: $0))) }
    precondition(!graphs.isEmpty, "run it where Package.swift is")
  }
}

/// Makes new graphs of old ones.
struct Mutator {
  private let corpus: [[UInt8]]
  private var state: UInt64

  init(corpus: [[UInt8]], seed: UInt64) {
    self.corpus = corpus
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  private static let numbers = [
    "0", "1", "2", "-1", "-0.0", "0.5", "-0.3", "1e308", "1e-308", "5e-324", "1e-9", "1e9", "3",
    "709.8", "1e16", "0.1", "-2.75", "123.456789",
  ]
  private static let functions = [
    "sigmoid", "tanh", "relu", "softplus", "exp", "log", "sqrt", "sin", "cos", "abs", "silu",
    "gelu", "mish", "dropout", "square", "log2", "relu6", "hardtanh", "clip",
    "elu", "leaky_relu", "erf", "softmax", "log_softmax", "logsumexp", "sum", "mean", "max", "min",
    "var", "std", "prod", "norm", "cumsum", "argmax", "where", "mae", "huber", "nll", "sigmoid_bce",
    "kl", "transpose", "flatten", "mse", "sse", "dot", "hinge", "layer_norm", "rms_norm",
    "batch_norm", "conv2d", "max_pool2d", "avg_pool2d", "squeeze", "tril", "triu", "expand_dims",
    "permute", "broadcast_to", "stack", "pad", "embedding", "einsum",
  ]
  /// What authors write by mistake, and what no author writes.
  private static let pieces = [
    "0", "1", "-1", "-0.0", "1e308", "1e-308", "5e-324", "0.1", "1e400", "2147483648",
    "9223372036854775807", "[]", "[[]]", "[1]", "[[1, 2], [3, 4]]", "[1, [2]]", "(", ")", "[", "]",
    "{", "}", "<", "<=", ">", ">=", "==", "!=", "keepdims=true", "axis=[0, 1]", ",", ";", "\n", "=",
    "＝", "−", "·", "^", "**", "@", "..", ":", "x", "y", "L", "w",
    "sigmoid(", "softmax(", "sum(", "mean(", "max(", "min(", "relu(", "log(", "exp(", "sqrt(",
    "tanh(", "abs(", "reshape(", "concat(", "transpose(", "cross_entropy(", "softmax_loss(",
    "hinge(", "conv2d(", "attention(", "causal=true", "p=0.5", "p=1", "max_pool2d(", "layer_norm(",
    "stride=0",
    "padding=1e9", "axis=0", "axis=-1", "[0]", "[-1]", "[0, 1]", "[1:2]", "[::2]", "[::-1]",
    "[:, 0]", "[[0, 0]]",
    "einsum(\"ij,jk->ik\", ", "\"i,i->\"", "permute(x, [1, 0])", "pad(x, [[1, 1]])",
    "broadcast_to(x, [2, 2])", "embedding(x, [0, 0])", "stack(x, y)", "def f(a) = a * a\n", "f(",
    "highlight x\n", "highlight x -> L\n", " -> ", "note x \"n\"\n", "note ko y \"", "rank x y\n",
    "order y x\n", "rank ", "order ", "upstream ", "output ", "param ", "const ", "input ",
    "title \"", "\"", "#", "group a {\n", "for t in 0:3 {\n", "for t in 2:-1:-1 { ", "}\n", " }",
    "for t in 0:1000000 { ", "def g(a, b) {\n", "return ", "return x, y\n", "x, y = ", "[t]", " t ",
    "h(0)", "highlight x(1)\n", "{ h = tanh(h) }\n",
    "\u{0}",
    "\u{202E}", "가", "é", "\u{FEFF}", "\r\n", "\t", "import torch", "True", "None", "zeros(3, 4)",
    "ones(2)", "normal(0, 1, 2, 3)",
    "zeros([2])", "ones([2, 2])", "eye(2)", "arange(3)", "one_hot([1, 0], 2)", "choose(-1, 1)",
    "uniform(-1, 1, step=0.5)", "normal(0, 1, shape=[2], digits=2)", "load(\"x.npy\")", "seed 3\n",
    "batch x = images\n", "batch t = labels\n", "batch x = text [16]\n", " = images [1, 28, 28]",
    "batch ", "tokens", "positions [8]", "predict y\n", "predict ", "optimizer adam(beta1=0.85)\n",
    "optimizer momentum(0.9)\n", "optimizer ", "schedule linear\n", "schedule ",
    ".sum()", ".relu()", ".reshape([1])", ".shape", "np.", "torch.", "F.", "1_000", "0x10", ".5",
    "5.", "1e", "^0", "^-1", "^0.5", " / 0",
  ].map { Array($0.utf8) }

  private mutating func below(_ bound: Int) -> Int {
    // Xorshift: enough to choose with, and the same everywhere.
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % max(1, bound)
  }

  /// The next graph: one of the corpus with up to three changes.
  mutating func next() -> [UInt8] {
    var bytes = corpus[below(corpus.count)]
    for _ in 0...below(3) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes = Self.pieces[below(Self.pieces.count)] }
    let place = below(bytes.count)
    switch below(12) {
    case 0: bytes[place] = UInt8(below(256))
    case 1: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: place)
    case 2: replaceWord(&bytes, at: place, by: Self.pieces[below(Self.pieces.count)])
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(12)))
    case 4: repeatLine(&bytes, at: place)
    case 5:
      let other = corpus[below(corpus.count)]
      let start = below(other.count)
      bytes.insert(contentsOf: other[start..<min(other.count, start + below(60))], at: place)
    case 6:
      // One number or name in the place of another of the same graph.
      let word = bytes[Self.word(in: bytes, at: below(bytes.count))]
      replaceWord(&bytes, at: place, by: Array(word))
    case 7, 8:
      // Another function: most of them take one operand.
      guard let parenthesis = bytes[place...].firstIndex(of: UInt8(ascii: "(")), parenthesis > 0
      else { return }
      replaceWord(
        &bytes, at: parenthesis - 1, by: Array(Self.functions[below(Self.functions.count)].utf8))
    default:
      // Another number, which leaves a graph.
      guard let digit = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) })
      else { return }
      replaceWord(&bytes, at: digit, by: Array(Self.numbers[below(Self.numbers.count)].utf8))
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 0x2E || byte == 0x5F || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte & 0xDF)
  }

  private static func word(in bytes: [UInt8], at place: Int) -> Range<Int> {
    var (low, high) = (place, place + 1)
    guard isWord(bytes[place]) else { return low..<high }
    while low > 0, isWord(bytes[low - 1]) { low -= 1 }
    while high < bytes.count, isWord(bytes[high]) { high += 1 }
    return low..<high
  }

  private func replaceWord(_ bytes: inout [UInt8], at place: Int, by other: [UInt8]) {
    bytes.replaceSubrange(Self.word(in: bytes, at: place), with: other)
  }

  private mutating func repeatLine(_ bytes: inout [UInt8], at place: Int) {
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
    let line = Array(bytes[start..<end])
    for _ in 0...below(20) { bytes.insert(contentsOf: line, at: end) }
  }
}
