import Autodiff
import Report
import TensorFiles
import Training
import Wording

// Networks that learn, with progress on a terminal: for `train`, and for the report.

/// Trains the built-in network as planned, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit the network.
func trainOnImages(
  _ plan: TrainingPlan, data: String?, console: Console
) throws -> TrainingResult {
  let sets = try DataFiles.images(in: data)
  let trainer = Trainer(
    plan, training: sets.train, test: sets.test, threads: processorCount)
  return try runTraining(
    trainer, from: nil, at: (data ?? "Data/mnist", weights: ""), console: console)
}

/// Trains one network in several ways, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit the network.
func compareOnImages(
  _ plans: [TrainingPlan], data: String?, console: Console
) throws -> TrainingComparison {
  let sets = try DataFiles.images(in: data)
  do {
    let comparison = try TrainingComparison(
      plans, training: sets.train, test: sets.test, threads: processorCount
    ) { run in
      console.progress(
        Bilingual(en: "run \(run) of \(plans.count)", ko: "\(plans.count)번 가운데 \(run)번째 학습"))
    }
    console.endProgress()
    return comparison
  } catch let error as FitError {
    throw Failure(error, at: data ?? "Data/mnist")
  }
}

/// Trains a graph of `Examples/networks` as it says, and measures it before that too, with progress on a
/// terminal.
///
/// - Parameters:
///   - name: The file's name without its ending.
///   - interval: After how many updates it is measured again.
///   - data: What fills its batches; the program's own where nil.
/// - Throws: `Failure` where the graph or the data are missing or do not fit each other, `Diagnostics`
///   where the graph is bad.
func learnGraph(
  _ name: String, steps: Int, every interval: Int, data: String?, console: Console
) throws -> GraphRun {
  guard let folder = DataFiles.find("Examples/networks") else {
    throw Failure(
      .missingInput, at: "Examples/networks",
      Bilingual(en: "this folder is not found from here", ko: "여기서 이 폴더를 찾을 수 없습니다"),
      remedy: Bilingual(
        en: "run the program in the project's folder", ko: "프로젝트 폴더에서 실행하십시오"))
  }
  let options = try GraphOptions.parse(["\(folder)/\(name).graph"])
  func run(_ steps: Int) throws -> TrainingResult {
    var plan = LearningPlan()
    let training = try GraphTraining(options, data: data, batch: plan.batch, drawsTexts: true)
    let annotations = training.graph.tape.annotations
    plan.optimizer = annotations.optimizer ?? plan.optimizer
    plan.schedule = annotations.schedule ?? plan.schedule
    plan.rate = annotations.rate ?? plan.optimizer.usualRate
    plan.steps = steps
    plan.evaluationInterval = interval
    plan.samples = 20
    plan.seed = training.graph.seed
    return try runTraining(
      Trainer(
        plan, of: training.subject, on: training.data, threads: processorCount,
        record: training.record), from: nil, at: (options.name, weights: ""), console: console)
  }
  return GraphRun(before: try run(0), after: try run(steps))
}

/// Trains, with progress on a terminal.
///
/// - Parameters:
///   - weights: What the parameters begin as; as they are drawn or written when left out.
///   - place: What messages call the data or the graph, and the weights.
/// - Throws: `Failure` where the parts do not fit each other, and what recording a graph throws.
func runTraining(
  _ trainer: Trainer, from weights: Safetensors<Float>?,
  at place: (data: String, weights: String), console: Console
) throws -> TrainingResult {
  do {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try trainer.run(from: weights) { progress in
      if progress.step % 100 == 0 || progress.step == progress.steps {
        let left = (clock.now - start) / progress.step * (progress.steps - progress.step)
        console.progress(progressLine(progress, secondsLeft: Int(left.components.seconds)))
      }
      return !Interruption.wished
    }
    console.endProgress()
    return result
  } catch let error as FitError {
    throw Failure(error, at: place.data)
  } catch let error as ParameterFileError {
    throw Failure(.badData, at: place.weights, error.message)
  }
}

private func progressLine(_ progress: TrainingProgress, secondsLeft: Int) -> Bilingual {
  // A run that diverges has a loss that is no number.
  let loss = abs(progress.loss) < 1e6 ? "\(Double(Int(progress.loss * 1000)) / 1000)" : "∞"
  let measured: Bilingual
  switch (progress.measure, progress.evaluation) {
  case (.accuracy?, let evaluation?):
    let accuracy = Double(Int(evaluation.test * 1000)) / 10
    measured = Bilingual(en: "  test \(accuracy) %", ko: "  시험 \(accuracy) %")
  case (.loss?, let evaluation?):
    let held = abs(evaluation.test) < 1e6 ? "\(Double(Int(evaluation.test * 1000)) / 1000)" : "∞"
    measured = Bilingual(en: "  held out \(held)", ko: "  남겨 둔 글 \(held)")
  case (_, nil), (nil, _): measured = Bilingual(same: "")
  }
  return Bilingual(
    en: "step \(progress.step)/\(progress.steps)  loss \(loss)\(measured[.english])  "
      + "\(secondsLeft) s left",
    ko: "\(progress.step)/\(progress.steps)단계  손실 \(loss)\(measured[.korean])  "
      + "\(secondsLeft)초 남음")
}
