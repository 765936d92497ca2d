import ArgumentParser
import Autodiff
import CairoRenderer
import GraphLanguage
import Report
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
    abstract: "Trains a network on MNIST and draws what it learned.",
    discussion: """
      By default 784-50-10 with ReLU, weights N(0, 0.01²), SGD of rate 0.1, 10,000 batches of 100, \
      and the accuracies on all 70,000 images after the first and every 600th further update. \
      Control-C ends the run early; what was learned so far is written.

      EXAMPLES
        backdraw train -o curves.svg -o mnist.html
        backdraw train --widths 100,50 --initialization he --optimizer adam --rate 0.001
        backdraw train --steps 1000 --save weights.safetensors --format json > run.json
        backdraw train --load weights.safetensors --steps 0
      """)

  @Option(
    help: ArgumentHelp(
      "How many units each hidden layer has (default: 50, or those of --load); none for no hidden "
        + "layer.", valueName: "50,…"))
  var widths: String?
  @Option(
    help: ArgumentHelp(
      "What stands between the layers: relu, sigmoid or tanh (default: relu, or that of --load).",
      valueName: "name"))
  var activation: String?
  @Option(
    help: ArgumentHelp(
      "How the weights begin: normal:DEVIATION, xavier or he (default: normal:0.01).",
      valueName: "name"))
  var initialization: String?
  @Option(
    help: ArgumentHelp(
      "How the parameters move: sgd, momentum:SHARE or adam.", valueName: "name"))
  var optimizer = "sgd"
  @Option(help: "How many updates are made; with --load and 0 the network is only measured.")
  var steps =
    10_000
  @Option(help: "How many images make a batch, drawn with replacement.") var batch = 100
  @Option(help: "The learning rate (default: 0.1, for adam 0.001).") var rate: Double?
  @Option(help: "After how many updates the accuracies are measured again.") var every = 600
  @Option(help: "What the weights and the draws begin from.") var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp(
      "On how many threads images are classified; the result does not depend on it (default: as "
        + "many as there are processors).", valueName: "count"))
  var threads: Int?
  @Option(help: "A folder with the four files of a data set in the IDX format.") var data: String?
  @Option(
    help: ArgumentHelp(
      "Weights to begin with, in a file that --save has written.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var load: String?
  @Option(
    help: ArgumentHelp(
      "Where to write the weights, in the safetensors format.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var save: String?
  @OptionGroup var output: ExperimentOutputOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    func check(_ number: Int, _ option: String, _ range: ClosedRange<Int>) throws {
      guard range.contains(number) else {
        throw ValidationError(
          "'\(option) \(number)' is not between \(range.lowerBound) and \(range.upperBound).")
      }
    }
    // Without learning there is only something to measure where weights are given.
    try check(steps, "--steps", (load == nil ? 1 : 0)...10_000_000)
    try check(batch, "--batch", 1...60_000)
    try check(every, "--every", 1...10_000_000)
    if let threads { try check(threads, "--threads", 1...1_024) }
    if let rate, !(rate > 0 && rate.isFinite) {
      throw ValidationError("'--rate \(rate)' is not a number above 0.")
    }
    if load != nil, initialization != nil {
      throw ValidationError("--load and --initialization: the weights begin in one way only.")
    }
    _ = try plan(of: nil)
  }

  /// The units of the hidden layers, or nil where nothing is said of them.
  private func hiddenWidths() throws -> [Int]? {
    guard let widths else { return nil }
    if widths.isEmpty || widths == "none" { return [] }
    let numbers = widths.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count <= 50, numbers.allSatisfy({ $0.map((1...10_000).contains) ?? false }) else {
      throw ValidationError(
        "'--widths \(widths)' is not up to 50 numbers between 1 and 10,000, separated by commas.")
    }
    return numbers.compactMap { $0 }
  }

  /// What is asked for.
  ///
  /// - Parameter loaded: The network of the weights to begin with.
  private func plan(of loaded: NetworkDescription?) throws -> TrainingPlan {
    var plan = TrainingPlan()
    if let loaded { plan.network = loaded }
    if let hidden = try hiddenWidths() { plan.network.widths = [784] + hidden + [10] }
    if let activation { plan.network.activation = try .init(named: activation) }
    if let initialization { plan.network.initialization = try .init(named: initialization) }
    plan.optimizer = try OptimizerKind(named: optimizer)
    plan.steps = steps
    plan.batch = batch
    plan.rate = rate ?? (plan.optimizer == .adam ? 0.001 : 0.1)
    plan.evaluationInterval = every
    plan.gradientInterval = max(1, steps / 200)
    plan.seed = seed
    return plan
  }

  func run() throws {
    let console = common.console
    try console.run {
      let loaded = try load.map(readWeights)
      var plan = try plan(of: loaded?.description)
      if let loaded, loaded.parameters.widths != plan.network.widths {
        func text(_ widths: [Int]) -> String { widths.map(String.init).joined(separator: "-") }
        throw Failure(
          .badData, at: load ?? "",
          Bilingual(
            en: "the weights are of a network \(text(loaded.parameters.widths)), not "
              + text(plan.network.widths),
            ko: "가중치의 신경망은 \(text(loaded.parameters.widths))인데 "
              + "\(text(plan.network.widths))\(Particle.object.after(text(plan.network.widths))) 지정했습니다"
          ),
          remedy: Bilingual(en: "leave out --widths", ko: "--widths 를 빼십시오"))
      }
      let sets = try DataFiles.images(in: data)
      // Another data set may have pictures of another size.
      if loaded == nil { plan.network.widths[0] = sets.train.pixelCount }
      for path in [save].compactMap({ $0 }) { try Outputs.refuseFolder(path) }
      let result = try Interruption.listening {
        try train(
          plan, on: sets, named: data, threads: threads, from: loaded?.parameters,
          console: console)
      }
      if result.losses.count < plan.steps {
        console.say(
          Bilingual(
            en: "ended after \(result.losses.count) of \(plan.steps) updates",
            ko: "갱신 \(plan.steps)번 가운데 \(result.losses.count)번에서 끝냈습니다")[console.language])
      }
      if let save {
        let bytes = result.after.safetensors(of: plan.network).bytes
        try Outputs.write([Outputs.File(path: save, bytes: bytes)])
      }
      try output.write(
        fonts: { try font.fonts() },
        numbers: { format, sink in
          var text =
            switch format {
            case .json: TrainingJSON(result).text
            case .table: TrainingTable(result, console.language).text
            }
          try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
        },
        page: {
          try TrainingPage(result, language: console.language, templates: templates.read())
            .html(figures: $0)
        },
        charts: { TrainingCharts(result, console.language).both(measuring: $0) })
    }
  }

  /// The weights of a file, and the network they are of.
  private func readWeights(
    _ path: String
  ) throws -> (parameters: NetworkParameters<Float>, description: NetworkDescription) {
    let bytes = try InputFile.read(path)
    do {
      let file = try Safetensors<Float>(reading: bytes)
      let parameters = try NetworkParameters(file)
      var description = NetworkDescription()
      description.widths = parameters.widths
      description.activation = .init(of: file.metadata) ?? .relu
      return (parameters, description)
    } catch let error as SafetensorsError {
      throw Failure(.badData, at: path, error.message)
    } catch let error as ParameterFileError {
      throw Failure(.badData, at: path, error.message)
    }
  }
}

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
  do throws(ShapeError) {
    let comparison = try TrainingComparison(
      plans, training: sets.train, test: sets.test, threads: processors
    ) { run in
      console.progress(
        Bilingual(en: "run \(run) of \(plans.count)", ko: "\(plans.count)번 가운데 \(run)번째 학습"))
    }
    console.endProgress()
    return comparison
  } catch {
    throw Failure(.badData, at: data ?? "Data/mnist", error.message)
  }
}

private var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

private func train(
  _ plan: TrainingPlan, on sets: (train: ImageDataset, test: ImageDataset), named data: String?,
  threads: Int?, from parameters: NetworkParameters<Float>?, console: Console
) throws(Failure) -> TrainingResult {
  let (pixels, inputs) = (sets.train.pixelCount, plan.network.widths[0])
  guard pixels == inputs else {
    throw Failure(
      .badData, at: data ?? "Data/mnist",
      Bilingual(
        en: "the images have \(pixels) pixels, the network \(inputs) inputs",
        ko: "이미지의 화소는 \(pixels)개인데 신경망의 입력은 \(inputs)개입니다"))
  }
  do throws(ShapeError) {
    let clock = ContinuousClock()
    let start = clock.now
    let trainer = Trainer(
      plan, training: sets.train, test: sets.test, threads: threads ?? processors)
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
    throw Failure(.badData, at: data ?? "Data/mnist", error.message)
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
