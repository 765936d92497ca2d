import Derivation
import Formats
import Training
import Wording

/// A training run as one JSON object.
package struct TrainingJSON {
  private let result: TrainingResult

  /// Prepares the object of a run.
  package init(_ result: TrainingResult) { self.result = result }

  /// The object, with a line break at the end.
  package var text: String {
    let plan = result.plan
    return JSONWriter.text { json in
      json.object { json in
        switch result.subject {
        case .network(let network): json.field("network", network.widths)
        case .graph(_, let name): json.field("graph", name)
        }
        json.field("parameters", result.parameterCount)
        json.field("seed", plan.seed)
        json.field("steps", result.losses.count)
        json.field("seconds", result.seconds)
        switch result.measure {
        case .accuracy: json.field("measure", "accuracy")
        case .loss: json.field("measure", "loss")
        case nil: break
        }
        json.field("epochs") { json in
          json.array { json in
            for evaluation in result.evaluations {
              json.object {
                $0.field("step", evaluation.step)
                $0.field("updates", evaluation.updates)
                $0.field("train", evaluation.train)
                $0.field("test", evaluation.test)
              }
            }
          }
        }
        json.field("losses") { json in
          json.array { for loss in result.losses { $0.value(loss) } }
        }
        if let final = result.final {
          json.field("final") { json in
            json.object {
              $0.field("train", final.train)
              $0.field("test", final.test)
              if let perplexity = result.perplexity { $0.field("perplexity", perplexity) }
            }
          }
        }
        if !result.samples.isEmpty {
          json.field("samples") { json in
            json.array { for sample in result.samples { $0.value(sample) } }
          }
        }
      }
    } + "\n"
  }
}

/// What was measured in a training run as a table for people, and the texts that were drawn.
package struct TrainingTable {
  private let result: TrainingResult
  private let language: Language

  /// Prepares the table of a run.
  package init(_ result: TrainingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  private static let head = Bilingual(
    en: "updates  train    test", ko: "갱신     훈련     시험")
  private static let lossHead = Bilingual(
    en: "updates  train    held out", ko: "갱신     훈련     남겨 둔 글")

  /// The table, with a line break at the end.
  package var text: String {
    let numerals = Numerals(digits: 4)
    var lines: [String] = []
    switch result.measure {
    case .accuracy: lines.append(Self.head[language])
    case .loss: lines.append(Self.lossHead[language])
    case nil: break
    }
    for evaluation in result.evaluations {
      let updates = String(evaluation.updates)
      let train = numerals.text(evaluation.train)
      lines.append(
        String(repeating: " ", count: max(0, 7 - updates.count)) + updates + "  " + train
          + String(repeating: " ", count: max(1, 9 - train.count)) + numerals.text(evaluation.test))
    }
    if result.measure == nil, let first = result.losses.first, let last = result.losses.last {
      lines.append(
        Bilingual(
          en: "loss \(numerals.text(Double(first))) before the first update, "
            + "\(numerals.text(Double(last))) before the last",
          ko: "손실: 첫 갱신 전 \(numerals.text(Double(first))), 마지막 갱신 전 "
            + "\(numerals.text(Double(last)))")[language])
    }
    if let perplexity = result.perplexity.map(numerals.text) {
      lines.append(Bilingual(en: "perplexity \(perplexity)", ko: "퍼플렉서티 \(perplexity)")[language])
    }
    let (steps, seconds) = (result.losses.count, numerals.text(result.seconds))
    let total = Bilingual(en: "\(steps) steps, \(seconds) s", ko: "\(steps)단계, \(seconds)초")
    lines.append(total[language])
    if !result.samples.isEmpty { lines += [""] + result.samples }
    return lines.joined(separator: "\n") + "\n"
  }
}
