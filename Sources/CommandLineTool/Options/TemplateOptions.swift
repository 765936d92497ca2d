import ArgumentParser
import Report
import Wording

/// The templates of pages: those built in, or a folder's in their place.
struct TemplateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A folder whose templates take the place of those built in.",
        ko: "내장된 템플릿 대신 쓸 템플릿이 든 폴더입니다."),
      value: .folder),
    completion: .directory)
  var templates: String?

  /// Reads the templates that take the place of built-in ones, and compiles all.
  ///
  /// - Throws: `Failure` where the folder is missing or a template is broken.
  func read() throws(Failure) -> PageTemplates {
    var overrides: [PageTemplate: String] = [:]
    if let templates {
      try InputFile.requireFolder(templates)
      for template in PageTemplate.allCases {
        let path = "\(templates)/\(template.rawValue)"
        // A link that leads nowhere is said to, not passed over.
        var status = stat()
        guard lstat(path, &status) == 0 || errno != ENOENT else { continue }
        overrides[template] = String(decoding: try InputFile.read(path), as: UTF8.self)
      }
    }
    do throws(TemplateError) {
      return try PageTemplates(overrides: overrides)
    } catch {
      throw Failure(error, in: templates)
    }
  }
}

extension Failure {
  /// Why a template or a lesson cannot be used.
  ///
  /// - Parameter folder: Where it lies, where that is known.
  init(_ error: TemplateError, in folder: String? = nil) {
    let file = folder.map { "\($0)/\(error.file)" } ?? error.file
    self.init(.badData, at: "\(file):\(error.line)", error.message)
  }
}
