import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ExplainCommandTests {
  @Test func figuresShowLocalDerivatives() throws {
    let graph = "x = 3; y = 2; z = x * y"
    let plain = try Program.run("explain", "-e", graph)
    let local = try Program.run("explain", "-e", graph, "--local")
    // Such a figure has more letters, and is none that follows a reader's numbers.
    let letters = [local, plain].map { $0.output.components(separatedBy: "<use ").count }
    #expect(local.status == 0 && letters[0] > letters[1])
    #expect(plain.output.contains("start([") && !local.output.contains("start(["))
    let text = try Program.run("explain", "-e", graph, "--local", "--format", "text")
    #expect(text.status == 64 && text.errors.contains("--local"))
  }

  @Test func thePageStandsAlone() throws {
    let folder = Folder()
    let run = try Program.run(
      "explain", "-", "-o", folder.path("a.html"), input: RenderCommandTests.apples)
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
    let page = folder.text("a.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<html lang=\"en\""))
    #expect(page.contains("<title>Two apples and a tax</title>") && page.contains("<svg"))
    #expect(page.components(separatedBy: "<h1").count == 2)
    #expect(page.contains("2 operations on 3 inputs give total."))
    #expect(!page.contains("src=\"http") && !page.contains("<script src"))
    // Of its numbers, its steps and its lights, which the page's policy names by their digests.
    #expect(page.components(separatedBy: "<script").count == 4)
    #expect(page.contains("script-src &#39;sha256-") || page.contains("script-src 'sha256-"))
  }

  @Test func aFragmentIsAPieceWithAnIDOfItsOwn() throws {
    let run = try Program.run(
      "explain", "-e", "x = 3; y = x * x + 1", "--fragment", "--id", "square")
    #expect(run.status == 0 && run.output.hasPrefix("<section id=\"square\""))
    // Letters are defined in the fragment, under its name.
    #expect(run.output.contains("<use href=\"#square-g"), "letters are shared with the page")
    #expect(!run.output.contains("id=\"g"))
    let folder = Folder()
    for arguments in [
      ["--fragment", "--id", "1a"], ["--id", "a"],
      ["--fragment", "-o", folder.path("a.tex")], ["--fragment", "--format", "text"],
    ] {
      let run = try Program.run(["explain", "-e", "x = 3; y = x * x"] + arguments)
      #expect(run.status == 64 && run.output.isEmpty, "\(arguments): \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func anEmptyTitleOrLabelIsNone() throws {
    let run = try Program.run(
      "explain", "-e", "title \"\"; label x \"\"; x = 3; y = 2 * x", "--language", "en")
    #expect(run.output.contains("<h1>A computation and its gradients</h1>"))
    #expect(!run.output.contains("<title></title>") && run.output.contains("<mi>x</mi>"))
  }

  @Test func aNumberInAnExpressionIsNoInput() throws {
    let run = try Program.run(
      "explain", "-e", "x = 3; y = 2 * x + 1", "--format", "text", "--language", "en")
    #expect(run.output.contains("2 operations on 1 input give y."))
  }

  @Test func ofConstantsAloneNothingFlowsBack() throws {
    let run = try Program.run(
      "explain", "-e", "const c = 3; y = 2 * c", "--format", "text", "--language", "en")
    #expect(run.output.contains("constants alone, so no gradient flows back.\n"))
    #expect(!run.output.contains("From the output back"))
    #expect(!run.output.contains("--of"))
  }

  @Test func pagesRepeatInBothLanguages() throws {
    for language in ["ko", "en"] {
      let first = try Program.run(
        "explain", "-", "--language", language, input: RenderCommandTests.apples)
      let second = try Program.run(
        "explain", "-", "--language", language, input: RenderCommandTests.apples)
      #expect(first.status == 0 && first.output.contains("lang=\"\(language)\""))
      #expect(first.standardOutput == second.standardOutput)
    }
  }

  @Test func namesAreTextAndNoMarkup() throws {
    let graph = #"title "<script>alert(1)</script>"; x = 3; y = x^2; label x "<b>&\"""#
    let run = try Program.run("explain", "-", input: graph)
    #expect(run.status == 0)
    #expect(!run.output.contains("<script>alert") && !run.output.contains("<b>&"))
  }

  @Test func templatesOfAFolderTakeThePlaceOfThoseBuiltIn() throws {
    let folder = Folder()
    folder.write("body { color: rebeccapurple }", to: "style.css")
    let run = try Program.run("explain", "-e", "x = 3; y = x^2", "--templates", folder.url.path)
    #expect(run.status == 0 && run.output.contains("rebeccapurple"))
    folder.write("{{#broken}}", to: "page.mustache")
    let broken = try Program.run("explain", "-e", "x = 3; y = x^2", "--templates", folder.url.path)
    #expect(broken.status == 65 && broken.errors.contains("page.mustache:"))
    #expect(try Program.run("explain", "-e", "x=1;y=x", "--templates", "/no/such").status == 66)
  }

  @Test func oneVariableIsDerivedWithItsProof() throws {
    let run = try Program.run(
      "explain", "-", "--of", "apple", "--language", "en", input: RenderCommandTests.apples)
    #expect(run.status == 0 && run.output.contains("The chain rule for ∂total/∂apple"))
    #expect(run.output.contains("the central difference is 2.2"))
    #expect(!run.output.contains("Forward pass<"))
    let misspelt = try Program.run(
      "explain", "-", "--of", "aple", "--language", "en", input: RenderCommandTests.apples)
    #expect(misspelt.status == 64 && misspelt.output.isEmpty)
    #expect(
      misspelt.errors == "--of: error: the graph has no 'aple'; did you mean 'apple'?\n")
  }

  @Test func figureAndStepsLeadToOneAnother() throws {
    let run = try Program.run("explain", "-", input: RenderCommandTests.apples)
    let page = run.output
    // Steps 1 and 2 go forward; on the way back the product with the tax comes first.
    for (node, step) in [("3", "4"), ("4", "3")] {
      let id = "frames-figure-n\(node)"
      #expect(page.contains("<a id=\"\(id)\" href=\"#frames-\(step)\""))
      #expect(page.contains("<li id=\"b\(node)\">") && page.contains("href=\"#\(id)\""))
    }
    let part = try Program.run(
      "explain", "-", "--fragment", "--language", "en", input: RenderCommandTests.apples
    ).output
    #expect(part.contains("-figure-n3\" href=\"#backdraw-") && !part.contains("transport\""))
  }

  @Test func aWorksheetHasItsAnswersBehindIt() throws {
    let run = try Program.run(
      "explain", "-", "--blank", "--language", "en", input: RenderCommandTests.apples)
    #expect(run.status == 0)
    let parts = run.output.components(separatedBy: "<section class=\"answers\">")
    #expect(parts.count == 2)
    #expect(parts[0].contains("class=\"blank\"") && !parts[0].contains(">220</mn>"))
    #expect(!parts[1].contains("class=\"blank\"") && parts[1].contains(">220</mn>"))
    let boxes = run.output.matches(of: #/viewBox="[^"]*"/#).map { String($0.output) }
    #expect(boxes.count == 2 && boxes[0] == boxes[1])
    let wrong = try Program.run(
      "explain", "-", "--blank", "--format", "text", input: RenderCommandTests.apples)
    #expect(wrong.status == 64 && wrong.output.isEmpty)
  }

  @Test func aWideWorksheetLiesAcross() throws {
    let wide = "x0 = 1; " + (1...9).map { "x\($0) = exp(0 * x\($0 - 1))" }.joined(separator: "; ")
    let across = try Program.run("explain", "-e", wide, "--blank").output
    #expect(across.components(separatedBy: "<figure class=\"wide across\"").count == 3)
    let narrow = try Program.run("explain", "-", "--blank", input: RenderCommandTests.apples)
    #expect(!narrow.output.contains("wide across"))
  }

  @Test func aPageHasThePageEnding() throws {
    #expect(try Program.run("explain", "-e", "x = 1; y = x", "-o", "a.png").status == 64)
    #expect(try Program.run("explain", "-e", "x = 1; y = x", "-o", "/tmp").status == 73)
  }

  @Test func theEndingOrTheFormatChoosesTheForm() throws {
    let folder = Folder()
    let graph = "사과 = 2; y = 사과^2; title ko \"제곱\""
    let run = try Program.run(
      "explain", "-e", graph, "--language", "ko", "-o", folder.path("a.tex"), "-o",
      folder.path("a.txt"), "-o", folder.path("a.html"))
    #expect(run.status == 0 && folder.names.count == 3)
    #expect(folder.text("a.html").hasPrefix("<!DOCTYPE html>"))
    let latex = folder.text("a.tex")
    #expect(latex.hasPrefix("% !TeX program = xelatex\n"))
    #expect(latex.contains("\\usepackage{amsmath") && latex.contains("\\usepackage{kotex}"))
    #expect(latex.contains(#"\frac{\partial y}{\partial \text{사과}} &= 2 \cdot \text{사과}"#))
    let text = folder.text("a.txt")
    #expect(text.hasPrefix("제곱\n════\n") && text.contains("∂y/∂사과 = 2 · 사과 = 2 · 2 = 4"))
    let stream = try Program.run("explain", "-e", "x = 1; y = x", "--format", "latex")
    #expect(stream.status == 0 && !stream.output.contains("kotex"))
    #expect(stream.output.hasPrefix("% !TeX program = pdflatex\n"))
  }

  @Test func formsThatContradictAreRefused() throws {
    for arguments in [
      ["--format", "latex", "-o", "a.html"], ["--format", "html", "-o", "a.txt"],
      ["-o", "a.doc"], ["--format", "word"],
    ] {
      let run = try Program.run(["explain", "-e", "x = 1; y = x"] + arguments)
      #expect(run.status == 64 && run.output.isEmpty && !run.errors.isEmpty)
    }
  }

  /// Without a graph, the word behind the option would be one.
  @Test func aMisspeltSelectionIsNoFile() throws {
    for (word, words) in [
      ("gradientz", "did you mean 'gradients'?"), ("apfel", "give a selection of these"),
    ] {
      let run = try Program.run("explain", "--blank", word, "--language", "en")
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("--blank: error: '\(word)' is neither a graph file nor one of"))
      #expect(run.errors.contains(words))
    }
    let other = try Program.run("explain", "--blank", "gone.graph", "--language", "en")
    #expect(other.status == 66 && other.errors.contains("no such file"))
  }

  @Test func oneEntryIsDerivedInFull() throws {
    let graph = "W = [[1, 2], [3, 4]]; x = [5, 6]; L = sum(x @ W)"
    let run = try Program.run(
      "explain", "-e", graph, "--entry", "W[-1, 0]", "--entry", "x[1]", "--format", "text")
    #expect(run.status == 0 && run.output.contains("∂L/∂W[1, 0] = ∂L/∂u₁[0] · x[1] = 1 · 6 = 6"))
    #expect(run.output.contains("= 1 · 3 + 1 · 4\n"))
    #expect(!run.output.contains("Forward pass"))
    let page = try Program.run("explain", "-e", graph, "--entry", "x[1]")
    #expect(page.status == 0 && page.output.contains("<mtext>[1]</mtext>"))
  }

  @Test func entriesThatDoNotExistAreRefused() throws {
    let graph = "W = [[1, 2], [3, 4]]; const k = [1, 2]; c = 2; L = sum(k @ W) * c"
    for (entry, words) in [
      ("W[2,0]", "0 to 1, 0 to 1"), ("W[0]", "2 whole numbers"), ("W", "NAME[ROW, COLUMN]"),
      ("c[0]", "--of c"), ("k[0]", "constant"), ("V[0,0]", "no 'V'"), ("W[0,x]", "whole numbers"),
    ] {
      let run = try Program.run("explain", "-e", graph, "--entry", entry)
      #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(words))
      let korean = try Program.run("explain", "-e", graph, "--entry", entry, "--language", "ko")
      #expect(korean.status == 64 && korean.errors != run.errors)
    }
  }

  @Test func theOtherModes() throws {
    let graph = "x = 3; v = [1, 2]; c = 2; const k = 4; u = x * c; L = u * x + sum(v) * k"
    func text(_ arguments: String...) throws -> String {
      try Program.run(["explain", "-e", graph, "--format", "text"] + arguments).output
    }
    let forward = try text("--mode", "forward", "--of", "x")
    #expect(forward.contains("∂u/∂x = c = 2"))
    #expect(forward.contains("The backward pass found the same: ∂L/∂x = 12."))
    #expect(forward.contains("needs 4 passes"))
    #expect(try text("--mode", "forward", "--entry", "v[1]").contains("∂L/∂v[1] = 4"))
    #expect(
      try text("--mode", "paths", "--of", "x").contains("There are 2 paths, which take 5 arrows"))
    #expect(try text("--mode", "jacobian").contains("= [1, 1]"))
    for (wrong, words) in [
      (["--mode", "forward"], "it is not said from where"),
      (["--mode", "forward", "--of", "v"], "--entry 'v[0]'"),
      (["--mode", "forward", "--of", "k"], "'k' is a constant"),
      (["--mode", "paths", "--of", "k"], "'k' is a constant"),
      (["--mode", "paths", "--entry", "v[0]"], "whole nodes"),
      (["--mode", "jacobian", "--of", "x"], "is not the result of an operation"),
      (["--mode", "forward", "--of", "x", "--blank"], "leave out"),
      (["--blank", "gradientz"], "more than one graph"),
      (["--steps", "3"], "the graph has no rate"), (["--steps", "0"], "is not from 1 to 1000"),
      (["--steps", "3", "--of", "x"], "leave out --mode"),
    ] {
      let run = try Program.run(["explain", "-e", graph] + wrong)
      #expect(run.status == 64 && run.output.isEmpty, "\(wrong)")
      #expect(run.errors.contains(words), "\(wrong): \(run.errors)")
    }
  }
}
