import ArgumentParser
import Autodiff
import CairoRenderer
import Diagram
import Wording

/// `backdraw render`: the figure.
struct RenderCommand: Command {
  static let name = "render"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Draws a graph with its forward and its backward pass.",
      ko: "그래프를 순전파, 역전파와 함께 그립니다."),
    examples: [
      "backdraw render apples.graph -o apples.svg -o apples.png --scale 2",
      "backdraw render -e 'x = 3; y = x * x + 1' --format svg --theme dark > square.svg",
      "backdraw render apples.graph --frames -o apples.pdf",
      "backdraw render apples.graph --frames -o lecture.tex",
      "backdraw render apples.graph -o apples.pptx",
      "backdraw render apples.graph --animate -o apples.svg -o apples.gif",
      "backdraw render neuron.graph --expand sigmoid -o neuron.svg",
      "backdraw render network.graph --collapse 'Layer *' -o network.svg",
      "backdraw render apples.graph -o apples.tex -o apples.dot",
      "backdraw render network.graph --fit slide -o slide.pdf",
      "backdraw render network.graph --fit phone -o phone.svg",
      "backdraw render network.graph --view network -o neurons.svg",
      "backdraw render apples.graph --local -o local.svg",
      "backdraw render apples.graph --symbols -o symbols.svg",
      "backdraw render network.graph --by gradient -o flow.svg",
      "backdraw render apples.graph --text text -o editable.svg",
      "backdraw render apples.graph --blank gradients --answers -o key.pdf",
      "backdraw render -e 'x = choose(2, 3); y = x * x' --nice 2 -o drawn.svg",
      "backdraw render apples.graph --watch --open -o apples.svg",
      "backdraw render apples.graph -o apples.mmd",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var nice: NiceOptions
  @OptionGroup var view: ViewOptions
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var output: PictureOutputOptions
  @OptionGroup var watch: WatchOptions
  @OptionGroup var steps: StepOptions
  @OptionGroup(title: Bilingual(en: "How it looks", ko: "모양")[.ofThisRun])
  var style: FigureStyleOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws {
    try watch.run(graph, output.output, console) { try draw(console) }
  }

  /// Reads the graph and writes the pictures.
  private func draw(_ console: Console) throws {
    try graph.require()
    try output.require()
    try style.refuse(steps)
    let pictures = try output.pictures(perStep: steps.frames)
    try Outputs.refuseSource(graph.graph, among: output.output)
    try view.check(style, expansion, pictures)
    try steps.check(pictures)
    try Outputs.require(pictures.map(\.path))
    let source = graph.graph
    let graph = try expansion.read(
      graph, batch, wishes: nice.wishes(numbers.numerals, console, blank: style.blank),
      collapsed: style.groups)
    let trace = graph.trace
    try style.groups.check(against: trace)
    console.warn(about: graph)
    var options = style.figureOptions(numbers, expansion, common, of: trace)
    options.strength = view.strength
    let fonts = try font.fonts()
    let painter = Painter(text: fonts, theme: style.colours.theme.theme)
    let files: PictureFiles
    switch view.view {
    case .graph:
      let size = FigureSize(trace, options: options)
      try output.refuse(pictures, size, resized: style.width != nil || style.fit != nil)
      let figure = GraphFigure(trace, options: options, measuring: fonts)
      style.warn(about: figure, on: console)
      files = PictureFiles(
        graph: figure, content: try steps.pictures(of: figure, size), painter: painter,
        scale: output.scale, letters: output.letters, prefix: output.prefix, font: font.font)
    case .network:
      let figure = try network(trace, options, fonts)
      style.warnOfSmallNumbers(in: figure, on: console)
      files = PictureFiles(
        graph: nil, content: try steps.pictures(of: figure, nil), painter: painter,
        scale: output.scale, letters: output.letters, prefix: output.prefix, font: font.font)
    }
    let written = try pictures.flatMap(files.files)
    // The pictures of steps have names that nobody wrote.
    try Outputs.refuseCollision(written.map(\.path))
    try Outputs.refuseSource(source, among: written.map(\.path))
    try Outputs.write(written)
  }

  private func network(
    _ trace: Trace<Double>, _ options: FigureOptions, _ fonts: CairoTextMeasure
  ) throws(Failure) -> NetworkFigure {
    do throws(NetworkFault) {
      return try NetworkFigure(trace, options: options, part: view.network, measuring: fonts)
    } catch {
      throw Failure(error)
    }
  }
}
