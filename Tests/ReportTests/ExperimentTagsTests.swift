import Autodiff
import Derivation
import Foundation
import GraphLanguage
import Testing
import Training
import Wording

@testable import Report

/// What lessons can show of networks that were checked, compared or trained.
@Suite struct ExperimentTagsTests {
  /// The tags of all lessons that begin with one of some words.
  private static func tags(_ heads: Set<String>) throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates/lessons")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let prose = (files?.compactMap { $0 as? URL } ?? []).filter {
      $0.pathExtension == "md" && $0.lastPathComponent != "README.md"
    }
    return try prose.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).components(separatedBy: "{{").dropFirst()
        .compactMap { piece in
          guard let end = piece.range(of: "}}") else { return nil }
          let words = piece[..<end.lowerBound].split(separator: " ").map(String.init)
          return words.first.map(heads.contains) == true ? words : nil
        }
    }
  }

  @Test func everyTagOfTheLessonsIsKnown() throws {
    let training = try Self.tags(["chart", "train", "batches", "optimizers"])
    let checks = try Self.tags(["check"])
    let comparisons = try Self.tags(["vanish"])
    let graphs = try Self.tags(["cnn", "gpt"])
    #expect(graphs.count > 20)
    for words in graphs { #expect(GraphRunTag(words) != nil, "\(words)") }
    #expect(training.count > 50 && checks.count > 50 && comparisons.count > 50)
    for words in training { #expect(TrainingTag(words) != nil, "\(words)") }
    for words in checks { #expect(CheckTag(Array(words.dropFirst())) != nil, "\(words)") }
    for words in comparisons { #expect(VanishTag(Array(words.dropFirst())) != nil, "\(words)") }
  }

  @Test func wordsThatAskForNothingAreNoTags() {
    for words in [
      ["chart"], ["chart", "colours"], ["train", "loss"], ["batches", "steps-"],
      ["batches", "depth-1"], ["optimizers", "accuracy-x"], ["optimizers", "steps"], [],
    ] { #expect(TrainingTag(words) == nil, "\(words)") }
    for words in [[], ["mean"], ["least", "W1"], ["steps", "W1"], ["mean", "W1", "b1"]] {
      #expect(CheckTag(words) == nil, "\(words)")
    }
    for words in [["path"], ["first", "relu"], ["first", "step", "he"], ["depth", "relu", "he"]] {
      #expect(VanishTag(words) == nil, "\(words)")
    }
    #expect(TrainingTag(["batches", "rate-12"]) == .batchRun(.rate, run: 12))
    #expect(
      VanishTag(["first", "tanh", "normal:0.01"])
        == .network(.first, .init(activation: .tanh, initialization: "normal:0.01")))
  }

  /// Three images of two by two pixels in two classes.
  private static let images: Result<ImageDataset, DatasetError> = Result {
    () throws(DatasetError) in
    try ImageDataset(
      images: [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2]
        + [10, 200, 0, 255, 90, 30, 250, 0, 0, 128, 77, 33],
      labels: [0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 0], classes: 2)
  }

  private func check() throws -> NetworkCheck {
    var plan = NetworkCheckPlan()
    plan.network.widths = [4, 3, 2]
    plan.network.initialization = .normal(1)
    return try NetworkCheck(plan, images: try Self.images.get())
  }

  @Test(arguments: Language.allCases)
  func eachPieceOfACheckCanBeShown(language: Language) throws {
    let tags = CheckTags(
      try check(), language: language, numerals: Numerals(), figures: figures)
    for piece in CheckTag.Piece.allCases {
      let html = try #require(try tags.html(.piece(piece)))
      #expect(html.markup.contains(piece == .errors || piece == .steps ? "<figure" : "<table"))
    }
    #expect(tags.table.markup.contains("<th scope=\"row\">W1</th><td>12</td>"))
    for number in CheckTag.Number.allCases { #expect(!tags.text(number).isEmpty) }
    #expect(tags.text(.parameters) == "23" && tags.text(.network) == "4-3-2")
    #expect(tags.text(.others) == "11" && tags.text(.step) == "10⁻⁵")
    #expect(tags.text(.mean, of: "W3") == nil && tags.text(.maximum, of: "b2") != nil)
  }

  @Test(arguments: Language.allCases)
  func aNetworksCheckSaysWhetherAllAgree(language: Language) throws {
    func report(_ tolerance: Double) throws -> (passes: Bool, text: String) {
      let report = NetworkCheckReport(try check(), tolerance: tolerance, language: language)
      let written = Written()
      try report.writeTable(to: written.append)
      return (report.passes, written.text)
    }
    let good = try report(1e-6)
    #expect(good.passes)
    #expect(
      good.text.contains(
        Bilingual(en: "gradients agree with central differences", ko: "이내에서 중앙 차분과 일치합니다")[language]
      ))
    let bad = try report(0)
    #expect(!bad.passes)
    #expect(bad.text.contains(Bilingual(en: "by more than 0.", ko: "오차가 0을 넘습니다")[language]))
  }

  @Test func oneGradientIsSpokenOfAsOne() throws {
    func verdict(
      _ source: [Double], tolerance: Double, of kind: OperationKind = .exp
    ) -> String {
      let tape = Tape<Double>()
      let x = tape.leaf(Tensor(source), name: "x")
      let y = try? tape.record(.sum, [(try? tape.record(kind, [x])) ?? x])
      let trace = tape.backward(from: y ?? x)
      let check = tape.checkGradients(trace)
      return CheckVerdict(check.entries, tolerance: tolerance).text(Numerals())[.english]
    }
    #expect(verdict([0.3], tolerance: 1e-6).hasPrefix("The gradient agrees with"))
    #expect(verdict([0.3, 0.4], tolerance: 1e-6).hasPrefix("All 2 gradients agree with"))
    #expect(verdict([0.3], tolerance: -1) == "1 of 1 gradients differs by more than −1.")
    #expect(
      verdict([-1], tolerance: 1, of: .sqrt).hasSuffix("1 is NaN, and agrees with nothing."))
    #expect(
      CheckVerdict([], tolerance: 1).text(Numerals())[.english]
        == "There is nothing to hold against a difference.")
  }

  @Test func aRunWithoutExperimentsShowsNothing() throws {
    let tags = TrainingTags(
      training: nil, batches: nil, optimizers: nil, figures: figures, language: .english)
    for tag in [
      TrainingTag.chart(.loss), .number(.batch), .batchCurves(.steps), .optimizerCurves,
      .batchRun(.rate, run: 1), .accuracies,
    ] { #expect(try tags.html(tag) == nil) }
  }

  /// A graph without filters has none to show, and one that reads no text draws none.
  @Test func aGraphsRunShowsWhatItHas() throws {
    let parsed = try parseGraph(
      Array("param w = 1; L = (w - 3)^2; rate 0.1".utf8), file: "g"
    ).get()
    func run(_ steps: Int) throws -> TrainingResult {
      var plan = LearningPlan()
      plan.steps = steps
      return try Trainer(
        plan, of: .graph(title: LocalizedText(), name: "g"), on: .fixed, threads: 1
      ) { _ in try Model(Tape(converting: parsed.tape), loss: parsed.output) }.run()
    }
    let tags = GraphRunTags(
      run: GraphRun(before: try run(0), after: try run(3)), figures: figures, language: .english)
    let loss = try #require(try tags.html(.chart(.loss)))
    #expect(loss.markup.contains("<figure"))
    for piece in [
      GraphRunTag.Piece.chart(.filtersAfter), .chart(.measured), .samples(.before),
      .samples(.after), .number(.lastTest), .number(.firstPerplexity),
    ] { #expect(try tags.html(piece) == nil, "\(piece)") }
    #expect(tags.text(.steps) == "3" && tags.text(.parameters) == "1")
    #expect(GraphRunTag(["gpt", "last-perplexity"])?.experiment == .gpt)
    #expect(GraphRunTag(["cnn", "loss"])?.flow == .block)
    for words in [["gpt"], ["cnn", "filters"], ["rnn", "loss"]] {
      #expect(GraphRunTag(words) == nil, "\(words)")
    }
  }

  @Test func indicesFollowTheRows() {
    #expect(Shape([784, 50]).indices(of: 157) == [3, 7])
    #expect(entryName("W", [3, 7]) == "W[3, 7]" && entryName("b", []) == "b")
    #expect(Shape([]).indices(of: 0) == [])
  }
}
