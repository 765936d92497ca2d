import ArgumentParser
import GraphLanguage
import SnippetImport
import Wording

/// `backdraw import`: a model or a snippet of others as a graph.
struct ImportCommand: Command {
  static let name = "import"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Makes a graph of a model in ONNX or PyTorch, or of lines of Python.",
      ko: "ONNX나 PyTorch 모델, 파이썬 코드 몇 줄을 그래프로 바꿉니다."),
    details: [
      Bilingual(
        en:
          "Lines of Python (.py) are read and never run: assignments, operators, functions of NumPy, "
          + "PyTorch and math, loops over range(…), and functions of your own. Each line that has no counterpart is named. For .onnx and .pt2 "
          + "the Python package 'backdraw' does the work; large weights go to a .safetensors file "
          + "beside the graph.",
        ko: "파이썬 코드(.py)는 실행하지 않고 읽기만 합니다. 대입, 연산자, NumPy와 PyTorch와 math의 "
          + "함수, range(…) 반복문, 직접 정의한 함수를 옮기고, 옮길 수 없는 줄은 모두 알려 줍니다. .onnx와 .pt2는 파이썬 패키지 "
          + "'backdraw'가 옮기며, 큰 가중치는 그래프 옆의 .safetensors 파일에 둡니다.")
    ],
    examples: [
      "backdraw import snippet.py",
      "backdraw import snippet.py -o snippet.graph",
      "backdraw import model.onnx -o model.graph",
    ])

  @Argument(
    help: ArgumentHelp(
      Bilingual(
        en: "The file to read, .py, .onnx or .pt2.", ko: "읽을 .py, .onnx, .pt2 파일입니다."),
      value: .file),
    completion: .file(extensions: ["py", "onnx", "pt2"]))
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "The graph to write, - for standard output.", ko: "쓸 그래프이고, -는 표준 출력입니다."),
      value: .file),
    completion: .file(extensions: ["graph"]))
  var output = "-"
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if output.isEmpty { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    try Outputs.refuseSource(file, among: [output])
    let ending = file.split(separator: ".").last.map { $0.lowercased() }
    switch ending {
    case "py": try translate(console)
    case "onnx", "pt2":
      guard output != "-" else {
        throw Failure(
          .usage, at: "-o",
          Bilingual(
            en: "a model's weights stand in a file beside the graph, so the graph needs a name",
            ko: "모델의 가중치를 그래프 옆 파일에 두므로 그래프 파일 이름이 필요합니다"),
          remedy: Bilingual(en: "write -o model.graph", ko: "-o model.graph 처럼 쓰십시오"))
      }
      try PythonPackage.importModel(file, to: output, language: console.language)
    default:
      throw Failure(
        .usage, at: file,
        Bilingual(
          en: "only .py, .onnx and .pt2 are read", ko: ".py, .onnx, .pt2 파일만 읽을 수 있습니다"))
    }
  }

  private func translate(_ console: Console) throws {
    let bytes = try InputFile.read(file, stopsAtNUL: true)
    guard bytes.count <= Self.longest, let text = String(validating: bytes, as: UTF8.self),
      !text.contains("\0")
    else {
      throw Failure(
        .badData, at: file,
        Bilingual(
          en: "this is no text in UTF-8 of at most a million bytes",
          ko: "백만 바이트 이하의 UTF-8 텍스트가 아닙니다"))
    }
    let translated: (text: String, skipped: [SnippetTranslation.Skipped])
    do throws(SnippetTranslation.Untranslated) {
      translated = try SnippetTranslation.graph(of: text)
    } catch {
      for complaint in error.complaints.prefix(20) {
        console.tell(
          Bilingual {
            "\(file):\(complaint.place.line):\(complaint.place.column): "
              + "\(MessageLabel.error[$0]): \(complaint.message[$0])"
          })
      }
      throw Failure(silent: .badData)
    }
    // What the language refuses, such as shapes that do not fit, is said before anything is written.
    _ = try parseGraph(Array(translated.text.utf8), file: "\(printable(file)) (translated)").get()
    try Outputs.write([Outputs.File(path: output, bytes: Array(translated.text.utf8))])
    tell(of: translated.skipped, console)
  }

  /// Names the lines that compute nothing, and are not in the graph.
  private func tell(of skipped: [SnippetTranslation.Skipped], _ console: Console) {
    guard !skipped.isEmpty else { return }
    let lines = skipped.map { "\($0.word) (\($0.place.line))" }.joined(separator: ", ")
    console.note(
      Bilingual(
        en: "\(file): left out, since it computes nothing, with its line: \(lines)",
        ko: "\(file): 계산하는 것이 없어 뺀 줄(괄호 안은 줄 번호): \(lines)"))
  }

  private static let longest = 1_000_000
}
