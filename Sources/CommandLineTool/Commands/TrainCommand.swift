import ArgumentParser
import Autodiff
import CairoRenderer
import GraphLanguage
import Report
import TensorFiles
import Training
import Wording

/// `backdraw train`: a network learns, and its curves are drawn.
struct TrainCommand: Command {
  static let name = "train"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Trains a network on MNIST and draws what it learned.",
      ko: "신경망을 MNIST로 학습하고, 배운 것을 그립니다."),
    details: [
      Bilingual(
        en:
          "By default 784-50-10 with ReLU, weights N(0, 0.01²), SGD of rate 0.1, 10,000 batches of "
          + "100, and the accuracies on all 70,000 images after the first and every 600th further "
          + "update. Control-C ends the run early; what was learned so far is written.",
        ko: "따로 정하지 않으면 ReLU를 쓰는 784-50-10 신경망을 가중치 N(0, 0.01²)에서 시작해 학습률 "
          + "0.1인 SGD로 100장짜리 배치 10,000번 학습하고, 첫 갱신 뒤와 그 뒤 600번마다 이미지 "
          + "70,000장 모두에서 정확도를 잽니다. Control-C를 누르면 일찍 끝내고, 그때까지 배운 것을 "
          + "씁니다.")
    ],
    examples: [
      "backdraw train -o curves.svg -o mnist.html",
      "backdraw train --widths 100,50 --initialization he --optimizer adam --rate 0.001",
      "backdraw train --steps 1000 --save weights.safetensors --format json > run.json",
      "backdraw train --load weights.safetensors --steps 0",
    ])

  @Option(
    "widths", .widths,
    help: Bilingual(
      en: "How many units each hidden layer has; none for no hidden layer.",
      ko: "은닉층마다 유닛의 수입니다. 은닉층을 두지 않으려면 none을 씁니다."),
    value: Bilingual(same: "50,…"),
    otherwise: Bilingual(en: "50, or those of --load", ko: "50이나 --load의 것"))
  var widths: [Int]?
  @Option(
    "activation", .choice(),
    help: Bilingual(
      en: "What stands between the layers.", ko: "층 사이에 둘 활성화 함수입니다."),
    value: .name, otherwise: Bilingual(en: "relu, or that of --load", ko: "relu나 --load의 것"))
  var activation: NetworkDescription.Activation?
  @Option(
    "initialization", .initialization,
    help: Bilingual(en: "How the weights begin.", ko: "처음 가중치를 정하는 방법입니다."),
    value: .name, otherwise: Bilingual(same: "normal:0.01"))
  var initialization: Initialization?
  @Option(
    "optimizer", .optimizer,
    help: Bilingual(en: "How the parameters move.", ko: "매개변수를 갱신하는 방법입니다."),
    value: .name)
  var optimizer = OptimizerKind.sgd
  @Option(
    "steps", .whole(0...10_000_000),
    help: Bilingual(
      en: "How many updates are made; with --load and 0 the network is only measured.",
      ko: "갱신 횟수입니다. --load와 0을 함께 쓰면 신경망을 재기만 합니다."),
    value: .count)
  var steps = 10_000
  @Option(
    "batch", .whole(1...60_000),
    help: Bilingual(
      en: "How many images make a batch, drawn with replacement.",
      ko: "배치 하나에 든 이미지의 수이고, 이미지는 복원 추출로 뽑습니다."),
    value: .count)
  var batch = 100
  @Option(
    "rate", .positive, help: Bilingual(en: "The learning rate.", ko: "학습률입니다."),
    otherwise: Bilingual(en: "0.1, for adam 0.001", ko: "0.1, adam은 0.001"))
  var rate: Double?
  @Option(
    "every", .whole(1...10_000_000),
    help: Bilingual(
      en: "After how many updates the accuracies are measured again.",
      ko: "정확도를 갱신 몇 번마다 다시 잴지 정합니다."),
    value: .count)
  var every = 600
  @Option(
    "seed", .whole(0...UInt64.max),
    help: Bilingual(
      en: "What the weights and the draws begin from.",
      ko: "처음 가중치와 배치를 뽑을 난수의 씨앗입니다."))
  var seed: UInt64 = 1
  @Option(
    "threads", .whole(1...1_024),
    help: Bilingual(
      en: "On how many threads it learns; the result does not depend on it.",
      ko: "스레드 몇 개로 학습할지 정합니다. 결과는 그에 따라 달라지지 않습니다."),
    value: .count,
    otherwise: Bilingual(en: "as many as there are processors", ko: "프로세서의 수만큼"))
  var threads: Int?
  @OptionGroup var kernels: KernelOptions
  @OptionGroup var images: DataOptions
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "Weights to begin with, in a file that --save has written.",
        ko: "처음 가중치로 쓸, --save로 쓴 파일입니다."),
      value: .file),
    completion: .file(extensions: ["safetensors"]))
  var load: String?
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "Where to write the weights, in the safetensors format.",
        ko: "가중치를 safetensors 형식으로 쓸 파일입니다."),
      value: .file),
    completion: .file(extensions: ["safetensors"]))
  var save: String?
  @OptionGroup var output: ExperimentOutputOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    // Without learning there is only something to measure where weights are given.
    if steps == 0, load == nil {
      throw Failure(
        .usage, at: "--steps",
        Bilingual(
          en: "without --load a network learns in at least 1 update",
          ko: "--load가 없으면 적어도 한 번은 갱신해야 합니다"))
    }
    if load != nil, initialization != nil {
      throw Failure(
        .usage, at: "--initialization",
        Bilingual(
          en: "it does not go with --load: the weights begin in one way only",
          ko: "처음 가중치는 한 가지이므로 --load와 함께 쓸 수 없습니다"),
        remedy: Bilingual(en: "leave out one of them", ko: "둘 가운데 하나를 빼십시오"))
    }
  }

  /// What is asked for.
  ///
  /// - Parameter loaded: The network of the weights to begin with.
  private func plan(of loaded: NetworkDescription?) -> TrainingPlan {
    var plan = TrainingPlan()
    if let loaded { plan.network = loaded }
    if let widths {
      let outer = plan.network.widths
      plan.network.widths = [outer[0]] + widths + [outer[outer.count - 1]]
    }
    if let activation { plan.network.activation = activation }
    if let initialization { plan.network.initialization = initialization }
    plan.optimizer = optimizer
    plan.steps = steps
    plan.batch = batch
    plan.rate = rate ?? (plan.optimizer == .adam ? 0.001 : 0.1)
    plan.evaluationInterval = every
    plan.gradientInterval = max(1, steps / 200)
    plan.seed = seed
    return plan
  }

  func perform(_ console: Console) throws {
    try kernels.choose()
    try output.require(saving: save, fonts: font.fonts, templates: templates.read)
    let loaded = try load.map(readWeights)
    var plan = plan(of: loaded?.description)
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
    let sets = try DataFiles.images(in: images.data)
    if let load, let loaded {
      do throws(FitError) {
        try loaded.description.requireFit(sets.train)
      } catch {
        throw Failure(error, at: load)
      }
    } else {
      // Another data set may have pictures of another size.
      plan.network.widths[0] = sets.train.pixelCount
    }
    let result = try Interruption.listening {
      try train(
        plan, on: sets, named: images.data, threads: threads, from: loaded?.parameters,
        console: console)
    }
    if result.losses.count < plan.steps {
      console.tell(
        Bilingual(
          en: "ended after \(result.losses.count) of \(plan.steps) updates",
          ko: "갱신 \(plan.steps)번 가운데 \(result.losses.count)번에서 끝냈습니다"))
    }
    try output.write(
      saving: save.map {
        Outputs.File(path: $0, bytes: result.after.safetensors(of: plan.network).bytes)
      },
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
      description.activation = try activation ?? .init(of: file.metadata) ?? .relu
      return (parameters, description)
    } catch let error as SafetensorsError {
      throw Failure(.badData, at: path, error.message)
    } catch let error as ParameterFileError {
      throw Failure(.badData, at: path, error.message)
    }
  }
}
