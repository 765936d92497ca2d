import Autodiff
import Derivation
import Formats
import GraphLanguage
import Notation
import Wording

/// The functions of the graph language for a terminal: a list, and each by itself with its rule.
package struct FunctionReference {
  private let language: Language
  private let numerals: Numerals

  /// Prepares a reference in the words of a language.
  package init(language: Language, numerals: Numerals = Numerals()) {
    self.language = language
    self.numerals = numerals
  }

  /// The names of all functions, in their order.
  package static let names = ListedFunction.all.map(\.name)

  /// The function that a name means.
  package func entry(named name: String) -> ListedFunction? { ListedFunction.named(name) }

  /// The name that a misspelt one most likely stands for.
  package func closest(to name: String) -> String? {
    closestSpelling(of: name, among: Self.names)
  }

  // MARK: The list

  /// Writes all functions, a line each.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    var table = TextTable([
      (Bilingual(en: "function", ko: "함수")[language], .left),
      (Bilingual(en: "what it is", ko: "설명")[language], .left),
    ])
    for function in ListedFunction.all {
      // A function that may be called in several ways is explained with the first.
      for (index, call) in function.calls.enumerated() {
        table.append([call, index == 0 ? noun(of: function) : ""])
      }
    }
    try table.write(to: sink)
  }

  private func noun(of function: ListedFunction) -> String {
    switch function.meaning {
    case .leaf(let leaf): leaf.noun[language]
    case .operations(let forms):
      forms.map { $0.kind.noun[language] }.reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }.joined(separator: ", ")
    }
  }

  /// Writes all functions as a list of objects.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    try json.array(.block) { json in
      for function in ListedFunction.all { try write(function, to: &json) }
    }
    try json.finish()
  }

  // MARK: One function

  /// Writes one function as an object.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(of function: ListedFunction, to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    try write(function, to: &json)
    try json.finish()
  }

  /// Writes a row for each function; for one where one is named.
  ///
  /// - Throws: The sink's error.
  package func writeCSV(of function: ListedFunction? = nil, to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    try table.row(["name", "calls", "summary"])
    for function in function.map({ [$0] }) ?? ListedFunction.all {
      try table.row([
        .text(function.name), .text(function.calls.joined(separator: "\n")),
        .text(noun(of: function)),
      ])
    }
  }

  private func write(_ function: ListedFunction, to json: inout JSONWriter) throws {
    let explanations = try explanations(of: function)
    let examples: [String] =
      switch function.meaning {
      case .leaf(let leaf): leaf.example.map { [$0] } ?? []
      case .operations: explanations.map(\.example.text)
      }
    try json.object { json in
      json.field("name", function.name)
      try json.field("calls") { json in
        try json.list(function.calls) { $0.value($1) }
      }
      json.field("summary", noun(of: function))
      try json.field("examples") { json in try json.list(examples) { $0.value($1) } }
      try json.field("kinks") { json in
        try json.list(explanations.compactMap(\.kink)) { $0.value($1[language]) }
      }
    }
  }

  /// Writes one function: how it is called, what it does, and for operations the rule.
  ///
  /// - Throws: The sink's error.
  package func writeText(of function: ListedFunction, to sink: ByteSink) throws {
    var text = ArticleText(try article(of: function)).text
    try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
  }

  private func explanations(of function: ListedFunction) throws -> [OperationExplanation] {
    switch function.meaning {
    case .leaf: []
    case .operations(let forms): try forms.compactMap { try OperationExplanation($0.kind) }
    }
  }

  private func article(of function: ListedFunction) throws -> Article {
    typealias Heading = OperationExplanation.Heading
    let use = Article.Section(
      Heading.use[language], [.lines(function.calls)])
    let sections: [Article.Section]
    let title: String
    switch function.meaning {
    case .leaf(let leaf):
      title = function.name
      sections =
        [Article.Section(nil, [.paragraph(Sentence(leaf.summary[language]))]), use]
        + (leaf.example.map { [example($0)] } ?? [])
    case .operations(let forms):
      title = forms.first.map { OperationPage.title($0.kind, language) } ?? function.name
      sections =
        [use]
        + (try forms.flatMap { form in
          try OperationExplanation(form.kind).map {
            self.sections($0, call: forms.count == 1 ? nil : form.calls.first)
          } ?? []
        })
    }
    return Article(language: language, title: title, sections: sections)
  }

  private func sections(
    _ explanation: OperationExplanation, call: String?
  ) -> [Article.Section] {
    typealias Heading = OperationExplanation.Heading
    let derivation = Derivation(
      explanation.graph.trace, language: language, numerals: numerals)
    let output = explanation.graph.trace.output
    let name = call.map { " · " + $0 } ?? ""
    var sections = [
      example(explanation.example.text, name),
      Article.Section(
        Heading.value[language] + name, [.steps([derivation.forwardStep(output)])]),
      Article.Section(
        Heading.derivative[language] + name, [.steps([derivation.backwardStep(output)])]),
    ]
    if let kink = explanation.kink {
      sections.append(
        Article.Section(Heading.kink[language] + name, [.paragraph(Sentence(kink[language]))]))
    }
    if let algebra = derivation.algebra(of: output, slot: 0) {
      sections.append(
        Article.Section(
          Heading.algebra[language] + name,
          [.equations(algebra.given + [algebra.equation(in: language)])]))
    }
    return sections
  }

  private func example(_ text: String, _ name: String = "") -> Article.Section {
    Article.Section(
      OperationExplanation.Heading.example[language] + name,
      [.lines(text.split(separator: "\n").map(String.init))])
  }
}
