import Scene
import Testing

@testable import Report

@Suite struct TemplateTests {
  /// The names between two braces, without what marks a section.
  private func keys(_ template: PageTemplate) -> Set<String> {
    Set(
      template.builtIn.components(separatedBy: "{{").dropFirst().map { piece in
        piece.drop { "{#/^".contains($0) }.prefix { $0 != "}" }
      }.map(String.init).filter { $0 != "." })
  }

  private func fields(_ models: Any...) -> Set<String> {
    Set(models.flatMap { Mirror(reflecting: $0).children.compactMap(\.label) })
  }

  @Test func stepsAndTablesUseTheirModels() {
    let step = Explanation.StepModel(
      anchor: "", sentence: "", back: "", backLabel: "", hasBack: false, reusedTitle: "", links: [],
      hasLinks: false, equations: [],
      notes: [])
    let link = Explanation.LinkModel(html: "", label: "", anchor: "")
    let equation = Explanation.EquationModel(html: "", scrolls: false, share: "")
    #expect(
      keys(.steps)
        == fields(
          Explanation.StepsModel(graph: "", isLit: true, scrolls: true, steps: []), step, link,
          equation))
    let row = Explanation.ValueRow(
      name: "", value: "", gradient: "", operation: "", reason: "", hasReason: false)
    let values = Explanation.ValuesModel(
      caption: "", nameTitle: "", operationTitle: "", valueTitle: "", gradientTitle: "", rows: [])
    #expect(keys(.values) == fields(values, row))
    let update = Explanation.UpdateRow(name: "", before: "", gradient: "", after: "", change: "")
    let layer = Explanation.UpdateLayer(name: "", hasName: false, rows: [])
    let updates = Explanation.UpdatesModel(
      rule: "", caption: "", nameTitle: "", beforeTitle: "", gradientTitle: "", afterTitle: "",
      changeTitle: "", layers: [])
    #expect(keys(.updates) == fields(updates, layer, update))
  }

  @Test func pagesUseTheirModels() {
    let explain = ExplainPage.Model(
      top: "", heading: "", title: "", lede: "", prefix: "", contentsTitle: "", contents: [],
      hasContents: true, walk: "", hasWalk: false, figure: "", live: "", figureLabel: "",
      caption: "",
      hasFigure: false,
      isAcross: false, hasGivens: true, givensTitle: "", givens: [HTML()], notices: [],
      hasPasses: true, forwardTitle: "", backwardTitle: "",
      backwardLede: "", forward: "", backward: "", hasChains: false, chainsTitle: "",
      chainsLede: "", chains: "", modes: [], hasEntries: false, entriesTitle: "", entries: "",
      hasUpdates: false, updatesTitle: "", updates: "", hasValues: true, valuesTitle: "",
      values: "", code: HTML(), hasAnswers: false, answersTitle: "", answers: "")
    let mode = ExplainPage.ModeModel(anchor: "", title: "", content: "")
    let entryOfContents = ExplainPage.PartModel(anchor: "", title: "")
    #expect(keys(.explain) == fields(explain, mode, entryOfContents))
    let lesson = LessonPage.Model(
      number: "", hasNumber: false, title: "", summary: "", prose: "", hasExamples: false,
      examplesTitle: "", examples: [], notes: "")
    #expect(keys(.lesson) == fields(lesson))
    let entrance = IndexPage.Entrance(language: "", heading: "", lede: "", promise: "", link: "")
    #expect(keys(.index) == fields(IndexPage.Model(title: "", languages: []), entrance))
    let contents = ContentsPage.Model(
      title: "", lede: "", promise: "", opening: "", others: [], mapTitle: "", map: "",
      listTitle: "", chapters: [])
    let chapter = ContentsPage.Chapter(chapter: "", hasChapter: false, lessons: [])
    let entry = ContentsPage.Entry(number: 0, link: "", summary: "")
    #expect(keys(.contents) == fields(contents, chapter, entry))
    let term = GlossaryPage.Term(id: "", term: "", also: "", hasAlso: false, text: "")
    #expect(
      keys(.glossary) == fields(GlossaryPage.Model(title: "", lede: "", terms: []), term))
    let operation = OperationsPage.Entry(link: "", formula: "")
    let family = OperationsPage.Group(name: "", operations: [operation])
    #expect(
      keys(.operations)
        == fields(OperationsPage.Model(title: "", lede: "", families: []), family, operation))
    let name = SearchPage.Name(language: "", name: "")
    let found = SearchPage.Entry(
      link: "", kind: "", words: "", text: "", others: [name], hasKind: false, hasWords: false)
    let section = SearchPage.Section(heading: "", entries: [])
    #expect(
      keys(.search)
        == fields(
          SearchPage.Model(title: "", lede: "", label: "", found: "", none: "", sections: []),
          section, found, name))
    let part = ExperimentModel.Section(title: "", text: "", content: "")
    #expect(
      keys(.experiment)
        == fields(ExperimentModel(title: "", lede: "", findings: [], sections: []), part))
    let sample = OperationPage.Model(
      title: "", sampleTitle: "", source: "", forwardTitle: "", backwardTitle: "", figure: "",
      forward: "", backward: "", hasAlgebra: false, algebraTitle: "", algebra: "",
      hasPlot: false, plotTitle: "", plot: "", hasKink: false, kinkTitle: "", kink: "",
      hasLessons: false, lessonsTitle: "", lessons: [])
    #expect(keys(.operation) == fields(sample))
    let page = Page.Model(
      language: "", title: "", summary: "", style: "", policy: "", skip: "", header: "", footer: "",
      glyphs: "", content: "", script: "", hasSummary: false)
    #expect(keys(.page) == fields(page))
  }

  /// What pieces need reaches the page through templates, however deep in a model they stand.
  @Test func templatesKeepWhatTheirPiecesNeed() throws {
    let picture = HTML(SVGFragment(markup: "<svg></svg>", glyphs: [.init(id: "g1", markup: "")]))
    let model = ExperimentModel(
      title: "", lede: "", findings: [], sections: [.init(title: "", text: "", content: picture)])
    let page = try PageTemplates().render(.experiment, model)
    #expect(page.needs == picture.needs)
  }

  @Test func brokenTemplatesNameTheirPlace() {
    for (text, line, message) in [
      ("one\n{{#open}}\n", 3, "a section is not closed"), ("{{#a}}\n{{/b}}", 2, "another name"),
      ("one\n{{name\n", 3, "close it"),
    ] {
      let error = #expect(throws: TemplateError.self) {
        try PageTemplates(overrides: [.steps: text])
      }
      #expect(error?.file == "steps.mustache" && error?.message.english.contains(message) == true)
      #expect(error?.line == line, "\(error?.description ?? "")")
    }
  }

  /// A misspelt name would render as nothing, and sections in thousands end the compiler.
  @Test func namesThatAreNoneAndDeepSectionsNameTheirPlace() throws {
    let deep =
      String(repeating: "{{#steps}}\n", count: 5_000)
      + String(repeating: "{{/steps}}", count: 5_000)
    for (text, line, message) in [
      ("<h1>{{title}}</h1>\n{{#sections}}\n{{headin}}{{/sections}}", 3, "no 'headin' here"),
      ("{{title}}\n{{> page}}", 2, "no 'page' here"),
      ("{{=<% %>=}}\n<% titel %>", 2, "no 'titel' here"), (deep, 101, "100 sections"),
    ] {
      let error = #expect(throws: TemplateError.self) {
        try PageTemplates(overrides: [.search: text])
      }
      #expect(error?.message.english.contains(message) == true, "\(error?.description ?? "")")
      #expect(error?.file == "search.mustache" && error?.line == line)
    }
    let built = PageTemplate.search.builtIn
    _ = try PageTemplates(overrides: [.search: "{{! any words }}" + built])
  }

  /// What a browser would digest: it reads a line break as one line feed.
  @Test func scriptsHaveTheirDigest() {
    #expect(ScriptDigest.of("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    #expect(ScriptDigest.of("a\r\nb") == ScriptDigest.of("a\nb"))
  }

  /// A policy names the scripts of the page's templates and no other; what nests hands them on.
  @Test func policiesNameThePagesScripts() throws {
    let script = "<script>\r\nfirst()\n</script>"
    let templates = try PageTemplates(overrides: [.experiment: script + "{{title}}"])
    let model = ExperimentModel(title: "", lede: "", findings: [], sections: [])
    let content = templates.render(.experiment, model)
    let html = Page(language: .english, title: "", content: content).html(templates)
    #expect(
      html.contains("script-src &#39;sha256-\(ScriptDigest.of("\nfirst()\n"))&#39;\"")
        || html.contains("script-src 'sha256-\(ScriptDigest.of("\nfirst()\n"))'\""))
    let plain = Page(language: .english, title: "", content: "<p>").html(templates)
    #expect(plain.contains("script-src &#39;none&#39;") || plain.contains("script-src 'none'"))
    #expect(ScriptDigest.all(in: PageTemplate.search.builtIn).count == 2)
    for template in PageTemplate.allCases {
      // A script with tags would not be the one that was named.
      let scripts = ScriptDigest.scripts(in: template.builtIn)
      #expect(scripts.allSatisfy { !$0.contains("{{") })
    }
  }
}
