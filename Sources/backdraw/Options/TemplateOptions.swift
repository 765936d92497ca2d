import ArgumentParser
import Report
import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The templates of pages: those built in, or a folder's in their place.
struct TemplateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder whose templates take the place of those built in.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  /// Reads the templates that take the place of built-in ones, and compiles all.
  ///
  /// - Throws: `Failure` where the folder is missing or a template is broken.
  func read() throws(Failure) -> PageTemplates {
    var overrides: [String: String] = [:]
    if let templates {
      try InputFile.requireFolder(templates)
      for name in PageTemplates.names {
        let path = "\(templates)/\(name)"
        guard access(path, F_OK) == 0 else { continue }
        overrides[name] = String(decoding: try InputFile.read(path), as: UTF8.self)
      }
    }
    do throws(TemplateError) {
      return try PageTemplates(overrides: overrides)
    } catch {
      throw Failure(
        .badData, rendered: error.text.map { text in templates.map { "\($0)/\(text)" } ?? text })
    }
  }
}
