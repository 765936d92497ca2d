public import Autodiff
import GraphLanguage
public import Wording

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A computation that was written in the graph language, run forward and backward: every value and
/// every gradient.
///
///     let graph = try Graph(source: "x = 3; y = x * x + 1")
///     graph.values["y"]      // 10
///     graph.gradients["x"]   // 6
///
/// The backward pass begins at the last name, unless the text says otherwise. ``Figure`` draws it,
/// ``Derivation`` derives it.
public struct Graph: Sendable {
  /// Every value and gradient, and each arrow's contribution.
  public let trace: Trace<Double>
  /// What a reader should know though the graph can be used: values that are not finite, and
  /// operations that are better left in one piece.
  public let warnings: [Diagnostic]
  /// What was taken apart: names of operations and functions, or `all`.
  public let expanded: [String]

  /// Reads a graph from its text; what it loads lies in the working directory.
  ///
  ///     let neuron = try Graph(source: "w = 2; x = -1; y = sigmoid(w * x)", expanding: ["sigmoid"])
  ///
  /// - Parameters:
  ///   - source: The text, in the graph language; `;` separates statements on a line.
  ///   - names: Operations to take apart into elementary ones, such as `sigmoid` and `softmax`, and
  ///     functions of the graph to draw in a frame; `all` for all of them.
  ///   - setting: Literals that take the place of leaves' own, by their names: `["x": "[1, 2]"]`.
  ///   - seed: What random numbers begin from; when left out, the text's `seed`, else 1.
  ///   - data: What fills leaves such as `batch x = images`: a folder with a data set in the IDX format,
  ///     or for text a file with one document on each line. Without it such leaves are set to literals.
  ///   - batch: How many rows of the data, the first ones; 3 when left out.
  ///   - language: The language of errors and warnings.
  /// - Throws: ``BackdrawError`` of the kind ``BackdrawError/Kind/badGraph`` with all that is wrong, or
  ///   ``BackdrawError/Kind/unknownName``.
  public init(
    source: String, expanding names: [String] = [], setting: [String: String] = [:],
    seed: UInt64? = nil, data: URL? = nil, batch: Int? = nil, language: Language = .english
  ) throws(BackdrawError) {
    try self.init(
      Array(source.utf8), file: "<source>", in: URL(filePath: "."), expanding: names, setting, seed,
      BatchLoading(data, batch), language)
  }

  /// Reads a graph file; what it loads lies in the file's folder.
  ///
  /// - Parameters:
  ///   - url: The file, in UTF-8.
  ///   - names: What to take apart, as for ``init(source:expanding:setting:seed:data:batch:language:)``.
  ///   - setting: Literals that take the place of leaves' own.
  ///   - seed: What random numbers begin from.
  ///   - data: What fills leaves such as `batch x = images`.
  ///   - batch: How many rows of the data.
  ///   - language: The language of errors and warnings.
  /// - Throws: ``BackdrawError``, also of the kind ``BackdrawError/Kind/unreadableFile``.
  public init(
    contentsOf url: URL, expanding names: [String] = [], setting: [String: String] = [:],
    seed: UInt64? = nil, data: URL? = nil, batch: Int? = nil, language: Language = .english
  ) throws(BackdrawError) {
    try self.init(
      try read(url, language), file: url.path(percentEncoded: false),
      in: url.deletingLastPathComponent(), expanding: names, setting, seed,
      BatchLoading(data, batch), language)
  }

  /// Reads a graph file by its path.
  ///
  /// - Throws: ``BackdrawError``, as for ``init(contentsOf:expanding:setting:seed:data:batch:language:)``.
  public init(
    path: String, expanding names: [String] = [], setting: [String: String] = [:],
    seed: UInt64? = nil, data: URL? = nil, batch: Int? = nil, language: Language = .english
  ) throws(BackdrawError) {
    let url = URL(filePath: path)
    try self.init(
      try read(url, language), file: path, in: url.deletingLastPathComponent(), expanding: names,
      setting, seed, BatchLoading(data, batch), language)
  }

  private init(
    _ bytes: [UInt8], file: String, in folder: URL, expanding names: [String],
    _ setting: [String: String], _ seed: UInt64?, _ batches: BatchLoading, _ language: Language
  ) throws(BackdrawError) {
    let composites = OperationKind.composites
    let kinds = composites.filter { names.contains("all") || names.contains($0.name) }
    let graph: GraphLanguage.Graph
    let inputs = GraphInputs(
      seed: seed,
      settings: setting.sorted { $0.key < $1.key }.map { name, literal in
        GraphInputs.Setting("\(name)=\(literal)", place: "<setting>")
      },
      reader: { loadTensor($0, in: folder, most: $1) }, batches: batches.read)
    switch parseGraph(bytes, file: file, expanding: Set(kinds), inputs: inputs) {
    case .success(let read): graph = read
    case .failure(let errors): throw BackdrawError(errors, in: language)
    }
    let known = composites.map(\.name) + graph.functions
    for name in names where name != "all" && !known.contains(name) {
      throw .unknown(
        name, Bilingual(en: "nothing to take apart has this name", ko: "이 이름으로 분해할 것이 없습니다"),
        among: known, in: language)
    }
    trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    warnings = graph.warnings.map { Diagnostic(graph.diagnostic(for: $0), in: language) }
    expanded = names
  }

  /// The graph's title, if it has one.
  ///
  /// - Parameter language: The language, where the title was given in several.
  public func title(in language: Language) -> String? { trace.annotations.title[language] }

  /// The names of variables and results, in the order of the text.
  public var names: [String] { trace.names }

  /// The name of the result at which the backward pass begins.
  public var output: String { trace.annotations.names[trace.output] ?? "" }

  /// The values by name.
  ///
  ///     try Graph(source: "x = [1, 2]; y = sum(x^2)").values["y"]   // 5.0
  public var values: [String: Tensor<Double>] { trace.valuesByName }

  /// The gradients by name: the derivative of the output with respect to each entry.
  ///
  ///     try Graph(source: "x = [1, 2]; y = sum(x^2)").gradients["x"]?.tensor   // [2.0, 4.0]
  public var gradients: [String: Gradient<Double>] { trace.gradientsByName }

  /// Holds all gradients against central differences, which know nothing of the chain rule.
  ///
  /// - Complexity: About twenty forward passes for each entry of each variable.
  public func check() -> GradientCheck { Tape(continuing: trace).checkGradients(trace) }
}
