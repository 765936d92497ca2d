import Foundation
import Testing

/// `backdraw book` and `backdraw train`, run as a reader runs them.
@Suite struct BookCommandTests {
  @Test func aBookBuiltTwiceHasTheSameBytes() throws {
    let folder = Folder()
    for name in ["a", "b"] {
      let run = try Program.run("book", "--lesson", "1", "-o", folder.path(name), "--quiet")
      #expect(run.status == 0)
    }
    for page in [
      "index.html", "ko/index.html", "en/contents/map-phone.svg", "ko/01-two-apples.html",
      "en/01-two-apples.html",
    ] {
      #expect(!folder.data("a/\(page)").isEmpty)
      #expect(folder.data("a/\(page)") == folder.data("b/\(page)"))
    }
  }

  @Test func oneLessonLeadsOnlyToWhatIsBuilt() throws {
    let folder = Folder()
    for lesson in ["2", "3"] {
      let run = try Program.run("book", "--lesson", lesson, "-o", folder.path("site"), "--quiet")
      #expect(run.status == 0)
    }
    let second = folder.text("site/en/02-apples-and-oranges.html")
    #expect(second.contains("href=\"index.html\"") && !second.contains("href=\"glossary.html"))
    #expect(
      !second.contains("href=\"01-two-apples.html") && second.contains(" of lesson 1"))
    let third = folder.text("site/en/03-local-computation.html")
    #expect(third.contains("href=\"02-apples-and-oranges.html"))
    #expect(!folder.text("site/en/index.html").contains("href=\"01-two-apples.html"))
  }

  @Test func lessonsShowTheEnginesNumbers() throws {
    let folder = Folder()
    _ = try Program.run("book", "--lesson", "22", "-o", folder.path("site"), "--quiet")
    let page = folder.text("site/en/22-two-layer-network.html")
    // L, ∂L/∂σ₃ and W₅ after the update, to the four digits that pages print.
    for number in ["0.5369", "1.711", "0.2727", "−0.4452"] {
      #expect(
        page.contains(number.hasPrefix("−") ? "<mn>\(number.dropFirst())</mn>" : ">\(number)<"))
    }
  }

  @Test func folderThatCannotBeCreatedIsNamed() throws {
    let folder = Folder()
    folder.write("a file", to: "file")
    let run = try Program.run("book", "--lesson", "1", "-o", folder.path("file/site"), "--quiet")
    #expect(run.status == 73)
    #expect(run.errors.contains(folder.path("file/site")))
  }

  @Test func brokenTemplatesNameTheirFile() throws {
    let folder = Folder()
    folder.write("{{#steps}}", to: "steps.mustache")
    let run = try Program.run(
      "book", "--lesson", "1", "--templates", folder.path(""), "-o", folder.path("site"))
    #expect(run.status == 65)
    #expect(run.errors.contains("steps.mustache:1: error:"))
  }
}

@Suite struct TrainCommandTests {
  @Test func aLossThatIsNoNumberIsNan() throws {
    let run = try Program.run(
      "train", "--steps", "2", "--initialization", "normal:1e200", "--format", "json", "--quiet")
    #expect(try run.object["losses"] as? [String] == ["nan", "nan"])
  }

  @Test func jsonHasTheRunAndItsEvaluations() throws {
    let run = try Program.run("train", "--steps", "3", "--format", "json", "--quiet")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let object = try run.object
    #expect(object["steps"] as? Int == 3)
    #expect(object["parameters"] as? Int == 39_760)
    #expect((object["losses"] as? [Double])?.count == 3)
    let epochs = try #require(object["epochs"] as? [[String: Any]])
    // After the first update and after the last, which is what the run is said to have reached.
    #expect(epochs.map { $0["step"] as? Int } == [0, 2])
    #expect(epochs.map { $0["updates"] as? Int } == [1, 3])
    let final = try #require(object["final"] as? [String: Double])
    #expect(final["test"] != epochs[0]["test"] as? Double)
    #expect(final["test"] == epochs[1]["test"] as? Double)
    #expect(final["train"] == epochs[1]["train"] as? Double)
  }

  /// What is saved after three updates, of which only the first is measured on the way.
  @Test func theFinalAccuraciesAreThoseOfWhatIsSaved() throws {
    let folder = Folder()
    let weights = folder.path("weights.safetensors")
    func final(_ arguments: String...) throws -> [String: Double]? {
      let run = try Program.run(["train", "--format", "json", "--quiet"] + arguments)
      #expect(run.status == 0)
      return try run.object["final"] as? [String: Double]
    }
    let learned = try final("--steps", "3", "--save", weights)
    #expect(try learned != nil && learned == final("--steps", "0", "--load", weights))
    let table = try Program.run("train", "--steps", "3", "--quiet")
    #expect(table.output.contains("\n      1  ") && table.output.contains("\n      3  "))
  }

  @Test func curvesAreDrawn() throws {
    let folder = Folder()
    let run = try Program.run(
      "train", "--steps", "2", "--language", "ko", "-o", folder.path("curves.svg"), "--quiet")
    #expect(run.status == 0)
    #expect(folder.text("curves.svg").contains("학습 과정"))
  }

  @Test func missingAndForeignDataAreNamed() throws {
    let folder = Folder()
    #expect(try Program.run("train", "--data", folder.path("none")).status == 66)
    for name in [
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte",
    ] { folder.write("not a data set", to: name) }
    let run = try Program.run("train", "--data", folder.path(""))
    #expect(run.status == 65)
    #expect(run.errors.contains("train-images-idx3-ubyte: error:"))
  }

  @Test func weightsAreSavedAndGoneOnWith() throws {
    let folder = Folder()
    let file = folder.path("w.safetensors")
    let run = try Program.run(
      "train", "--steps", "3", "--widths", "12", "--activation", "tanh", "--initialization",
      "xavier", "--optimizer", "adam", "--save", file, "--quiet")
    #expect(run.status == 0)
    let again = try Program.run(
      "train", "--load", file, "--steps", "0", "--format", "json", "--quiet")
    #expect(again.status == 0 && again.output.contains("\"network\": [784, 12, 10]"))
    let other = try Program.run("train", "--load", file, "--widths", "20", "--language", "en")
    #expect(other.status == 65 && other.errors.contains("784-12-10, not 784-20-10"))
    folder.write("no weights", to: "bad.safetensors")
    #expect(try Program.run("train", "--load", folder.path("bad.safetensors")).status == 65)
    #expect(try Program.run("train", "--load", folder.path("none")).status == 66)
  }

  @Test(arguments: [
    ["--steps", "0"], ["--rate", "-1"], ["--batch", "0"], ["-o", "x.gif"], ["--widths", "5,x"],
    ["--activation", "step"], ["--initialization", "zero"], ["--optimizer", "momentum:2"],
    ["--threads", "0"], ["--load", "w", "--initialization", "he"], ["--optimizer", "adam:0.9"],
    ["--optimizer", "adam:0.9,1"], ["--optimizer", "adam:0.9,0.99,0"], ["--schedule", "cosine"],
    ["--samples", "3"], ["--temperature", "1"], ["--set", "x=3"],
  ])
  func impossiblePlansAreRefused(arguments: [String]) throws {
    #expect(try Program.run(["train"] + arguments).status == 64)
  }
}
