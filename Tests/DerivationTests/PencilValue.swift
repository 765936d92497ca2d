/// Numbers as a reader with a pencil has them: one, or rows of them, or rows of rows.
struct PencilValue {
  var shape: [Int]
  var entries: [Double]

  static func number(_ x: Double) -> PencilValue { PencilValue(shape: [], entries: [x]) }

  var isNumber: Bool { shape.isEmpty }
  /// The shape without axes of one entry: on paper one row is a vector.
  var printedShape: [Int] { shape.filter { $0 != 1 } }

  /// The value with rows and columns at least: where a letter says which axis is meant, there are
  /// several, and a matrix of one row is printed as a vector.
  var withRows: PencilValue {
    PencilValue(
      shape: [Int](repeating: 1, count: max(0, 2 - shape.count)) + shape, entries: entries)
  }

  func map(_ f: (Double) -> Double) -> PencilValue {
    PencilValue(shape: shape, entries: entries.map(f))
  }

  /// The same entries with two axes: a vector is a row.
  private var rowsAndColumns: (Int, Int)? {
    switch shape.count {
    case 0: (1, 1)
    case 1: (1, shape[0])
    case 2: (shape[0], shape[1])
    default: nil
    }
  }

  var transposed: PencilValue {
    get throws {
      if shape.count > 2 { return try matrices { try $0.transposed } }
      guard let (rows, columns) = rowsAndColumns else { throw Unreadable.shapes }
      var result = PencilValue(shape: [columns, rows], entries: [])
      for i in 0..<columns { for j in 0..<rows { result.entries.append(entries[j * columns + i]) } }
      return result
    }
  }

  /// Entry by entry; what has one entry along an axis is repeated there.
  func with(_ other: PencilValue, _ f: (Double, Double) -> Double) throws -> PencilValue {
    if shape == other.shape {
      return PencilValue(shape: shape, entries: zip(entries, other.entries).map(f))
    }
    let rank = max(shape.count, other.shape.count)
    let a = [Int](repeating: 1, count: rank - shape.count) + shape
    let b = [Int](repeating: 1, count: rank - other.shape.count) + other.shape
    guard zip(a, b).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { throw Unreadable.shapes }
    let extents = zip(a, b).map(max)
    var result = PencilValue(shape: extents, entries: [])
    for place in 0..<extents.reduce(1, *) {
      var (rest, first, second) = (place, 0, 0)
      var (strideA, strideB) = (1, 1)
      for axis in (0..<rank).reversed() {
        let index = rest % extents[axis]
        rest /= extents[axis]
        first += a[axis] == 1 ? 0 : index * strideA
        second += b[axis] == 1 ? 0 : index * strideB
        strideA *= a[axis]
        strideB *= b[axis]
      }
      result.entries.append(f(entries[first], other.entries[second]))
    }
    return result
  }

  /// What a dot between two pieces says: a matrix product, or a multiple.
  func times(_ other: PencilValue) throws -> PencilValue {
    if isNumber || other.isNumber { return try with(other, *) }
    if shape.count > 2 || other.shape.count > 2 { return try batch(other) }
    guard let (m, k) = rowsAndColumns, let (l, n) = other.rowsAndColumns else {
      throw Unreadable.shapes
    }
    if k == l {
      var result = PencilValue(shape: [m, n], entries: [])
      for i in 0..<m {
        for j in 0..<n {
          result.entries.append(
            (0..<k).reduce(0) { $0 + entries[i * k + $1] * other.entries[$1 * n + j] })
        }
      }
      // A row times a matrix is a row; a row times a column, a number.
      if shape.count == 1 { result.shape = n == 1 && other.shape.count == 2 ? [1] : [n] }
      return result
    }
    // A vector is written as a row, also where it stands for a column.
    guard other.shape.count == 1, k == n else { throw Unreadable.shapes }
    let product = try times(other.transposed)
    return PencilValue(shape: shape.count == 1 ? [] : [m], entries: product.entries)
  }

  /// Each matrix along the last two axes by itself.
  private func matrices(_ f: (PencilValue) throws -> PencilValue) throws -> PencilValue {
    guard shape.count > 2, let first = shape.first else { return try f(self) }
    let size = entries.count / first
    return try .stacked(
      (0..<first).map { place in
        try PencilValue(
          shape: Array(shape.dropFirst()),
          entries: Array(entries[(place * size)..<((place + 1) * size)])
        ).matrices(f)
      })
  }

