import Autodiff
import Wording

// Literals, sizes and shapes.

extension Message {
  static let emptyLiteral = Message(
    en: "a bracket literal cannot be empty", ko: "대괄호 안이 비어 있습니다",
    help: Bilingual(en: "write at least one number: [1]", ko: "[1]처럼 수를 하나 이상 쓰십시오"))

  /// An entry of a bracket literal that has other extents than those before it.
  static func ragged(_ first: [Int], _ entry: [Int], position: Int) -> Message {
    let (expected, found) = (shown(Shape(first)), shown(Shape(entry)))
    return Message(
      en: "ragged literal: entry \(position) has shape \(found), those before it have \(expected)",
      ko: "행마다 수의 개수가 다릅니다. \(position)번째 항목의 모양은 \(found)인데 앞 항목의 모양은 \(expected)입니다",
      help: Bilingual(
        en: "give every row the same number of entries", ko: "모든 행에 같은 개수의 수를 쓰십시오"))
  }

  static let entryNotNumber = Message(
    en: "a bracket literal holds numbers only", ko: "대괄호 안에는 수만 쓸 수 있습니다",
    help: Bilingual(
      en: "to join tensors, write concat(a, b)", ko: "텐서를 이어 붙이려면 concat(a, b)처럼 쓰십시오"))

  static let indexNotWhole = Message(
    en: "an index is a whole number", ko: "인덱스는 정수여야 합니다",
    help: Bilingual(
      en: "to take rows by numbers that have a name, write embedding(x, ids)",
      ko: "이름 붙은 번호로 행을 고르려면 embedding(x, ids)처럼 쓰십시오"))

  static let emptyIndexList = Message(
    en: "a list of indices cannot be empty", ko: "인덱스 목록이 비어 있습니다",
    help: Bilingual(en: "write at least one index: x[[0]]", ko: "x[[0]]처럼 인덱스를 하나 이상 쓰십시오"))

  static let nestedIndexList = Message(
    en: "a list of indices holds whole numbers only", ko: "인덱스 목록에는 정수만 쓸 수 있습니다",
    help: Bilingual(
      en: "to take rows by a matrix of numbers, write embedding(x, [[0, 1], [2, 0]])",
      ko: "행렬로 적은 번호로 행을 고르려면 embedding(x, [[0, 1], [2, 0]])처럼 쓰십시오"))

  static let ellipsisInIndex = Message(
    en: "'...' is not understood in an index", ko: "인덱스에는 '...'를 쓸 수 없습니다",
    help: Bilingual(
      en: "write a colon for each axis that is taken whole: x[:, :, 0]",
      ko: "통째로 고를 축마다 쌍점을 쓰십시오: x[:, :, 0]"))

  static let divisionByZero = Message(
    en: "division of a number by zero", ko: "수를 0으로 나눌 수 없습니다")

  static let exponentNotFinite = Message(
    en: "an exponent must be finite", ko: "지수는 유한해야 합니다")

  // MARK: Limits

  static let tooManyNodes = Message(
    en: "the graph has more than 1,000,000 nodes here, calls expanded",
    ko: "호출을 펼치면 그래프의 노드가 여기서 1,000,000개를 넘습니다",
    help: Bilingual(
      en: "compute with vectors and matrices in place of many scalars",
      ko: "스칼라를 늘어놓는 대신 벡터와 행렬로 계산하십시오"))

  static let tooManyCalls = Message(
    en: "the graph calls functions more than 1,000,000 times here",
    ko: "함수 호출이 여기서 1,000,000번을 넘습니다")

  static let tooManyNumbers = Message(
    en: "the graph holds more than 100,000,000 numbers here",
    ko: "그래프에 든 수가 여기서 100,000,000개를 넘습니다",
    help: Bilingual(en: "make its tensors smaller", ko: "텐서를 더 작게 만드십시오"))

  static let tooManyArrowNumbers = Message(
    en: "more than 400,000,000 numbers flow back along the graph's arrows here",
    ko: "그래프의 화살표를 거슬러 흐르는 수가 여기서 400,000,000개를 넘습니다",
    help: Bilingual(en: "make its tensors smaller", ko: "텐서를 더 작게 만드십시오"))

  static func tooLittleMemory(needed: Int, available: Int) -> Message {
    let (needed, available) = (megabytes(needed), available >> 20)
    return Message(
      en: "the graph needs \(needed) MB for its numbers up to here, and there are \(available) MB",
      ko: "여기까지 그래프의 수를 담는 데 \(needed) MB가 필요한데 메모리는 \(available) MB입니다",
      help: Bilingual(en: "make its tensors smaller", ko: "텐서를 더 작게 만드십시오"))
  }

