import Foundation
import Testing

/// A class in JSON lines: the same laws as a roster, and numbers of one's own.
@Suite struct ManifestTests {
  private static let graph =
    "x = choose(2, 3, 4, 5, 6, 7); w = choose(-2, 3, 5); y = x * w; L = y^2 + x"

  private func batch(
    _ folder: Folder, _ lines: [String], _ ending: String = "svg", _ options: [String] = []
  ) throws -> Program.Run {
    let manifest = folder.write(lines.map { $0 + "\n" }.joined(), to: "m.jsonl")
    return try Program.run(
      [
        "batch", "-e", Self.graph, "--manifest", manifest, "--seed", "2026", "--summary", "-", "-o",
        folder.path("{id}.\(ending)"),
      ] + options)
  }

  @Test func idsAloneMakeWhatARosterMakes() throws {
    let ids = (1...5).map { "s\($0)" } + ["김철수"]
    let (whole, parts, roster) = (Folder(), Folder(), Folder())
    let lines = ids.map { "{\"id\": \"\($0)\"}" }
    #expect(try batch(whole, ["\u{FEFF}" + lines[0] + "\r", ""] + lines[1...]).status == 0)
    for number in [2, 1, 3] {
      #expect(try batch(parts, lines.reversed(), "svg", ["--shard", "\(number)/3"]).status == 0)
    }
    let run = try Program.run(
      "batch", "-e", Self.graph, "--seed", "2026", "--roster",
      roster.write("id\n" + ids.joined(separator: "\n"), to: "r.csv"), "-o",
      roster.path("{id}.svg"))
    #expect(run.status == 0)
    for id in ids {
      #expect(!whole.data("\(id).svg").isEmpty)
      #expect(whole.data("\(id).svg") == parts.data("\(id).svg"))
      #expect(whole.data("\(id).svg") == roster.data("\(id).svg"))
    }
    // What is there is left alone.
    #expect(try batch(whole, lines).object["fresh"] as? Int == ids.count)
  }

  @Test func seedsLiteralsAndNamesAreTheirOwn() throws {
    let folder = Folder()
    let lines = [
      #"{"id": "a", "seed": 7}"#, #"{"id": "b", "set": {"x": 6, "w": -2}, "group": 3}"#,
      #"{"id": 17, "name": "김철수", "number": "2026-1"}"#, #"{"id": "c", "set": {"x": [1, 2]}}"#,
      #"{"id": "d", "set": {"z": 1}}"#,
    ]
    let run = try batch(folder, lines, "pdf")
    #expect(run.status == 65 && run.errors.contains("m.jsonl:4") && run.errors.contains("'group'"))
    #expect(run.errors.contains("m.jsonl:5") && run.errors.contains("2 of 5"))
    #expect(try run.object["made"] as? Int == 3)
    // Another seed, literal or name, and nothing else, is made again.
    let next = [
      lines[0].replacing("7", with: "8"), lines[1].replacing("6", with: "5"),
      lines[2].replacing("김", with: "이"),
    ]
    #expect(try batch(folder, Array(lines[..<3]), "pdf").object["fresh"] as? Int == 3)
    #expect(try batch(folder, next, "pdf").object["made"] as? Int == 3)
    // Numbers are set as with --set.
    let set = try Program.run(
      "render", "-e", Self.graph, "--set", "x=5", "--set", "w=-2", "--blank", "all", "--title",
      "-o",
      folder.path("set.svg"))
    #expect(set.status == 0)
    #expect(try batch(folder, next, "svg").status == 0)
    #expect(folder.text("b.svg").contains("data-node") && !folder.data("set.svg").isEmpty)
  }

  @Test(arguments: [
    ("[1, 2]", "m.jsonl:1: error: the line is no JSON object"), ("{\"id\":", "no JSON object"),
    ("x,y", "no JSON object"), ("{\"name\": \"x\"}", "there is no 'id'"),
    ("{\"id\": null}", "'id' takes a text"), ("{\"id\": \"../x\"}", "no id that files"),
    ("{\"id\": \"\"}", "no id that files"),
    ("{\"id\": \"a\"}\n\n{\"id\": \"a\"}", "m.jsonl:3: error: the id 'a' stands on line 1"),
    ("{\"id\": \"a\", \"seed\": -1}", "'seed' takes a whole number"),
    ("{\"id\": \"a\", \"name\": 3}", "'name' takes a text"),
    ("{\"id\": \"a\", \"set\": {\"x\": \"3\"}}", "'set' takes an object"),
    ("{\"id\": \"a\", \"set\": [3]}", "'set' takes an object"),
    ("{\"id\": \"a\", \"set\": {\"x=1; y\": 3}}", "names of leaves"),
    ("{\"id\": \"a\", \"set\": {\"x\": 1e999}}", "m.jsonl:1"),
    (String(repeating: "[", count: 90_000), "no JSON object"),
    (String(repeating: " ", count: 1_100_000) + "{", "more than 1048576 bytes"),
    ("", "it names nobody"),
  ])
  func hostileLinesAreRefusedInOneLine(_ text: String, _ words: String) throws {
    let folder = Folder()
    let run = try batch(folder, [text])
    #expect(run.status == 65 && run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1 && folder.names == ["m.jsonl"])
  }

  @Test func oneOfRosterAndManifestIsGiven() throws {
    let folder = Folder()
    let (roster, manifest) = (
      folder.write("id\na\n", to: "r.csv"), folder.write("{\"id\": \"a\"}\n", to: "m.jsonl")
    )
    for options in [[], ["--roster", roster, "--manifest", manifest]] {
      let run = try Program.run(
        ["batch", "-e", Self.graph, "-o", folder.path("{id}.svg")] + options)
      #expect(run.status == 64 && run.errors.contains("--manifest FILE.jsonl"), "\(run.errors)")
    }
    let run = try Program.run("batch", "-", "--manifest", "-", "-o", folder.path("{id}.svg"))
    #expect(run.status == 64 && run.errors.contains("standard input is the graph already"))
  }
}
