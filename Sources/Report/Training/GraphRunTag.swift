import Markdown

/// What a lesson can show of a graph that learned: `{{cnn filters-after}}`, `{{gpt last-test}}`.
struct GraphRunTag: Sendable, Hashable {
  /// The graphs that learn for lessons.
  enum Graph: String, Sendable, CaseIterable {
    case cnn, gpt
  }

  /// What is shown of a run.
  enum Piece: Sendable, Hashable {
    case chart(Chart)
    case samples(Samples)
    case number(Number)
  }

  /// The charts of a run.
  enum Chart: String, Sendable, CaseIterable {
    case loss, measured
    case filtersBefore = "filters-before"
    case filtersAfter = "filters-after"
  }

  /// Texts that were drawn from it.
  enum Samples: String, Sendable, CaseIterable {
    case before = "samples-before"
    case after = "samples-after"
  }

  /// The numbers of a run.
  enum Number: String, Sendable, CaseIterable {
    case parameters, steps, batch
    case firstTest = "first-test"
    case lastTest = "last-test"
    case firstPerplexity = "first-perplexity"
    case lastPerplexity = "last-perplexity"
  }

  let graph: Graph
  let piece: Piece

  /// What a tag's words ask for; nil where that is nothing.
  init?(_ words: [String]) {
    guard words.count == 2, let graph = Graph(rawValue: words[0]) else { return nil }
    self.graph = graph
    if let chart = Chart(rawValue: words[1]) {
      piece = .chart(chart)
    } else if let samples = Samples(rawValue: words[1]) {
      piece = .samples(samples)
    } else if let number = Number(rawValue: words[1]) {
      piece = .number(number)
    } else {
      return nil
    }
  }

  /// Where it may stand.
  var flow: InsertionFlow {
    switch piece {
    case .chart, .samples: .block
    case .number: .inline
    }
  }

  /// The experiment of whose results it speaks.
  var experiment: Experiment {
    switch graph {
    case .cnn: .cnn
    case .gpt: .gpt
    }
  }
}
