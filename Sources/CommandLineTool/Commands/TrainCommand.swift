import ArgumentParser
import Autodiff
import GraphLanguage
import Report
import TensorFiles
import Training
import Wording

/// `backdraw train`: a network learns, the built-in one or a graph, and its curves are drawn.
struct TrainCommand: Command {
  static let name = "train"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Trains a network, or a graph, and draws what it learned.",
      ko: "신경망이나 그래프를 학습하고, 배운 것을 그립니다."),
    details: [
      Bilingual(
        en:
          "Without a graph, 784-50-10 with ReLU on MNIST, weights N(0, 0.01²), SGD of rate 0.1, "
          + "10,000 batches of 100. Accuracies on all 70,000 images are measured after the first and "
          + "every 600th further update, and after the last. Control-C ends the run early; what was "
          + "learned so far is measured and written.",
        ko: "그래프가 없으면 MNIST에서 ReLU를 쓰는 784-50-10 신경망을 가중치 N(0, 0.01²)에서 시작해 학습률 "
          + "0.1인 SGD로 100장짜리 배치 10,000번 학습합니다. 정확도는 첫 갱신 뒤와 그 뒤 600번마다, 그리고 "
          + "마지막 갱신 뒤에 이미지 70,000장 모두에서 잽니다. Control-C를 누르면 일찍 끝내고, 그때까지 배운 "
          + "것을 재고 씁니다."),
      Bilingual(
        en:
          "A graph learns by its last node, the loss: its 'param' leaves move, its 'batch' leaves are "
          + "filled from the data, and 'predict' names what is compared with the labels, or what texts "
          + "are drawn from. Its lines 'rate', 'optimizer' and 'schedule' hold where options say "
          + "nothing else.",
        ko: "그래프는 마지막 노드인 손실로 배웁니다. param이 움직이고, batch에는 데이터가 채워지며, predict로 "
          + "정한 값을 레이블과 견주거나 그 값에서 글을 뽑습니다. 옵션으로 정하지 않은 것은 rate, optimizer, "
          + "schedule 줄을 따릅니다."),
    ],
    examples: [
      "backdraw train -o curves.svg -o mnist.html",
      "backdraw train --widths 100,50 --initialization he --optimizer adam --rate 0.001",
      "backdraw train --steps 1000 --save weights.safetensors --format json > run.json",
      "backdraw train --load weights.safetensors --steps 0",
      "backdraw train Examples/networks/mlp.graph -o mlp.html",
      "backdraw train Examples/networks/gpt.graph --steps 1000 --samples 20 --temperature 0.5",
      "backdraw train -e 'param w = 1; L = (w - 3)^2' --rate 0.1 --steps 20",
    ])

  @OptionGroup var graph: GraphOptions

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
    value: .name, otherwise: Bilingual(en: "sgd, or the graph's", ko: "sgd나 그래프의 것"))
  var optimizer: OptimizerKind?
  @Option(
    "schedule", .choice(),
    help: Bilingual(
      en: "How the rate goes on: falling in equal steps to 0, or the same for all updates.",
      ko: "학습률을 끝까지 고르게 0으로 줄일지(linear), 그대로 둘지(constant) 정합니다."),
    value: .name, otherwise: Bilingual(en: "constant, or the graph's", ko: "constant나 그래프의 것"))
  var schedule: RateSchedule?
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
      en: "How many images, or windows of text, make a batch, drawn with replacement.",
      ko: "배치 하나에 든 이미지나 글의 창의 수이고, 복원 추출로 뽑습니다."),
    value: .count, otherwise: Bilingual(same: "\(LearningPlan().batch)"))
  var batch: Int?
  @Option(
    "rate", .positive, help: Bilingual(en: "The learning rate.", ko: "학습률입니다."),
    otherwise: Bilingual(
      en: "the graph's, else 0.1, for adam 0.001", ko: "그래프의 것이고, 없으면 0.1, adam은 0.001"))
  var rate: Double?
  @Option(
    "every", .whole(1...10_000_000),
    help: Bilingual(
      en: "After how many updates the network is measured again.",
      ko: "신경망을 갱신 몇 번마다 다시 잴지 정합니다."),
    value: .count, otherwise: Bilingual(same: "\(LearningPlan().evaluationInterval)"))
  var every: Int?
  @Option(
    "threads", .whole(1...1_024),
    help: Bilingual(
      en: "On how many threads it learns; the result does not depend on it.",
      ko: "스레드 몇 개로 학습할지 정합니다. 결과는 그에 따라 달라지지 않습니다."),
    value: .count,
    otherwise: Bilingual(en: "as many as there are processors", ko: "프로세서의 수만큼"))
  var threads: Int?
  @OptionGroup var kernels: KernelOptions
  @Option(
    "samples", .whole(0...10_000),
    help: Bilingual(
      en: "How many texts a graph that reads text draws from what it has learned.",
      ko: "글을 읽는 그래프가 배운 것에서 글을 몇 개 뽑을지 정합니다."),
    value: .count, otherwise: Bilingual(same: "\(Self.usualSamples)"))
  var samples: Int?
  @Option(
    "temperature", .positive,
    help: Bilingual(
      en: "How boldly texts are drawn: below 1 likely letters become likelier.",
      ko: "글을 얼마나 대담하게 뽑을지 정합니다. 1보다 작으면 그럴듯한 글자가 더 자주 나옵니다."),
    otherwise: Bilingual(same: "\(LearningPlan().temperature)"))
  var temperature: Double?
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A folder with the four files of a data set in the IDX format; for a graph that reads "
          + "text a file with one document on each line.",
        ko: "IDX 형식의 데이터 세트 파일 네 개가 든 폴더이고, 글을 읽는 그래프라면 한 줄에 글 하나가 든 "
          + "파일입니다."),
      value: .file,
      otherwise: Bilingual(en: "MNIST's, or first names", ko: "MNIST, 글이면 영어 이름")),
    completion: .file())
  var data: String?
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
    let foreign =
      graph.isGiven
      ? ["--widths", "--activation", "--initialization"] : ["--samples", "--temperature"]
    if let option = foreign.first(where: isGiven) {
      throw Failure(
        .usage, at: option,
        graph.isGiven
          ? Bilingual(
            en: "it belongs to the built-in network, and a graph is given",
            ko: "내장 신경망의 옵션이라 그래프와 함께 쓸 수 없습니다")
          : Bilingual(
            en: "it belongs to a graph that reads text", ko: "글을 읽는 그래프의 옵션입니다"),
        remedy: Bilingual(en: "leave it out", ko: "빼십시오"))
    }
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

  /// How many texts are drawn where nobody says.
  private static let usualSamples = 20

  /// Whether an option was given that has no meaning for all that can learn.
  func isGiven(_ option: String) -> Bool {
    switch option {
    case "--widths": widths != nil
    case "--activation": activation != nil
    case "--initialization": initialization != nil
    case "--batch": batch != nil
    case "--every": every != nil
    case "--threads": threads != nil
    case "--samples": samples != nil
    case "--temperature": temperature != nil
    case "--data": data != nil
    case _: false
    }
  }

  /// How it is to learn, as options say or else a graph.
  func learning(_ annotations: Annotations = Annotations(), seed: UInt64) -> LearningPlan {
    var plan = LearningPlan()
    plan.optimizer = optimizer ?? annotations.optimizer ?? plan.optimizer
    plan.schedule = schedule ?? annotations.schedule ?? plan.schedule
    plan.rate = rate ?? annotations.rate ?? plan.optimizer.usualRate
    plan.steps = steps
    plan.batch = batch ?? plan.batch
    plan.evaluationInterval = every ?? plan.evaluationInterval
    plan.gradientInterval = max(1, steps / 200)
    plan.samples = samples ?? Self.usualSamples
    plan.temperature = temperature ?? plan.temperature
    plan.seed = seed
    return plan
  }

  func perform(_ console: Console) throws {
    try kernels.choose()
    try Outputs.refuseSource(graph.graph, among: output.output + [save].compactMap(\.self))
    try output.require(saving: save, fonts: font.fonts, templates: templates.read)
    let result = try graph.isGiven ? trainGraph(console) : trainNetwork(console)
    if result.losses.count < steps {
      console.tell(
        Bilingual(
          en: "ended after \(result.losses.count) of \(steps) updates",
          ko: "갱신 \(steps)번 가운데 \(result.losses.count)번에서 끝냈습니다"))
    }
    let weights = Safetensors(result.after.entries, metadata: result.network?.metadata ?? [:])
    try output.write(
      saving: save.map { Outputs.File(path: $0, bytes: weights.bytes) },
      fonts: { try font.fonts() },
      numbers: { format, sink in
        var text: String
        switch format {
        case .csv: return try TrainingCSV(result).write(to: sink)
        case .json: text = TrainingJSON(result).text
        case .table: text = TrainingTable(result, console.language).text
        }
        try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
      },
      page: {
        try TrainingPage(result, language: console.language, templates: templates.read())
          .html(figures: $0)
      },
      charts: { TrainingCharts(result, console.language).both(measuring: $0) })
  }

  private func trainGraph(_ console: Console) throws -> TrainingResult {
    let training = try GraphTraining(
      graph, data: data, batch: batch ?? LearningPlan().batch, drawsTexts: samples != 0)
    try training.check(self, console: console)
    console.warn(about: training.graph)
    let weights = try load.map(readTensors)
    let trainer = Trainer(
      learning(training.graph.tape.annotations, seed: training.graph.seed), of: training.subject,
      on: training.data, threads: threads ?? processorCount, record: training.record)
    return try Interruption.listening {
      try runTraining(
        trainer, from: weights, at: (graph.name, weights: load ?? ""), console: console)
    }
  }
}
