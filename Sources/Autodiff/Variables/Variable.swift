/// A number, vector or matrix on a tape, with which Swift's operators and functions record.
///
///     let tape = Tape<Double>()
///     let x = tape.variable([1, 2, 3], name: "x")
///     let y = try (sigmoid(x) * x).sum()
///     y.value   // 4.3535…
///
/// What fits any shape is recorded at once; what can meet a wrong shape throws ``ShapeError`` and
/// records nothing. Operands of different tapes are a wrong use of the same kind.
public struct Variable<Scalar: TapeScalar> {
  /// The tape that it is recorded on.
  public let tape: Tape<Scalar>
  /// The node of the tape.
  public let id: NodeID

  /// Wraps a node of a tape.
  package init(_ id: NodeID, on tape: Tape<Scalar>) {
    self.tape = tape
    self.id = id
  }

  /// The value, computed where it is not yet.
  public var value: Tensor<Scalar> { tape.value(of: id) }

  /// The shape of the value.
  public var shape: Shape { tape.shape(of: id) }

  /// The name in figures and derivations, if there is one.
  public var name: String? { tape.annotations.names[id] }

  /// Gives the variable a name for figures, derivations and tables, and returns it.
  ///
  ///     let loss = try mse(y, t).named("loss")
  @discardableResult
  public func named(_ name: String) -> Variable {
    tape.annotations.names[id] = name
    return self
  }

  /// Gives a variable, parameter or constant another value of its shape; all that was recorded with
  /// it is computed anew when it is asked for.
  ///
  ///     let x = tape.variable(3)
  ///     let y = 2 * x
  ///     try x.assign(5)
  ///     y.value   // 10
  ///
  /// - Throws: ``ShapeError`` where the shape is another, or where an operation gave the value.
  public func assign(_ value: Tensor<Scalar>) throws(ShapeError) {
    guard tape.kind(of: id) == .leaf else { throw ShapeError(.assigningToResult) }
    guard value.shape == shape else { throw ShapeError(.assigning(value.shape, to: shape)) }
    tape.setValue(of: id, to: value.elements)
  }
}

extension Variable: CustomStringConvertible {
  /// The name and the value: `x = [1.0, 2.0]`.
  public var description: String { (name.map { "\($0) = " } ?? "") + value.description }
}

// MARK: Leaves

// A literal is a number or an array before it is a tensor.

extension Tape {
  /// Records a number, whose gradient is wanted.
  ///
  ///     let x = tape.variable(3, name: "x")
  public func variable(_ value: Scalar, name: String? = nil) -> Variable<Scalar> {
    recordLeaf(Tensor(value), .variable, name)
  }

  /// Records a vector, whose gradient is wanted.
  ///
  ///     let x = tape.variable([1, 2, 3], name: "x")
  public func variable(_ value: [Scalar], name: String? = nil) -> Variable<Scalar> {
    recordLeaf(Tensor(value), .variable, name)
  }

  /// Records a matrix by its rows, whose gradient is wanted.
  ///
  ///     let X = try tape.variable([[1, 2], [3, 4], [5, 6]], name: "X")
  ///
  /// - Throws: ``ShapeError`` where the rows differ in length.
  public func variable(
    _ rows: [[Scalar]], name: String? = nil
  ) throws(ShapeError) -> Variable<Scalar> {
    recordLeaf(try Tensor(rows), .variable, name)
  }

  /// Records a tensor of any rank, whose gradient is wanted.
  @_disfavoredOverload
  public func variable(_ value: Tensor<Scalar>, name: String? = nil) -> Variable<Scalar> {
    recordLeaf(value, .variable, name)
  }

  /// Records a number that is learned: `descend(along:rate:)` moves it.
  public func parameter(_ value: Scalar, name: String? = nil) -> Variable<Scalar> {
    recordLeaf(Tensor(value), .parameter, name)
  }

  /// Records a vector that is learned: `descend(along:rate:)` moves it.
  public func parameter(_ value: [Scalar], name: String? = nil) -> Variable<Scalar> {
    recordLeaf(Tensor(value), .parameter, name)
  }

  /// Records a matrix that is learned: `descend(along:rate:)` moves it.
  ///
  ///     let W = try tape.parameter([[0.1, -0.2], [0.3, 0.4]], name: "W")
  ///
  /// - Throws: ``ShapeError`` where the rows differ in length.
  public func parameter(
    _ rows: [[Scalar]], name: String? = nil
  ) throws(ShapeError) -> Variable<Scalar> {
    recordLeaf(try Tensor(rows), .parameter, name)
  }

  /// Records a tensor of any rank that is learned: `descend(along:rate:)` moves it.
  @_disfavoredOverload
  public func parameter(_ value: Tensor<Scalar>, name: String? = nil) -> Variable<Scalar> {
    recordLeaf(value, .parameter, name)
  }

  /// Records a number through which no gradient flows.
  public func constant(_ value: Scalar, name: String? = nil) -> Variable<Scalar> {
    recordLeaf(Tensor(value), .constant, name)
  }

  /// Records a vector through which no gradient flows.
  public func constant(_ value: [Scalar], name: String? = nil) -> Variable<Scalar> {
    recordLeaf(Tensor(value), .constant, name)
  }

  /// Records a matrix through which no gradient flows.
  ///
  /// - Throws: ``ShapeError`` where the rows differ in length.
  public func constant(
    _ rows: [[Scalar]], name: String? = nil
  ) throws(ShapeError) -> Variable<Scalar> {
    recordLeaf(try Tensor(rows), .constant, name)
  }

  /// Records a tensor of any rank through which no gradient flows.
  @_disfavoredOverload
  public func constant(_ value: Tensor<Scalar>, name: String? = nil) -> Variable<Scalar> {
    recordLeaf(value, .constant, name)
  }

  private func recordLeaf(
    _ value: Tensor<Scalar>, _ role: Role, _ name: String?
  ) -> Variable<Scalar> {
    Variable(leaf(value, role: role, name: name), on: self)
  }
}
