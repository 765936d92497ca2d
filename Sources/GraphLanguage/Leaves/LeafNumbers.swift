import Autodiff

/// The arguments of a function that gives numbers, all worked out.
struct LeafArguments {
  /// An argument, and where it stands.
  struct Argument {
    let value: Tensor<Double>
    let location: Location
  }

  /// Where the function's name stands.
  let location: Location
  var positional: [Argument] = []
  var keywords: [String: Argument] = [:]
}

/// Numbers that a function gives: their shape, known before any memory is taken, and how they are
/// made.
struct LeafNumbers {
  let shape: Shape
  /// Whether they come from the generator.
  let isDrawn: Bool
  /// Makes them in row-major order.
  let make: (inout SeededGenerator) -> [Double]

  private init(
    _ shape: Shape, isDrawn: Bool = false, _ make: @escaping (inout SeededGenerator) -> [Double]
  ) {
    self.shape = shape
    self.isDrawn = isDrawn
    self.make = make
  }

  /// What a call gives whose arguments are as many as they should be.
  ///
  /// - Throws: What is wrong with an argument, and where.
  init(_ function: LeafFunction, _ arguments: LeafArguments) throws(BuildFailure) {
    switch function {
    case .zeros: self.init(filling: try arguments.shape(at: 0), with: 0)
    case .ones: self.init(filling: try arguments.shape(at: 0), with: 1)
    case .eye:
      let size = try arguments.count(at: 0, function)
      self.init(Shape([size, size])) { _ in
        (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 }
      }
    case .arange: try self.init(rangeOf: arguments)
    case .oneHot: try self.init(rowsOf: arguments)
    case .choose:
      let values = arguments.positional.flatMap(\.value.elements)
      try self.init(drawing: arguments) { values[$0.index(below: values.count)] }
    case .uniform: try self.init(uniform: arguments)
    case .normal:
      let mean = try arguments.number(at: 0, "mean", of: function)
      let deviation = try arguments.number(at: 1, "deviation", of: function)
      guard deviation >= 0 else {
        throw BuildFailure(
          location: arguments.positional[1].location, message: .negativeDeviation)
      }
      try self.init(drawing: arguments) { mean + deviation * $0.normal() }
    case .load: self.init(filling: .scalar, with: 0)
    }
  }

  private init(filling shape: Shape, with number: Double) {
    self.init(shape) { _ in [Double](repeating: number, count: shape.count) }
  }

  private init(rangeOf arguments: LeafArguments) throws(BuildFailure) {
    let numbers = try arguments.positional.indices.map { (place) throws(BuildFailure) in
      try arguments.number(at: place, ["start", "stop", "step"][place], of: .arange)
    }
    let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
    let step = numbers.count == 3 ? numbers[2] : 1
    let count = ((stop - start) / step).rounded(.up)
    guard count >= 1 else {
      throw BuildFailure(location: arguments.location, message: .emptyRange)
    }
    self.init(Shape([Int(exactly: count) ?? .max])) { _ in
      (0..<Int(count)).map { onGrid(start, step, $0) }
    }
  }

  private init(rowsOf arguments: LeafArguments) throws(BuildFailure) {
    let labels = arguments.positional[0].value
    let classes = try arguments.count(at: 1, .oneHot)
    if let wrong = labels.elements.first(where: {
      !(0..<Double(classes)).contains($0) || $0 != $0.rounded()
    }) {
      throw BuildFailure(
        location: arguments.positional[0].location,
        message: .wrongLabel(LeafFunction.oneHot.rawValue, wrong, classes: classes))
    }
    self.init(Shape(labels.shape.extents + [classes])) { _ in
      labels.elements.flatMap { label in (0..<classes).map { Double($0) == label ? 1 : 0 } }
    }
  }

  // MARK: Drawn numbers

