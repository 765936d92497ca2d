import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct RenderCommandTests {
  static let apples = """
    title "Two apples and a tax"
    title ko "사과 두 개와 소비세"
    apple = 100; count = 2; tax = 1.1
    price = apple * count
    total = price * tax
    label ko apple "사과"
    """

  @Test func whatCollapsesMustBeThere() throws {
    let graph = "layer \"A\"; x = 2; y = x * x; layer end; z = y + 1"
    let right = try Program.run("render", "-e", graph, "--format", "svg", "--collapse", "A")
    #expect(right.status == 0)
    let wrong = try Program.run(
      "render", "-e", graph, "--format", "svg", "--collapse", "B", "--language", "en")
    #expect(wrong.status == 64 && wrong.output.isEmpty)
    #expect(
      wrong.errors.contains("no layer or function")
        && wrong.errors.contains("use all, or some of A"))
  }

  @Test func lettersAreOutlinesOrText() throws {
    let outlines = try Program.run("render", "-e", Self.apples, "--format", "svg")
    #expect(outlines.output.contains("<use") && !outlines.output.contains("<text"))
    let text = try Program.run("render", "-e", Self.apples, "--format", "svg", "--text", "text")
    #expect(text.status == 0 && text.output.contains("<text") && !text.output.contains("<use"))
    for number in ["100", "220", "2.2", "110"] { #expect(text.output.contains(">\(number)<")) }
    // Nothing but an SVG has letters of two kinds.
    let wrong = try Program.run("render", "-e", Self.apples, "--format", "tikz", "--text", "text")
    #expect(wrong.status == 64 && wrong.output.isEmpty && wrong.errors.contains("--text"))
  }

  @Test func aPatternCollapsesManyAndEqualOnesFold() throws {
    var graph = "x = 2; h0 = x * 1\n"
    for index in 1...50 {
      graph += "layer \"Layer \(index)\"\nlayer ko \"은닉층 \(index)\"\n"
      graph += "w\(index) = 1.0\(index); h\(index) = tanh(h\(index - 1) * w\(index))\n"
    }
    graph += "layer end\nL = h50^2"
    func words(_ arguments: String...) throws -> String {
      let run = try Program.run(
        ["render", "-", "--format", "svg"] + arguments, input: graph)
      #expect(run.status == 0 && run.errors.isEmpty)
      return run.output
    }
    for pattern in ["Layer *", "*", "은닉*", "all"] {
      #expect(try words("--collapse", pattern).contains("data-node"))
      #expect(try words("--collapse", pattern) == words("--collapse", "all"))
    }
    func nodes(_ svg: String) -> Int {
      Set(svg.matches(of: /data-node="\d+"/).map { String($0.output) }).count
    }
    #expect(try nodes(words("--collapse", "all")) < 8)
    #expect(try nodes(words("--collapse", "all", "--fold", "none")) > 50)
    let wrong = try Program.run(
      "render", "-", "--format", "svg", "--collapse", "Lager *", input: graph)
    #expect(wrong.status == 64 && wrong.errors.contains("use all, or some of "))
  }

  @Test func aFigureFitsASlide() throws {
    let run = try Program.run(
      "render", "-", "--format", "svg", "--aspect", "16:9", "--width", "1600", input: Self.apples)
    #expect(run.status == 0)
    #expect(run.output.contains("viewBox=\"0 0 1600 900\""))
    for aspect in ["16", "0:9", "16:9:1", "wide", "100:1"] {
      #expect(
        try Program.run(
          "render", "-", "--format", "svg", "--aspect", aspect, input: Self.apples
        ).status == 64)
    }
  }

  @Test func eachEndingIsAForm() throws {
    let folder = Folder()
    let run = try Program.run(
      "render", "-", "-o", folder.path("a.svg"), "-o", folder.path("a.png"), "-o",
      folder.path("a.PDF"), input: Self.apples)
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
    #expect(folder.names == ["a.PDF", "a.png", "a.svg"])
    #expect(folder.text("a.svg").hasPrefix("<?xml"))
    #expect(folder.data("a.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(folder.text("a.PDF").hasPrefix("%PDF"))
  }

  @Test(arguments: ["svg", "png", "pdf"])
  func bytesRepeatInAnotherProcess(format: String) throws {
    let first = try Program.run("render", "-", "--format", format, input: Self.apples)
    let second = try Program.run("render", "-", "--format", format, input: Self.apples)
    #expect(first.status == 0 && !first.standardOutput.isEmpty)
    #expect(first.standardOutput == second.standardOutput)
  }

  @Test func theLanguageChoosesTitleLabelsAndDescription() throws {
    let korean = try Program.run(
      "render", "-", "--format", "svg", "--language", "ko", input: Self.apples
    ).output
    #expect(korean.contains("사과 두 개와 소비세</title>") && korean.contains("lang=\"ko\""))
    let english = try Program.run("render", "-", "--format", "svg", input: Self.apples).output
    #expect(english.contains("Two apples and a tax</title>") && english.contains("lang=\"en\""))
    #expect(english.contains("price 200"))
  }

  @Test func namesAreTextAndNoMarkup() throws {
    let graph = #"title "<script>alert(1)</script> \"&"; x = 3; y = x^2; label x "<b>&\"""#
    let run = try Program.run("render", "-", "--format", "svg", input: graph)
    #expect(run.status == 0)
    #expect(run.output.contains("&lt;script&gt;") && !run.output.contains("<script"))
    #expect(!run.output.contains("<b>"))
    #expect(XMLParser(data: run.standardOutput).parse())
  }

  @Test func theScaleIsThatOfThePixels() throws {
    func width(_ options: String...) throws -> Int {
      let run = try Program.run(
        ["render", "-", "--format", "png"] + options, input: Self.apples)
      return run.standardOutput[16..<20].reduce(0) { $0 << 8 + Int($1) }
    }
    let plain = try width()
    #expect(abs(try width("--scale", "2") - 2 * plain) <= 1)
    #expect(abs(try width("--width", "640") - 640) <= 1)
  }

  @Test func themesAndStylesDiffer() throws {
    func svg(_ options: String...) throws -> String {
      let run = try Program.run(["render", "-", "--format", "svg"] + options, input: Self.apples)
      #expect(run.status == 0)
      return run.output
    }
    let plain = try svg()
    #expect(try svg("--theme", "dark").contains("#111827"))
    for options in [
      ["--pass", "forward"], ["--labels", "none"], ["--direction", "tb"], ["--style", "cs231n"],
      ["--blank", "gradients"], ["--font", "DejaVu Sans"], ["--theme", "print"],
    ] {
      #expect(try svg(options[0], options[1]) != plain, "\(options)")
    }
  }

  @Test func theAnswersStandWhereTheBlanksWere() throws {
    func places(_ options: String...) throws -> String {
      let run = try Program.run(
        ["render", "-", "--format", "layout"] + options, input: Self.apples)
      #expect(run.status == 0 && run.errors.isEmpty)
      return run.output.replacing(#/"text": ".*"/#, with: "")
    }
    let blank = try places("--blank", "all")
    #expect(try blank == places("--blank", "all", "--answers") && blank != places())
    let alone = try Program.run(
      "render", "-", "--format", "svg", "--answers", input: Self.apples)
    #expect(alone.status == 64 && alone.errors.contains("--blank"))
  }

  @Test(arguments: [("en", "too small to write in"), ("ko", "쓰기 어렵습니다")])
  func blanksTooSmallToWriteInAreSaid(language: String, words: String) throws {
    func run(_ options: String...) throws -> Program.Run {
      try Program.run(
        ["render", "-", "--format", "svg", "--language", language, "--blank", "gradients"]
          + options, input: Self.apples)
    }
    let narrow = try run("--width", "100")
    #expect(narrow.status == 0 && narrow.output.contains("<svg"))
    #expect(narrow.errors.contains(words) && narrow.errors.split(separator: "\n").count == 1)
    #expect(try run("--width", "100", "--quiet").errors.isEmpty)
    #expect(try run("--width", "400").errors.isEmpty)
  }

  @Test func theLayoutIsJSON() throws {
    let run = try Program.run("render", "-", "--format", "layout", input: Self.apples)
    let layout = try run.object
    let nodes = try #require(layout["nodes"] as? [[String: Any]])
    let edges = try #require(layout["edges"] as? [[String: Any]])
    #expect(nodes.compactMap { $0["id"] as? Int }.sorted() == [0, 1, 2, 3, 4])
    #expect(edges.count == 4 && layout["width"] is Double)
    for edge in edges {
      let path = try #require(edge["path"] as? [[Double]])
      #expect(path.count % 3 == 1 && path.allSatisfy { $0.count == 2 })
    }
    let folder = Folder()
    _ = try Program.run("render", "-", "-o", folder.path("a.json"), input: Self.apples)
    #expect(folder.data("a.json") == run.standardOutput)
  }

  @Test func framesAreNumberedFilesOrPages() throws {
    let folder = Folder()
    let run = try Program.run(
      "render", "-", "--frames", "-o", folder.path("a.svg"), "-o", folder.path("a.pdf"),
      input: Self.apples)
    #expect(run.status == 0)
    #expect(folder.names == ["a-01.svg", "a-02.svg", "a-03.svg", "a-04.svg", "a.pdf"])
    #expect(folder.text("a-01.svg") != folder.text("a-02.svg"))
    let strip = try Program.run("render", "-", "--strip", "--format", "svg", input: Self.apples)
    #expect(strip.status == 0 && strip.output.contains("frame-4"))
    #expect(try Program.run("render", "-e", "x = 1", "--frames", "--format", "pdf").status == 0)
    #expect(
      try Program.run("render", "-", "--frames", "--format", "svg", input: Self.apples).status == 64
    )
  }

  static let refused: [(options: String, status: Int32)] = [
    ("-o figure", 64), ("-o figure.bmp", 64), ("-o /", 73), ("", 64), ("-o /no/folder/a.svg", 73),
    ("--format svg --scale 0", 64), ("--format svg --scale inf", 64),
    ("--format svg --width 0", 64), ("--format svg --theme pink", 64),
    ("--format svg --font NoSuchFont", 64), ("--format png --scale 1000", 73),
  ]

  @Test(arguments: refused)
  func whatCannotBeDrawnIsSaid(options: String, status: Int32) throws {
    let words = options.split(separator: " ").map(String.init)
    let run = try Program.run(["render", "-"] + words, input: Self.apples)
    #expect(run.status == status && run.output.isEmpty && !run.errors.isEmpty)
  }

  /// A Korean message about fonts is Korean but for the names in it.
  @Test func whatFontsLackIsSaidInKorean() throws {
    func errors(_ graph: String, _ options: String...) throws -> String {
      let run = try Program.run(
        ["render", "-e", graph, "--format", "svg", "--language", "ko"] + options)
      #expect(run.status != 0 && run.output.isEmpty)
      return run.errors
    }
    #expect(
      try errors("x = 1; y = x", "--font", "DejaVu Sanz").hasPrefix(
        "오류: \"DejaVu Sanz\" 글꼴이 설치되어 있지 않습니다. 혹시 \"DejaVu Sans\""))
    #expect(
      try errors("x = 1; y = x; label x \"\u{10ABCD}\"") == """
        오류: "\u{10ABCD}"에 쓸 글자가 어느 글꼴에도 없습니다(U+10ABCD '\u{10ABCD}'). \
        사용자 정의 영역의 글자이므로 그 글자가 든 글꼴을 설치하십시오

        """)
  }

  @Test func aGraphTooLargeForPixelsIsRefusedAtOnce() throws {
    let lines = (1...50_000).map { "x\($0) = x\($0 - 1) + 1" }.joined(separator: "\n")
    let start = Date()
    let run = try Program.run("render", "-", "--format", "png", input: "x0 = 1\n" + lines)
    #expect(run.status == 73 && run.errors.contains("--scale"))
    #expect(Date().timeIntervalSince(start) < 30)
  }

  // MARK: The network

  static let neurons = """
    const x = [[1, 2], [3, 4]]; param W = [[0.5], [-1]]; param b = 0.25
    y = sigmoid(affine(x, W, b)); L = mean(y)
    """

  @Test func aNetworkIsDrawnInEveryForm() throws {
    for form in ["svg", "tikz"] {
      let run = try Program.run("render", "-e", Self.neurons, "--view", "network", "--format", form)
      #expect(run.status == 0 && run.errors.isEmpty && !run.output.isEmpty)
    }
    let text = try Program.run(
      "render", "-e", Self.neurons, "--view", "network", "--sample", "2", "--format", "svg",
      "--text", "text", "--language", "ko")
    // 3 · 0.5 − 4 + 0.25
    #expect(text.output.contains(">−2.25<") && text.output.contains("뉴런 1개, 시그모이드"))
  }

  @Test(arguments: [
    (["--view", "network", "--sample", "3"], "there is no sample 3: the graph has 2", 64),
    (["--sample", "2"], "add --view network", 64), (["--by", "weight"], "add --view network", 64),
    (["--view", "network", "--style", "cs231n"], "does not go with --view network", 64),
    (["--view", "network", "--blank", "products"], "does not go with --view network", 64),
    (["--view", "network", "--expand", "sigmoid"], "does not go with --view network", 64),
    (["--view", "network", "--format", "dot"], "does not go with --view network", 64),
    (
      ["--view", "network", "--by", "gradient", "--blank", "gradients"],
      "it draws the gradients that --pass or --blank leaves out", 64
    ),
    (
      ["--view", "network", "--by", "gradient", "--pass", "forward"],
      "it draws the gradients that --pass or --blank leaves out", 64
    ),
    (["--view", "network", "--collapse", "f"], "does not go with --view network", 64),
    (["--view", "network", "--by", "value"], "does not go with --view network", 64),
    (["--by", "gradient", "--blank", "gradients"], "--pass or --blank leaves out", 64),
    (["--by", "value", "--pass", "backward"], "--pass or --blank leaves out", 64),
    (["--animate", "--format", "pdf"], "pdf does not play", 64),
    (["--animate", "--frames"], "does not go with --frames", 64),
  ])
  func whatANetworkHasNotIsRefused(_ options: [String], _ words: String, _ status: Int32) throws {
    let form = options.contains("--format") ? [] : ["--format", "svg"]
    let run = try Program.run(["render", "-e", Self.neurons, "--language", "en"] + options + form)
    #expect(run.status == status && run.output.isEmpty && run.errors.contains(words))
  }

  @Test func whatIsNoNetworkIsRefused() throws {
    let run = try Program.run(
      "render", "-e", Self.apples, "--view", "network", "--format", "svg", "--language", "ko")
    #expect(run.status == 65 && run.output.isEmpty && run.errors.contains("뉴런을 찾지 못했습니다"))
  }

  @Test func aTitleAndALegendAreDrawn() throws {
    let run = try Program.run(
      "render", "-e", Self.apples, "--title", "--legend", "--format", "svg", "--text", "text",
      "--language", "ko")
    #expect(run.status == 0 && run.errors.isEmpty)
    for word in ["사과", "소비세", "순전파", "역전파", "기울기"] {
      #expect(run.output.contains(word))
    }
  }

  @Test func localDerivativesStandInEveryForm() throws {
    for form in ["svg", "tikz", "dot", "layout"] {
      let run = try Program.run(
        "render", "-e", "x = 3; y = 5; z = x * y", "--local", "--format", form)
      #expect(run.status == 0 && run.errors.isEmpty)
      if form == "dot" || form == "layout" { #expect(run.output.contains("∂z/∂x = y = 5")) }
    }
  }

  @Test func symbolsStandInEveryForm() throws {
    for form in ["svg", "tikz", "dot", "mermaid", "layout"] {
      let run = try Program.run(
        "render", "-e", "X = [[3, 5]]; W = [[2], [7]]; z = sum(X @ W)", "--symbols", "--format",
        form)
      #expect(run.status == 0 && run.errors.isEmpty)
      if form != "svg", form != "tikz" { #expect(run.output.contains("∂z/∂u₁ · Wᵀ")) }
      if form == "dot" { #expect(!run.output.contains("[[")) }
    }
  }

  @Test(arguments: [["--local"], ["--blank", "gradients"], ["--view", "network"]])
  func symbolsLeaveNoNumbers(_ others: [String]) throws {
    let run = try Program.run(
      ["render", "-e", Self.neurons, "--symbols", "--format", "svg", "--language", "ko"] + others)
    #expect(run.status == 64 && run.output.isEmpty && run.errors.contains("하나를 빼십시오"))
  }

  @Test func marksStandInEveryForm() throws {
    let graph = "x = 3; y = 5; z = x * y; highlight x -> z; note z \"a product\"; order y x"
    for form in ["svg", "tikz", "dot", "layout", "pdf", "png"] {
      let run = try Program.run("render", "-e", graph, "--format", form)
      #expect(run.status == 0 && run.errors.isEmpty)
      if form == "dot" {
        #expect(run.output.contains("{ rank=same; 1 -> 0 [style=invis] }"))
        #expect(run.output.contains("a product") && run.output.contains("penwidth=4"))
      }
      if form == "layout" { #expect(run.output.contains("a product")) }
    }
    // The trace is the same.
    let marked = try Program.run("trace", "-e", graph, "--format", "json")
    let plain = try Program.run("trace", "-e", "x = 3; y = 5; z = x * y", "--format", "json")
    #expect(marked.output == plain.output)
  }

  @Test func stepsPlayInOneFile() throws {
    let run = try Program.run("render", "-e", Self.apples, "--animate", "--format", "svg")
    #expect(run.status == 0 && run.output.contains("@keyframes") && run.output.contains("pulse"))
  }
}
