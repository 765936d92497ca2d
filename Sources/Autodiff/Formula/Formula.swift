/// A formula in an operation's operands, its result and the gradient that arrives at it.
///
/// Each operation states its value and its derivatives once, as formulas; they are printed,
/// evaluated, and held against the kernels that compute.
package indirect enum Formula: Hashable, Sendable {
  /// A number that belongs to the rule, such as the 2 of 2x.
  case number(Double)
  /// The operand in a slot.
  case operand(Int)
  /// The operation's result.
  case output
  /// The gradient that arrives at the result.
  case upstream
  /// A number that the graph's author gave: an exponent, a slope.
  case parameter(Parameter)
  /// How many numbers or rows a mean is taken over.
  case count(Count)
  case sum(Formula, Formula)
  case difference(Formula, Formula)
  /// The product entry by entry.
  case product(Formula, Formula)
  case quotient(Formula, Formula)
  case power(Formula, Formula)
  case negative(Formula)
  /// The value of an operation at other formulas, with the attributes of the node that the formula
  /// belongs to: exp x, softmax z.
  case function(OperationKind, [Formula])
  /// −1, 0 or 1, entry by entry.
  case sign(Formula)
  case matrixProduct(Formula, Formula)
  /// Each entry of one vector times each of the other: a matrix.
  case outerProduct(Formula, Formula)
  case transpose(Formula)
  /// The sum over axes of the operand, kept as axes of extent 1; over all where nil.
  case total(Formula, axis: Axes)
  /// The same for the product.
  case productOver(Formula, axis: Axes)
  /// Of each entry, the product of all others along axes.
  case otherFactors(Formula, axis: Axes)
  /// Of each entry, the sum from itself to the last along an axis.
  case totalFrom(Formula, axis: Int)
  /// The sum over the rows.
  case rowTotal(Formula)
  /// A gradient given to every entry that a reduction ran over.
  case spread(Formula, axis: Axes)
  /// The larger or smaller of two.
  case extremum(Extremum, Formula, Formula)
  /// The largest or smallest entry along axes, or of all.
  case extremumOver(Extremum, Formula, axis: Axes)
  /// 1 at the entries that are the extremum, shared equally among ties, else 0.
  case selection(Formula, extremum: Formula, axis: Axes)
  /// The same entries in the shape of the operand in a slot.
  case reshaped(Formula, like: Int)
  /// The same entries in the shape of the result.
  case rearranged(Formula)
  /// The entries that subscripts take.
  case slice(Formula, [Subscript])
  /// Zeros, with the entries put back where an index or a look-up took them; what was taken twice gets
  /// the sum.
  case scattered(Formula)
  /// The same entries with the axes in another order.
  case permuted(Formula, axes: [Int])
  /// The sum over the axes along which the operand in a slot was repeated, in its shape.
  case summed(Formula, axes: [Int], like: Int)
  /// The sum of products over common axes, in the shape of the operand in a slot; of the result where
  /// that is nil.
  case einsum(AxisLetters, [Formula], like: Int?)
  /// All operands behind one another along an axis.
  case joined(axis: Int)
  /// One formula where a condition holds, another where it does not.
  case cases(Condition, then: Formula, otherwise: Formula)
  /// The class targets as rows of zeros with a single one.
  case oneHot(Formula)

  /// The name of a number that the graph's author gave.
  package typealias Parameter = AttributeName<Double>

  /// What a mean is taken over.
  package enum Count: String, Hashable, Sendable {
    /// All entries of the first operand.
    case entries
    /// The rows of the first operand; 1 for a vector.
    case rows
    /// The entries that a reduction sums into one.
    case reduced
    /// The same, less those that a variance takes off for the mean that was taken.
    case freedom
  }

  /// A condition on an entry.
  package struct Condition: Hashable, Sendable {
    /// The left side.
    package let left: Formula
    /// How the sides compare.
    package let relation: Relation
    /// The right side.
    package let right: Formula

    /// Compares two formulas.
    package init(_ left: Formula, _ relation: Relation, _ right: Formula) {
      self.left = left
      self.relation = relation
      self.right = right
    }
  }

}

/// How a gradient passes one operand slot of an operation.
package enum LocalRule: Hashable, Sendable {
  /// The local derivative, entry by entry (or of a scalar result with respect to each entry):
  /// downstream = upstream ∘ derivative, summed over the axes along which the operand was repeated.
  case derivative(Formula)
  /// The downstream gradient itself, a formula in which the upstream gradient stands.
  case pullback(Formula)
  /// No gradient passes: the operand's entries are class labels, whole numbers from 0 that count so
  /// many classes, and a label is not a quantity that can change a little.
  case label(classes: Int)
}

// MARK: Writing formulas

extension Formula: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number that belongs to the rule.
  package init(floatLiteral value: Double) { self = .number(value) }
  /// A number that belongs to the rule.
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension Formula {
  /// The first operand.
  static let a = Formula.operand(0)
  /// The second operand.
  static let b = Formula.operand(1)

  /// The softmax of x, along the axis of the node that the formula belongs to.
  static func softmax(_ x: Formula) -> Formula { .function(.softmax, [x]) }
}