  /// The products of matrices that lie side by side, those of one side used again for all of the other.
  private func batch(_ other: PencilValue) throws -> PencilValue {
    guard shape.count >= 2, other.shape.count >= 2 else { throw Unreadable.symbolic }
    let batch = max(shape.count, other.shape.count)
    func parts(_ value: PencilValue, _ count: Int) -> [PencilValue] {
      let isOwn = value.shape.count == batch
      let size = value.entries.count / (isOwn ? value.shape[0] : 1)
      return (0..<count).map { place in
        let start = isOwn && value.shape[0] > 1 ? place * size : 0
        return PencilValue(
          shape: isOwn ? Array(value.shape.dropFirst()) : value.shape,
          entries: Array(value.entries[start..<(start + size)]))
      }
    }
    let count = max(
      shape.count == batch ? shape[0] : 1, other.shape.count == batch ? other.shape[0] : 1)
    return try .stacked(
      zip(parts(self, count), parts(other, count)).map { a, b in
        a.shape.count > 2 || b.shape.count > 2 ? try a.batch(b) : try a.times(b)
      })
  }

  /// What is left when an axis is taken away by `f`, which gets the entries along it.
  func reduced(_ axis: Int?, keeps: Bool = false, _ f: ([Double]) -> Double) throws -> PencilValue {
    guard let axis else { return .number(f(entries)) }
    guard axis < shape.count else { throw Unreadable.shapes }
    let inner = shape[(axis + 1)...].reduce(1, *)
    let (extent, outer) = (shape[axis], shape[..<axis].reduce(1, *))
    var result = PencilValue(shape: shape, entries: [])
    result.shape[axis] = 1
    for o in 0..<outer {
      for i in 0..<inner {
        result.entries.append(f((0..<extent).map { entries[(o * extent + $0) * inner + i] }))
      }
    }
    if !keeps { result.shape.remove(at: axis) }
    return result
  }

  /// Values behind one another along a new first axis.
  static func stacked(_ values: [PencilValue]) throws -> PencilValue {
    guard let first = values.first, values.allSatisfy({ $0.shape == first.shape }) else {
      throw Unreadable.shapes
    }
    return PencilValue(shape: [values.count] + first.shape, entries: values.flatMap(\.entries))
  }

  /// Values behind one another along an axis that they have.
  static func joined(_ values: [PencilValue], _ axis: Int) throws -> PencilValue {
    guard let first = values.first, axis < first.shape.count else { throw Unreadable.shapes }
    let inner = first.shape[(axis + 1)...].reduce(1, *)
    let outer = first.shape[..<axis].reduce(1, *)
    var result = PencilValue(shape: first.shape, entries: [])
    result.shape[axis] = values.reduce(0) { $0 + $1.shape[axis] }
    for o in 0..<outer {
      for value in values {
        let count = value.shape[axis] * inner
        result.entries += value.entries[(o * count)..<((o + 1) * count)]
      }
    }
    return result
  }

  /// The subscripts in square brackets, an axis each, lists in their own brackets.
  static func subscripts(_ text: String) -> [Substring] {
    var parts: [String] = [""]
    var depth = 0
    for character in text.dropFirst().dropLast() where character != " " {
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        depth += character == "[" ? 1 : character == "]" ? -1 : 0
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { $0[...] }
  }

  /// The entries that an index takes: whole numbers and ranges, an axis each.
  func indexed(_ index: [Substring]) throws -> PencilValue {
    guard let first = index.first else { return self }
    guard let extent = shape.first else { throw Unreadable.shapes }
    let size = entries.count / max(1, extent)
    func part(_ i: Int) throws -> PencilValue {
      let part = PencilValue(
        shape: Array(shape.dropFirst()), entries: Array(entries[(i * size)..<((i + 1) * size)]))
      return try part.indexed(Array(index.dropFirst()))
    }
    func place(_ text: Substring, _ otherwise: Int) throws -> Int {
      if text.isEmpty { return otherwise }
      guard let i = Int(text.replacing("−", with: "-")) else { throw Unreadable.symbolic }
      return i < 0 ? i + extent : i
    }
    if first.hasPrefix("[") {
      // One list alone; of several it takes more than an axis after the other.
      guard !index.dropFirst().contains(where: { $0.hasPrefix("[") || !$0.contains(":") }) else {
        throw Unreadable.symbolic
      }
      let list = first.dropFirst().dropLast().split(separator: ",")
      return try .stacked(list.map { try part(place($0, 0)) })
    }
    if first.contains(":") {
      let ends = first.split(separator: ":", omittingEmptySubsequences: false)
      let step = ends.count > 2 ? Int(ends[2].replacing("−", with: "-")) ?? 1 : 1
      let (from, to) = try (
        place(ends[0], step < 0 ? extent - 1 : 0),
        ends[1].isEmpty ? (step < 0 ? -1 : extent) : place(ends[1], 0)
      )
      return try .stacked(stride(from: from, to: to, by: step).map(part))
    }
    let i = try place(first, 0)
    guard (0..<extent).contains(i) else { throw Unreadable.shapes }
    return try part(i)
  }
}

enum Unreadable: Error, Equatable {
  /// A name stands here: nothing to compute with.
  case symbolic
  /// Not all numbers stand here: ⋯ stands for the rest.
  case elided
  /// A number has no digits left where terms cancel.
  case lost
  /// What stands here does not fit together.
  case shapes
  case syntax(String)
}
