import ArgumentParser
import Report
import Training
import Wording

/// `backdraw book`: the whole report.
struct BookCommand: Command {
  static let name = "book"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Builds the whole report, in every language.", ko: "보고서 전체를 모든 언어로 만듭니다."),
    examples: [
      "backdraw book -o output",
      "backdraw book --lesson 01-two-apples -o output",
    ])

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(en: "The folder to write to.", ko: "보고서를 쓸 폴더입니다."), value: .folder),
    completion: .directory)
  var output = "output"
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "Builds one lesson's pages and the index, by its folder's name or number; the others "
          + "stay as they are.",
        ko: "폴더 이름이나 번호로 고른 강의의 페이지와 차례만 만들고, 나머지는 그대로 둡니다."),
      value: .name))
  var lesson: String?
  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "Makes every page and writes every file again, also those that have not changed.",
        ko: "바뀌지 않은 페이지와 파일까지 모두 다시 만들고 씁니다.")))
  var force = false
  @OptionGroup var images: DataOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws {
    let book = try read()
    let only = try lesson.map { name throws(Failure) in
      guard let lesson = book.lesson(named: name) else { throw noLesson(name, in: book) }
      return lesson.name
    }
    try createFolder(output)
    let folder = BookFolder(path: output)
    let record = folder.record
    let (data, family, output) = (images.data, font, output)
    let seen = DataFiles.fingerprint(ofExperimentsOn: data)
    let pages = try book.pages(
      only: only, surroundings: Surroundings.fingerprint([font.font ?? ""]), data: seen,
      // Of a lesson built alone, the folder may have the neighbours.
      existing: { only != nil && access(output + "/" + $0, F_OK) == 0 })
    let stale = force ? pages : folder.stale(pages, record)
    var changes = BookFolder.Changes(from: record)
    if only == nil { changes.record.keep(only: pages.map(\.path)) }
    if stale.isEmpty, changes.record == record { return }

    try Outputs.require([output + "/index.html", output + "/" + BookRecord.file])
    // Fonts are looked for once here, so that what is wrong with them is said before the work.
    _ = try font.fonts()
    let made = try stale.files(
      running: { try results(of: $0, console) },
      figures: { FigureWriter(painting: try family.fonts()) }
    ) { path in
      console.progress(Bilingual(same: path))
    }
    console.endProgress()
    // Images that were replaced meanwhile are not those that experiments saw.
    let isSame = DataFiles.fingerprint(ofExperimentsOn: data) == seen
    for (page, files) in zip(stale, made) {
      changes.add(files, of: page, isKnown: page.experiments.isEmpty || isSame)
    }
    try folder.write(changes, all: force, creating: createFolder)
  }

  /// Runs an experiment, with progress on a terminal.
  private func results(
    of experiment: Experiment, _ console: Console
  ) throws -> ExperimentResults {
    var results = ExperimentResults()
    switch experiment {
    case .training:
      results.training = try trainOnImages(TrainingPlan(), data: images.data, console: console)
    case .batches:
      results.batches = try compareOnImages(
        TrainingComparison.batchSizes, data: images.data, console: console)
    case .optimizers:
      results.optimizers = try compareOnImages(
        TrainingComparison.optimizers, data: images.data, console: console)
    case .check:
      results.check = try checkNetworkOnImages(
        NetworkCheckPlan(), data: images.data, console: console)
    case .vanishing:
      results.vanishing = try compareNetworksOnImages(
        VanishingPlan(), data: images.data, console: console)
    case .cnn:
      results.cnn = try learnGraph(
        "cnn", steps: 1_000, every: 200, data: images.data, console: console)
    case .gpt:
      results.gpt = try learnGraph("gpt", steps: 1_000, every: 100, data: nil, console: console)
    }
    return results
  }

  // MARK: Reading

  /// The book of the templates' folder; what it lacks is taken from the program's own.
  private func read() throws -> Book {
    do {
      var lessons: [Lesson] = []
      for (name, files) in try folders("lessons") where name.first?.isNumber == true {
        lessons.append(try Lesson(name: name, files: files))
      }
      var pages: [Lesson] = []
      for (name, files) in try folders("pages") {
        pages.append(try Lesson(page: name, files: files))
      }
      var glossaries: [Language: Glossary] = [:]
      let folder = try folder("glossary")
      for language in Language.allCases {
        let file = "\(language.rawValue).md"
        let bytes = try InputFile.read(folder + "/" + file)
        glossaries[language] = try Glossary(
          String(decoding: bytes, as: UTF8.self), file: "glossary/\(file)")
      }
      return Book(
        lessons: lessons, pages: pages, glossaries: glossaries, gallery: try gallery(),
        templates: try templates.read(), numerals: numbers.numerals)
    } catch let error as TemplateError {
      throw Failure(error)
    }
  }

  /// The gallery, with the graphs of `Examples/graphs`.
  private func gallery() throws -> Gallery {
    guard let examples = DataFiles.find("Examples/graphs") else {
      throw Failure(
        .missingInput, at: "Examples/graphs",
        Bilingual(en: "this folder is not found from here", ko: "여기서 이 폴더를 찾을 수 없습니다"),
        remedy: Bilingual(
          en: "run the program in the project's folder", ko: "프로젝트 폴더에서 실행하십시오"))
    }
    var graphs: [String: [UInt8]] = [:]
    for (file, bytes) in try files(in: examples) where file.hasSuffix(".graph") {
      graphs[String(file.dropLast(6))] = bytes
    }
    return try Gallery(files: try files(in: try folder("gallery")), graphs: graphs)
  }

  /// The files of a folder by their names.
  private func files(in folder: String) throws(Failure) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in DataFiles.names(in: folder) ?? [] {
      files[file] = try InputFile.read("\(folder)/\(file)")
    }
    return files
  }

  /// A folder of the templates: that of `--templates` where it has one, else the program's own.
  private func folder(_ name: String) throws(Failure) -> String {
    let own = templates.templates.map { $0 + "/" + name }.flatMap { folder in
      DataFiles.names(in: folder) == nil ? nil : folder
    }
    if own == nil, let given = templates.templates.map({ $0 + "/" + name }) {
      // What is there and is no folder is said to be none, not passed over.
      var status = stat()
      if lstat(given, &status) == 0 { try InputFile.requireFolder(given) }
    }
    guard let folder = own ?? DataFiles.find("Templates/" + name) else {
      throw Failure(
        .missingInput, at: "Templates/" + name,
        Bilingual(en: "this folder is not found from here", ko: "여기서 이 폴더를 찾을 수 없습니다"),
        remedy: Bilingual(
          en: "name the folder of the templates with --templates",
          ko: "--templates로 템플릿 폴더를 지정하십시오"))
    }
    return folder
  }

  /// The folders in a folder of the templates, in order, with their files.
  private func folders(_ name: String) throws(Failure) -> [(name: String, files: [String: [UInt8]])]
  {
    let parent = try folder(name)
    var folders: [(String, [String: [UInt8]])] = []
    for name in DataFiles.names(in: parent) ?? [] {
      guard DataFiles.names(in: parent + "/" + name) != nil else { continue }
      folders.append((name, try files(in: parent + "/" + name)))
    }
    return folders
  }

  private func noLesson(_ name: String, in book: Book) -> Failure {
    let names = book.lessonNames.joined(separator: ", ")
    return Failure(
      .missingInput, at: name,
      Bilingual(en: "there is no such lesson", ko: "그런 강의가 없습니다"),
      remedy: Bilingual(en: "the lessons are \(names)", ko: "있는 강의: \(names)"))
  }
}
