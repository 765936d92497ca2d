import Foundation
import Testing

@Suite struct QuizCommandTests {
  private static let graph = "x = choose(2, 3, 4, 5); w = choose(-2, 3); y = x * w; L = y * y"

  @Test func variantsAreTheSameOnEveryRun() throws {
    let folder = Folder()
    for run in ["a", "b"] {
      let result = try Program.run(
        ["quiz", "-e", Self.graph, "--variants", "3", "--seed", "2026", "--nice", "3"]
          + ["xml", "zip", "gift"].flatMap { ["-o", folder.path("\(run).\($0)")] })
      #expect(result.status == 0 && result.errors.isEmpty)
    }
    for ending in ["xml", "zip", "gift"] {
      #expect(folder.data("a.\(ending)") == folder.data("b.\(ending)"))
    }
    #expect(folder.text("a.xml").components(separatedBy: "type=\"cloze\"").count == 4)
    // More variants leave the first ones as they are.
    _ = try Program.run(
      "quiz", "-e", Self.graph, "--variants", "2", "--seed", "2026", "--nice", "3", "-o",
      folder.path("c.xml"))
    func first(_ name: String) -> String {
      folder.text(name).components(separatedBy: "</question>").dropFirst().first ?? "none: \(name)"
    }
    #expect(first("a.xml") == first("c.xml"))
  }

  /// Who does not see the figure hears which number each letter asks for.
  @Test func lettersAreInTheWordsOfTheFigure() throws {
    let folder = Folder()
    let run = try Program.run(
      "quiz", "-e", "x = 3; w = 2; y = x * w; L = y * y + x", "-o", folder.path("q.xml"),
      "--language", "en")
    #expect(run.status == 0)
    let words = try #require(
      folder.text("q.xml").components(separatedBy: "alt=&quot;").dropFirst().first?
        .components(separatedBy: "&quot;").first)
    for letter in "abcdefghi" {
      #expect(words.components(separatedBy: "(\(letter))").count == 2, "\(letter): \(words)")
    }
    #expect(words.contains("x (3) × w (2) gives y (a)") && !words.contains("?"))
  }

  @Test(arguments: [
    (["-e", "x = 3; y = x * x", "--variants", "2", "-o", "q.xml"], Int32(64), "draws no numbers"),
    (["-e", "x = 3; y = x * x", "-o", "q.doc"], 64, "no form of quiz"),
    (["-e", "x = 3; y = x * x"], 64, "an output is missing"),
    (["-e", "x = 0; y = log(x)", "-q", "-o", "q.xml"], 65, "not finite"),
    (["-e", "x = choose(1.234, 1.235); y = x * x", "--nice", "2", "-o", "q.xml"], 65, "value:y"),
    (["-e", "x = zeros([20, 20]); y = sum(x * x)", "-o", "q.xml"], 65, "1 to 200"),
    (["-e", "x = 3; y = x * x", "--blank", "none", "-o", "q.xml"], 64, "nothing would be asked"),
  ])
  func whatCannotBeAskedIsRefused(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let folder = Folder()
    let result = try Program.run(
      ["quiz"] + arguments.map { $0.hasPrefix("q.") ? folder.path($0) : $0 })
    #expect(result.status == status && result.errors.contains(words), "\(result.errors)")
    #expect(folder.names.isEmpty)
  }
}
