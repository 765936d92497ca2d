import Wording

// What a tape refuses beside operands whose shapes an operation cannot take.

extension ShapeError {
  /// Operands that were recorded on different tapes.
  static let differentTapes = ShapeError(
    en: "the operands belong to different tapes; record them on one",
    ko: "피연산자가 서로 다른 테이프에 있습니다. 한 테이프에 기록하십시오")

  /// A trace of another tape.
  static let traceOfAnotherTape = ShapeError(
    en: "the trace was made from another tape; give one of this tape",
    ko: "다른 테이프에서 만든 트레이스입니다. 이 테이프의 트레이스를 주십시오")

  /// A backward pass that begins at more than one number.
  static func upstreamIsMissing(_ shape: Shape) -> ShapeError {
    ShapeError(
      en: "a backward pass begins at a single number, but the shape is \(shape); "
        + "take its sum or mean, or give the upstream gradient",
      ko: "역전파는 수 하나에서 시작하는데 모양이 \(shape)입니다. 합이나 평균을 취하거나 상류 기울기를 주십시오")
  }

  /// An upstream gradient of another shape than the output.
  static func upstream(_ upstream: Shape, for shape: Shape) -> ShapeError {
    ShapeError(
      en: "the upstream gradient has shape \(upstream), but the output has \(shape)",
      ko: "상류 기울기의 모양은 \(upstream)인데 출력의 모양은 \(shape)입니다")
  }

  /// A value that is given to the result of an operation.
  static let assigningToResult = ShapeError(
    en: "the value of an operation's result follows from its operands; assign to those",
    ko: "연산 결과의 값은 피연산자에서 정해집니다. 피연산자에 값을 주십시오")

  /// A value of another shape.
  static func assigning(_ new: Shape, to old: Shape) -> ShapeError {
    ShapeError(
      en: "a variable of shape \(old) cannot take a value of shape \(new)",
      ko: "모양 \(old)인 변수에 모양 \(new)인 값을 줄 수 없습니다")
  }

  /// A matrix whose rows differ in length.
  static func ragged(row: Int, _ count: Int, expected: Int) -> ShapeError {
    ShapeError(
      en: "row \(row) has \(count) entries, but the rows before it have \(expected)",
      ko: "행 \(row)의 원소는 \(count)개인데 앞 행의 원소는 \(expected)개입니다")
  }

  /// More or fewer entries than a shape has.
  static func entries(_ count: Int, for shape: Shape) -> ShapeError {
    ShapeError(
      en: "shape \(shape) cannot be filled with \(count) entries",
      ko: "모양 \("\(shape)".with(.object)) 원소 \(count)개로 채울 수 없습니다")
  }

  /// An operation without operands.
  static func noOperands(_ kind: OperationKind) -> ShapeError {
    ShapeError(en: "'\(kind.name)' needs operands", ko: "'\(kind.name)'에는 피연산자가 필요합니다")
  }

  /// An operand without entries.
  static func empty(_ kind: OperationKind, _ shape: Shape) -> ShapeError {
    ShapeError(
      en: "'\(kind.name)' needs at least one entry, but the shape is \(shape)",
      ko: "'\(kind.name)'에는 원소가 하나 이상 필요하지만 모양이 \(shape)입니다")
  }

  /// One-hot rows of no classes.
  static func noClasses(_ count: Int) -> ShapeError {
    ShapeError(
      en: "\(count) classes are too few; there must be at least one",
      ko: "클래스가 \(count)개입니다. 하나 이상이어야 합니다")
  }

  /// More numbers than a tape holds.
  static func tooLarge(_ shape: Shape) -> ShapeError {
    ShapeError(
      en: "with a result of shape \(shape) the tape would hold more than 2³¹ numbers",
      ko: "모양 \(shape)인 결과까지 더하면 테이프의 수가 2³¹개를 넘습니다")
  }
}
