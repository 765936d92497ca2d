import Markdown
import Training

/// What a lesson can show of the comparison of networks: `{{vanish gradients}}`,
/// `{{vanish first sigmoid xavier}}`.
enum VanishTag: Sendable, Hashable {
  /// A chart of all networks.
  case chart(Chart)
  /// Who learned, as a table.
  case learned
  /// A number of what was asked for.
  case number(Number)
  /// The factors along a path of one network.
  case path(NetworkKey)
  /// A number of one network.
  case network(NetworkNumber, NetworkKey)

  /// The charts.
  enum Chart: String, Sendable, CaseIterable {
    case gradients, activations, saturation, depths, trained, accuracies
  }

  /// The numbers of what was asked for.
  enum Number: String, Sendable, CaseIterable {
    case networks, depth, hidden, width, inputs, classes, images, rate, steps
  }

  /// The numbers of one network.
  enum NetworkNumber: String, Sendable, CaseIterable {
    case first, last, ratio, product, dead, saturated, activation, accuracy
  }

  /// Which network: its activation, and how its weights begin, as `Initialization.key` has it.
  struct NetworkKey: Sendable, Hashable {
    let activation: NetworkDescription.Activation
    let initialization: String
  }

  /// What a tag's words ask for, without `vanish` before them; nil where that is nothing.
  init?(_ words: [String]) {
    switch words.count {
    case 1:
      if let chart = Chart(rawValue: words[0]) {
        self = .chart(chart)
      } else if let number = Number(rawValue: words[0]) {
        self = .number(number)
      } else if words[0] == "learned" {
        self = .learned
      } else {
        return nil
      }
    case 3:
      guard let activation = NetworkDescription.Activation(rawValue: words[1]) else { return nil }
      let key = NetworkKey(activation: activation, initialization: words[2])
      if words[0] == "path" {
        self = .path(key)
      } else if let number = NetworkNumber(rawValue: words[0]) {
        self = .network(number, key)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// Where it may stand.
  var flow: InsertionFlow {
    switch self {
    case .chart, .learned, .path: .block
    case .number, .network: .inline
    }
  }
}
