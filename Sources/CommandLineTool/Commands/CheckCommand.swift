import ArgumentParser
import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Report
import Training
import Wording

/// `backdraw check`: the backward pass held against central differences.
struct CheckCommand: Command {
  static let name = "check"
  /// How many images a network is checked on at most.
  private static let mostImages = 100
  private static let floor = Numerals().text(GradientCheck.floor)
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Checks every leaf's gradient against central differences.",
      ko: "모든 변수의 기울기를 중앙 차분과 견주어 확인합니다."),
    details: [
      Bilingual(
        en: "Ends with status 1 when a relative error |a−b| / max(|a|, |b|, \(floor)) exceeds the "
          + "tolerance. Each difference is extrapolated from shrinking steps and knows how far it "
          + "may be off: where that is too far, nothing is said. Entries on a kink, or so near "
          + "that every step crosses it, are named and not counted.",
        ko: "상대 오차 |a−b| / max(|a|, |b|, \(floor))가 허용 오차를 넘으면 상태 1로 끝납니다. 차분은 점점 "
          + "줄어드는 걸음에서 외삽해 구하며 그 오차도 함께 어림합니다. 그 오차가 너무 크면 확인할 수 "
          + "없다고 밝힙니다. 꺾인 점이나, 어떤 걸음도 꺾인 점을 넘게 되는 원소는 따로 밝히고 세지 "
          + "않습니다."),
      Bilingual(
        en: "With --mnist all 39,760 parameters of a 784-50-10 network are checked on images of "
          + "digits, by two forward passes each: one step, and errors count as absolute below 1.",
        ko: "--mnist를 쓰면 784-50-10 신경망의 매개변수 39,760개를 모두 숫자 이미지로 확인하며, "
          + "매개변수마다 순전파를 두 번 합니다. 걸음은 하나이고, 1보다 작은 기울기의 오차는 절대 "
          + "오차로 셉니다."),
    ],
    examples: [
      "backdraw check neuron.graph",
      "backdraw check -e 'x = 3; y = x^2' --tolerance 1e-9",
      "backdraw check --mnist -o errors.svg",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var nice: NiceOptions
  @OptionGroup var expansion: ExpansionOptions

  @Option(
    "tolerance", .fromZero,
    help: Bilingual(
      en: "The largest relative error that passes.", ko: "통과로 볼 가장 큰 상대 오차입니다."))
  var tolerance = 1e-6

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "Checks a network on images of digits instead of a graph.",
        ko: "그래프 대신 신경망을 숫자 이미지로 확인합니다.")))
  var mnist = false
  @Option(
    "step", .upToOne,
    help: Bilingual(
      en: "With --mnist: how far a parameter is moved, either way.",
      ko: "--mnist에서 매개변수를 양쪽으로 얼마씩 움직일지 정합니다."),
    otherwise: Bilingual(same: "\(NetworkCheckPlan().step)"))
  var step: Double?
  @OptionGroup var kernels: KernelOptions

  @OptionGroup var output: TextOutputOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if mnist, graph.isGiven {
      throw Failure(
        .usage, at: "--mnist",
        Bilingual(en: "it does not go with a graph", ko: "그래프와 함께 쓸 수 없습니다"),
        remedy: Bilingual(en: "leave out one of them", ko: "둘 가운데 하나를 빼십시오"))
    }
    if mnist, let count = batch.batch, count > Self.mostImages {
      throw Failure(
        .usage, at: "--batch",
        Bilingual(
          en: "with --mnist there are at most \(Self.mostImages) images",
          ko: "--mnist에서는 이미지를 \(Self.mostImages)장까지 씁니다"))
    }
    if mnist, nice.nice != nil {
      throw Failure(
        .usage, at: "--nice",
        Bilingual(
          en: "a network's numbers are not drawn for a pencil", ko: "신경망의 수는 손계산에 맞추어 뽑지 않습니다"),
        remedy: Bilingual(en: "leave it out", ko: "빼십시오"))
    }
    if !mnist, graph.isGiven, step != nil {
      throw Failure(
        .usage, at: "--step",
        Bilingual(en: "it goes with --mnist alone", ko: "--mnist와만 함께 쓸 수 있습니다"),
        remedy: Bilingual(en: "leave it out", ko: "빼십시오"))
    }
  }

  func perform(_ console: Console) throws {
    try kernels.choose()
    if mnist { try checkNetwork(console) } else { try checkGraph(console) }
  }

  private func checkGraph(_ console: Console) throws {
    try Outputs.refuseSource(graph.graph, among: output.output)
    try output.require()
    let graph = try expansion.read(
      graph, batch, wishes: nice.wishes(numbers.numerals, console))
    console.warn(about: graph)
    let trace = graph.trace
    let check = graph.tape.checkGradients(trace) { done in
      guard done % 64 == 0 else { return }
      console.progress(
        Bilingual(en: "\(done) entries checked", ko: "원소 \(done)개 확인"))
    }
    console.endProgress()
    let report = CheckReport(
      check, of: trace, tolerance: tolerance, language: console.language,
      numerals: numbers.numerals)
    try output.write { format, sink in
      switch format {
      case .json: try report.writeJSON(to: sink)
      case .csv: try report.writeCSV(to: sink)
      case .table: try report.writeTable(to: sink)
      }
    }
    if !report.passes { throw Failure(silent: .outOfTolerance) }
  }

  private func checkNetwork(_ console: Console) throws {
    var plan = NetworkCheckPlan()
    plan.batch = batch.batch ?? plan.batch
    plan.step = step ?? plan.step
    plan.seed = graph.seed ?? plan.seed
    var numbers = output
    let isPicture = { (path: String) in
      PictureFormat(ending: path).map(\.showsCharts) ?? false
    }
    numbers.output = output.output.filter { !isPicture($0) }
    let pictures = output.output.filter(isPicture)
    try numbers.require()
    try Outputs.require(output.output)
    // What is wrong with fonts is said before the work.
    if !pictures.isEmpty { _ = try font.fonts() }
    let check = try checkNetworkOnImages(plan, data: batch.data, console: console)
    let report = NetworkCheckReport(
      check, tolerance: tolerance, language: console.language, numerals: self.numbers.numerals)
    let files = try pictureFiles(pictures, font.fonts) {
      NetworkCheckCharts(check, console.language).both(measuring: $0)
    }
    try numbers.write(with: files) { format, sink in
      switch format {
      case .json: try report.writeJSON(to: sink)
      case .csv: try report.writeCSV(to: sink)
      case .table: try report.writeTable(to: sink)
      }
    }
    if !report.passes { throw Failure(silent: .outOfTolerance) }
  }
}

/// Checks a network as planned, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit.
func checkNetworkOnImages(
  _ plan: NetworkCheckPlan, data: String?, console: Console
) throws(Failure) -> NetworkCheck {
  let sets = try DataFiles.images(in: data)
  // Another data set may have pictures of another size.
  var plan = plan
  plan.network.widths[0] = sets.train.pixelCount
  do throws(FitError) {
    let check = try NetworkCheck(plan, images: sets.train) { done, all in
      console.progress(
        Bilingual(
          en: "\(done) of \(all) parameters checked", ko: "매개변수 \(all)개 가운데 \(done)개 확인"))
    }
    console.endProgress()
    return check
  } catch {
    throw Failure(error, at: data ?? "Data/mnist")
  }
}
