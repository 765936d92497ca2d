import Foundation
import Testing

/// A class: each student's files come from the seed and the id alone.
@Suite struct BatchCommandTests {
  private static let graph =
    "x = choose(2, 3, 4, 5, 6, 7); w = choose(-2, 3, 5); y = x * w; L = y^2 + x"
  private static let ids = (1...6).map { "s\($0)" } + ["김철수", "a b"]

  private func batch(_ folder: Folder, _ ids: [String], _ options: [String] = []) throws
    -> Program.Run
  {
    let roster = folder.write(
      "\u{FEFF}name;id\r\n" + ids.map { "\"x;y\";\($0)\r\n" }.joined(), to: "r.csv")
    return try Program.run(
      [
        "batch", "-e", Self.graph, "--roster", roster, "--seed", "2026", "--nice", "3", "--summary",
        "-", "-o", folder.path("{id}/sheet.pdf"), "--key", folder.path("{id}/key.pdf"),
      ] + options)
  }

  private func files(_ folder: Folder) -> [String: Data] {
    let names = Self.ids.flatMap { ["\($0)/sheet.pdf", "\($0)/key.pdf"] }
    return Dictionary(uniqueKeysWithValues: names.map { ($0, folder.data($0)) })
  }

  @Test func shardsAndPermutedRowsGiveTheSameFiles() throws {
    let (whole, parts, permuted) = (Folder(), Folder(), Folder())
    #expect(try batch(whole, Self.ids).object["made"] as? Int == Self.ids.count)
    var made = 0
    for number in 1...3 {
      let run = try batch(parts, Self.ids, ["--shard", "\(number)/3"])
      made += try run.object["made"] as? Int ?? 0
    }
    #expect(made == Self.ids.count)
    #expect(try batch(permuted, Self.ids.reversed()).status == 0)
    let expected = files(whole)
    #expect(expected.values.allSatisfy { !$0.isEmpty })
    #expect(files(parts) == expected && files(permuted) == expected)
    // Not all have the same numbers, and a key is none of the sheet.
    #expect(Set(expected.values).count > Self.ids.count)
  }

  @Test func whatIsThereIsLeftAndWhatIsNotIsMadeAgain() throws {
    let folder = Folder()
    _ = try batch(folder, Self.ids)
    let before = files(folder)
    try FileManager.default.removeItem(atPath: folder.path("s1/key.pdf"))
    folder.write("x", to: "s2/sheet.pdf")
    // As after a kill between files and record.
    try FileManager.default.removeItem(atPath: folder.path(".backdraw-batch/s3"))
    let again = try batch(folder, Self.ids).object
    #expect(again["made"] as? Int == 3 && again["fresh"] as? Int == Self.ids.count - 3)
    #expect(files(folder) == before)
    #expect(try batch(folder, Self.ids, ["--digits", "5"]).object["fresh"] as? Int == 0)
    #expect(try batch(folder, Self.ids, ["--digits", "5", "--force"]).object["fresh"] as? Int == 0)
  }

  @Test func aSheetDoesNotHoldItsAnswers() throws {
    let folder = Folder()
    let roster = folder.write("id\nkim\n", to: "r.csv")
    let run = try Program.run(
      "batch", "-e", "x = 1.37; w = 2.9; y = x * w; L = y * 5.3", "--roster", roster, "--digits",
      "6",
      "-o", folder.path("{id}.html"), "--key", folder.path("{id}-key.html"))
    #expect(run.status == 0, "\(run.errors)")
    for answer in ["3.973", "21.0569", "15.37", "7.261"] {
      #expect(!folder.text("kim.html").contains(answer))
      #expect(folder.text("kim-key.html").contains(answer))
    }
  }

  @Test func whoHasNoNumbersIsNamed() throws {
    let folder = Folder()
    let roster = folder.write("id\na\nb\n", to: "r.csv")
    let run = try Program.run(
      "batch", "-e", "x = choose(1.234, 1.235); y = x * x", "--nice", "2", "--roster", roster,
      "--summary", "-", "-o", folder.path("{id}.svg"))
    #expect(run.status == 65 && run.errors.contains("a: --nice") && run.errors.contains("2 of 2"))
    #expect((try run.object["failed"] as? [[String: String]])?.map { $0["id"] } == ["a", "b"])
  }

  @Test(arguments: [
    ("id\n../x\n", "r.csv:2"), ("id\na\n../x\n/y\na\n", "see also lines 4, 5"),
    ("id\n/etc/x\n", "r.csv:2"), ("id\na\nb\na\n", "line 2 already"),
    ("id\n\u{AC00}\n\u{1100}\u{1161}\n", "line 2 already"), ("name\nx\n", "no column"),
    ("id,name\n1\n", "names 2"), ("id\n=HYPERLINK(1)\n", "no id"), ("id\n.\n", "no id"),
    ("", "empty"),
    ("id\n", "nobody"),
  ])
  func hostileRostersAreRefusedInOneLine(_ roster: String, _ words: String) throws {
    let folder = Folder()
    let run = try Program.run(
      "batch", "-e", Self.graph, "--roster", folder.write(roster, to: "r.csv"), "-o",
      folder.path("{id}.svg"))
    #expect(run.status == 65 && run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1 && folder.names == ["r.csv"])
  }

  @Test(arguments: [
    ["-o", "sheet.svg"], ["-o", "{id}.doc"], ["-o", "{id}.svg", "--shard", "0/2"], [],
  ])
  func wrongOutputsAreRefused(_ options: [String]) throws {
    let folder = Folder()
    let roster = folder.write("id\na\n", to: "r.csv")
    let run = try Program.run(
      ["batch", "-e", Self.graph, "--roster", roster]
        + options.map { $0.hasSuffix("svg") || $0.hasSuffix("doc") ? folder.path($0) : $0 })
    #expect(run.status == 64 && folder.names == ["r.csv"], "\(run.errors)")
  }
}
