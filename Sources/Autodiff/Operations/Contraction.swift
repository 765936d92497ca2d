/// How a sum of products over letters is carried out: loops around products of matrices where the
/// letters lie so in memory, else around lines of entries.
///
///     bhqd,bhkd->bhqk   // for each b and h a product of matrices, the second one transposed
struct Contraction: Sendable, Hashable {
  /// How often each loop runs, the outermost first.
  private let extents: [Int]
  /// How far each loop goes in each tensor at a time, the result being the last; loop by loop.
  private let strides: [Int]
  private let inner: Inner
  /// How many entries the result has.
  private let count: Int
  /// Whether several rounds add to one entry of the result.
  private let adds: Bool

  /// A loop over one letter: how often it runs, and how far it goes in each tensor at a time.
  private struct Loop: Hashable {
    let extent: Int
    let strides: [Int]
    /// How far the loop goes in memory at a time, all tensors together.
    var distance: Int { strides.reduce(0, +) }
  }

  private enum Inner: Hashable {
    case matrices(Matrices)
    case line(Loop)
  }

  /// A product of matrices: extents, which operand stands on the left, and which of them is
  /// transposed.
  private struct Matrices: Hashable {
    let m, n, k: Int
    let left: Int
    let leftIsTransposed, rightIsTransposed: Bool
  }

  /// Plans the sum for letters of such extents.
  init(_ letters: AxisLetters, _ extents: [Character: Int]) {
    // An axis of one entry takes no place in memory.
    func long(_ letters: [Character]) -> [Character] { letters.filter { extents[$0] != 1 } }
    let tensors = (letters.operands + [letters.result]).map(long)
    count = tensors[tensors.count - 1].reduce(1) { $0 * (extents[$1] ?? 1) }
    var order = tensors[tensors.count - 1]
    for letter in tensors.joined() where !order.contains(letter) { order.append(letter) }
    var strides = [[Character: Int]](repeating: [:], count: tensors.count)
    for (tensor, letters) in tensors.enumerated() {
      var stride = 1
      for letter in letters.reversed() {
        strides[tensor][letter] = stride
        stride *= extents[letter] ?? 1
      }
    }
    func loop(_ letter: Character) -> Loop {
      Loop(extent: extents[letter] ?? 1, strides: strides.map { $0[letter] ?? 0 })
    }
    if tensors.count == 3, let (matrices, taken) = Self.matrices(tensors, extents) {
      inner = .matrices(matrices)
      order.removeAll(where: taken.contains)
    } else if let line = order.min(by: { loop($0).distance < loop($1).distance }) {
      inner = .line(loop(line))
      order.removeAll { $0 == line }
    } else {
      inner = .line(Loop(extent: 1, strides: tensors.map { _ in 0 }))
    }
    let loops = order.map(loop)
    self.extents = loops.map(\.extent)
    self.strides = loops.flatMap(\.strides)
    adds = loops.contains { $0.strides[tensors.count - 1] == 0 }
  }

  /// The product of matrices that the last axes of three tensors are, and the letters that are in it;
  /// nil where they do not lie so, or where there is nothing to win.
  private static func matrices(
    _ tensors: [[Character]], _ extents: [Character: Int]
  ) -> (Matrices, Set<Character>)? {
    let (a, b, c) = (tensors[0], tensors[1], tensors[2])
    func extent(_ letters: [Character]) -> Int { letters.reduce(1) { $0 * (extents[$1] ?? 1) } }
    let inner = a.filter { b.contains($0) && !c.contains($0) }
    let rows = a.filter { c.contains($0) && !b.contains($0) }
    let columns = b.filter { c.contains($0) && !a.contains($0) }
    /// Whether a tensor ends in both groups of letters, and if so whether the second is first.
    func isTurned(_ tensor: [Character], _ first: [Character], _ second: [Character]) -> Bool? {
      let end = Array(tensor.suffix(first.count + second.count))
      return end == first + second ? false : end == second + first ? true : nil
    }
    // All letters of a kind together, or the last of them alone.
    for k in [inner, inner.suffix(1)] {
      for m in [rows, rows.suffix(1)] {
        for n in [columns, columns.suffix(1)] {
          guard let aIsTurned = isTurned(a, m, k), let bIsTurned = isTurned(b, k, n),
            let cIsTurned = isTurned(c, m, n), extent(m) * extent(n) * extent(k) >= 4
          else { continue }
          let matrices =
            cIsTurned
            ? Matrices(
              m: extent(n), n: extent(m), k: extent(k), left: 1, leftIsTransposed: !bIsTurned,
              rightIsTransposed: !aIsTurned)
            : Matrices(
              m: extent(m), n: extent(n), k: extent(k), left: 0, leftIsTransposed: aIsTurned,
              rightIsTransposed: bIsTurned)
          return (matrices, Set(k + m + n))
        }
      }
    }
    return nil
  }

