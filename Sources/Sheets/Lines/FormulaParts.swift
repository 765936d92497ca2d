import Derivation
import Diagram
import Notation
import Scene

/// A formula that is too wide for a line as parts between which lines may be broken.
struct FormulaParts {
  let setter: MathSetter
  /// The size of the formula.
  let size: Double
  /// The width of a line.
  let limit: Double

  /// What stays together.
  struct Part {
    var box: MathBox
    /// The room before it where it does not begin a line.
    var gap = 0.0
    /// Whether a line may begin here.
    var canBreakBefore = false
    /// In how many brackets it stands; a product counts as one.
    var depth = 0
  }

  /// How small a matrix may become before its numbers are written in a row.
  private static let smallestScale = 0.62

  /// The parts of a piece, one after the other.
  func parts(of math: Math) -> [Part] { parts(math, 0, .ink) }

  private func parts(_ math: Math, _ depth: Int, _ paint: Paint) -> [Part] {
    switch math {
    case .row(let pieces): return row(pieces, depth, paint)
    case .role(let role, let inner):
      return parts(inner, depth, role == .value ? .forwardText : .backwardText)
    case .fenced(let inner, let open, let close):
      let box = set(math, paint)
      if box.width <= limit { return [Part(box: box)] }
      return opened(parts(inner, depth + 2, paint), open, close, paint)
    case .big(let sign, let below, let body):
      let head = Part(box: set(.big(sign, below: below, .row([])), paint))
      return [head] + parts(body, depth + 2, paint)
    case .fraction(let a, let b):
      if set(math, paint).width <= limit { return [whole(math, paint)] }
      return part(a, depth, paint)
        + [
          Part(
            box: set(.sign("/"), paint), gap: size * 0.15, canBreakBefore: true, depth: depth + 1)
        ] + part(b, depth, paint)
    case .superscript(let base, let exponent):
      guard case .fenced = base, set(math, paint).width > limit else {
        return [whole(math, paint)]
      }
      var parts = self.parts(base, depth, paint)
      let power = setter.set(exponent, size: size * 0.72, paint: paint)
      let last = parts.count - 1
      parts[last].box.add(power, at: Point(parts[last].box.width + size * 0.05, -size * 0.45))
      return parts
    case .vector(let entries): return matrix([entries], depth, paint, math)
    case .matrix(let rows): return matrix(rows, depth, paint, math)
    case .number, .scientific, .identifier, .text, .sign, .function, .subscript, .accented, .root,
      .cases, .annotated:
      return [whole(math, paint)]
    }
  }

  private func set(_ math: Math, _ paint: Paint) -> MathBox {
    setter.set(math, size: size, paint: paint)
  }

  /// A piece that is not taken apart, as small as it must be beside its signs.
  private func whole(_ math: Math, _ paint: Paint) -> Part {
    Part(box: set(math, paint).fitted(to: limit - 2.5 * size))
  }

  private func matrix(
    _ rows: [[Math]], _ depth: Int, _ paint: Paint, _ math: Math
  ) -> [Part] {
    if set(math, paint).width * Self.smallestScale <= limit - 2.5 * size {
      return [whole(math, paint)]
    }
    let lines = rows.map { cells in
      opened(self.parts(.joined(cells, by: ","), depth + 2, paint), "[", "]", paint)
    }
    guard lines.count > 1 else { return lines.first ?? [] }
    var parts: [Part] = []
    for (position, line) in lines.enumerated() {
      var line = line
      if position > 0, !parts.isEmpty, !line.isEmpty {
        parts[parts.count - 1].box.append(set(.sign(","), paint))
        line[0].canBreakBefore = true
        line[0].gap = size * 0.3
        line[0].depth = depth + 1
      }
      parts += line
    }
    return opened(parts, "[", "]", paint)
  }

  /// A numerator or a denominator beside a slash.
  private func part(_ math: Math, _ depth: Int, _ paint: Paint) -> [Part] {
    let isSum = if case .row(let pieces) = math { pieces.count > 2 } else { false }
    let parts = self.parts(math, depth + 2, paint)
    return isSum ? opened(parts, "(", ")", paint) : parts
  }

  private func row(_ pieces: [Math], _ depth: Int, _ paint: Paint) -> [Part] {
    var parts: [Part] = []
    var isAfterComma = false
    for (position, piece) in pieces.enumerated() {
      let gap =
        position == 0
        ? 0 : MathStyle.gap(between: pieces[position - 1], at: position - 1, and: piece) * size
      var next: [Part]
      if case .sign(let sign) = piece {
        // A sign that begins a row, or follows another, belongs to its term.
        let isBetween = position > 0 && !isSign(pieces[position - 1])
        let isProduct = Self.products.contains(sign)
        next = [
          Part(
            box: set(piece, paint),
            canBreakBefore: isBetween && (isProduct || Self.sums.contains(sign)),
            depth: isProduct ? depth + 1 : depth)
        ]
        isAfterComma = sign == ","
      } else {
        next = self.parts(piece, depth, paint)
        if isAfterComma, !next.isEmpty {
          next[0].canBreakBefore = true
          next[0].depth = depth
        }
        isAfterComma = false
      }
      if !next.isEmpty { next[0].gap = gap }
      parts += next
    }
    return parts
  }

  private static let products = ["·", "∘", "×"]
  private static let sums = ["+", "−", "=", "≈", "→"]

  private func isSign(_ math: Math) -> Bool { if case .sign = math { true } else { false } }

  /// Parts with a bracket that stays with the first and one that stays with the last.
  private func opened(
    _ parts: [Part], _ open: String, _ close: String, _ paint: Paint
  ) -> [Part] {
    guard !parts.isEmpty else { return parts }
    var parts = parts
    if !open.isEmpty {
      var box = set(.sign(open), paint)
      box.append(parts[0].box, gap: size * 0.04)
      parts[0].box = box
    }
    if !close.isEmpty {
      parts[parts.count - 1].box.append(set(.sign(close), paint), gap: size * 0.04)
    }
    return parts
  }
}

extension FormulaParts {
  /// A formula on as many lines as it needs, the first and the others of some widths.
  ///
  /// A line ends as far outside of brackets as it can without being half empty, and as late as it
  /// can.
  static func lines(
    _ math: Math, _ setter: MathSetter, size: Double, first: Double, rest: Double
  ) -> [MathBox] {
    let whole = setter.set(math, size: size)
    if whole.width <= first { return [whole] }
    var parts = FormulaParts(setter: setter, size: size, limit: rest).parts(of: math)[...]
    var lines: [MathBox] = []
    while !parts.isEmpty {
      let width = lines.isEmpty ? first : rest
      let count = fitting(parts, width)
      var line = MathBox()
      for (position, part) in parts.prefix(count).enumerated() {
        line.append(part.box, gap: position == 0 ? 0 : part.gap)
      }
      lines.append(line.fitted(to: width))
      parts = parts.dropFirst(count)
    }
    return lines
  }

  /// How many parts stand on a line.
  private static func fitting(_ parts: ArraySlice<Part>, _ width: Double) -> Int {
    var sum = 0.0
    var best = (count: 0, depth: Int.max)
    for (position, part) in parts.enumerated() {
      if position > 0, part.canBreakBefore,
        best.count == 0 || part.depth <= best.depth || sum < 0.5 * width
      {
        best = (position, part.depth)
      }
      sum += part.box.width + (position == 0 ? 0 : part.gap)
      if sum > width, best.count > 0 { return best.count }
    }
    return sum <= width || best.count == 0 ? parts.count : best.count
  }
}