  static let callsTooDeep = Message(
    en: "calls are nested deeper than \(Limits.nesting) here",
    ko: "함수 호출이 여기서 \(Limits.nesting)단계보다 깊이 겹칩니다")

  // MARK: The whole graph

  static let noNodes = Message(
    en: "the file defines no node", ko: "파일에 노드가 하나도 정의되어 있지 않습니다",
    help: Bilingual(en: "begin with a value: x = 3", ko: "x = 3처럼 값부터 정의하십시오"))

  static func upstreamMissing(_ output: String, _ shape: Shape) -> Message {
    Message(
      en: "the output \(quoted(output)) has shape \(shown(shape)) and needs an upstream gradient",
      ko: "출력 \(quoted(output))의 모양이 \(shown(shape))이므로 상류 기울기가 필요합니다",
      help: Bilingual(
        en: "add a line upstream \(example(shape)), or end in a scalar such as sum(\(output))",
        ko: "upstream \(example(shape)) 줄을 더하거나 sum(\(output)) 같은 스칼라로 끝내십시오"))
  }

  /// A literal of ones in a small shape.
  private static func example(_ shape: Shape) -> String {
    guard shape.rank <= 2, shape.count <= 6 else { return "[…]" }
    return shape.extents.reversed().reduce("1") { entry, extent in
      "[" + Array(repeating: entry, count: extent).joined(separator: ", ") + "]"
    }
  }

  static func upstreamShape(_ upstream: Shape, _ output: String, _ shape: Shape) -> Message {
    Message(
      en:
        "'upstream' has shape \(shown(upstream)), the output \(quoted(output)) has shape \(shown(shape))",
      ko: "'upstream'의 모양은 \(shown(upstream))인데 출력 \(quoted(output))의 모양은 \(shown(shape))입니다",
      help: Bilingual(
        en: "give the upstream gradient the output's shape",
        ko: "상류 기울기의 모양을 출력에 맞추십시오"))
  }

  /// A number of a row that a table does not have.
  static func wrongRow(_ function: String, _ row: Double, rows: Int) -> Message {
    Message(
      en: "\(quoted(function)) asks for row \(whole(row)), but the rows are 0 to \(rows - 1)",
      ko: "\(quoted(function))에서 찾는 행이 \(whole(row))인데 행은 0부터 \(rows - 1)까지입니다",
      help: Bilingual(
        en: "the numbers of rows are whole numbers that count from 0",
        ko: "행 번호는 0부터 세는 정수입니다"))
  }

  /// A number that should be whole, as it is written.
  private static func whole(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }

  static func wrongLabel(_ loss: String, _ label: Double, classes: Int) -> Message {
    let number = whole(label)
    return Message(
      en: "\(quoted(loss)) has the label \(number), but the classes are 0 to \(classes - 1)",
      ko: "\(quoted(loss))의 레이블이 \(number)인데 클래스는 0부터 \(classes - 1)까지입니다",
      help: Bilingual(
        en: "labels are whole numbers that count the columns from 0",
        ko: "레이블은 열을 0부터 세는 정수입니다"))
  }

  static func takenApart(
    _ operation: String, _ flaw: ExpansionFlaw, _ caution: Bilingual
  ) -> Bilingual {
    let name = quoted(operation)
    switch flaw {
    case .overflows:
      return Bilingual(
        en: "\(name), taken apart, is not finite everywhere: \(caution.english)",
        ko: "\(name.with(.object)) 분해했더니 유한하지 않은 값이 나왔습니다. \(caution.korean)")
    case .losesDigits:
      return Bilingual(
        en: "\(name), taken apart, loses digits here: \(caution.english)",
        ko: "\(name.with(.object)) 분해했더니 여기서 자릿수를 잃습니다. \(caution.korean)")
    }
  }

  static func notFiniteValue(_ name: String, _ value: Double, cause: String?) -> Bilingual {
    let number = value.isNaN ? "NaN" : value > 0 ? "∞" : "−∞"
    guard let cause else {
      return Bilingual(
        en: "the value of \(name) is not finite (\(number))",
        ko: "\(name)의 값이 유한하지 않습니다(\(number))")
    }
    return Bilingual(
      en: "the value of \(name) is not finite (\(number)), as \(cause) is not",
      ko: "\(cause)의 값이 유한하지 않으므로 \(name)의 값도 유한하지 않습니다(\(number))")
  }
}
