import Autodiff
import Export
import Wording

/// A graph as a program in NumPy and in PyTorch, as tabs that need no script: buttons of which one is
/// chosen, and the programs, of which its own is shown.
struct CodeTabs {
  private let programs: [(target: GraphExport.Target, text: String)]
  private let language: Language
  /// What ids begin with.
  private let prefix: String

  /// What a page shows, the one with the backward pass written out first.
  private static let shown: [GraphExport.Target] = [.numpy, .pytorch]
  /// The most characters of both programs together: more is data and no program to read.
  private static let limit = 24_000
  /// The most numbers of one leaf that stand in a program that is read.
  private static let leafLimit = 200

  /// Prepares the programs of a graph; nil where nobody would read them, since they are mostly numbers.
  init?(_ trace: Trace<Double>, language: Language, prefix: String) {
    let leaves = trace.nodes.filter { trace.role(of: $0) != .operation }
    guard leaves.allSatisfy({ trace.shape(of: $0).count <= Self.leafLimit }) else { return nil }
    let export = GraphExport(trace, language: language)
    // Neither refuses a graph, but a program that cannot be written is none to read.
    programs = Self.shown.compactMap { target in
      (try? export.text(for: target)).map { (target, $0) }
    }
    guard programs.reduce(0, { $0 + $1.text.utf8.count }) <= Self.limit else { return nil }
    self.language = language
    self.prefix = prefix
  }

  /// The tabs, folded.
  var html: HTML {
    let buttons = programs.enumerated().map { position, program in
      let id = "\(prefix)code-\(program.target.rawValue)"
      return HTML.void(
        "input",
        [
          "type": "radio", "name": prefix + "code", "id": id,
          "checked": position == 0 ? "" : nil,
        ]) + .element("label", ["for": id], HTML(text: program.target.title))
    }
    let texts = programs.map { program in
      HTML.element(
        "pre", ["tabindex": "0", "aria-label": program.target.title, "role": "group"],
        .element("code", ["class": "language-python"], HTML(text: program.text)))
    }
    return .element(
      "details", ["class": "code", "id": prefix + "code"],
      .element("summary", HTML(text: Self.title[language])),
      .element("div", ["class": "tabs"], buttons + texts))
  }

  /// What the tabs are called.
  static let title = Bilingual(
    en: "The same in code, with NumPy and PyTorch", ko: "코드로 보기: NumPy와 PyTorch")
}

extension GraphExport.Target {
  /// What its makers call it.
  fileprivate var title: String {
    switch self {
    case .numpy: "NumPy"
    case .pytorch: "PyTorch"
    case .jax: "JAX"
    case .micrograd: "micrograd"
    }
  }
}
