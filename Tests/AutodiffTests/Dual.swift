@testable import Autodiff

/// A number and its derivative along one direction: forward mode, to hold the backward pass against.
struct Dual: TapeScalar {
  var value: Double
  var slope: Double

  init(_ value: Double, slope: Double) {
    self.value = value
    self.slope = slope
  }
  init(_ value: Double) { self.init(value, slope: 0) }
  init(integerLiteral value: Int) { self.init(Double(value)) }
  init(floatLiteral value: Double) { self.init(value) }
  var double: Double { value }

  static func < (a: Dual, b: Dual) -> Bool { a.value < b.value }
  /// A zero that is about to change is not the constant zero.
  static func == (a: Dual, b: Dual) -> Bool { a.value == b.value && a.slope == b.slope }
  static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, slope: a.slope + b.slope) }
  static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, slope: a.slope - b.slope) }
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
  }
  static func / (a: Dual, b: Dual) -> Dual {
    Dual(a.value / b.value, slope: (a.slope * b.value - a.value * b.slope) / (b.value * b.value))
  }
  static prefix func - (a: Dual) -> Dual { Dual(-a.value, slope: -a.slope) }
  static func += (a: inout Dual, b: Dual) { a = a + b }

  private func chain(_ value: Double, _ derivative: Double) -> Dual {
    Dual(value, slope: slope == 0 ? 0 : slope * derivative)
  }
  static func exp(_ x: Dual) -> Dual { x.chain(.exp(x.value), .exp(x.value)) }
  static func expMinusOne(_ x: Dual) -> Dual { x.chain(.expMinusOne(x.value), .exp(x.value)) }
  static func log(_ x: Dual) -> Dual { x.chain(.log(x.value), 1 / x.value) }
  static func log(onePlus x: Dual) -> Dual { x.chain(.log(onePlus: x.value), 1 / (1 + x.value)) }
  static func log2(_ x: Dual) -> Dual { x.chain(.log2(x.value), 1 / (x.value * .log(2))) }
  static func sqrt(_ x: Dual) -> Dual { x.chain(.sqrt(x.value), 0.5 / .sqrt(x.value)) }
  static func sin(_ x: Dual) -> Dual { x.chain(.sin(x.value), .cos(x.value)) }
  static func cos(_ x: Dual) -> Dual { x.chain(.cos(x.value), -.sin(x.value)) }
  static func tanh(_ x: Dual) -> Dual {
    x.chain(.tanh(x.value), 1 / (.cosh(x.value) * .cosh(x.value)))
  }
  static func erf(_ x: Dual) -> Dual {
    x.chain(.erf(x.value), 2 / .sqrt(.pi) * .exp(-x.value * x.value))
  }
  static func power(_ x: Dual, _ y: Dual) -> Dual {
    let value = Double.power(x.value, y.value)
    let base = x.slope == 0 ? 0 : x.slope * y.value * Double.power(x.value, y.value - 1)
    return Dual(value, slope: base + (y.slope == 0 ? 0 : y.slope * value * .log(x.value)))
  }
}
