import Mustache
import Wording

/// The templates that pages are made from: those built into the program, or a folder's in their
/// place.
package struct PageTemplates: Sendable {
  private let library: [PageTemplate: MustacheTemplate]
  /// The templates that take the place of the program's own.
  private let overrides: [PageTemplate: String]
  /// The digests of each template's scripts.
  private let scripts: [PageTemplate: [String]]
  /// The style sheet, without the colours of the themes.
  let style: String
  /// What is different in a fragment.
  let fragmentStyle: String
  /// The script of figures that follow a reader's numbers: what computes them, and what writes them.
  let live: String
  /// The script of pages that go through a figure's steps.
  let transport: String
  /// The script of pages whose equations light the arrows of figures.
  let lights: String

  /// Compiles the templates.
  ///
  /// - Parameter overrides: Templates that take the place of the built-in ones.
  /// - Throws: `TemplateError`, which names the file and the line.
  package init(overrides: [PageTemplate: String] = [:]) throws(TemplateError) {
    var library: [PageTemplate: MustacheTemplate] = [:]
    var scripts: [PageTemplate: [String]] = [:]
    for template in PageTemplate.allCases where template.hasTags {
      let (file, builtIn) = (template.rawValue, template.builtIn)
      if let override = overrides[template] {
        let check = TemplateCheck(override, file: file)
        try check.requireDepth()
        library[template] = try compileTemplate(override, file: file)
        try check.requireNames(TemplateCheck(builtIn, file: file).names)
        scripts[template] = ScriptDigest.all(in: override)
      } else {
        library[template] = try compileTemplate(builtIn, file: file)
        scripts[template] = ScriptDigest.all(in: builtIn)
      }
    }
    self.library = library
    self.overrides = overrides
    self.scripts = scripts
    let text = { (template: PageTemplate) in overrides[template] ?? template.builtIn }
    style = text(.style)
    fragmentStyle = text(.fragment)
    live = text(.computation) + "\n" + text(.live)
    lights = text(.lights)
    transport = text(.transport)
  }

  /// All texts, in the order of the templates.
  var texts: [String] { PageTemplate.allCases.map { overrides[$0] ?? $0.builtIn } }

  /// A template filled with a model, which needs what the pieces in the model need.
  func render(_ template: PageTemplate, _ model: Any) -> HTML {
    var needs = needs(of: template)
    needs.formUnion(PageNeeds(of: model))
    return HTML(markup: library[template]?.render(model) ?? "", needs: needs)
  }

  /// What a template itself needs, whatever stands in it.
  func needs(of template: PageTemplate) -> PageNeeds {
    var needs = PageNeeds()
    needs.scripts = scripts[template] ?? []
    return needs
  }
}

extension PageNeeds {
  /// What the pieces in a model need, found as the templates find them: field by field.
  fileprivate init(of model: Any) {
    self.init()
    add(model)
  }

  private mutating func add(_ value: Any) {
    switch value {
    case let piece as HTML: formUnion(piece.needs)
    case is String, is Bool, is Int: break
    default: for child in Mirror(reflecting: value).children { add(child.value) }
    }
  }
}

/// A template that cannot be used, with its place.
package struct TemplateError: Error, Sendable, CustomStringConvertible {
  /// The template's file.
  package let file: String
  /// The line, from 1.
  package let line: Int
  /// What is wrong and what to do.
  package let message: Bilingual

  /// `FILE:LINE: error: what is wrong`, in both languages.
  package var text: Bilingual {
    Bilingual { "\(file):\(line): \(MessageLabel.error[$0]): \(message[$0])" }
  }

  /// The same in English.
  package var description: String { text.english }
}

/// Compiles a template, or says where it is broken.
func compileTemplate(_ text: String, file: String) throws(TemplateError) -> MustacheTemplate {
  do {
    return try MustacheTemplate(string: text)
  } catch let error as MustacheTemplate.ParserError {
    throw TemplateError(
      file: file, line: error.context.lineNumber, message: reason(for: error.error))
  } catch {
    throw TemplateError(file: file, line: 1, message: broken)
  }
}

private let broken = Bilingual(
  en: "the template cannot be read; compare it with the built-in one",
  ko: "템플릿을 읽을 수 없습니다. 내장된 템플릿과 견주어 보십시오")

/// What the parser found, and what to do about it.
private func reason(for error: any Error) -> Bilingual {
  guard let error = error as? MustacheTemplate.Error else {
    return Bilingual(
      en: "a tag ends with the file; close it with '}}'",
      ko: "태그가 닫히지 않은 채 파일이 끝났습니다. '}}'로 닫으십시오")
  }
  return switch error {
  case .sectionCloseNameIncorrect:
    Bilingual(
      en:
        "a section is closed by another name than it was opened with; match '{{#name}}' and '{{/name}}'",
      ko: "구역을 연 이름과 닫은 이름이 다릅니다. '{{#이름}}'과 '{{/이름}}'을 맞추십시오")
  case .unfinishedName:
    Bilingual(
      en: "a tag's name is not finished; close it with '}}'",
      ko: "태그의 이름이 끝나지 않았습니다. '}}'로 닫으십시오")
  case .expectedSectionEnd:
    Bilingual(
      en: "a section is not closed; add '{{/name}}'",
      ko: "구역이 닫히지 않았습니다. '{{/이름}}'을 더하십시오")
  default: broken
  }
}
