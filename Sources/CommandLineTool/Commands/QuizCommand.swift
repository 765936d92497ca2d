import ArgumentParser
import CairoRenderer
import Diagram
import Exercises
import GraphLanguage
import Quizzes
import Wording

/// `backdraw quiz`: variants of an exercise for a learning system.
struct QuizCommand: Command {
  static let name = "quiz"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Writes variants of a graph as a quiz for Moodle, Canvas and others.",
      ko: "그래프를 수만 바꾼 문제 여럿으로 만들어 Moodle, Canvas 등의 퀴즈로 씁니다."),
    details: [
      Bilingual(
        en: "Numbers that the graph draws, such as x = choose(1, 2, 3), are other ones in each "
          + "variant. Who makes a typical mistake is told what to look at again.",
        ko: "그래프가 x = choose(1, 2, 3)처럼 뽑는 수는 문제마다 달라집니다. 흔한 실수를 한 학생에게는 "
          + "무엇을 다시 볼지 알려 줍니다.")
    ],
    examples: [
      "backdraw quiz exam.graph --variants 30 -o quiz.xml",
      "backdraw quiz exam.graph --variants 30 --seed 2026 --nice 3 -o quiz.zip -o quiz.gift",
      "backdraw quiz -e 'x = choose(2, 3); y = x * x + 1' --blank gradients -o quiz.xml",
    ])

  /// A form of a quiz.
  enum Form {
    /// Moodle's XML, Cloze questions.
    case moodle
    /// A content package of QTI 2.1.
    case qti
    case gift

    /// The form that a file's ending says.
    init?(ending path: String) {
      let name = path.split(separator: "/").last ?? ""
      guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
      switch name[name.index(after: dot)...].lowercased() {
      case "xml": self = .moodle
      case "zip": self = .qti
      case "gift": self = .gift
      default: return nil
      }
    }
  }

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @Option(
    "variants", .whole(1...10_000),
    help: Bilingual(
      en: "How many variants are made.", ko: "수만 다른 문제를 몇 개 만들지 정합니다."),
    value: .count)
  var variants = 1
  @OptionGroup var exercise: ExerciseOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "A file to write: .xml for Moodle, .zip for QTI 2.1, .gift; may be repeated.",
        ko: "쓸 파일입니다. .xml은 Moodle, .zip은 QTI 2.1, .gift는 GIFT입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["xml", "zip", "gift"]))
  var output: [String] = []
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  /// The most numbers that one question asks for.
  private static let mostFields = 200

  func validate() throws {
    if output.contains("") { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    try graph.require()
    let files = try forms()
    try Outputs.refuseSource(graph.graph, among: output)
    try Outputs.require(output)
    let (drawing, first) = try expansion.drawing(graph, batch)
    guard variants == 1 || first.drawsNumbers else {
      throw Failure(
        .usage, at: "--variants",
        Bilingual(
          en: "the graph draws no numbers, and all variants would be the same",
          ko: "그래프에 뽑는 수가 없어서 모든 문제가 똑같아집니다"),
        remedy: Bilingual(
          en: "write a leaf such as x = choose(1, 2, 3), or leave out --variants",
          ko: "x = choose(1, 2, 3) 같은 변수를 쓰거나 --variants를 빼십시오"))
    }
    console.warn(about: first)
    let wishes = GraphDrawing.Wishes(
      selection: exercise.blank, numerals: numbers.numerals,
      nice: exercise.nice.numbers, language: console.language)
    let painter = Painter(text: try font.fonts())
    var questions: [Question] = []
    for number in 1...variants {
      console.progress(Bilingual(same: "\(number)/\(variants)"))
      let drawn = try drawing.draw(first.seed, for: Student(id: "\(number)"), wishes)
      questions.append(try question(drawn, number, painter))
    }
    console.endProgress()
    let title = self.title(of: first, console.language)
    try Outputs.write(
      files.map { path, form in
        switch form {
        case .moodle:
          .init(path: path, bytes: Array(MoodleXML(questions, category: title).text.utf8))
        case .qti: .init(path: path, bytes: QTIPackage(questions, title: title).bytes)
        case .gift: .init(path: path, bytes: Array(GIFT(questions, category: title).text.utf8))
        }
      })
  }

  private func title(of graph: Graph, _ language: Language) -> String {
    graph.tape.annotations.title[language]
      ?? Bilingual(en: "Backpropagation", ko: "역전파")[language]
  }

  private func question(
    _ drawn: GraphDrawing.Drawn, _ number: Int, _ painter: Painter
  ) throws -> Question {
    if let blank = drawn.blanks.first(where: { !$0.answer.elements.allSatisfy(\.isFinite) }) {
      throw Failure(
        .badData, at: graph.name,
        Bilingual(
          en: "variant \(number) asks for \(blank.id), which is not finite",
          ko: "\(number)번 문제의 \(blank.id) 값이 유한하지 않습니다"),
        remedy: Bilingual(
          en: "change the leaves' numbers until every value is finite; --nice draws until they are",
          ko: "모든 값이 유한하도록 변수의 수를 바꾸십시오. 수를 뽑는 그래프라면 --nice를 쓰십시오"))
    }
    let fields = drawn.blanks.reduce(0) { $0 + $1.shape.count }
    guard (1...Self.mostFields).contains(fields) else {
      throw Failure(
        .badData, at: graph.name,
        Bilingual(
          en: "a question would ask for \(fields) numbers, and it takes 1 to \(Self.mostFields)",
          ko: "한 문제에서 묻는 수가 \(fields)개인데, 1개부터 \(Self.mostFields)개까지 물을 수 있습니다"),
        remedy: Bilingual(
          en: "ask for less with --blank, or use a smaller graph",
          ko: "--blank로 묻는 것을 줄이거나 작은 그래프를 쓰십시오"))
    }
    var options = FigureOptions(
      language: drawn.derivation.language, numerals: numbers.numerals, blank: exercise.blank)
    options.letters = FigureLetters(drawn.blanks)
    if !exercise.blank.includesGradients { options.pass = .forward }
    expansion.open(&options)
    options.fitPage()
    let scene = GraphFigure(drawn.trace, options: options, measuring: painter.text).scene
    let picture = Question.Picture(
      bytes: try painter.png(scene, scale: 2), description: scene.description,
      width: Int(scene.size.width.rounded(.up)), height: Int(scene.size.height.rounded(.up)))
    return Question(
      drawn.derivation, drawn.blanks, number: number, of: variants,
      title: title(of: drawn.graph, drawn.derivation.language), picture: picture)
  }

  private func forms() throws(Failure) -> [(path: String, form: Form)] {
    guard !output.isEmpty else {
      throw Failure(
        .usage, Bilingual(en: "an output is missing", ko: "퀴즈를 쓸 곳이 없습니다"),
        remedy: Bilingual(en: "give -o FILE.xml", ko: "-o 파일.xml 을 주십시오"))
    }
    var forms: [(path: String, form: Form)] = []
    for path in output {
      try Outputs.refuseFolder(path)
      guard let form = Form(ending: path) else {
        throw Failure(
          .usage, at: path,
          Bilingual(en: "the ending says no form of quiz", ko: "끝 이름으로 퀴즈의 형식을 알 수 없습니다"),
          remedy: Bilingual(
            en: "use .xml for Moodle, .zip for QTI 2.1 or .gift",
            ko: "Moodle은 .xml, QTI 2.1은 .zip, GIFT는 .gift 를 쓰십시오"))
      }
      forms.append((path, form))
    }
    return forms
  }
}
