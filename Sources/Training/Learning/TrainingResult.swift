import Autodiff
import TensorFiles
import Wording

/// What a training run gave.
package struct TrainingResult: Sendable {
  /// What learned.
  package enum Subject: Sendable, Hashable {
    /// The built-in network.
    case network(NetworkDescription)
    /// A graph of a title, if it has one, and a file's name.
    case graph(title: LocalizedText, name: String)
  }

  /// What is measured while a network learns, on what it learns from and on what it has not seen.
  package enum Measure: Sendable, Hashable {
    /// The share of images that are classified as labelled.
    case accuracy
    /// The mean loss of a token, in nats.
    case loss
  }

  /// What was measured after an update.
  package struct Evaluation: Sendable, Hashable {
    /// The number of the update after which it was measured, from 0.
    package let step: Int
    /// How many updates had been made.
    package let updates: Int
    /// The measure on what is learned from: all training images; of documents as many as are held out.
    package let train: Double
    /// The measure on what is not learned from: all test images, or the documents that are held out.
    package let test: Double

    /// What was measured after so many updates.
    package init(updates: Int, train: Double, test: Double) {
      step = max(0, updates - 1)
      self.updates = updates
      self.train = train
      self.test = test
    }
  }

  /// What was asked for.
  package let plan: LearningPlan
  /// What learned.
  package let subject: Subject
  /// The mean loss of each batch, before its update.
  package let losses: [Float]
  /// What was measured; nil where nothing was.
  package let measure: Measure?
  /// What was measured, in the order in which it was; the last after the last update.
  package let evaluations: [Evaluation]
  /// What the gradients' sizes are of: the layers, or the parameters.
  package let gradientGroups: [GradientGroup]
  /// Each group's mean |∂L/∂w|, before which updates, from 0.
  package let gradients: [(step: Int, means: [Double])]
  /// How the network classifies the test images at the end; nil where it classifies none.
  package let outcome: TestOutcome?
  /// The extents of an image; nil where there are none.
  package let imageSize: (rows: Int, columns: Int)?
  /// The weights that can be seen as pictures.
  package let pictures: [WeightPicture]
  /// Texts that were drawn from what was learned.
  package let samples: [String]
  /// The parameters before the first update.
  package let before: Safetensors<Float>
  /// The parameters after the last update.
  package let after: Safetensors<Float>
  /// The seconds that the steps and the measurements between them took.
  package let seconds: Double

  /// What was measured after the last update; nil where nothing was.
  package var final: Evaluation? { evaluations.last }

  /// How many numbers were learned.
  package var parameterCount: Int { after.entries.reduce(0) { $0 + $1.tensor.shape.count } }

  /// The built-in network, where it is that which learned.
  package var network: NetworkDescription? {
    switch subject {
    case .network(let network): network
    case .graph: nil
    }
  }
}
