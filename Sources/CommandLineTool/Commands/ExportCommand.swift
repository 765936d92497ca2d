import ArgumentParser
import Export
import Wording

/// `backdraw export`: the graph as a program for others.
struct ExportCommand: Command {
  static let name = "export"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Writes the graph as a program in Python.", ko: "그래프를 파이썬 프로그램으로 씁니다."),
    details: [
      Bilingual(
        en: "For NumPy the backward pass is written out by its rules, for PyTorch autograd goes "
          + "back. The program ends with the values and gradients that must come out.",
        ko: "NumPy로는 역전파를 규칙대로 풀어 쓰고, PyTorch로는 자동 미분에 맡깁니다. 프로그램 끝에서 "
          + "나와야 할 값과 기울기를 확인합니다.")
    ],
    examples: [
      "backdraw export apples.graph -o apples.py",
      "backdraw export -e 'x = 3; y = x * x + 1' --to pytorch",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
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
        en: "The file to write, - for standard output.", ko: "쓸 파일이고, -는 표준 출력입니다."),
      value: .file),
    completion: .file(extensions: ["py"]))
  var output = "-"
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if output.isEmpty { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    try Outputs.refuseSource(graph.graph, among: [output])
    try Outputs.require([output])
    let graph = try expansion.read(graph, batch)
    console.warn(about: graph)
    var text = GraphExport(graph.trace, language: console.language).text(for: target)
    let outputs = Outputs()
    let file = try OutputFile(output)
    try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
    try outputs.add(file)
    try outputs.commit()
  }
}
