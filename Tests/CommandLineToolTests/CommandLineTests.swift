import Foundation
import Testing

@Suite struct CommandLineTests {
  @Test(arguments: [
    ["explain", "--of", "q"], ["explain", "--entry", "q[0]"], ["vanish"],
    ["render", "--format", "svg", "--collapse", "q"],
  ])
  func anErrorStandsAloneWithoutWarnings(_ command: [String]) throws {
    let run = try Program.run(command + ["-e", "x = 0; y = log(x)", "--language", "en"])
    #expect(run.status > 1 && run.output.isEmpty)
    #expect(run.errors.contains(": error: ") && !run.errors.contains("warning"))
  }

  @Test(arguments: [
    ["trace"], ["check"], ["explain", "--format", "text"], ["render", "--format", "svg"],
  ])
  func theGraphIsNotWrittenOver(_ command: [String]) throws {
    let folder = Folder()
    folder.write("x = 3; y = x^2", to: "in.graph")
    let run = try Program.run(
      command + [folder.path("in.graph"), "-o", folder.path("./in.graph"), "--language", "en"])
    #expect(run.status == 64 && run.errors.contains("this is the graph's own file"))
    #expect(folder.text("in.graph") == "x = 3; y = x^2")
  }

  // MARK: Input

  @Test func aGraphComesFromAFileStandardInputOrTheCommandLine() throws {
    let folder = Folder()
    let file = folder.write("x = 3; y = x^2", to: "square.graph")
    let fromFile = try Program.run("trace", file)
    #expect(fromFile.status == 0 && fromFile.errors.isEmpty)
    #expect(try Program.run("trace", "-", input: "x = 3; y = x^2").output == fromFile.output)
    #expect(try Program.run("trace", "-e", "x = 3; y = x^2").output == fromFile.output)
  }

  @Test(arguments: [[], ["a.graph", "-e", "x = 1"], ["-e", "x = 1", "-e", "y = 1"]])
  func thereIsExactlyOneGraph(arguments: [String]) throws {
    let run = try Program.run(["trace"] + arguments)
    #expect(run.status == 64 && run.output.isEmpty && run.errors.contains("graph"))
  }

