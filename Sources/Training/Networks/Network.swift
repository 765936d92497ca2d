import Autodiff
import Wording

/// A network recorded on a tape for batches of one size: run it as often as wanted with other
/// inputs, labels and parameters.
package final class Network<Scalar: TapeScalar> {
  /// The tape that the network is recorded on.
  package let tape: Tape<Scalar>
  /// The shape of the network.
  package let description: NetworkDescription
  /// How many rows a batch has.
  package let batch: Int
  /// Each layer's weights and biases.
  package let layers: [(weights: NodeID, biases: NodeID)]
  /// The inputs, batch × inputs.
  package let input: NodeID
  /// The class labels, batch.
  package let labels: NodeID
  /// Each layer's weighted sums, batch × outputs.
  package let sums: [NodeID]
  /// Each hidden layer's activations, batch × outputs.
  package let activations: [NodeID]
  /// The mean softmax cross-entropy of the batch; nil in a network that only predicts.
  package let loss: NodeID?

  /// Records a network.
  ///
  /// - Parameter learns: Whether the loss is recorded too.
  /// - Throws: `ShapeError` where the parameters do not fit the description.
  package init(
    _ description: NetworkDescription, parameters: NetworkParameters<Scalar>, batch: Int,
    learns: Bool = true
  ) throws(ShapeError) {
    let tape = Tape<Scalar>()
    self.tape = tape
    self.description = description
    self.batch = batch
    var layers: [(weights: NodeID, biases: NodeID)] = []
    for (index, layer) in parameters.layers.enumerated() {
      layers.append(
        (
          tape.leaf(layer.weights, role: .parameter, name: "W\(index + 1)"),
          tape.leaf(layer.biases, role: .parameter, name: "b\(index + 1)")
        ))
    }
    self.layers = layers
    input = tape.leaf(
      Tensor(repeating: 0, shape: Shape([batch, description.widths[0]])), role: .constant,
      name: "X")
    labels = tape.leaf(
      Tensor(repeating: 0, shape: Shape([batch])), role: .constant, name: "t")
    var current = input
    var sums: [NodeID] = []
    var activations: [NodeID] = []
    for (index, layer) in layers.enumerated() {
      tape.openLayer(
        LocalizedText("layer \(index + 1)", [.korean: "\(index + 1)층"]))
      current = try tape.record(.affine, [current, layer.weights, layer.biases])
      sums.append(current)
      if index + 1 < layers.count {
        current = try tape.record(description.activation.kind, [current])
        activations.append(current)
      }
    }
    tape.openLayer(nil)
    tape.annotations.batches = [input: .images, labels: .labels]
    tape.annotations.predicted = current
    self.sums = sums
    self.activations = activations
    loss = learns ? try tape.record(.softmaxCrossEntropy, [current, labels]) : nil
  }

  /// The scores of the classes, batch × classes.
  package var logits: NodeID { sums[sums.count - 1] }

  /// The parameters as they are now.
  package var parameters: NetworkParameters<Scalar> {
    NetworkParameters(
      layers: layers.map {
        .init(weights: tape.value(of: $0.weights), biases: tape.value(of: $0.biases))
      })
  }

  /// Gives the network other parameters of the same shapes.
  package func setParameters(_ parameters: NetworkParameters<Scalar>) {
    for (layer, values) in zip(layers, parameters.layers) {
      tape.setValue(of: layer.weights, to: values.weights.elements)
      tape.setValue(of: layer.biases, to: values.biases.elements)
    }
  }

  /// All trainable leaves, layer by layer, weights first.
  package var parameterNodes: [NodeID] { layers.flatMap { [$0.weights, $0.biases] } }
}

extension Network where Scalar == Float {
  /// The network as a computation that learns.
  ///
  /// - Throws: `FitError` where it was recorded without a loss.
  package func model() throws(FitError) -> Model { try Model(tape, loss: loss ?? logits) }
}
