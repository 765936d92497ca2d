import Autodiff
import Derivation
import GraphLanguage
import Testing
import Wording

@testable import Notation

@Suite struct ProfileTests {
  private func hasHangul(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  private func symbol(_ kind: OperationKind) -> String {
    let attributes = Attributes(exponent: 3, index: [.at(1)])
    switch kind.profile.symbol {
    case .plus: return "+"
    case .minus: return "−"
    case .times: return "×"
    case .divide: return "÷"
    case .dot: return "·"
    case .itsName: return kind.name
    case .name(let name): return name
    case .math(let math):
      return PlainTextWriter().text(math(attributes, Numerals().math)).filter { $0 != " " }
    }
  }

  /// A noun is a word of each language, or a name that is the same in all.
  @Test(arguments: OperationKind.allCases)
  func everyOperationHasANoun(_ kind: OperationKind) {
    let noun = kind.profile.noun
    #expect(Language.allCases.allSatisfy { !noun[$0].isEmpty })
    #expect(hasHangul(noun.korean) || noun.korean == noun.english)
    #expect(!hasHangul(noun.english))
  }

  @Test(arguments: OperationKind.allCases)
  func everyOperationSaysHowItPassesAGradient(_ kind: OperationKind) {
    let sentence = kind.profile.passing.sentence
    #expect(Language.allCases.allSatisfy { sentence[$0].hasSuffix(".") })
    #expect(hasHangul(sentence.korean) && !hasHangul(sentence.english))
  }

  @Test func symbolsAreToldApart() {
    let shared = Dictionary(grouping: OperationKind.allCases, by: symbol)
      .filter { $0.value.count > 1 || $0.key.isEmpty }
    #expect(
      shared == [
        "=": [.leaf, .identity], "·": [.matmul, .dot], "max": [.max, .maxOver],
        "min": [.min, .minOver],
      ])
  }

  /// The example of an operation is one line of it, and its derivative is known there.
  @Test(arguments: OperationKind.allCases)
  func everyOperationHasAnExampleThatRuns(_ kind: OperationKind) throws {
    guard let example = kind.profile.example else {
      // Nobody writes these.
      #expect(kind == .leaf || kind == .oneHot || kind == .patches)
      return
    }
    let graph = try parseGraph(Array(example.text.utf8), file: "t").get()
    #expect(graph.tape.kind(of: graph.output) == kind && graph.warnings.isEmpty)
    #expect(graph.tape.annotations.names[graph.output] == "y")
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let gradients = trace.edges(into: graph.output).compactMap(\.gradient.tensor)
      .flatMap(\.elements)
    #expect(gradients.allSatisfy { $0.isFinite })
    #expect(kind.isFlat ? gradients.isEmpty : gradients.contains { $0 != 0 })
  }

  @Test func pagesHaveNamesOfTheirOwn() {
    let pages = OperationKind.allCases.compactMap(\.page)
    #expect(Set(pages).count == pages.count)
  }

  /// A caution is about parts.
  @Test func cautionsBelongToComposites() {
    for kind in OperationKind.allCases {
      guard let caution = kind.profile.caution else { continue }
      #expect(OperationKind.composites.contains(kind))
      #expect(caution.english.contains("one piece") && caution.korean.contains("한 연산"))
    }
  }

  /// What is written by its definition has one; all others are set under a name.
  @Test(arguments: OperationKind.allCases)
  func definitionsAreNotTheirOwnNames(_ kind: OperationKind) {
    guard case .definition = kind.profile.writing, kind != .leaf else { return }
    let shape = Shape(kind.profile.family == .images ? [1, 1, 2, 2] : [2, 2])
    let shapes = Array(repeating: shape, count: kind.arity ?? 2)
    let signature = Signature(operands: shapes, shape: shape)
    if case .function(kind, _) = kind.definition(for: signature) {
      Issue.record("\(kind) would be written for ever")
    }
  }

  @Test func kinksAreToldByTheNamesOfOperands() throws {
    let text =
      "p = 2; q = 2; m = max(p, q); c = clip(p, 2, 5); r = relu(-(q - 2)); "
      + "e = mae(p, q); y = m + c + r + e"
    let graph = try parseGraph(Array(text.utf8), file: "t").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let names = trace.annotations.names
    func words(_ name: String) throws -> String {
      let node = try #require(trace.annotations.node(named: name))
      let words = try #require(trace.kinkWords(of: node, naming: { names[$0] ?? "z" }))
      return "\(words.place.english); \(words.convention.english)"
    }
    #expect(try words("m") == "p = q; the gradient is shared equally")
    // Of two kinks the one that it lies on.
    #expect(try words("c") == "p = 2; clip′(2) = 1")
    #expect(try words("e") == "p = q; mae′ = 0")
    #expect(try words("r") == "z = 0; relu′(0) = 0")
  }

  @Test func kinksAreToldInTheReadersLanguage() {
    let words = OperationKind.allCases.compactMap { kind in
      kind.kinkWords.map { "\($0.place.english); \($0.convention.english)" }
    }
    #expect(
      words == [
        "x = 0; abs′(0) = 0", "x = 0; relu′(0) = 0", "x = 0; leaky_relu′(0) = slope",
        "x = 0, x = 6; relu6′(0) = relu6′(6) = 0", "x = 0; elu′(0) = alpha",
        "x = −1, x = 1; hardtanh′(−1) = hardtanh′(1) = 0",
        "x = low, x = high; clip′(low) = clip′(high) = 1", "a = b; the gradient is shared equally",
        "a = b; the gradient is shared equally", "a tie; the gradient is shared equally",
        "a tie; the gradient is shared equally", "a result of 0; std′ = 0",
        "a result of 0; norm′ = 0",
        "a tie; the first in the order of rows receives the gradient", "t·y = 1; hinge′ = 0",
        "y = t; mae′ = 0",
      ])
    let tie = OperationKind.maxOver.kinkWords
    #expect(tie?.place.korean == "값이 같은 곳")
    #expect(tie?.convention.korean == "기울기를 똑같이 나누어 받습니다")
  }

  /// A loss's rule behind an operation is what both give.
  @Test func pairsComeToTheirRule() throws {
    for loss in OperationKind.allCases {
      for pair in loss.profile.pairs {
        let tape = Tape<Double>()
        let z = tape.leaf(Tensor([0.4, -1.2, 2.1]))
        let t = tape.leaf(Tensor([0.1, 0.7, 1]), role: .constant)
        let y = try tape.record(pair.inner, [z])
        let trace = tape.backward(from: try tape.record(loss, [y, t]))
        let rule = try #require(trace.evaluate(pair.rule, at: trace.output))
        let gradient = try #require(trace.gradient(of: z).tensor)
        for (a, b) in zip(rule.elements, gradient.elements) { #expect(abs(a - b) < 1e-12) }
      }
    }
  }
}
