import Autodiff
import Training
import Wording

// Networks that learn, with progress on a terminal: for `train`, and for the report.

/// Trains as planned, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit the network.
func trainOnImages(
  _ plan: TrainingPlan, data: String?, console: Console
) throws(Failure) -> TrainingResult {
  try train(
    plan, on: try DataFiles.images(in: data), named: data, threads: nil, from: nil,
    console: console)
}

/// Trains one network in several ways, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit the network.
func compareOnImages(
  _ plans: [TrainingPlan], data: String?, console: Console
) throws(Failure) -> TrainingComparison {
  let sets = try DataFiles.images(in: data)
  do throws(FitError) {
    let comparison = try TrainingComparison(
      plans, training: sets.train, test: sets.test, threads: processorCount
    ) { run in
      console.progress(
        Bilingual(en: "run \(run) of \(plans.count)", ko: "\(plans.count)번 가운데 \(run)번째 학습"))
    }
    console.endProgress()
    return comparison
  } catch {
    throw Failure(error, at: data ?? "Data/mnist")
  }
}

/// Trains a network on images that have been read, with progress on a terminal.
///
/// - Parameters:
///   - data: What messages call the images.
///   - threads: On how many threads it learns; nil for one for each processor.
///   - parameters: The weights to begin with; drawn ones where there are none.
/// - Throws: `Failure` where the images do not fit the network.
func train(
  _ plan: TrainingPlan, on sets: (train: ImageDataset, test: ImageDataset), named data: String?,
  threads: Int?, from parameters: NetworkParameters<Float>?, console: Console
) throws(Failure) -> TrainingResult {
  do throws(FitError) {
    let clock = ContinuousClock()
    let start = clock.now
    let trainer = Trainer(
      plan, training: sets.train, test: sets.test, threads: threads ?? processorCount)
    let result = try trainer.run(from: parameters) { progress in
      if progress.step % 100 == 0 || progress.step == progress.steps {
        let left = (clock.now - start) / progress.step * (progress.steps - progress.step)
        console.progress(progressLine(progress, secondsLeft: Int(left.components.seconds)))
      }
      return !Interruption.wished
    }
    console.endProgress()
    return result
  } catch {
    throw Failure(error, at: data ?? "Data/mnist")
  }
}

private func progressLine(_ progress: TrainingProgress, secondsLeft: Int) -> Bilingual {
  // A run that diverges has a loss that is no number.
  let loss = abs(progress.loss) < 1e6 ? "\(Double(Int(progress.loss * 1000)) / 1000)" : "∞"
  let accuracy = progress.evaluation.map { Double(Int($0.test * 1000)) / 10 } ?? 0
  return Bilingual(
    en: "step \(progress.step)/\(progress.steps)  loss \(loss)  test \(accuracy) %  "
      + "\(secondsLeft) s left",
    ko: "\(progress.step)/\(progress.steps)단계  손실 \(loss)  시험 \(accuracy) %  \(secondsLeft)초 남음")
}
