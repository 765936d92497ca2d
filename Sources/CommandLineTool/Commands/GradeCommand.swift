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
        ko: "문제지를 만들 때 쓴 그래프와 --seed, --nice, --blank, --digits를 그대로 주십시오. 학생의 수는 씨앗과 "
          + "id만으로 정해지므로 정답을 그때그때 계산하고, 어긋날 일이 없습니다. 마지막 자리에서 1까지 어긋난 수는 맞은 것으로 "
          + "칩니다. 앞에서 틀린 자기 수로 그 뒤를 바르게 계산한 답은 follow-through로 따로 가려냅니다."),
      Bilingual(
        en:
          "The answers are a table with a column id and a column for each blank, named by its letter "
          + "on the sheet or by its id. A cell holds one number, or the entries of a tensor between "
          + "spaces: 0.5, \"-0,5\", 3/4, 1.2e3, [1 2; 3 4]. Who cannot be graded has a row that says "
          + "why; all others are graded.",
        ko: "답은 id 열과, 문제지의 글자나 빈칸의 id로 이름 붙인 열로 된 표입니다. 칸에는 수 하나를 적거나 텐서의 원소를 "
          + "한 칸씩 띄어 적습니다: 0.5, \"-0,5\", 3/4, 1.2e3, [1 2; 3 4]. 채점할 수 없는 학생의 행에는 까닭을 "
          + "적고, 나머지는 그대로 채점합니다."),
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
  @OptionGroup var manifest: ManifestOptions
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
        remedy: Bilingual(en: "give --answers FILE.csv", ko: "--answers 파일.csv를 주십시오"))
    }
    try graph.refuseInput(as: ["--answers": answers, "--manifest": manifest.manifest])
    try Outputs.refuseSource(graph.graph, among: outputs)
    try Outputs.refuseSource(
      answers, among: outputs,
      because: Bilingual(en: "this is the file of the answers", ko: "답을 읽어 올 파일입니다"))
    try Outputs.require(outputs)
    let (drawing, first) = try expansion.drawing(graph, batch)
    console.warn(about: first)
    let blanks = Blanks(first.trace, exercise.blank, numerals: numbers.numerals)
    let table = try AnswerTable(path: answers, blanks: blanks)
    tell(of: table, console)
    let known = try manifest.read(console)
    let marker = StudentMarker(
      drawing: drawing,
      wishes: GraphDrawing.Wishes(
        selection: exercise.blank, numerals: numbers.numerals, nice: exercise.nice.numbers,
        language: console.language),
      seed: first.seed,
      known: manifest.manifest.map { _ in
        Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
      }, followThrough: followThrough)
    let students = try table.ids.indices.map { index in
      if index.isMultiple(of: 100) {
        console.progress(Bilingual(same: "\(index)/\(table.ids.count)"))
      }
      return try marker.mark(index, of: table)
    }
    console.endProgress()
    let tables = MarkTables(students, blanks: blanks, language: console.language)
    try Outputs.write(
      [.init(path: output ?? "-", bytes: tables.marks)]
        + [
          statistics.map { .init(path: $0, bytes: tables.statistics) },
          key.map { .init(path: $0, bytes: tables.key) },
        ].compactMap(\.self))
    try tell(ofUngraded: students, console)
  }

  /// Says who could not be graded.
  ///
  /// - Throws: `Failure` where there is anybody.
  private func tell(
    ofUngraded students: [MarkTables.Student], _ console: Console
  ) throws(Failure) {
    var count = 0
    for student in students {
      guard case .notGradable(let reason) = student.outcome else { continue }
      count += 1
      if count <= Self.mostTold { console.tell(Bilingual { "\(student.id): \(reason[$0])" }) }
    }
    guard count > 0 else { return }
    throw Failure(
      .badData, at: graph.name,
      Bilingual(
        en: "\(count) of \(students.count) students could not be graded",
        ko: "학생 \(students.count)명 가운데 \(count)명은 채점할 수 없었습니다"))
  }

  /// How many students are named one by one.
  private static let mostTold = 20

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
