import Autodiff
import Notation

/// Sets tensors as their numbers: small ones in full, of large ones the beginning and the end.
///
/// A shape never stands where a value does: it stands below the numbers, in round brackets, or as
/// `100×784` without any.
struct TensorSetter {
  let numerals: Numerals
  /// The entries that stand as they were written, where their digits would say something else.
  var writings: [Int: WrittenNumber] = [:]
  /// The most rows and columns that are written out.
  static let limit = 6
  /// The most numbers of a tensor with more axes than a matrix that are written out.
  private static let nestedLimit = 36

  /// Whether lines of numbers are written for tensors of a shape.
  static func isSmall(_ shape: Shape) -> Bool {
    shape.rank <= 2 && shape.extents.allSatisfy { $0 <= limit }
  }

  /// The tensor as mathematics: all of its numbers, or an excerpt.
  func set(_ tensor: Tensor<Double>) -> Math {
    switch tensor.shape.rank {
    case 0: return entry(tensor.elements[...], 0)
    case _ where !Self.isSmall(tensor.shape): return excerpt(tensor)
    default: return whole(tensor)
    }
  }

  /// All numbers of a tensor of up to two axes.
  func whole(_ tensor: Tensor<Double>) -> Math {
    switch tensor.shape.rank {
    case 0: return entry(tensor.elements[...], 0)
    case 1: return .vector(tensor.elements.indices.map { entry(tensor.elements[...], $0) })
    default:
      let columns = tensor.shape.extents[1]
      return .matrix(
        (0..<tensor.shape.extents[0]).map { row in
          (0..<columns).map { entry(tensor.elements[...], row * columns + $0) }
        })
    }
  }

  /// The entry at a place.
  private func entry(_ numbers: ArraySlice<Double>, _ place: Int) -> Math {
    writings[place]?.math ?? numerals.math(numbers[place])
  }

  /// The setter for numbers as somebody wrote them, which are not rounded.
  ///
  /// - Parameter writings: The entries whose digits would say something else.
  func written(_ tensor: Tensor<Double>, _ writings: [Int: WrittenNumber] = [:]) -> TensorSetter {
    let isPlain = tensor.elements.prefix(Self.nestedLimit).allSatisfy(WrittenNumber.isPlain)
    return TensorSetter(numerals: Numerals(digits: isPlain ? 15 : 17), writings: writings)
  }

  /// Shares of 1 among entries that tie, as fractions: what is 1/3 is not 0.3333.
  func shares(_ tensor: Tensor<Double>) -> Math {
    var setter = self
    for (place, share) in tensor.elements.enumerated() where share > 0 && share < 1 {
      setter.writings[place] = WrittenNumber(.number(1), .over, .number((1 / share).rounded()))
    }
    return setter.set(tensor)
  }

  /// The tensor where there is room for a line: what is larger than one by its shape, `100×784`.
  func brief(_ tensor: Tensor<Double>) -> Math {
    guard tensor.shape.rank > 1, !Self.isSmall(tensor.shape) else { return set(tensor) }
    return .text(tensor.shape.extents.map(String.init).joined(separator: "×"))
  }

  /// The beginning and the end of a tensor, with ⋯ for what lies between and its shape below; with
  /// more axes than a matrix the beginning alone, or all where that is little; a number as it is.
  func excerpt(_ tensor: Tensor<Double>) -> Math {
    let extents = tensor.shape.extents
    if extents.isEmpty { return set(tensor) }
    let below = Self.extents(tensor.shape)
    guard extents.count <= 2 else {
      let isWritten =
        tensor.elements.count <= Self.nestedLimit && extents.allSatisfy { $0 <= Self.limit }
      let numbers = tensor.elements[...]
      return .annotated(
        isWritten ? nested(numbers, extents[...]) : beginning(numbers, extents[...]), below: below)
    }
    let (rows, columns) = (extents[0], extents[extents.count - 1])
    if extents.count == 1 { return .annotated(.vector(line(tensor.elements[...])), below: below) }
    let lines = Self.shown(rows).map { row in
      row.map { line(tensor.elements[($0 * columns)..<(($0 + 1) * columns)]) }
        ?? Self.shown(columns).map { $0 == nil ? .sign("⋱") : .sign("⋮") }
    }
    return .annotated(.matrix(lines), below: below)
  }

  private func line(_ numbers: ArraySlice<Double>) -> [Math] {
    Self.shown(numbers.count).map {
      $0.map { entry(numbers, numbers.startIndex + $0) } ?? .sign("⋯")
    }
  }

  /// All numbers, in brackets for every axis: a row of matrices, a matrix of matrices.
  private func nested(_ numbers: ArraySlice<Double>, _ extents: ArraySlice<Int>) -> Math {
    func parts(_ numbers: ArraySlice<Double>, _ inner: ArraySlice<Int>) -> [Math] {
      let size = inner.reduce(1, *)
      return stride(from: numbers.startIndex, to: numbers.endIndex, by: size).map {
        nested(numbers[$0..<($0 + size)], inner)
      }
    }
    guard let first = extents.first else { return entry(numbers, numbers.startIndex) }
    let inner = extents.dropFirst()
    guard extents.count.isMultiple(of: 2) else { return .vector(parts(numbers, inner)) }
    let size = numbers.count / first
    let rows = stride(from: numbers.startIndex, to: numbers.endIndex, by: size).map {
      parts(numbers[$0..<($0 + size)], inner.dropFirst())
    }
    return .matrix(rows)
  }

  /// The first numbers along the last axis, in brackets for every axis: `[[[1, 2, 3, ⋯, 9], ⋯], ⋯]`.
  private func beginning(_ numbers: ArraySlice<Double>, _ extents: ArraySlice<Int>) -> Math {
    let inner = extents.dropFirst()
    if inner.isEmpty { return .vector(line(numbers)) }
    let part = beginning(numbers.prefix(inner.reduce(1, *)), inner)
    return .vector(extents.first == 1 ? [part] : [part, .sign("⋯")])
  }

  /// The indices that an excerpt shows of an axis; nil for the gap.
  private static func shown(_ count: Int) -> [Int?] {
    count <= limit ? Array(0..<count) : [0, 1, 2, nil, count - 1]
  }

  /// A shape as it stands below a factor: `(2,3)`.
  static func extents(_ shape: Shape) -> Math {
    .text("(" + shape.extents.map(String.init).joined(separator: ",") + ")")
  }
}
