import Wording

/// Operands that an operation cannot take, with the reason in one sentence of either language.
public struct ShapeError: Error, Sendable, Hashable {
  /// What is wrong and what would fit.
  package let message: Bilingual

  /// Creates an error.
  package init(en english: String, ko korean: String) {
    message = Bilingual(en: english, ko: korean)
  }

  /// Two shapes that an operation cannot combine.
  static func mismatch(_ name: String, _ a: Shape, _ b: Shape) -> ShapeError {
    ShapeError(
      en: "shapes \(a) and \(b) do not fit in '\(name)'",
      ko: "'\(name)'에서 모양 \("\(a)".with(.and)) \("\(b)".with(.subject)) 서로 맞지 않습니다")
  }

  /// An operand of a rank that an operation does not take.
  static func rank(_ name: String, _ shape: Shape, en needed: String, ko korean: String)
    -> ShapeError
  {
    ShapeError(
      en: "'\(name)' needs \(needed), but the shape is \(shape)",
      ko: "'\(name)'에는 \(korean) 필요하지만 모양이 \(shape)입니다")
  }

  /// An axis that a shape does not have.
  static func axis(_ name: String, _ axis: Int, _ shape: Shape) -> ShapeError {
    ShapeError(
      en: "'\(name)' has no axis \(axis): the shape \(shape) has \(shape.rank) "
        + (shape.rank == 1 ? "axis" : "axes"),
      ko: "'\(name)'에 축 \("\(axis)".with(.subject)) 없습니다. 모양 \(shape)의 축은 \(shape.rank)개입니다")
  }

  /// A shape that an axis can be taken of.
  static func checkAxis(
    _ name: String, _ attributes: Attributes, _ shape: Shape
  ) throws(ShapeError) -> Int? {
    guard let axis = attributes.axis else { return nil }
    guard let resolved = shape.axis(axis) else { throw .axis(name, axis, shape) }
    return resolved
  }
}

extension ShapeError: CustomStringConvertible {
  /// The English message.
  public var description: String { message.english }
}
