import Kernels
import RealModule

/// A number that a tape can compute with: `Double`, `Float`, or one that carries more, such as a
/// dual number.
public protocol TapeScalar: ScalarExpression, BitwiseCopyable, Sendable, Comparable {
  /// The number nearest to a double.
  init(_ value: Double)
  /// The double nearest to this number.
  var double: Double { get }

  static func += (a: inout Self, b: Self)

  /// e to the power of x, less 1, without loss of digits near 0.
  static func expMinusOne(_ x: Self) -> Self
  /// The natural logarithm of 1 + x, without loss of digits near 0.
  static func log(onePlus x: Self) -> Self

  /// Adds to or sets C (m×n) the product of A (m×k) and B (k×n), all row-major; an operand that is
  /// given transposed lies in memory as k×m or n×k.
  static func multiplyMatrices(
    m: Int, n: Int, k: Int,
    _ a: UnsafePointer<Self>, transposed aIsTransposed: Bool,
    _ b: UnsafePointer<Self>, transposed bIsTransposed: Bool,
    into c: UnsafeMutablePointer<Self>, accumulate: Bool)

  /// The softmax of each row of x (rows×columns), row-major.
  static func softmaxRows(
    _ x: UnsafePointer<Self>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Self>)

  /// log Σ exp of each row of x (rows×columns), row-major; y has an entry for each row.
  static func logSumExpRows(
    _ x: UnsafePointer<Self>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Self>)
}

extension TapeScalar {
  /// The softmax row by row, for scalars that have no kernel of their own.
  public static func softmaxRows(
    _ x: UnsafePointer<Self>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Self>
  ) {
    for row in 0..<rows { softmax(x + row * columns, into: y + row * columns, count: columns) }
  }

  /// log Σ exp row by row, for scalars that have no kernel of their own.
  public static func logSumExpRows(
    _ x: UnsafePointer<Self>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Self>
  ) {
    for row in 0..<rows { y[row] = logSumExp(x + row * columns, count: columns) }
  }

  /// The product by its definition, for scalars that have no kernel of their own.
  public static func multiplyMatrices(
    m: Int, n: Int, k: Int,
    _ a: UnsafePointer<Self>, transposed aIsTransposed: Bool,
    _ b: UnsafePointer<Self>, transposed bIsTransposed: Bool,
    into c: UnsafeMutablePointer<Self>, accumulate: Bool
  ) {
    for i in 0..<m {
      for j in 0..<n {
        var sum: Self = 0
        for l in 0..<k {
          sum += a[aIsTransposed ? l * m + i : i * k + l] * b[bIsTransposed ? j * k + l : l * n + j]
        }
        c[i * n + j] = accumulate ? c[i * n + j] + sum : sum
      }
    }
  }
}

extension TapeScalar where Self: Real & BinaryFloatingPoint {
  /// x to the power of y; a negative x has real powers where y is a whole number.
  public static func power(_ x: Self, _ y: Self) -> Self {
    if y == 2 { return x * x }
    if let whole = Int(exactly: y) { return pow(x, whole) }
    // Whole numbers beyond the range of Int are even.
    return pow(x < 0 && y.isFinite && y == y.rounded() ? -x : x, y)
  }
}

extension Double: TapeScalar {
  /// The number itself.
  @inlinable public var double: Double { self }

  /// The product by the kernel that suits this machine.
  public static func multiplyMatrices(
    m: Int, n: Int, k: Int,
    _ a: UnsafePointer<Double>, transposed aIsTransposed: Bool,
    _ b: UnsafePointer<Double>, transposed bIsTransposed: Bool,
    into c: UnsafeMutablePointer<Double>, accumulate: Bool
  ) {
    Kernels.multiply(
      m: m, n: n, k: k, a: a, transposeA: aIsTransposed, b: b, transposeB: bIsTransposed, into: c,
      accumulate: accumulate)
  }

  /// The softmax of each row by the kernel that suits this machine.
  public static func softmaxRows(
    _ x: UnsafePointer<Double>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Double>
  ) {
    Kernels.softmaxRows(x, rows: rows, columns: columns, into: y)
  }

  /// log Σ exp of each row by the kernel that suits this machine.
  public static func logSumExpRows(
    _ x: UnsafePointer<Double>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Double>
  ) {
    Kernels.logSumExpRows(x, rows: rows, columns: columns, into: y)
  }
}

extension Float: TapeScalar {
  /// The same number in double precision.
  @inlinable public var double: Double { Double(self) }

  /// The product by the kernel that suits this machine.
  public static func multiplyMatrices(
    m: Int, n: Int, k: Int,
    _ a: UnsafePointer<Float>, transposed aIsTransposed: Bool,
    _ b: UnsafePointer<Float>, transposed bIsTransposed: Bool,
    into c: UnsafeMutablePointer<Float>, accumulate: Bool
  ) {
    Kernels.multiply(
      m: m, n: n, k: k, a: a, transposeA: aIsTransposed, b: b, transposeB: bIsTransposed, into: c,
      accumulate: accumulate)
  }

  /// The softmax of each row by the kernel that suits this machine.
  public static func softmaxRows(
    _ x: UnsafePointer<Float>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Float>
  ) {
    Kernels.softmaxRows(x, rows: rows, columns: columns, into: y)
  }

  /// log Σ exp of each row by the kernel that suits this machine.
  public static func logSumExpRows(
    _ x: UnsafePointer<Float>, rows: Int, columns: Int, into y: UnsafeMutablePointer<Float>
  ) {
    Kernels.logSumExpRows(x, rows: rows, columns: columns, into: y)
  }
}
