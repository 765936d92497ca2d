import struct Wording.LocalizedText

// What people call the parts of a computation; figures and derivations show it.

extension Tape {
  /// The title of figures and pages, if there is one.
  public var title: String? {
    get { annotations.title.general }
    set { annotations.title = LocalizedText(newValue) }
  }

  /// The learning rate with which derivations show the update w − rate · ∂L/∂w, if there is one.
  public var learningRate: Double? {
    get { annotations.rate }
    set { annotations.rate = newValue }
  }

  /// Records a layer: figures put what `body` records in a band with its name.
  ///
  ///     let hidden = try tape.layer("Hidden layer") { try tanh(affine(x, W, b)) }
  ///
  /// A layer in a layer ends the outer one.
  public func layer<Result, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    openLayer(LocalizedText(name))
    defer { openLayer(nil) }
    return try body()
  }

  /// Records a call of a function: figures draw what `body` records as one node, or in a frame with
  /// its name.
  ///
  ///     let y = try tape.group("dense") { try relu(matmul(x, W) + b) }
  public func group<Result, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    openGroup(name, call: 1 + annotations.groups.count { $0.name == name })
    defer { closeGroup() }
    return try body()
  }
}
