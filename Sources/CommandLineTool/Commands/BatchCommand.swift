import ArgumentParser
import Exercises
import Formats
import GraphLanguage
import Sheets
import Wording

/// `backdraw batch`: a sheet for each student of a class.
struct BatchCommand: Command {
  static let name = "batch"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Makes a sheet with numbers of their own for each student of a class.",
      ko: "한 반 학생마다 수가 다른 문제지를 만듭니다."),
    details: [
      Bilingual(
        en:
          "A student's numbers are drawn from the seed and the id alone, so that a part of the class "
          + "(--shard 3/16) has the same files as all of it. What is there already is left alone; "
          + "where a student's files cannot be made, the others' are.",
        ko: "학생의 수는 씨앗과 id만으로 뽑으므로, 일부만(--shard 3/16) 만들어도 전체를 만들 때와 파일이 같습니다. "
          + "이미 있는 것은 그대로 두고, 한 학생의 파일을 만들 수 없어도 나머지는 만듭니다.")
    ],
    examples: [
      "backdraw batch exam.graph --roster students.csv --seed 2026 -o '{id}/sheet.pdf' --key '{id}/key.pdf'",
      "backdraw batch exam.graph --roster students.csv --shard 3/16 --nice 3 -o 'sheets/{id}.pdf'",
      "backdraw batch exam.graph --manifest items.jsonl -o '{id}.pdf'",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en:
          "The class: a CSV file with a column id, - for standard input. What columns name and number "
          + "say stands on the sheet.",
        ko: "학생 명단입니다. id 열이 있는 CSV 파일이고, -는 표준 입력입니다. name(이름) 열과 number(학번) 열이 있으면 "
          + "문제지에 적습니다."),
      value: .file),
    completion: .file(extensions: ["csv"]))
  var roster: String?
  @OptionGroup var manifest: ManifestOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en:
          "A file for each student, such as '{id}/sheet.pdf': .pdf for the worksheet on paper, .html for "
          + "the page, .svg or .png for the figure with blanks; may be repeated.",
        ko: "'{id}/sheet.pdf'처럼 학생마다 쓸 파일입니다. .pdf는 종이에 찍을 문제지, .html은 웹 페이지, .svg와 .png는 빈칸이 있는 "
          + "그림입니다. 여러 번 쓸 수 있습니다."),
      value: .file))
  var output: [String] = []
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "The same with the answers; may be repeated.", ko: "정답을 적은 파일입니다. 여러 번 쓸 수 있습니다."),
      value: .file))
  var key: [String] = []
  @Option(
    "paper", .choice(),
    help: Bilingual(en: "The paper of a PDF.", ko: "PDF의 용지입니다."),
    value: .format, otherwise: Bilingual(same: Paper.Format.a4.rawValue))
  var paper: Paper.Format?
  @OptionGroup var exercise: ExerciseOptions
  @Option(
    "shard", .shard,
    help: Bilingual(
      en: "Which part of the class is made, such as 3/16.", ko: "3/16처럼 명단을 나눈 조각 가운데 몇째를 만들지 정합니다."
    ),
    value: Bilingual(en: "part", ko: "조각"))
  var shard: Shard?
  @Flag(
    help: ArgumentHelp(
      Bilingual(en: "Make what is there already, too.", ko: "이미 있는 파일도 다시 만듭니다.")))
  var force = false
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A JSON file to write that says what was made, - for standard output.",
        ko: "무엇을 만들었는지 적을 JSON 파일이고, -는 표준 출력입니다."),
      value: .file),
    completion: .file(extensions: ["json"]))
  var summary: String?
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  /// How many students are made before what became of them is counted.
  private static let portion = 512

  func validate() throws {
    if (output + key + [summary].compactMap(\.self)).contains("") { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    try graph.require()
    guard !output.isEmpty || !key.isEmpty else {
      throw Failure(
        .usage, Bilingual(en: "an output is missing", ko: "쓸 파일이 없습니다"),
        remedy: Bilingual(
          en: "give -o '{id}/sheet.pdf'", ko: "-o '{id}/sheet.pdf'를 주십시오"))
    }
    try checkClass()
    let products =
      try output.map { try BatchProduct($0, isKey: false) }
      + key.map { try BatchProduct($0, isKey: true) }
    let everybody = try roster.map { try Roster(path: $0).students } ?? manifest.read(console)
    try Outputs.refuseCollision(products.map { $0.path(of: everybody[0].id) })
    if let summary { try Outputs.require([summary]) }
    let (drawing, first) = try expansion.drawing(graph, batch)
    console.warn(about: first)
    let items = BatchItems(
      drawing: drawing,
      wishes: GraphDrawing.Wishes(
        selection: exercise.blank, numerals: numbers.numerals,
        nice: exercise.nice.numbers, language: console.language),
      seed: first.seed, products: products, paper: paper ?? .a4, templates: try templates.read(),
      font: font.font,
      expansion: expansion, fingerprint: fingerprint(drawing, console), isForced: force)
    let students = shard.map { shard in everybody.filter { shard.contains($0.id) } } ?? everybody
    var (made, fresh) = (0, 0)
    var failed: [(id: String, reason: Bilingual)] = []
    for start in stride(from: 0, to: students.count, by: Self.portion) {
      let portion = Array(students[start..<min(start + Self.portion, students.count)])
      for (id, outcome) in zip(portion.map(\.id), try items.make(portion)) {
        switch outcome {
        case .made: made += 1
        case .fresh: fresh += 1
        case .failed(let reason):
          console.tell(Bilingual { "\(id): \(reason[$0])" })
          failed.append((id, reason))
        }
      }
      console.progress(Bilingual(same: "\(start + portion.count)/\(students.count)"))
    }
    console.endProgress()
    if let summary {
      let text = JSONWriter.text { json in
        json.object(.block) { json in
          json.field("schema", "backdraw.batch/1")
          json.field("seed", first.seed)
          json.field("shard", shard?.text)
          json.field("made", made)
          json.field("fresh", fresh)
          json.field("failed") { json in
            json.array(.each) { json in
              for (id, reason) in failed {
                json.object { json in
                  json.field("id", id)
                  json.field("reason", reason[console.language])
                }
              }
            }
          }
        }
      }
      try Outputs.write([.init(path: summary, bytes: Array((text + "\n").utf8))])
    }
    guard !failed.isEmpty else { return }
    throw Failure(
      .badData, at: graph.name,
      Bilingual(
        en:
          "\(failed.count) of \(students.count) students \(failed.count == 1 ? "has" : "have") no files",
        ko: "학생 \(students.count)명 가운데 \(failed.count)명의 파일을 만들지 못했습니다"))
  }

  /// Fails where nobody is named, or by two files, or standard input is read twice.
  private func checkClass() throws(Failure) {
    guard (roster == nil) != (manifest.manifest == nil) else {
      throw Failure(
        .usage,
        roster == nil
          ? Bilingual(en: "it is not said who gets sheets", ko: "누구의 문제지를 만들지 정하지 않았습니다")
          : Bilingual(
            en: "there are a roster and a manifest", ko: "--roster와 --manifest를 둘 다 주었습니다"),
        remedy: Bilingual(
          en: "give --roster FILE.csv or --manifest FILE.jsonl",
          ko: "--roster 파일.csv나 --manifest 파일.jsonl 가운데 하나를 주십시오"))
    }
    try graph.refuseInput(as: ["--roster": roster, "--manifest": manifest.manifest])
  }

  /// The fingerprint of all that is the same for all students.
  private func fingerprint(_ drawing: GraphDrawing, _ console: Console) -> String {
    Surroundings.fingerprint([
      String(decoding: drawing.source.bytes, as: UTF8.self), exercise.blank.rawValue,
      exercise.nice.nice.map(String.init) ?? "", "\(numbers.digits)", console.language.rawValue,
      (paper ?? .a4).rawValue, font.font ?? "", expansion.names.joined(separator: ","),
      templates.templates ?? "",
    ])
  }
}

/// A part of a class: which one of how many.
struct Shard: Sendable {
  let number: Int
  let count: Int

  /// As it is written: `3/16`.
  var text: String { "\(number)/\(count)" }

  /// Whether a student belongs to it, which does not depend on the others.
  func contains(_ id: String) -> Bool {
    Int(drawSeed(0, id: id) % UInt64(count)) == number - 1
  }
}

extension ValueReader<Shard> {
  /// A part such as `3/16`.
  static let shard = ValueReader(
    noun: Bilingual(
      en: "a part such as 3/16, of at most 10,000", ko: "3/16 같은 조각(10,000까지)"),
    read: { text in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let number = parts[0], let count = parts[1],
        (1...10_000).contains(count), (1...count).contains(number)
      else { return nil }
      return Shard(number: number, count: count)
    },
    shown: \.text)
}