  @Test func aMissingInputIsNamed() throws {
    let run = try Program.run("trace", "/no/such.graph")
    #expect(run.status == 66)
    #expect(
      run.errors.hasPrefix("/no/such.graph: error: there is no such file") && run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1)
    let folder = try Program.run("check", "/")
    #expect(folder.status == 66 && folder.errors.contains("folder"))
    #expect(try Program.shell("$BACKDRAW trace - < /").status == 66)
  }

  @Test func aBadGraphIsDiagnosedInItsPlace() throws {
    let run = try Program.run("trace", "-", input: "apple = 100\ntotal = aple * 2\n")
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(
      run.errors == """
        <stdin>:2:9: error: undefined name 'aple'
        total = aple * 2
                ^
        help: did you mean 'apple'?

        """)
    #expect(try Program.run("trace", "-e", "y = ").errors.hasPrefix("<expression>:1:5: error: "))
    #expect(try Program.run("trace", "/dev/zero").status == 65)
    #expect(try Program.run("trace", "/dev/null").status == 65)
  }

  @Test func operandsByTheThousandAreNotWalkedForEachOfThem() throws {
    let operands = Array(repeating: "x", count: 100_000).joined(separator: ",")
    // Ten thousand million steps would not end while anybody waits.
    let run = try Program.run(
      "trace", "-", input: "x = [1]; y = sum(concat(\(operands))); z = y * 0")
    #expect(run.status == 0)
    let graph = "x = [1]; y = sum(concat(\(operands)))"
    #expect(try Program.run("render", "-", "--format", "svg", input: graph).status == 73)
  }

  // MARK: Words

  @Test func theEnvironmentChoosesTheLanguageUnlessAnOptionDoes() throws {
    let korean = "모양"
    func words(_ environment: [String: String], _ options: String...) throws -> String {
      try Program.run(["trace", "-e", "x = 1; y = x"] + options, environment: environment).output
    }
    #expect(try words(["LC_ALL": "", "LANG": "ko_KR.UTF-8"]).contains(korean))
    #expect(try words(["LC_ALL": "", "LC_MESSAGES": "ko_KR", "LANG": "C"]).contains(korean))
    #expect(!(try words(["LC_ALL": "C", "LANG": "ko_KR.UTF-8"]).contains(korean)))
    #expect(!(try words(["LC_ALL": "ko_KR.UTF-8"], "--language", "en").contains(korean)))
    #expect(try words([:], "--language", "ko").contains(korean))
    #expect(
      try Program.run("trace", "/no/such", "--language", "ko").errors.contains("파일이나 폴더가 없습니다"))
  }

  @Test func warningsGoToStandardErrorUnlessQuiet() throws {
    let run = try Program.run("trace", "-e", "x = 0; y = log(x)", "--format", "json")
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("<expression>:1:12: warning: "))
    let warnings = try #require(try run.object["warnings"] as? [[String: Any]])
    #expect(warnings.count == 1 && warnings[0]["column"] as? Int == 12)
    #expect(try Program.run("trace", "-e", "x = 0; y = log(x)", "--quiet").errors.isEmpty)
  }

  // MARK: Output

  @Test func outputsAreWrittenByTheirEndings() throws {
    let folder = Folder()
    let run = try Program.run(
      "trace", "-e", "x = 1; y = x", "-o", folder.path("t.json"), "-o", folder.path("t.txt"), "-o",
      "-")
    #expect(run.status == 0)
    #expect(folder.names == ["t.json", "t.txt"])
    #expect(folder.text("t.json").hasPrefix("{\"schema\""))
    #expect(folder.text("t.txt") == run.output && run.output.contains("gradient"))
  }

  @Test func whatCannotBeCreatedIsNamed() throws {
    let folder = Folder()
    let missing = folder.path("none/t.json")
    let run = try Program.run("trace", "-e", "x = 1; y = x", "-o", missing)
    #expect(run.status == 73 && run.errors.hasPrefix(missing + ": error: "))
    let onto = try Program.run("trace", "-e", "x = 1; y = x", "-o", folder.url.path)
    #expect(onto.status == 73 && onto.errors.contains("folder"))
    #expect(folder.names.isEmpty)
  }

  @Test func aFailureLeavesTheOldFileAndNothingElse() throws {
    let folder = Folder()
    folder.write("old", to: "t.json")
    #expect(try Program.run("trace", "-e", "y = x", "-o", folder.path("t.json")).status == 65)
    #expect(
      try Program.run(
        "trace", "-e", "x = 1; y = x", "-o", folder.path("t.json"), "-o", "/dev/full"
      ).status == 74)
    #expect(
      try Program.run(
        "trace", "-e", "x = 1; y = x", "-o", folder.path("t.json"), "-o", folder.path("no/t.json")
      ).status == 73)
    #expect(folder.text("t.json") == "old" && folder.names == ["t.json"])
  }

  @Test func aLinkAndItsTargetsPermissionsSurvive() throws {
    let folder = Folder()
    folder.write("old", to: "t.json")
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("t.json"))
    try manager.createSymbolicLink(
      atPath: folder.path("link.json"), withDestinationPath: "t.json")
    #expect(
      try Program.run("trace", "-e", "x = 1; y = x", "-o", folder.path("link.json")).status == 0)
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("link.json")) == "t.json")
    #expect(folder.text("t.json").hasPrefix("{"))
    let attributes = try manager.attributesOfItem(atPath: folder.path("t.json"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
  }

  @Test func aClosedOrFullOutputIsAFailure() throws {
    let full = try Program.shell("$BACKDRAW trace -e 'x = 1; y = x' > /dev/full")
    #expect(full.status == 74 && full.errors.hasPrefix("<stdout>: error: "))
    let closed = try Program.shell("$BACKDRAW trace -e 'x = 1; y = x' >&-")
    #expect(closed.status == 74 && closed.errors.contains("closed"))
    let many = Array(repeating: "1", count: 50_000).joined(separator: ",")
    let folder = Folder()
    let file = folder.write("x = [\(many)]; y = sum(x)", to: "many.graph")
    let pipe = try Program.shell(
      "{ $BACKDRAW trace --format json '\(file)'; echo $? >&2; } | head -c 10 > /dev/null")
    #expect(pipe.errors == "74\n")
  }

  /// Files may have so many blocks of 512 or 1024 bytes; a picture of 40 kB does not fit.
  @Test(arguments: [1, 4]) func aWriteThatFailsOnTheWayLeavesNothing(blocks: Int) throws {
    let folder = Folder()
    folder.write("old", to: "f.svg")
    let run = try Program.shell(
      "cd '\(folder.url.path)' && ulimit -f \(blocks) && $BACKDRAW render -e 'x = 1; y = sin(x)' "
        + "-o f.png -o f.svg --scale 4")
    #expect(run.status == 74 && run.errors.contains("error: "))
    #expect(folder.text("f.svg") == "old" && folder.names == ["f.svg"])
  }
}
