import Markdown
import Training

// What lessons may ask of experiments, beside the numbers of their graphs.

/// A picture of the training run: `{{chart loss}}`.
enum TrainingChart: String, Hashable, Sendable {
  case loss, accuracy, gradients, confusion, mistakes
  case weightsBefore = "weights-before"
  case weightsAfter = "weights-after"
}

/// A number of the training run, or a sentence about it: `{{train last-test}}`.
enum TrainingFact: String, Hashable, Sendable {
  case network, inputs, hidden, classes, parameters, batch, rate, steps, interval, wrong, confused
  case testImages = "test-images"
  case firstTrain = "first-train"
  case firstTest = "first-test"
  case epochTrain = "epoch-train"
  case epochTest = "epoch-test"
  case lastTrain = "last-train"
  case lastTest = "last-test"
  case firstLoss = "first-loss"
}

/// A number of one of the runs that are compared: `accuracy-1` is of the first.
struct RunFact: Hashable, Sendable {
  enum Quantity: String, Hashable, Sendable {
    case accuracy, steps, images, batch, network, rate
  }

  let quantity: Quantity
  /// Which run, from 1.
  let run: Int

  init?(_ word: String) {
    let parts = word.split(separator: "-")
    guard parts.count == 2, let quantity = Quantity(rawValue: String(parts[0])),
      let run = Int(parts[1])
    else { return nil }
    self.quantity = quantity
    self.run = run
  }
}

/// What is told of the batch sizes: `{{batches images}}`, `{{batches accuracy-1}}`.
enum BatchesTag: Hashable, Sendable {
  /// The losses against updates, and against images seen.
  case stepsChart, imagesChart
  case fact(RunFact)

  init?(_ word: String) {
    switch word {
    case "steps": self = .stepsChart
    case "images": self = .imagesChart
    default:
      guard let fact = RunFact(word) else { return nil }
      self = .fact(fact)
    }
  }

  var flow: InsertionFlow {
    switch self {
    case .stepsChart, .imagesChart: .block
    case .fact: .inline
    }
  }
}

/// What is told of the optimizers: `{{optimizers chart}}`, `{{optimizers rate-2}}`.
enum OptimizersTag: Hashable, Sendable {
  case chart
  case fact(RunFact)

  init?(_ word: String) {
    if word == "chart" {
      self = .chart
    } else if let fact = RunFact(word) {
      self = .fact(fact)
    } else {
      return nil
    }
  }

  var flow: InsertionFlow {
    switch self {
    case .chart: .block
    case .fact: .inline
    }
  }
}

/// What is told of the comparison of networks: `{{vanish gradients}}`, `{{vanish depth}}`,
/// `{{vanish first sigmoid xavier}}`.
enum VanishingTag: Hashable, Sendable {
  /// What was asked for.
  enum Plan: String, Hashable, Sendable {
    case networks, depth, hidden, width, inputs, classes, images, rate, steps
  }

  enum Chart: String, Hashable, Sendable {
    case gradients, activations, saturation, depths, trained, accuracies
  }

  /// A number of one network.
  enum Fact: String, Hashable, Sendable {
    case first, last, ratio, product, dead, saturated, activation, accuracy
  }

  /// A network by its activation and its first weights.
  struct Network: Hashable, Sendable {
    let activation: NetworkDescription.Activation
    /// As on the command line: `normal:0.01`, `xavier`, `he`.
    let initialization: String
  }

  case plan(Plan)
  case chart(Chart)
  /// The table of who learned.
  case learned
  case fact(Fact, Network)
  /// The factors along one path.
  case path(Network)

  init?(_ words: [String]) {
    switch words.count {
    case 1 where words[0] == "learned": self = .learned
    case 1:
      if let plan = Plan(rawValue: words[0]) {
        self = .plan(plan)
      } else if let chart = Chart(rawValue: words[0]) {
        self = .chart(chart)
      } else {
        return nil
      }
    case 3:
      guard let activation = NetworkDescription.Activation(rawValue: words[1]) else { return nil }
      let network = Network(activation: activation, initialization: words[2])
      if words[0] == "path" {
        self = .path(network)
      } else if let fact = Fact(rawValue: words[0]) {
        self = .fact(fact, network)
      } else {
        return nil
      }
    default: return nil
    }
  }

  var flow: InsertionFlow {
    switch self {
    case .plan, .fact: .inline
    case .chart, .learned, .path: .block
    }
  }
}

/// What is told of the check of a network's gradients: `{{check errors}}`, `{{check mean W1}}`.
enum CheckTag: Hashable, Sendable {
  enum Fact: String, Hashable, Sendable {
    case parameters, passes, network, others, images, step, loss, kinks, zeros, times
    case forwardProducts = "forward-products"
    case backwardProducts = "backward-products"
    case numericalProducts = "numerical-products"
    case bothProducts = "both-products"
  }

  /// A difference of an array's gradients.
  enum Difference: String, Hashable, Sendable {
    case mean, max
  }

  /// The table of arrays, and that of steps of other sizes.
  case table, stepTable
  /// The histogram of relative errors, and the errors of steps of other sizes.
  case errorsChart, stepsChart
  case fact(Fact)
  case difference(Difference, array: String)

  init?(_ words: [String]) {
    switch (words[0], words.count) {
    case ("table", 1): self = .table
    case ("steptable", 1): self = .stepTable
    case ("errors", 1): self = .errorsChart
    case ("steps", 1): self = .stepsChart
    case (let word, 1):
      guard let fact = Fact(rawValue: word) else { return nil }
      self = .fact(fact)
    case (let word, 2):
      guard let difference = Difference(rawValue: word) else { return nil }
      self = .difference(difference, array: words[1])
    default: return nil
    }
  }

  var flow: InsertionFlow {
    switch self {
    case .table, .stepTable, .errorsChart, .stepsChart: .block
    case .fact, .difference: .inline
    }
  }
}
