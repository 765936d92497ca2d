import ArgumentParser
import Autodiff
import CairoRenderer
import Derivation
import Diagram
import Export
import GraphLanguage
import Wording

/// `backdraw export`: the graph as a program for others.
struct ExportCommand: Command {
  static let name = "export"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Writes the graph as a program in Python, or as a notebook.",
      ko: "그래프를 파이썬 프로그램이나 노트북으로 씁니다."),
    details: [
      Bilingual(
        en:
          "For NumPy the backward pass is written out by its rules; PyTorch, JAX and micrograd go "
          + "back by themselves. The program ends with the values and gradients that must come out. "
          + "micrograd knows scalars alone; what else it does not know is defined in the program.",
        ko: "NumPy로는 역전파를 규칙대로 풀어 쓰고, PyTorch, JAX, micrograd로는 자동 미분에 맡깁니다. "
          + "프로그램 끝에서 나와야 할 값과 기울기를 확인합니다. micrograd는 스칼라만 다루고, "
          + "micrograd에 없는 함수는 프로그램 안에서 정의합니다."),
      Bilingual(
        en: "A .ipynb is a notebook for Jupyter: the figure, and the program step by step.",
        ko: ".ipynb는 주피터 노트북으로, 그림과 함께 프로그램을 단계별로 담습니다."),
    ],
    examples: [
      "backdraw export apples.graph -o apples.py",
      "backdraw export -e 'x = 3; y = x * x + 1' --to pytorch",
      "backdraw export apples.graph --to jax -o apples.ipynb",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var nice: NiceOptions
  @Option(
    "to", .choice(),
    help: Bilingual(
      en: "What the program is written for.", ko: "무엇으로 쓸지 정합니다."),
    value: .name)
  var target = GraphExport.Target.numpy
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "A .py or .ipynb file to write, - for standard output; may be repeated.",
        ko: "쓸 파일(.py, .ipynb)이고, -는 표준 출력입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["py", "ipynb"]))
  var output: [String] = []
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if output.contains("") { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    let paths = output.isEmpty ? ["-"] : output
    let forms = try paths.map { path throws(Failure) in
      path == "-" ? .program : try FileEnding.form(ProgramForm.self, of: path)
    }
    try Outputs.refuseSource(graph.graph, among: paths)
    try Outputs.require(paths)
    let graph = try expansion.read(
      graph, batch, wishes: nice.wishes(Numerals(), console))
    console.warn(about: graph)
    let export = GraphExport(graph.trace, language: console.language)
    let figure = try forms.contains(.notebook) ? figure(of: graph, console) : []
    let title =
      graph.tape.annotations.title[console.language]
      ?? Bilingual(en: "A computation graph", ko: "계산 그래프")[console.language]
    var files: [Outputs.File] = []
    for (path, form) in zip(paths, forms) {
      do throws(ExportRefusal) {
        let text: String
        switch form {
        case .program: text = try export.text(for: target)
        case .notebook:
          text = try export.notebook(for: target, title: title, figure: figure)
        }
        files.append(Outputs.File(path: path, bytes: Array(text.utf8)))
      } catch {
        throw Failure(.badData, at: self.graph.name, error.message, remedy: error.remedy)
      }
    }
    try Outputs.write(files)
  }
  /// The figure for a notebook.
  private func figure(of graph: Graph, _ console: Console) throws -> [UInt8] {
    let trace = graph.trace
    var options = FigureOptions(language: console.language)
    expansion.open(&options)
    let size = FigureSize(trace, options: options)
    do throws(FigureExcess) {
      try size.check(memory: Memory.available, resized: false)
    } catch {
      throw Failure(.cannotCreate, at: self.graph.name, error.message)
    }
    let fonts = try font.fonts()
    let painter = Painter(text: fonts)
    let scene = GraphFigure(trace, options: options, measuring: fonts).scene
    return try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
  }
}

/// A form in which a program is written.
enum ProgramForm: String, CaseIterable, WrittenForm {
  /// A file of Python.
  case program
  /// A notebook for Jupyter.
  case notebook

  var endings: [String] {
    switch self {
    case .program: ["py"]
    case .notebook: ["ipynb"]
    }
  }
}
