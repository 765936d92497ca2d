/// y = min(a, b): the gradient goes to the smaller one, shared equally by equals.
enum Minimum: ExtremumOfTwo {
  static let name = "min"
  static let zeros = ZeroRule.because(.notTheMinimum)
  static var extremum: Extremum { .min }
}
