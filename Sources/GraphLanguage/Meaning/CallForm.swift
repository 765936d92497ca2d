import Autodiff

/// What stands in the brackets of a call.
enum Argument: Sendable, ExpressibleByStringLiteral {
  /// An operand, by the letter that messages call it.
  case operand(String)
  /// An operand that may be left out.
  case optional(String)
  /// As many more operands as one likes.
  case more
  /// A list of whole numbers: the shape of the result.
  case shape
  /// A list of whole numbers: the axes in another order.
  case axes
  /// Pairs of whole numbers: how many zeros stand before and behind each axis.
  case padding
  /// A text in quotation marks.
  case text(AttributeName<String>)
  /// A whole number that is written out, in its place or by keyword.
  case place(AttributeName<Int>, isOptional: Bool = false)
  /// A number that is written out, in its place.
  case literal(AttributeName<Double>)
  /// A whole number that is written out, in its place.
  case size(AttributeName<Int>)
  /// A keyword with a number.
  case number(AttributeName<Double>, default: Double)
  /// A keyword with a whole number; without a default it may be left out.
  case whole(AttributeName<Int>, default: Int? = nil)
  /// The keyword `axis` with a whole number or a list of them.
  case alongAxes
  /// A keyword with true or false, which is false where it is left out.
  case flag(AttributeName<Bool>)
  /// A keyword with a number of entries, which is no axis.
  case count(AttributeName<Int>, default: Int? = nil)

  /// An operand; more of them after `…`.
  init(stringLiteral letter: String) { self = letter == "…" ? .more : .operand(letter) }
}

/// How one operation is called.
struct CallForm: Sendable {
  let arguments: [Argument]
  let alsoCalled: [String]
  /// What may be given by keyword.
  let keywords: [Keyword]
  /// How many arguments stand before the keywords.
  let counts: ClosedRange<Int>
  /// Which of them is a list of whole numbers and no operand, and what the list is.
  let list: (position: Int, list: List)?
  /// Which of them is a text and no operand.
  let text: (position: Int, name: AttributeName<String>)?
  /// Which of them is a whole number and no operand, where it is not given by keyword.
  let place: (position: Int, name: AttributeName<Int>, isOptional: Bool)?
  /// Which of them are numbers and no operands, from the first to the last.
  let literals: [Literal]

  /// A number that is written out in its place.
  struct Literal: Sendable {
    let position: Int
    let name: String
    /// Whether it must be a whole number.
    let isWhole: Bool

    /// The number as the value of the attribute; nil where it does not fit.
    func value(_ number: Double) -> AttributeValue? {
      isWhole ? Int(exactly: number).map { .whole($0) } : .number(number)
    }
  }

  /// What a list of whole numbers is.
  enum List: Sendable {
    case shape, axes, padding
  }

  /// What may be given by keyword.
  struct Keyword: Sendable {
    let name: String
    /// What holds where it is left out.
    let `default`: AttributeValue?
    /// What its value must be.
    let values: Values

    /// What may stand behind a keyword.
    enum Values: Sendable {
      case number, whole, wholes, flag
    }

    /// What stands there as the value of the attribute; nil where it does not fit.
    func value(_ given: KeywordValue) -> AttributeValue? {
      switch (values, given) {
      case (.number, .number(let number)): return number.isFinite ? .number(number) : nil
      case (.whole, .number(let number)), (.wholes, .number(let number)):
        return Int(exactly: number).map { .whole($0) }
      case (.wholes, .list(let numbers)):
        let wholes = numbers.compactMap(Int.init(exactly:))
        return wholes.count == numbers.count ? .wholes(wholes) : nil
      case (.flag, .flag(let flag)): return .flag(flag)
      case (.number, .list), (.number, .flag), (.whole, .list), (.whole, .flag), (.wholes, .flag),
        (.flag, .number), (.flag, .list):
        return nil
      }
    }
  }

