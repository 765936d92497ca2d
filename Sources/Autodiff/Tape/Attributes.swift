/// What an operation needs to know that is not an operand, by name.
///
///     Attributes(axis: 0)[.axis]   // 0
///
/// An operation declares the names that it alone uses in its own file; nothing else knows them.
package struct Attributes: Hashable, Sendable {
  /// What there is, in the order of names.
  package private(set) var entries: [Entry] = []
  /// The numbers that an elementwise operation takes beside its operands.
  ///
  /// Kept beside the entries, since the tape asks for them at every node.
  private(set) var parameters = Parameters<Double>.none

  /// An attribute.
  package struct Entry: Hashable, Sendable {
    /// Its name in the graph language.
    package let name: String
    /// Its value.
    package let value: AttributeValue
  }

  /// Creates attributes, all absent where not given.
  package init(
    axis: Int? = nil, exponent: Double? = nil, slope: Double? = nil, alpha: Double? = nil,
    low: Double? = nil, high: Double? = nil, shape: [Int]? = nil, index: [Subscript]? = nil,
    axes: [Int]? = nil, padding: [[Int]]? = nil, equation: String? = nil
  ) {
    self[.axis] = axis
    self[.exponent] = exponent
    self[.slope] = slope
    self[.alpha] = alpha
    self[.low] = low
    self[.high] = high
    self[.shape] = shape
    self[.index] = index
    self[.axes] = axes
    self[.padding] = padding
    self[.equation] = equation
  }

  /// No attributes.
  package static let none = Attributes()

  /// The value of any attribute.
  public subscript(name: String) -> AttributeValue? {
    get { entries.first { $0.name == name }?.value }
    set {
      if newValue == nil, entries.isEmpty { return }
      entries.removeAll { $0.name == name }
      if let newValue {
        let place = entries.firstIndex { $0.name > name } ?? entries.endIndex
        entries.insert(Entry(name: name, value: newValue), at: place)
      }
      let numbers = entries.compactMap { entry in
        if case .number(let number) = entry.value { number } else { nil }
      }
      parameters = Parameters(
        first: numbers.first ?? 0, second: numbers.count > 1 ? numbers[1] : 0)
    }
  }
}

extension Attributes {
  /// A number.
  public subscript(name: AttributeName<Double>) -> Double? {
    get { if case .number(let number)? = self[name.name] { number } else { nil } }
    set { self[name.name] = newValue.map { .number($0) } }
  }

  /// A whole number.
  public subscript(name: AttributeName<Int>) -> Int? {
    get { if case .whole(let number)? = self[name.name] { number } else { nil } }
    set { self[name.name] = newValue.map { .whole($0) } }
  }

  /// Whole numbers.
  public subscript(name: AttributeName<[Int]>) -> [Int]? {
    get { if case .wholes(let numbers)? = self[name.name] { numbers } else { nil } }
    set { self[name.name] = newValue.map { .wholes($0) } }
  }

  /// Whether something is so.
  public subscript(name: AttributeName<Bool>) -> Bool? {
    get { if case .flag(let flag)? = self[name.name] { flag } else { nil } }
    set { self[name.name] = newValue.map { .flag($0) } }
  }

  /// Whole numbers, in pairs.
  public subscript(name: AttributeName<[[Int]]>) -> [[Int]]? {
    get { if case .pairs(let pairs)? = self[name.name] { pairs } else { nil } }
    set { self[name.name] = newValue.map { .pairs($0) } }
  }

  /// A text.
  public subscript(name: AttributeName<String>) -> String? {
    get { if case .text(let text)? = self[name.name] { text } else { nil } }
    set { self[name.name] = newValue.map { .text($0) } }
  }

  /// What an index takes.
  public subscript(name: AttributeName<[Subscript]>) -> [Subscript]? {
    get { if case .index(let index)? = self[name.name] { index } else { nil } }
    set { self[name.name] = newValue.map { .index($0) } }
  }
}

extension Attributes {
  /// The axis of a softmax, a concatenation or a reduction along one; a negative one counts from the
  /// end.
  package var axis: Int? { self[.axis] }
  /// The exponent of a power whose exponent is a literal.
  package var exponent: Double? { self[.exponent] }
  /// `leaky_relu`'s slope below zero.
  package var slope: Double? { self[.slope] }
  /// `elu`'s limit below zero.
  package var alpha: Double? { self[.alpha] }
  /// The least value that `clip` lets through.
  package var low: Double? { self[.low] }
  /// The greatest value that `clip` lets through.
  package var high: Double? { self[.high] }
  /// The result's shape, where an operation is told it.
  package var shape: [Int]? {
    get { self[.shape] }
    set { self[.shape] = newValue }
  }
  /// What `x[…]` takes of each axis; the axes after these are taken whole.
  package var index: [Subscript]? { self[.index] }
  /// The order in which `permute` puts the axes.
  package var axes: [Int]? { self[.axes] }
  /// How many zeros `pad` puts before and behind the entries of each axis.
  package var padding: [[Int]]? { self[.padding] }
  /// The letters of `einsum`.
  package var equation: String? { self[.equation] }
}

/// The name of an attribute, and the type of its value.
package struct AttributeName<Value>: Hashable, Sendable {
  /// The name in the graph language and in the JSON trace.
  package let name: String

  /// Names an attribute.
  package init(_ name: String) { self.name = name }
}

extension AttributeName<Int> {
  /// Along which axis; a negative one counts from the end.
  package static var axis: Self { Self("axis") }
}

extension AttributeName<[Int]> {
  /// The result's shape; an extent of −1 is worked out from the others.
  package static var shape: Self { Self("shape") }
}

/// The value of an attribute.
package enum AttributeValue: Hashable, Sendable {
  /// A number: a slope, an exponent.
  case number(Double)
  /// A whole number: an axis.
  case whole(Int)
  /// Whole numbers: a shape, the axes of a reduction.
  case wholes([Int])
  /// Whether something is so.
  case flag(Bool)
  /// Whole numbers, in pairs: what is put before and behind each axis.
  case pairs([[Int]])
  /// A text: the letters of an einsum.
  case text(String)
  /// What an index takes of each axis.
  case index([Subscript])
}

/// What an index takes of one axis.
public enum Subscript: Hashable, Sendable {
  /// One entry; the axis goes. A negative index counts from the end.
  case at(Int)
  /// The entries from one index up to, and without, another, each so many behind the one before;
  /// either end may be left open. With a negative step they are taken backwards.
  case range(from: Int?, to: Int?, step: Int = 1)
  /// The entries with these indices, in this order; one may stand there more than once.
  case list([Int])
}
