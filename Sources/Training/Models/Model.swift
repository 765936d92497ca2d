import Autodiff
import TensorFiles
import Wording

/// A computation that learns, recorded once for batches of one size: training fills its batch leaves,
/// runs it forward and backward, and moves its parameters.
///
///     let model = try Model(Tape(converting: graph.tape), loss: graph.output)
///
/// A parsed graph is one, the built-in network another: the tape itself says which leaves training
/// fills (`Annotations.batches`), what moves (its parameters) and what is predicted
/// (`Annotations.predicted`).
package final class Model {
  /// The computation.
  package let tape: Tape<Float>
  /// What is to become small.
  package let loss: NodeID
  /// What moves, in the order of recording.
  package let parameters: [NodeID]
  /// The parameters' names, by which files know them: `W1`, and `W(0)` in a loop.
  package let names: [String]
  /// The leaves that training fills, in the order of recording.
  package let batch: [Leaf]

  /// A leaf that training fills.
  package struct Leaf: Sendable, Hashable {
    /// The leaf.
    package let node: NodeID
    /// What with.
    package let source: BatchSource
  }

  /// Makes a model of a tape that was recorded.
  ///
  /// - Throws: `FitError` where nothing can move, or the loss is no single number.
  package init(_ tape: Tape<Float>, loss: NodeID) throws(FitError) {
    self.tape = tape
    self.loss = loss
    parameters = tape.nodes.filter { tape.role(of: $0) == .parameter }
    let designations = Designations(tape.annotations)
    names = parameters.map { designations.text($0) ?? "parameter\($0.index)" }
    batch = tape.annotations.batches.map { Leaf(node: $0.key, source: $0.value) }
      .sorted { $0.node < $1.node }
    guard !parameters.isEmpty else { throw .nothingToLearn }
    guard tape.shape(of: loss).isScalar else { throw .loss(tape.shape(of: loss)) }
  }

  private init(copying model: Model) {
    tape = Tape(converting: model.tape)
    (loss, parameters, names, batch) = (model.loss, model.parameters, model.names, model.batch)
  }

  /// The same computation on a tape of its own, for another thread.
  func copy() -> Model { Model(copying: self) }

  /// What is compared with the labels, and what samples are drawn from.
  package var predicted: NodeID? { tape.annotations.predicted }

  /// How many numbers are learned.
  package var parameterCount: Int {
    parameters.reduce(0) { $0 + tape.shape(of: $1).count }
  }

  /// The first leaf of a source.
  func leaf(_ source: BatchSource) -> NodeID? { batch.first { $0.source == source }?.node }

  /// The parameters under their names, as they are now.
  package var weights: Safetensors<Float> {
    Safetensors(zip(names, parameters).map { .init($0, tape.value(of: $1)) })
  }

  /// Begins with weights that were saved.
  ///
  /// - Throws: `ParameterFileError` where a parameter is missing, has another shape, or numbers that are
  ///   none; tensors of other names are left alone.
  package func setWeights(_ file: Safetensors<Float>) throws(ParameterFileError) {
    for (name, parameter) in zip(names, parameters) {
      guard let tensor = file[name] else {
        throw .missingAmong(name: name, found: file.entries.map(\.name))
      }
      let needed = tape.shape(of: parameter)
      guard tensor.shape == needed else {
        throw .otherShape(name: name, found: tensor.shape, needed: needed)
      }
      guard tensor.elements.allSatisfy(\.isFinite) else { throw .notFinite(name: name) }
    }
    for (name, parameter) in zip(names, parameters) {
      if let tensor = file[name] { tape.setValue(of: parameter, to: tensor.elements) }
    }
  }

  /// Takes the parameters of another recording of the same computation.
  func takeParameters(of other: Model) {
    tape.copyLeaves(parameters, from: other.tape, other.parameters)
  }
}

/// How large the batches are that a computation is recorded for.
package struct BatchExtent: Sendable, Hashable {
  /// How many images or windows.
  package var rows: Int
  /// How many tokens a document has, with the one that ends it.
  package var length: Int

  /// Batches of a size.
  package init(rows: Int, length: Int = 1) {
    self.rows = rows
    self.length = length
  }
}

/// Records a computation for batches of a size, with its first parameters.
package typealias ModelRecorder = (BatchExtent) throws -> Model