  init(arguments: [Argument], alsoCalled: [String]) {
    self.arguments = arguments
    self.alsoCalled = alsoCalled
    var keywords: [Keyword] = []
    var (operands, optional, hasMore) = (0, 0, false)
    var list: (position: Int, list: List)?
    var text: (position: Int, name: AttributeName<String>)?
    var place: (position: Int, name: AttributeName<Int>, isOptional: Bool)?
    var literals: [Literal] = []
    for argument in arguments {
      switch argument {
      case .operand: break
      case .optional: optional += 1
      case .more: hasMore = true
      case .shape: list = (operands, .shape)
      case .axes: list = (operands, .axes)
      case .padding: list = (operands, .padding)
      case .text(let name): text = (operands, name)
      case .place(let name, let isOptional):
        place = (operands, name, isOptional)
        keywords.append(Self.whole(name, default: nil))
      case .literal(let name):
        literals.append(Literal(position: operands, name: name.name, isWhole: false))
      case .size(let name):
        literals.append(Literal(position: operands, name: name.name, isWhole: true))
      case .number(let name, let value):
        keywords.append(
          Keyword(name: name.name, default: .number(value), values: .number))
      case .whole(let name, let value), .count(let name, let value):
        keywords.append(Self.whole(name, default: value))
      case .alongAxes:
        keywords.append(Keyword(name: AttributeName.axis.name, default: nil, values: .wholes))
      case .flag(let name):
        keywords.append(Keyword(name: name.name, default: nil, values: .flag))
      }
      if argument.isPositional { operands += 1 }
    }
    self.keywords = keywords
    (self.list, self.text, self.place, self.literals) = (list, text, place, literals)
    // Of operands as many as one likes, one is enough.
    let least = hasMore ? text == nil ? 1 : 2 : place == nil ? operands : operands - 1
    counts = least...(hasMore ? .max : operands + optional)
  }

  private static func whole(_ name: AttributeName<Int>, default value: Int?) -> Keyword {
    Keyword(name: name.name, default: value.map { .whole($0) }, values: .whole)
  }

  /// What holds where no keyword is given.
  var defaults: Attributes {
    var attributes = Attributes.none
    for keyword in keywords { attributes[keyword.name] = keyword.default }
    return attributes
  }

  /// How a function is called, for messages: `sum(x)` and `sum(x, axis=0)`.
  func signatures(of name: String) -> [String] {
    let always = arguments.map { Self.written($0) }
    let least = zip(arguments, always).filter { !$0.0.mayBeLeftOut }.map(\.1)
    return (least.count < always.count ? [least, always] : [always]).map {
      "\(name)(\($0.joined(separator: ", ")))"
    }
  }

  private static func written(_ argument: Argument) -> String {
    switch argument {
    case .operand(let letter), .optional(let letter): letter
    case .more: "…"
    case .shape: "[2, 3]"
    case .axes: "[1, 0]"
    case .padding: "[[0, 0], [1, 1]]"
    case .text: "\"ij,jk->ik\""
    case .place(let name, _): name.name
    case .literal(let name): name.name
    case .size: "2"
    case .number(let name, let value):
      "\(name.name)=\(Int(exactly: value).map(String.init) ?? Self.digits(value))"
    case .flag(let name): "\(name.name)=true"
    case .whole(let name, let value): "\(name.name)=\(value ?? 0)"
    case .count(let name, let value): "\(name.name)=\(value ?? 1)"
    case .alongAxes: "\(AttributeName.axis.name)=0"
    }
  }
}

extension CallForm {
  /// A number as people write it: 1e-5, where Swift has 1e-05.
  private static func digits(_ number: Double) -> String {
    "\(number)".replacing("e-0", with: "e-")
  }
}

extension Argument {
  /// Whether it is an operand or a keyword that holds nothing where it is left out.
  fileprivate var mayBeLeftOut: Bool {
    switch self {
    case .operand, .more, .shape, .axes, .padding, .text, .literal, .size, .number: false
    case .optional, .flag: true
    case .place(_, let isOptional): isOptional
    case .whole(_, let value), .count(_, let value): value == nil
    case .alongAxes: true
    }
  }

  /// Whether it is counted among the arguments before the keywords.
  fileprivate var isPositional: Bool {
    switch self {
    case .operand, .shape, .axes, .padding, .text, .place, .literal, .size: true
    case .optional, .more, .number, .whole, .count, .alongAxes, .flag: false
    }
  }
}

/// What was given behind a keyword.
enum KeywordValue {
  case number(Double)
  case list([Double])
  case flag(Bool)
}
