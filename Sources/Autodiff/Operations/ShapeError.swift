/// Operands that an operation cannot take.
///
/// What is said of it stands where it is said, in the reader's language.
public struct ShapeError: Error, Sendable, Hashable {
  /// The operation; nil where a tape was asked for something else than one.
  package let operation: OperationKind?
  /// What is wrong.
  package let reason: Reason

  /// Operands that an operation cannot take.
  package init(_ operation: OperationKind, _ reason: Reason) {
    self.operation = operation
    self.reason = reason
  }

  /// What a tape or a tensor refuses apart from operations.
  package init(_ reason: Reason) {
    operation = nil
    self.reason = reason
  }

  /// What is wrong with operands.
  package enum Reason: Error, Sendable, Hashable {
    /// There are too few or too many.
    case operandCount(needed: Int, found: Int)
    /// There are none.
    case noOperands
    /// Two shapes cannot be combined.
    case mismatch(Shape, Shape)
    /// An operand has too few or too many axes.
    case rank(Shape, needed: Rank)
    /// A shape does not have the axis that was asked for.
    case axis(Int, Shape)
    /// A reduction names an axis twice.
    case axisTwice(Int)
    /// An operation that runs along one axis is given so many.
    case oneAxis(Int)
    /// So many entries are to be taken off a count of so many.
    case freedom(Int, of: Int)
    /// A number that must be above 0 is not.
    case notPositive(AttributeName<Double>, Double)
    /// A share of entries to drop is not from 0 up to, not including, 1.
    case dropRate(Double)
    /// An inner product was asked of what is no vector.
    case notVectors(Shape, Shape)
    /// A matrix product was asked of what is neither vector nor matrix.
    case notMatrices(Shape, Shape)
    /// An affine map was asked of what is no x, W and b.
    case notAffine(Shape, Shape, Shape)
    /// Images were asked of what has too few or too many axes.
    case notImages(Shape)
    /// Filters do not fit the images that they are laid over.
    case notFilters(Shape, Shape)
    /// A window is larger than the image with its padding.
    case windowTooLarge(Shape, Shape)
    /// There would be windows that hold nothing but padding.
    case paddingTooLarge(Int, window: Int)
    /// A whole number is less than makes sense.
    case tooSmall(AttributeName<Int>, Int, least: Int)
    /// Scales or shifts do not fit what is normalized, with the shape that would.
    case notScales(Shape, needed: Shape)
    /// Attention was asked of what is no queries, keys and values.
    case notSequences(Shape, Shape, Shape)
    /// The entries do not fill the shape that was asked for.
    case extents(Shape, asked: Shape)
    /// More axes are indexed than there are.
    case indexCount(Int, Shape)
    /// An index lies outside its axis.
    case index(Int, axis: Int, Shape)
    /// A slice reaches outside its axis.
    case slice(from: Int?, to: Int?, axis: Int, Shape)
    /// A slice takes nothing of its axis.
    case emptySlice(axis: Int, Shape)
    /// A slice goes no step forward.
    case zeroStep
    /// Two lists of indices that take entries together differ in length.
    case lists(Int, Int)
    /// A slice stands between a list of indices and a number: what that means differs.
    case ambiguousLists
    /// The order of the axes does not name each of them once.
    case permutation([Int], Shape)
    /// An axis that is to go has more than one entry.
    case notOne(axis: Int, Shape)
    /// A shape cannot be repeated to another.
    case broadcast(Shape, to: Shape)
    /// Zeros cannot be put around a shape so.
    case padding([[Int]], Shape)
    /// The letters of an einsum do not fit.
    case einsum(EinsumFault)
    /// An operand has no entries.
    case empty(Shape)
    /// There would be more numbers than a tape holds.
    case tooLarge(Shape)
    /// One-hot rows of so few classes that there are none.
    case noClasses(Int)

    // What a tape or a tensor refuses apart from operations.

    /// Operands were recorded on different tapes.
    case differentTapes
    /// A trace was made from another tape.
    case traceOfAnotherTape
    /// A backward pass begins at more than one number.
    case upstreamIsMissing(Shape)
    /// An upstream gradient has another shape than the output.
    case upstream(Shape, output: Shape)
    /// A value was given to the result of an operation.
    case assigningToResult
    /// A value has another shape than the variable that it was given to.
    case assigning(Shape, to: Shape)
    /// The rows of a matrix differ in length.
    case ragged(row: Int, Int, expected: Int)
    /// There are more or fewer entries than a shape has.
    case entries(Int, Shape)
  }

  /// What is wrong with the letters of an einsum.
  package enum EinsumFault: Sendable, Hashable {
    /// Something stands there that is no letter.
    case notLetter(Character)
    /// `...` stands for axes, which must have letters.
    case ellipsis
    /// A letter stands twice in one operand, or in the result.
    case twice(Character, in: String)
    /// There are letters for more or fewer operands than there are.
    case operands(letters: Int, found: Int)
    /// There are more or fewer letters than axes.
    case rank(String, Shape)
    /// A letter stands for axes of different extents.
    case extents(Character, Int, Int)
    /// The result has a letter that no operand has.
    case unknown(Character)
    /// So many products would be added up that nobody waits for it.
    case tooMany
  }

  /// How many axes an operation takes.
  package enum Rank: Sendable, Hashable {
    /// At most so many.
    case atMost(Int)
    /// At least so many.
    case atLeast(Int)
    /// A vector, or more axes.
    case vectorOrMore
    /// A vector, or rows of a matrix.
    case vectorOrMatrix
  }
}

extension Shape {
  /// The axis that the attributes speak of; nil where they speak of none.
  ///
  /// - Throws: The reason where there is no such axis.
  func axis(in attributes: Attributes) throws(ShapeError.Reason) -> Int? {
    guard let axis = attributes.axis else { return nil }
    guard let resolved = self.axis(axis) else { throw .axis(axis, self) }
    return resolved
  }
}
