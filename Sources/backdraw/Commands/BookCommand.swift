import ArgumentParser
import Report
import Training
import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `backdraw book`: the whole report.
struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract: "Builds the whole report, in both languages.",
    discussion: """
      EXAMPLES
        backdraw book -o output
        backdraw book --lesson 01-two-apples -o output
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"))
  var output = "output"
  @Option(help: "Builds one lesson only, by its folder's name or number.") var lesson: String?
  @Option(help: "A folder with the four files of a data set in the IDX format.") var data: String?
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    try console.run {
      let pageTemplates = try templates.read()
      let book = Book(
        lessons: try lessons(), templates: pageTemplates, numerals: numbers.numerals)
      try createFolder(output)
      let training =
        book.needsTraining
        ? try trainOnImages(TrainingPlan(), data: data, console: console) : nil
      let check =
        book.needsCheck
        ? try checkNetworkOnImages(NetworkCheckPlan(), data: data, console: console) : nil
      let vanishing =
        book.needsVanishing
        ? try compareNetworksOnImages(VanishingPlan(), data: data, console: console) : nil
      let files = try book.files(
        training: training, check: check, vanishing: vanishing,
        figures: FigureWriter(painting: try font.fonts())
      ) { path in
        console.progress(Bilingual(same: path))
      }
      console.endProgress()
      try write(files)
    }
  }

  /// The lessons of the templates' folder.
  private func lessons() throws(Failure) -> [Lesson] {
    let own = templates.templates.map { $0 + "/lessons" }.flatMap { folder in
      DataFiles.names(in: folder) == nil ? nil : folder
    }
    guard let folder = own ?? DataFiles.find("Templates/lessons"),
      let names = DataFiles.names(in: folder)
    else {
      throw Failure(
        .missingInput, at: "Templates/lessons",
        Bilingual(en: "the lessons are not found from here", ko: "여기서 강의를 찾을 수 없습니다"),
        remedy: Bilingual(en: "name their folder with --templates", ko: "--templates 로 폴더를 지정하십시오"))
    }
    var lessons: [Lesson] = []
    for name in names where name.first?.isNumber == true {
      if let lesson, lesson != name,
        Int(lesson) == nil || Int(lesson) != Int(name.prefix { $0.isNumber })
      {
        continue
      }
      var files: [String: [UInt8]] = [:]
      for file in DataFiles.names(in: folder + "/" + name) ?? [] {
        files[file] = try InputFile.read("\(folder)/\(name)/\(file)")
      }
      do throws(TemplateError) {
        lessons.append(try Lesson(name: name, files: files))
      } catch {
        throw Failure(.badData, rendered: Bilingual(same: error.description))
      }
    }
    guard !lessons.isEmpty else {
      throw Failure(
        .missingInput, at: lesson ?? folder,
        Bilingual(en: "there is no such lesson", ko: "그런 강의가 없습니다"),
        remedy: Bilingual(
          en:
            "the lessons are \(names.filter { $0.first?.isNumber == true }.joined(separator: ", "))",
          ko: "있는 강의: \(names.filter { $0.first?.isNumber == true }.joined(separator: ", "))"))
    }
    return lessons
  }

  /// Writes what has changed; all files appear, or none.
  private func write(_ files: [Book.File]) throws(Failure) {
    var changed: [Outputs.File] = []
    for file in files {
      let path = output + "/" + file.path
      let bytes = Array(file.text.utf8)
      if let slash = path.lastIndex(of: "/") { try createFolder(String(path[..<slash])) }
      if (try? InputFile.read(path)) != bytes { changed.append(.init(path: path, bytes: bytes)) }
    }
    try Outputs.write(changed)
  }

  /// Creates a folder and those around it.
  private func createFolder(_ path: String) throws(Failure) {
    var partial = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      partial += (partial.isEmpty ? "" : "/") + part
      if partial.isEmpty {
        partial = ""
        continue
      }
      let folder = path.hasPrefix("/") && !partial.hasPrefix("/") ? "/" + partial : partial
      if mkdir(folder, 0o777) != 0, errno != EEXIST {
        throw OutputFile.failure(SystemError(errno), creating: folder)
      }
    }
    if DataFiles.names(in: path) == nil {
      throw OutputFile.failure(SystemError(ENOTDIR), creating: path)
    }
  }
}
