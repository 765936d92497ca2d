import Autodiff
import Foundation
import Testing

@testable import Derivation

@Suite struct LaTeXWriterTests {
  private let writer = LaTeXWriter()

  @Test func derivativesAreFractions() {
    #expect(
      writer.inline([.derivative(of: "L", by: .name("W1")), "=", .number("−0.5")])
        == #"$\frac{\partial L}{\partial W_{1}} = -0.5$"#)
    #expect(writer.text(.scientific("−1.5", exponent: -7)) == #"-1.5 \times 10^{-7}"#)
    #expect(writer.text(.superscript(.name("sigma_3"), .number("2"))) == #"{\sigma_{3}}^{2}"#)
  }

  @Test func namesAreEscaped() {
    #expect(writer.text(.name("사과")) == #"\text{사과}"#)
    #expect(writer.text(.name("a_long_name")) == #"\text{a\_long\_name}"#)
    #expect(writer.text(.name("price")) == #"\mathrm{price}"#)
    #expect(
      LaTeXCharacters.prose(#"100% #1 {a} $x$ & \ ~ ^ W₁ ≤ ∂"#)
        == ##"100\% \#1 \{a\} \$x\$ \& \textbackslash{} \textasciitilde{} "##
        + #"\textasciicircum{} W$_{1}$ $\le$ $\partial$"#)
    #expect(LaTeXCharacters.prose("a\u{1B}[0m\n") == "a [0m ")
  }

  @Test func tallBracketsGrow() {
    #expect(writer.text(.fenced("x")) == "( x )")
    #expect(
      writer.text(.fenced(.fraction("a", "b")))
        == #"\mathopen{}\left( \frac{a}{b} \right)\mathclose{}"#)
  }

  /// All that a derivation of every operation needs.
  private static let commands: Set<String> = [
    "frac", "partial", "mathrm", "text", "sqrt", "left", "right", "mathopen", "mathclose", "begin",
    "end", "sum", "prod", "underset", "cdot", "circ", "times", "approx", "ne", "le", "ge", "exp",
    "ln",
    "log",
    "sin", "cos", "tanh", "max", "min", "operatorname", "sigma", "pi", "prime", "infty", "_", "\\",
    "tfrac", "dots", "mathbf", "cdots", "surd", "textasciicircum", "small", "qquad", "parbox",
    "raggedright", "bigl", "bigr", "Bigl", "Bigr", "scalebox", "displaystyle",
  ]

  private func blocks() throws -> [String] {
    try OperationGraphs.all.map { graph in
      let whole = Derivation(try trace(graph.text), language: .english)
      let parts = Derivation(
        try trace(graph.text, expanding: Set(OperationKind.composites)), language: .english)
      let steps = whole.forward + whole.backward + parts.backwardSteps(first: 1_000)
      return writer.block(steps.flatMap(\.equations))
    }
  }

  @Test func everyOperationIsBalancedAndKnown() throws {
    var unknown: Set<String> = []
    for block in try blocks() {
      var (depth, lowest) = (0, 0)
      var fences = 0
      var rest = Substring(block)
      while let character = rest.popFirst() {
        switch character {
        case "{": depth += 1
        case "}": depth -= 1
        case "\\":
          let word = rest.prefix { $0.isLetter }
          let command = word.isEmpty ? String(rest.prefix(1)) : String(word)
          rest = rest.dropFirst(command.count)
          if !Self.commands.contains(command) { unknown.insert(command) }
          fences += command == "left" ? 1 : command == "right" ? -1 : 0
        default: #expect(character.isASCII, "\(character) in \(block)")
        }
        lowest = min(lowest, depth)
      }
      #expect(depth == 0 && lowest == 0 && fences == 0)
      #expect(
        block.components(separatedBy: "\\begin{").count
          == block.components(separatedBy: "\\end{").count)
    }
    #expect(unknown == [])
  }

  private static let engine = ["/usr/bin/pdflatex", "/usr/local/bin/pdflatex", "/usr/bin/xelatex"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: engine != nil, "no LaTeX here"))
  func everyOperationCompilesUnderAmsmath() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "backdraw-latex-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let document =
      "\\documentclass{article}\\usepackage{amsmath,graphicx}\\allowdisplaybreaks\\begin{document}\n"
      + (try blocks().joined(separator: "\n")) + "\\end{document}\n"
    try document.write(
      to: folder.appendingPathComponent("a.tex"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.engine ?? "/usr/bin/false")
    process.arguments = ["-interaction=batchmode", "-halt-on-error", "a.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = FileManager.default.contents(
      atPath: folder.appendingPathComponent("a.log").path)
    #expect(
      process.terminationStatus == 0,
      "\(String(decoding: (log ?? Data()).suffix(1_500), as: UTF8.self))")
    #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("a.pdf").path))
  }
}
