/// A piece of Python, and how tightly its outermost operator binds.
struct PythonExpression: Hashable, Sendable {
  /// The piece.
  let text: String
  /// How tightly it binds.
  let binding: Binding

  /// Python's operators, from the loosest to the tightest.
  enum Binding: Int, Comparable, Sendable {
    case comparison, sum, product, sign, power, atom

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  /// A name, a call, a number without a sign.
  init(_ text: String) {
    self.text = text
    binding = .atom
  }

  private init(_ text: String, _ binding: Binding) {
    self.text = text
    self.binding = binding
  }

  /// The piece where an operator stands beside it.
  private func beside(_ outer: Binding, isTighter: Bool) -> String {
    binding < outer || (isTighter && binding == outer) ? "(\(text))" : text
  }

  /// A number; a negative one has a sign.
  static func number(_ number: Double) -> PythonExpression {
    let text = PythonLiteral.number(number.magnitude)
    return number.sign == .minus && !number.isNaN
      ? PythonExpression("-" + text, .sign) : .init(text)
  }

  /// A call of a function.
  static func call(_ function: String, _ arguments: PythonExpression...) -> PythonExpression {
    call(function, arguments)
  }

  /// A call of a function.
  static func call(_ function: String, _ arguments: [PythonExpression]) -> PythonExpression {
    PythonExpression("\(function)(\(arguments.map(\.text).joined(separator: ", ")))")
  }

  /// `axis=0`, in a call.
  static func keyword(_ name: String, _ value: String) -> PythonExpression {
    PythonExpression("\(name)=\(value)")
  }

  /// What stands behind a dot or in brackets.
  func followed(by text: String) -> PythonExpression {
    PythonExpression(beside(.atom, isTighter: false) + text)
  }

  static func + (a: Self, b: Self) -> Self {
    Self("\(a.beside(.sum, isTighter: false)) + \(b.beside(.sum, isTighter: false))", .sum)
  }
  static func - (a: Self, b: Self) -> Self {
    Self("\(a.beside(.sum, isTighter: false)) - \(b.beside(.sum, isTighter: true))", .sum)
  }
  static func * (a: Self, b: Self) -> Self {
    Self(
      "\(a.beside(.product, isTighter: false)) * \(b.beside(.product, isTighter: true))", .product)
  }
  static func / (a: Self, b: Self) -> Self {
    Self(
      "\(a.beside(.product, isTighter: false)) / \(b.beside(.product, isTighter: true))", .product)
  }
  /// The matrix product.
  func matrixProduct(_ other: Self) -> Self {
    Self(
      "\(beside(.product, isTighter: false)) @ \(other.beside(.product, isTighter: true))", .product
    )
  }
  static prefix func - (a: Self) -> Self { Self("-" + a.beside(.sign, isTighter: true), .sign) }
  /// The power.
  func power(_ exponent: Self) -> Self {
    Self(
      "\(beside(.power, isTighter: true)) ** \(exponent.beside(.power, isTighter: false))", .power)
  }
  /// How two compare.
  func compared(_ relation: String, _ other: Self) -> Self {
    Self(
      "\(beside(.comparison, isTighter: true)) \(relation) \(other.beside(.comparison, isTighter: true))",
      .comparison)
  }
}
