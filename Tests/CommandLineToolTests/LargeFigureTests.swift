import Testing

/// Figures that are too large are refused, before memory ends and in both languages.
@Suite struct LargeFigureTests {
  /// Functions within one another around some thousand operations, whose frames have two borders on
  /// each of them.
  private func nested(_ depth: Int) -> String {
    let sines = String(repeating: "sin(", count: 400) + "x" + String(repeating: ")", count: 400)
    let line = String(repeating: "sines(", count: 20) + "x" + String(repeating: ")", count: 20)
    var lines = ["def sines(x) = \(sines)", "def f0(x) = \(line)"]
    for level in 1...depth { lines.append("def f\(level)(x) = f\(level - 1)(x) + x") }
    return (lines + ["x = 0.5", "y = f\(depth)(x)"]).joined(separator: "\n")
  }

  @Test func groupsTooDeepAreRefused() throws {
    let graph = nested(300)
    let whole = try Program.run("render", "-", "--format", "layout", input: graph)
    #expect(whole.status == 0)
    for (language, words) in [
      ("en", "<stdout>: error: groups so deep within one another make a figure of about"),
      ("ko", "<stdout>: 오류: 이렇게 깊이 겹친 묶음은 약"),
    ] {
      let run = try Program.run(
        "render", "-", "--format", "layout", "--expand", "all", "--language", language,
        input: graph)
      #expect(run.status == 73 && run.output.isEmpty)
      #expect(run.errors.hasPrefix(words) && run.errors.contains("--collapse"))
    }
  }

  @Test(arguments: [("en", "MB of memory, and there are"), ("ko", "MB 필요한데")])
  func whatFindsNoMemoryIsRefused(language: String, words: String) throws {
    let folder = Folder()
    folder.write(nested(150), to: "deep.graph")
    let run = try Program.shell(
      "ulimit -v 700000; $BACKDRAW render \(folder.path("deep.graph")) --expand all "
        + "--format layout --language \(language)")
    #expect(run.status == 73 && run.output.isEmpty && run.errors.contains(words))
  }

  @Test(arguments: [("en", "MB of memory, and there are"), ("ko", "MB 필요한데")])
  func stepsThatFindNoMemoryAreRefused(language: String, words: String) throws {
    let folder = Folder()
    let lines = (1...450).map { "y\($0) = sin(y\($0 - 1))" }.joined(separator: "\n")
    folder.write("y0 = 0.5\n" + lines, to: "line.graph")
    let run = try Program.shell(
      "ulimit -v 1500000; $BACKDRAW render \(folder.path("line.graph")) --strip --format svg "
        + "--language \(language)")
    #expect(run.status == 73 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("--strip: ") && run.errors.contains(words))
  }

  /// Where the numbers of a graph would find no memory, it is refused before they are computed, with
  /// the place from which on there are too many.
  @Test(arguments: [
    ("en", "error: the graph needs "), ("ko", "오류: 여기까지 그래프의 수를 담는 데 "),
  ]) func graphsWhoseNumbersFindNoMemoryAreRefused(language: String, words: String) throws {
    let row = (0..<1_000).map { "0.\($0 + 1)" }.joined(separator: ", ")
    let sums = (1...60).map { "m\($0) = m\($0 - 1) + 1" }.joined(separator: "\n")
    let folder = Folder()
    let path = folder.write(
      "x = [\(row)]\nm0 = reshape(x, [1000, 1]) * x\n\(sums)\ny = sum(m60)", to: "large.graph")
    let run = try Program.shell(
      "ulimit -v 700000; $BACKDRAW trace '\(path)' --language \(language)")
    #expect(run.status == 65 && run.errors.hasPrefix("\(path):"))
    #expect(run.errors.contains(words) && !run.errors.contains("Fatal"))
  }

  @Test(arguments: [
    ("en", "error: there is no memory for"), ("ko", "오류: 수를 담을 메모리"),
  ]) func aBatchThatFindsNoMemoryIsToldOf(language: String, words: String) throws {
    let folder = Folder()
    let run = try Program.shell(
      "ulimit -v 700000; $BACKDRAW train --batch 10000 --widths 4000 --steps 1 "
        + "--save '\(folder.path("w.safetensors"))' --language \(language)")
    #expect(run.status == 65 && run.errors.hasPrefix(words) && folder.names.isEmpty)
  }

  /// Half a megabyte of letters is wider than Pango can say at once, but not than a picture can be.
  @Test func longNamesAreAsWideAsTheyAre() throws {
    func width(_ count: Int) throws -> Double {
      let name = String(repeating: "abcdefghi ", count: count)
      let graph = "x = 3\nlabel x \"\(name)\"\ny = x * 2"
      let run = try Program.run("render", "-", "--format", "layout", input: graph)
      #expect(run.status == 0)
      return try #require(try run.object["width"] as? Double)
    }
    let step = try width(200) - width(100)
    #expect(abs(try width(50_100) - width(100) - 500 * step) < 500)
  }

  @Test(arguments: [("en", "more than Cairo can paint"), ("ko", "그릴 수 있는 크기")])
  func aMegabyteOfNameIsRefused(language: String, words: String) throws {
    let name = String(repeating: "abcdefghi ", count: 100_000)
    let graph = "x = 3\nlabel x \"\(name)\"\ny = x * 2"
    let run = try Program.run(
      "render", "-", "--format", "svg", "--language", language, input: graph)
    #expect(run.status == 73 && run.output.isEmpty && run.errors.contains(words))
  }
}
