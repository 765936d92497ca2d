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
    let final = result.final
    return JSONWriter.text { json in
      json.object { json in
        json.field("network", plan.network.widths)
        json.field("parameters", plan.network.parameterCount)
        json.field("seed", plan.seed)
        json.field("steps", result.losses.count)
        json.field("seconds", result.seconds)
        json.field("epochs") { json in
          json.array { json in
            for evaluation in result.evaluations {
              json.object {
                $0.field("step", evaluation.step)
                $0.field("train", evaluation.train)
                $0.field("test", evaluation.test)
              }
            }
          }
        }
        json.field("losses") { json in
          json.array { for loss in result.losses { $0.value(loss) } }
        }
        json.field("final") { json in
          json.object {
            $0.field("train", final?.train ?? 0)
            $0.field("test", final?.test ?? 0)
          }
        }
      }
    } + "\n"
  }
}

/// A training run's accuracies as a table for people.
package struct TrainingTable {
  private let result: TrainingResult
  private let language: Language

  /// Prepares the table of a run.
  package init(_ result: TrainingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  private static let head = Bilingual(
    en: "  step  train    test", ko: "  단계   훈련     시험")

  /// The table, with a line break at the end.
  package var text: String {
    let numerals = Numerals(digits: 4)
    var lines = [Self.head[language]]
    var measured = result.evaluations
    if let final = result.final, final.step != measured.last?.step { measured.append(final) }
    for evaluation in measured {
      let step = String(evaluation.step)
      let train = numerals.text(evaluation.train)
      lines.append(
        String(repeating: " ", count: max(0, 6 - step.count)) + step + "  " + train
          + String(repeating: " ", count: max(1, 9 - train.count)) + numerals.text(evaluation.test))
    }
    let (steps, seconds) = (result.losses.count, numerals.text(result.seconds))
    let total = Bilingual(en: "\(steps) steps, \(seconds) s", ko: "\(steps)단계, \(seconds)초")
    lines.append(total[language])
    return lines.joined(separator: "\n") + "\n"
  }
}