  private init(uniform arguments: LeafArguments) throws(BuildFailure) {
    let low = try arguments.number(at: 0, "low", of: .uniform)
    let high = try arguments.number(at: 1, "high", of: .uniform)
    guard low < high, (high - low).isFinite else {
      throw BuildFailure(location: arguments.location, message: .emptyInterval(low, high))
    }
    guard let step = arguments.keywords["step"] else {
      try self.init(drawing: arguments) { low + (high - low) * $0.uniform() }
      return
    }
    // Both ends count where the steps lead from one to the other, whatever their rounding.
    guard let size = step.value.scalar, size > 0,
      let count = Int(exactly: ((high - low) / size + 1e-9).rounded(.down)), count < 1 << 53
    else { throw BuildFailure(location: step.location, message: .stepNotPositive) }
    try self.init(drawing: arguments) { onGrid(low, size, $0.index(below: count + 1)) }
  }

  /// Draws each number by itself and rounds it as is asked for.
  private init(
    drawing arguments: LeafArguments, _ draw: @escaping (inout SeededGenerator) -> Double
  ) throws(BuildFailure) {
    let shape = try arguments.keywords["shape"].map { (argument) throws(BuildFailure) in
      try argument.shape()
    }
    let digits = try arguments.digits()
    self.init(shape ?? .scalar, isDrawn: true) { generator in
      (0..<(shape ?? .scalar).count).map { _ in
        let number = draw(&generator)
        return digits.map { rounded(number, digits: $0) } ?? number
      }
    }
  }
}

// MARK: - Arguments

extension LeafArguments {
  /// One number.
  fileprivate func number(
    at place: Int, _ parameter: String, of function: LeafFunction
  ) throws(BuildFailure) -> Double {
    let argument = positional[place]
    guard let number = argument.value.scalar, number.isFinite else {
      throw BuildFailure(
        location: argument.location, message: .oneNumberNeeded(parameter, function.rawValue))
    }
    return number
  }

  /// A whole number from 1.
  fileprivate func count(at place: Int, _ function: LeafFunction) throws(BuildFailure) -> Int {
    let argument = positional[place]
    guard let number = argument.value.scalar.flatMap(Int.init(exactly:)), number > 0 else {
      throw BuildFailure(location: argument.location, message: .countNeeded(function.rawValue))
    }
    // Two of them multiply.
    return min(number, 1 << 31)
  }

  fileprivate func shape(at place: Int) throws(BuildFailure) -> Shape {
    try positional[place].shape()
  }

  fileprivate func digits() throws(BuildFailure) -> Int? {
    guard let digits = keywords["digits"] else { return nil }
    guard let number = digits.value.scalar.flatMap(Int.init(exactly:)), (1...15).contains(number)
    else { throw BuildFailure(location: digits.location, message: .digitsOutOfRange) }
    return number
  }
}

extension LeafArguments.Argument {
  /// The extents that are written here: a list, or one number for a vector.
  fileprivate func shape() throws(BuildFailure) -> Shape {
    let extents = value.elements.compactMap(Int.init(exactly:))
    guard value.shape.rank <= 1, extents.count == value.elements.count,
      extents.allSatisfy({ $0 > 0 })
    else { throw BuildFailure(location: location, message: .shapeNotPositive) }
    return Shape(extents)
  }
}

// MARK: - Digits

/// The number that some steps lead to, with the digits that a reader expects: −1 + 3 · 0.1 is −0.7.
private func onGrid(_ start: Double, _ step: Double, _ count: Int) -> Double {
  let number = start + Double(count) * step
  return number.magnitude < step.magnitude * 1e-9 ? 0 : rounded(number, digits: 15)
}

/// The nearest number of so many significant digits, a half away from zero.
func rounded(_ x: Double, digits: Int) -> Double {
  guard x != 0, x.isFinite else { return x }
  // The power of ten before the first digit, which is off by one at most.
  var power = Int((Double(x.exponent) * 0.301_029_995_663_981_2).rounded(.down))
  if x.magnitude >= decimal(1, power + 1) { power += 1 }
  let places = digits - 1 - power
  let scaled = places >= 0 ? x * decimal(1, places) : x / decimal(1, -places)
  guard scaled.isFinite else { return x }
  return decimal(Int(scaled.rounded()), -places)
}

/// The double nearest to a whole number times a power of ten.
private func decimal(_ number: Int, _ power: Int) -> Double {
  Double("\(number)e\(power)") ?? .infinity
}
