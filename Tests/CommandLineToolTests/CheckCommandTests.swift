import Foundation
import Testing

@Suite struct CheckCommandTests {
  @Test func gradientsThatAgreePass() throws {
    let run = try Program.run("check", "-e", "x = 3; y = x^2", "--format", "json")
    #expect(run.status == 0)
    let entries = try #require(try run.object["entries"] as? [[String: Any]])
    #expect(entries.count == 1 && entries[0]["backward"] as? Double == 6)
    #expect(try run.object["passes"] as? Bool == true)
  }

  @Test func oneOutOfToleranceIsStatus1AndIsShown() throws {
    let run = try Program.run("check", "-e", "x = 0.3; y = exp(100 * x)", "--tolerance", "0")
    #expect(run.status == 1)
    #expect(run.output.contains("DIFFERS") && run.errors.isEmpty)
  }

  @Test func whatBelongsToImagesIsNotTakenWithAGraph() throws {
    let run = try Program.run("check", "-e", "x = 3; y = x^2", "--step", "1")
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors == "--step: error: it goes with --mnist alone; leave it out\n")
    for option in ["--batch", "--data"] {
      let run = try Program.run("check", "-e", "x = 3; y = x^2", option, "1")
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("\(option): error: the graph has no leaf that data fill"))
    }
  }

  @Test func numbersAreNotWrittenAsPictures() throws {
    let folder = Folder()
    for (command, ending) in [("check", "svg"), ("trace", "pdf"), ("trace", "html")] {
      let path = folder.path("numbers." + ending)
      let run = try Program.run(command, "-e", "x = 3; y = x^2", "-o", path)
      #expect(run.status == 64 && run.errors.contains("use one of .txt, .json, .csv"))
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func kinksAreNamedAndSetApart() throws {
    let run = try Program.run("check", "-e", "x = [0, 1]; h = relu(x); y = sum(h)")
    #expect(run.status == 0)
    let kinks = try #require(run.output.split(separator: "not counted:").last)
    #expect(kinks.contains("x[0]") && !kinks.contains("x[1]"))
    #expect(kinks.contains("relu, node h (x = 0; relu′(0) = 0)"))
  }

  /// 0.1 + 0.2 and 0.3 are not equal in the machine: no gradient was shared.
  @Test func whatIsOnlyAsGoodAsEqualIsNotToldToBe() throws {
    let near = try Program.run("check", "-e", "a = 0.1; b = 0.2; c = 0.3; d = a + b; y = max(c, d)")
    #expect(near.output.contains("as good as at c = d;") && !near.output.contains("shared"))
    let equal = try Program.run("check", "-e", "c = 0.3; d = 0.3; y = max(c, d)")
    #expect(equal.output.contains("(c = d; the gradient is shared equally)"))
  }

  @Test func ofALargeLeafTheWorstEntryStandsForAll() throws {
    let numbers = (1...40).map { "\($0)" }.joined(separator: ", ")
    let run = try Program.run("check", "-e", "x = [\(numbers)]; y = sum(sin(x))")
    #expect(run.status == 0 && run.output.contains("worst of 40"))
    #expect(run.output.split(separator: "\n").count { $0.hasPrefix("x[") } == 1)
  }

  @Test func constantsLeaveNothingToCheck() throws {
    let run = try Program.run("check", "-e", "const x = 3; y = x^2")
    #expect(run.status == 0 && run.output.hasPrefix("There is nothing"))
  }

  /// The network takes the size of the data set's pictures, here 4×4: 16-50-10.
  @Test func allParametersOfANetworkAreChecked() throws {
    let folder = Folder()
    for set in ["train", "t10k"] {
      let header: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 4]
      let pixels = (0..<48).map { (i: Int) -> UInt8 in i % 5 == 0 ? 0 : UInt8(i * 5) }
      folder.write(
        Data(header + pixels),
        to: "\(set)-images-idx3-ubyte")
      folder.write(Data([0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1]), to: "\(set)-labels-idx1-ubyte")
    }
    let run = try Program.run(
      "check", "--mnist", "--data", folder.path(""), "--quiet", "-o", folder.path("check.json"),
      "-o", folder.path("errors.svg"))
    #expect(run.status == 0 && run.output.isEmpty)
    let object = try #require(
      try JSONSerialization.jsonObject(with: folder.data("check.json")) as? [String: Any])
    #expect(object["network"] as? [Int] == [16, 50, 10])
    #expect(object["forward_passes"] as? Int == 2 * (800 + 50 + 500 + 10))
    let arrays = try #require(object["arrays"] as? [[String: Any]])
    #expect(arrays.map { ($0["backward"] as? [Double])?.count } == [800, 50, 500, 10])
    #expect(arrays.allSatisfy { ($0["mean"] as? Double ?? 1) < 1e-9 })
    #expect(folder.text("errors.svg").contains("exactly 0"))
  }

  @Test(arguments: [
    ["--mnist", "-e", "x = 3; y = x^2"], [], ["--mnist", "--batch", "0"],
    ["--mnist", "--step", "-1"],
  ])
  func impossibleChecksAreRefused(arguments: [String]) throws {
    #expect(try Program.run(["check"] + arguments).status == 64)
  }
}
