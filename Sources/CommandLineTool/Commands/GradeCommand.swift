import ArgumentParser
import Exercises
import GraphLanguage
import Wording

/// `backdraw grade`: marks for what a class wrote into its sheets.
struct GradeCommand: Command {
  static let name = "grade"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Marks what a class wrote into the blanks of its sheets.",
      ko: "한 반 학생들이 문제지 빈칸에 적은 답을 채점합니다."),
    details: [
      Bilingual(
        en:
          "Give the graph, --seed, --nice, --blank and --digits that the sheets were made with: a "
          + "student's numbers come from the seed and the id alone, so that the key is computed and "
          + "never out of date. A number is right within one unit of its last printed digit. Whoever "
          + "goes on rightly from a wrong number of their own is told apart: follow-through.",
        ko: "문제지를 만들 때 쓴 그래프와 --seed, --nice, --blank, --digits 를 그대로 주십시오. 학생의 수는 씨앗과 "
          + "id만으로 정해지므로 정답을 그때그때 계산하고, 어긋날 일이 없습니다. 마지막 자리에서 1까지 어긋난 수는 맞은 것으로 "
          + "칩니다. 앞에서 틀린 자기 수로 그 뒤를 바르게 계산한 답은 follow-through로 따로 가려냅니다."),
      Bilingual(
        en:
          "The answers are a table with a column id and a column for each blank, named by its letter "
          + "on the sheet or by its id. A cell holds one number, or the entries of a tensor between "
          + "spaces: 0.5, \"-0,5\", 3/4, 1.2e3, [1 2; 3 4].",
        ko: "답은 id 열과, 문제지의 글자나 빈칸의 id로 이름 붙인 열로 된 표입니다. 칸에는 수 하나를 적거나 텐서의 원소를 "
          + "한 칸씩 띄어 적습니다: 0.5, \"-0,5\", 3/4, 1.2e3, [1 2; 3 4]."),
    ],
    examples: [
      "backdraw grade exam.graph --answers answers.csv --seed 2026 -o marks.csv",
      "backdraw grade exam.graph --answers answers.csv --seed 2026 --nice 3 --follow-through 0.5 "
        + "-o marks.csv --statistics items.csv --key key.csv",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "What the class wrote: a CSV file, - for standard input.",
        ko: "학생들이 적은 답입니다. CSV 파일이고, -는 표준 입력입니다."),
      value: .file),
    completion: .file(extensions: ["csv"]))
  var answers: String?
  @OptionGroup var exercise: ExerciseOptions
  @Option(
    "follow-through", .share,
    help: Bilingual(
      en: "What an answer is worth that is right given the student's own earlier numbers.",
      ko: "앞에서 틀린 자기 수로 바르게 계산한 답에 점수를 얼마나 줄지 정합니다."))
  var followThrough = 1.0
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "The CSV file of the marks, a row for each student; - for standard output.",
        ko: "학생마다 한 줄씩 점수를 쓸 CSV 파일이고, -는 표준 출력입니다."),
      value: .file, otherwise: Bilingual(same: "-")),
    completion: .file(extensions: ["csv"]))
  var output: String?
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A CSV file to write with a row for each blank: shares, difficulty, discrimination, "
          + "commonest mistake.",
        ko: "빈칸마다 정답률, 난이도, 변별도, 가장 흔한 실수를 한 줄씩 쓸 CSV 파일입니다."),
      value: .file),
    completion: .file(extensions: ["csv"]))
  var statistics: String?
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A CSV file to write with every student's right answers.",
        ko: "모든 학생의 정답을 쓸 CSV 파일입니다."),
      value: .file),
    completion: .file(extensions: ["csv"]))
  var key: String?
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  private var outputs: [String] { [output ?? "-"] + [statistics, key].compactMap(\.self) }

  func validate() throws {
    if outputs.contains("") { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    try graph.require()
    guard let answers else {
      throw Failure(
        .usage, Bilingual(en: "the answers are missing", ko: "채점할 답이 없습니다"),
        remedy: Bilingual(en: "give --answers FILE.csv", ko: "--answers 파일.csv 를 주십시오"))
    }
    guard answers != "-" || graph.graph != "-" else {
      throw Failure(
        .usage, at: "--answers -",
        Bilingual(
          en: "standard input is the graph already", ko: "표준 입력은 이미 그래프로 쓰입니다"),
        remedy: Bilingual(en: "give one of them as a file", ko: "둘 가운데 하나는 파일로 주십시오"))
    }
    try Outputs.refuseSource(graph.graph, among: outputs)
    try Outputs.refuseSource(
      answers, among: outputs,
      because: Bilingual(en: "this is the file of the answers", ko: "답을 읽어 올 파일입니다"))
    try Outputs.require(outputs)
    let drawing = try expansion.drawing(graph, batch)
    let first = try drawing.graph(seed: nil)
    console.warn(about: first)
    let blanks = Blanks(first.trace, exercise.blank, numerals: numbers.numerals)
    let table = try AnswerTable(path: answers, blanks: blanks)
    tell(of: table, console)
    let students = try table.ids.indices.map { index in
      if index.isMultiple(of: 100) {
        console.progress(Bilingual(same: "\(index)/\(table.ids.count)"))
      }
      return try mark(index, of: table, first.seed, drawing, console.language)
    }
    console.endProgress()
    let tables = MarkTables(students, blanks: blanks, language: console.language)
    try Outputs.write(
      [.init(path: output ?? "-", bytes: tables.marks)]
        + [
          statistics.map { .init(path: $0, bytes: tables.statistics) },
          key.map { .init(path: $0, bytes: tables.key) },
        ].compactMap(\.self))
  }

  private func mark(
    _ index: Int, of table: AnswerTable, _ seed: UInt64, _ drawing: GraphDrawing,
    _ language: Language
  ) throws -> MarkTables.Student {
    let id = table.ids[index]
    let drawn = try drawing.draw(
      seed, id: id,
      GraphDrawing.Wishes(
        selection: exercise.blank, numerals: numbers.numerals,
        nice: exercise.nice.map(NiceNumbers.init), language: language))
    if let blank = drawn.blanks.first(where: { !$0.answer.elements.allSatisfy(\.isFinite) }) {
      throw Failure(
        .badData, at: table.place(of: index),
        Bilingual(
          en: "of the numbers that '\(id)' has, \(blank.id) is not finite",
          ko: "'\(id)' 학생의 수로는 \(blank.id) 값이 유한하지 않습니다"),
        remedy: Bilingual(
          en: "give the --seed and --nice of the sheets", ko: "문제지를 만들 때의 --seed, --nice 를 주십시오"))
    }
    return MarkTables.Student(
      id: id, blanks: drawn.blanks,
      marks: Mark.marks(
        of: table.responses(of: index, to: drawn.blanks), to: drawn.blanks, in: drawn.trace,
        followThrough: followThrough))
  }

  /// Says which columns were not understood, since a misspelt one costs everybody points.
  private func tell(of table: AnswerTable, _ console: Console) {
    if !table.missing.isEmpty {
      let letters = list(table.missing)
      console.note(
        Bilingual(
          en: "no column is for \(letters), which counts as not answered",
          ko: "\(letters)의 답이 든 열이 없어 모두 답하지 않은 것으로 칩니다"))
    }
    if !table.others.isEmpty {
      let names = list(table.others.map { "'\($0.prefix(40))'" })
      console.note(
        Bilingual(
          en: "columns that are for no blank are passed over: \(names)",
          ko: "빈칸의 답이 아닌 열은 보지 않습니다: \(names)"))
    }
  }

  /// The first few of some names.
  private func list(_ names: [String]) -> String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }
}