  /// Computes the sum.
  ///
  /// - Parameters:
  ///   - operand: The entries of each operand.
  ///   - result: Where the sums go; they are added to what is there, or take its place.
  func run<S: TapeScalar>(
    into result: UnsafeMutablePointer<S>, accumulate: Bool,
    operand: (Int) -> UnsafePointer<S>
  ) {
    let tensors = tensorCount
    var accumulates = accumulate
    if adds || !isMatrices, !accumulate {
      result.update(repeating: 0, count: count)
      accumulates = true
    }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: extents.count + tensors) { counters in
      counters.update(repeating: 0)
      // Where the round has come in each tensor, behind how far each loop has come.
      let places = UnsafeMutableBufferPointer(rebasing: counters[extents.count...])
      repeat {
        switch inner {
        case .matrices(let matrices):
          let (left, right) = (matrices.left, 1 - matrices.left)
          S.multiplyMatrices(
            m: matrices.m, n: matrices.n, k: matrices.k,
            operand(left) + places[left], transposed: matrices.leftIsTransposed,
            operand(right) + places[right], transposed: matrices.rightIsTransposed,
            into: result + places[2], accumulate: accumulates)
        case .line(let line):
          Self.add(line, places, to: result + places[tensors - 1], operand: operand)
        }
      } while advance(counters, places)
    }
  }

  private var isMatrices: Bool { if case .matrices = inner { true } else { false } }

  /// How many tensors there are, the result among them.
  private var tensorCount: Int {
    switch inner {
    case .matrices: 3
    case .line(let line): line.strides.count
    }
  }

  /// Goes on to the next round; false where there is none.
  @inline(__always)
  private func advance(
    _ counters: UnsafeMutableBufferPointer<Int>, _ places: UnsafeMutableBufferPointer<Int>
  ) -> Bool {
    for index in extents.indices.reversed() {
      let extent = extents[index]
      counters[index] += 1
      let isOver = counters[index] == extent
      for tensor in places.indices {
        let stride = strides[index * places.count + tensor]
        places[tensor] += isOver ? stride * (1 - extent) : stride
      }
      if !isOver { return true }
      counters[index] = 0
    }
    return false
  }

  /// Adds the products along one letter.
  @inline(__always)
  private static func add<S: TapeScalar>(
    _ line: Loop, _ places: UnsafeMutableBufferPointer<Int>, to result: UnsafeMutablePointer<S>,
    operand: (Int) -> UnsafePointer<S>
  ) {
    let last = places.count - 1
    let step = line.strides[last]
    let a = operand(0) + places[0]
    let aStep = line.strides[0]
    switch last {
    case 1:
      for i in 0..<line.extent { result[i * step] += a[i * aStep] }
    case 2:
      let (b, bStep) = (operand(1) + places[1], line.strides[1])
      if step == 0 {
        var sum: S = 0
        for i in 0..<line.extent { sum += a[i * aStep] * b[i * bStep] }
        result[0] += sum
      } else {
        for i in 0..<line.extent { result[i * step] += a[i * aStep] * b[i * bStep] }
      }
    default:
      for i in 0..<line.extent {
        var product = a[i * aStep]
        for tensor in 1..<last {
          product = product * operand(tensor)[places[tensor] + i * line.strides[tensor]]
        }
        result[i * step] += product
      }
    }
  }
}
