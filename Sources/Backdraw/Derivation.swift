public import Autodiff
import CairoRenderer
import Derivation
import Diagram
import Report
import Scene
public import Wording

/// The computation written out step by step, forward and backward, so that a pencil can check it:
/// each step's rule, its numbers, and their product.
///
///     let graph = try Graph(source: "x = 3; y = x * x + 1")
///     try Derivation(graph).html()                 // a whole page, with the figure
///     try Derivation(graph, of: ["x"]).text()      // the chain rule unrolled for x
///     try Derivation(graph, language: .korean).latex()
public struct Derivation: Sendable {
  /// What a derivation is about: a variable by its name, or one entry of a tensor.
  ///
  ///     try Derivation(graph, of: ["w1", .entry("W", [3, 2])])
  public enum Subject: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The gradient of a variable, as a chain from the output down to it.
    case variable(String)
    /// One entry's gradient in full; indices from 0, negative ones from the end.
    case entry(String, [Int])

    /// A variable by its name.
    public init(stringLiteral name: String) { self = .variable(name) }
  }

  /// The language of sentences.
  public let language: Language
  /// How many significant digits are printed.
  public let digits: Int
  private let trace: Trace<Double>
  private let templates: PageTemplates
  private let warnings: [String]
  private let expanded: [String]
  private let nodes: [NodeID]
  private let entries: [Entry]
  private let mode: ExplainMode

  /// Prepares the derivation of a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - subjects: What is derived, and nothing else; both passes as a whole where nothing is named.
  ///   - language: The language of sentences.
  ///   - digits: How many significant digits are printed, 1 to 17.
  /// - Throws: ``BackdrawError`` of the kind ``BackdrawError/Kind/unknownName`` where the graph has no
  ///   such variable or entry, or where it has no gradient.
  public init(
    _ graph: Graph, of subjects: [Subject] = [], language: Language = .english, digits: Int = 4
  ) throws(BackdrawError) {
    try self.init(
      graph.trace, of: subjects, .backward, language, digits,
      warnings: Self.warnings(of: graph, language), expanded: graph.expanded)
  }

  /// Prepares the derivation of a graph in some form of differentiation.
  ///
  ///     try Derivation(graph, mode: .forward(of: "x")).text()
  ///
  /// - Throws: ``BackdrawError`` of the kind ``BackdrawError/Kind/unknownName`` where the graph lacks
  ///   what the mode names, and ``BackdrawError/Kind/badOption`` where it has no such derivative or
  ///   cannot take such steps.
  public init(
    _ graph: Graph, mode: Mode, language: Language = .english, digits: Int = 4
  ) throws(BackdrawError) {
    try self.init(
      graph.trace, of: [], mode, language, digits, warnings: Self.warnings(of: graph, language),
      expanded: graph.expanded)
  }

  private static func warnings(of graph: Graph, _ language: Language) -> [String] {
    graph.warnings.map { warning in
      let line = Bilingual(en: "line \(warning.line)", ko: "\(warning.line)행")
      return "\(line[language]): \(warning.text[language])"
    }
  }

  /// Prepares the derivation of what a tape recorded.
  ///
  /// - Throws: ``BackdrawError``, as for ``init(_:of:language:digits:)-(Graph,_,_,_)``.
  public init(
    _ trace: Trace<Double>, of subjects: [Subject] = [], language: Language = .english,
    digits: Int = 4
  ) throws(BackdrawError) {
    try self.init(trace, of: subjects, .backward, language, digits, warnings: [], expanded: [])
  }

  /// Prepares the derivation of what a tape recorded in some form of differentiation.
  ///
  /// - Throws: ``BackdrawError``, as for ``init(_:mode:language:digits:)-(Graph,_,_,_)``.
  public init(
    _ trace: Trace<Double>, mode: Mode, language: Language = .english, digits: Int = 4
  ) throws(BackdrawError) {
    try self.init(trace, of: [], mode, language, digits, warnings: [], expanded: [])
  }

  private init(
    _ trace: Trace<Double>, of subjects: [Subject], _ mode: Mode, _ language: Language,
    _ digits: Int, warnings: [String], expanded: [String]
  ) throws(BackdrawError) {
    templates = try Self.builtInTemplates(language)
    self.trace = trace
    self.language = language
    self.digits = digits
    self.warnings = warnings
    self.expanded = expanded
    var nodes: [NodeID] = []
    var entries: [Entry] = []
    for subject in subjects {
      switch subject {
      case .variable(let name): nodes.append(try trace.node(name, language))
      case .entry(let name, let index): entries.append(try trace.entry(name, index, language))
      }
    }
    (self.nodes, self.entries) = (nodes, entries)
    self.mode = try mode.resolved(in: trace, language)
  }

  // MARK: Forms

  /// One self-contained page: the figure, both passes step by step, the update, and every number.
  ///
  /// - Parameter isWorksheet: Whether numbers are left to be filled in, and stand on a page of their
  ///   own behind it; then the page is of both passes, whatever was named.
  /// - Throws: ``BackdrawError`` where the figure cannot be painted.
  public func html(isWorksheet: Bool = false) throws(BackdrawError) -> String {
    var page = isWorksheet ? page(of: [], [], .backward) : page(of: nodes, entries, mode)
    page.isBlank = isWorksheet
    do {
      return try page.html(warnings: warnings, figures: FigureWriter.forPages()) { options in
        options.expanded = Set(expanded)
        if expanded.contains("all") { options.groups = .expanded }
      }
    } catch let error as RenderError {
      throw BackdrawError(error, in: language)
    } catch {
      throw BackdrawError(
        .drawingFailed, Bilingual { "\(MessageLabel.error[$0]): \(error)" }, in: language)
    }
  }

  /// The derivation as a whole LaTeX document, its formulas under amsmath alone.
  public func latex() -> String { page(of: nodes, entries, mode).latex(warnings: warnings) }

  /// The derivation as text for a terminal.
  public func text() -> String { page(of: nodes, entries, mode).text(warnings: warnings) }

  private func page(
    of nodes: [NodeID], _ entries: [Entry], _ mode: ExplainMode
  ) -> ExplainPage {
    ExplainPage(
      trace, of: nodes, entries: entries, mode: mode,
      check: mode == .backward ? Tape(continuing: trace).quickCheck(trace, of: nodes) : nil,
      language: language,
      numerals: Numerals(digits: digits), templates: templates)
  }

  /// The templates of pages, read once.
  private static let templates = Result { () throws(TemplateError) in try PageTemplates() }

  private static func builtInTemplates(
    _ language: Language
  ) throws(BackdrawError) -> PageTemplates {
    do throws(TemplateError) {
      return try templates.get()
    } catch {
      throw BackdrawError(.drawingFailed, error.text, in: language)
    }
  }
}
