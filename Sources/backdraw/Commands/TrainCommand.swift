import ArgumentParser
import Autodiff
import CairoRenderer
import Diagram
import Report
import Scene
import Training
import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `backdraw train`: a network learns, and its curves are drawn.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a network on MNIST and draws its curves.",
    discussion: """
      By default 784-50-10 with ReLU, weights N(0, 0.01²), SGD of rate 0.1, 10,000 batches of 100, \
      and the accuracies on all 70,000 images after the first and every 600th further update.

      EXAMPLES
        backdraw train -o curves.svg
        backdraw train --steps 1000 --rate 0.05 --format json > run.json
      """)

  @Option(help: "How many updates are made.") var steps = 10_000
  @Option(help: "How many images make a batch, drawn with replacement.") var batch = 100
  @Option(help: "The learning rate.") var rate = 0.1
  @Option(help: "What the weights and the draws begin from.") var seed: UInt64 = 1
  @Option(help: "A folder with the four files of a data set in the IDX format.") var data: String?
  @Option(help: "A table for people, or JSON.") var format: TextFormat = .table
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A figure of the curves to write; may be repeated.", valueName: "file"))
  var output: [String] = []
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard steps > 0, steps <= 10_000_000 else {
      throw ValidationError("'--steps \(steps)' is not between 1 and 10,000,000.")
    }
    guard batch > 0, batch <= 60_000 else {
      throw ValidationError("'--batch \(batch)' is not between 1 and 60,000.")
    }
    guard rate > 0, rate.isFinite else {
      throw ValidationError("'--rate \(rate)' is not a number above 0.")
    }
    for path in output where [nil, .layout].contains(PictureFormat(ending: path)) {
      throw ValidationError("'\(path)' does not end in .svg, .png or .pdf.")
    }
  }

  private var plan: TrainingPlan {
    var plan = TrainingPlan()
    plan.steps = steps
    plan.batch = batch
    plan.rate = rate
    plan.seed = seed
    return plan
  }

  func run() throws {
    let console = common.console
    try console.run {
      let result = try trainOnImages(plan, data: data, console: console)
      var files = [Outputs.File(path: "-", bytes: Array(printed(result, console.language).utf8))]
      if !output.isEmpty { files += try pictures(of: result, console.language) }
      try Outputs.write(files)
    }
  }

  private func printed(_ result: TrainingResult, _ language: Language) -> String {
    switch format {
    case .json: TrainingJSON(result).text
    case .table: TrainingTable(result, language).text
    }
  }

  private func pictures(
    of result: TrainingResult, _ language: Language
  ) throws -> [Outputs.File] {
    do throws(RenderError) {
      let fonts = try CairoTextMeasure()
      let painter = Painter(text: fonts)
      let scene = TrainingCharts(result, language).both(measuring: fonts)
      var files: [Outputs.File] = []
      for path in output {
        let bytes =
          switch PictureFormat(ending: path) ?? .svg {
          case .svg, .layout: try painter.svg(scene)
          case .png: try painter.png(scene, scale: 2)
          case .pdf: try painter.pdf(scene)
          }
        files.append(.init(path: path, bytes: bytes))
      }
      return files
    } catch {
      throw Failure(error)
    }
  }
}

/// Trains as planned, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit the network.
func trainOnImages(
  _ plan: TrainingPlan, data: String?, console: Console
) throws(Failure) -> TrainingResult {
  let sets = try DataFiles.images(in: data)
  do throws(ShapeError) {
    guard sets.train.pixelCount == plan.network.widths[0] else {
      throw ShapeError(
        en:
          "the images have \(sets.train.pixelCount) pixels, the network \(plan.network.widths[0]) "
          + "inputs",
        ko: "이미지의 화소는 \(sets.train.pixelCount)개인데 신경망의 입력은 \(plan.network.widths[0])개입니다")
    }
    let threads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let clock = ContinuousClock()
    let start = clock.now
    let result = try Trainer(plan, training: sets.train, test: sets.test, threads: threads).run {
      progress in
      if progress.step % 100 == 0 || progress.step == progress.steps {
        let left = (clock.now - start) / progress.step * (progress.steps - progress.step)
        console.progress(progressLine(progress, secondsLeft: Int(left.components.seconds)))
      }
      return true
    }
    console.endProgress()
    return result
  } catch {
    throw Failure(.badData, at: data ?? "Data/mnist", error.message)
  }
}

private func progressLine(_ progress: TrainingProgress, secondsLeft: Int) -> Bilingual {
  let loss = Double(Int(progress.loss * 1000)) / 1000
  let accuracy = progress.evaluation.map { Double(Int($0.test * 1000)) / 10 } ?? 0
  return Bilingual(
    en: "step \(progress.step)/\(progress.steps)  loss \(loss)  test \(accuracy) %  "
      + "\(secondsLeft) s left",
    ko: "\(progress.step)/\(progress.steps)단계  손실 \(loss)  시험 \(accuracy) %  \(secondsLeft)초 남음")
}
