import Autodiff
import Notation
import Wording

/// What each node of a trace is called in formulas: its label or name, a constant's number, or a
/// letter with an index for a result that has no name.
struct Symbols {
  private let trace: Trace<Double>
  private let language: Language
  private let numerals: Numerals
  /// The index of each unnamed result, from 1.
  private let indices: [Int]
  /// The letter of unnamed results: one that no name uses.
  private let letter: String
  /// What is differentiated: the output, or a letter for what lies behind it where a gradient other
  /// than 1 arrives there.
  private let objective: Math?

  init(_ trace: Trace<Double>, _ language: Language, _ numerals: Numerals) {
    self.trace = trace
    self.language = language
    self.numerals = numerals
    let names = trace.annotations.names
    var indices = [Int](repeating: 0, count: trace.nodeCount)
    var count = 0
    for node in 0..<trace.nodeCount where names[NodeID(node)] == nil {
      if trace.role(of: NodeID(node)) == .operation {
        count += 1
        indices[node] = count
      }
    }
    self.indices = indices
    let taken = Set(names.values.map { $0.prefix { $0.isLetter } })
    letter = ["u", "v", "q", "s", "r", "n"].first { !taken.contains(Substring($0)) } ?? "node"
    let used = Set(names.values)
    objective =
      trace.upstream.scalar == 1
      ? nil : .identifier(["L", "E", "J"].first { !used.contains($0) } ?? "ℒ")
  }

  /// The symbol of a node; a number without a name may have more digits than others.
  func symbol(_ node: NodeID, _ numerals: Numerals? = nil) -> Math {
    if let name = trace.displayName(of: node, in: language) { return name }
    if trace.role(of: node) == .operation {
      return .subscript(.identifier(letter), .number(String(indices[node.index])))
    }
    return TensorSetter(numerals: numerals ?? self.numerals).set(trace.value(of: node))
  }

  /// The symbol as plain text.
  func text(_ node: NodeID) -> String { PlainTextWriter().text(symbol(node)) }

  /// The gradient of a node as ∂L/∂x.
  func gradient(_ node: NodeID) -> Math {
    .derivative(of: objective ?? symbol(trace.output), by: symbol(node))
  }
}

/// Sets tensors: small ones as matrices, large ones by their shape.
struct TensorSetter {
  let numerals: Numerals
  /// The most rows and columns that are written out.
  static let limit = 6

  /// Whether a tensor of a shape is written out.
  static func isSmall(_ shape: Shape) -> Bool {
    shape.rank <= 2 && shape.extents.allSatisfy { $0 <= limit }
  }

  /// The tensor as mathematics.
  func set(_ tensor: Tensor<Double>) -> Math {
    switch tensor.shape.rank {
    case 0: return numerals.math(tensor.elements[0])
    case _ where !Self.isSmall(tensor.shape): return Self.shape(tensor.shape)
    case 1: return .matrix([tensor.elements.map(numerals.math)])
    default:
      let columns = tensor.shape.extents[1]
      return .matrix(
        (0..<tensor.shape.extents[0]).map { row in
          tensor.elements[(row * columns)..<((row + 1) * columns)].map(numerals.math)
        })
    }
  }

  /// The beginning and the end of a tensor, with ⋯ for what lies between and its shape below; of a
  /// tensor with more axes than a matrix the shape alone, and a number as it is.
  func excerpt(_ tensor: Tensor<Double>) -> Math {
    let extents = tensor.shape.extents
    if extents.isEmpty { return set(tensor) }
    guard (1...2).contains(extents.count) else { return Self.shape(tensor.shape) }
    let (rows, columns) = (extents.count == 2 ? extents[0] : 1, extents[extents.count - 1])
    func line(_ row: Int) -> [Math] {
      let numbers = Self.shown(columns).map {
        $0.map { numerals.math(tensor.elements[row * columns + $0]) } ?? Math.sign("⋯")
      }
      return numbers
    }
    let lines = Self.shown(rows).map { row in
      row.map(line) ?? Self.shown(columns).map { $0 == nil ? .sign("⋱") : .sign("⋮") }
    }
    return .annotated(.matrix(lines), below: Self.extents(tensor.shape))
  }

  /// The indices that an excerpt shows of an axis; nil for the gap.
  private static func shown(_ count: Int) -> [Int?] {
    count <= limit ? Array(0..<count) : [0, 1, 2, nil, count - 1]
  }

  /// A shape as it stands below a factor: `(2,3)`.
  static func extents(_ shape: Shape) -> Math {
    .text("(" + shape.extents.map(String.init).joined(separator: ",") + ")")
  }

  /// A shape as readers write it: `100×784`.
  static func shape(_ shape: Shape) -> Math {
    .fenced(
      .text(shape.extents.map(String.init).joined(separator: "×")), open: "[", close: "]")
  }
}
