import Wording

/// The page of an experiment: sections of figures and tables.
struct ExperimentPage {
  let language: Language
  let title, lede: String
  /// What was found, in words.
  let findings: [String]
  let sections: [Section]

  /// A heading, a sentence, and what it is about.
  struct Section {
    let title, text: String
    let content: HTML
  }

  /// The page as one self-contained file.
  func html(_ templates: PageTemplates) -> String {
    let model = ExperimentModel(
      title: title, lede: lede, findings: findings,
      sections: sections.map {
        ExperimentModel.Section(title: $0.title, text: $0.text, content: $0.content)
      })
    return Page(
      language: language, title: title, content: templates.render(.experiment, model)
    ).html(templates)
  }
}
