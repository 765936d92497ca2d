import Foundation
import Testing

/// Marks for a class whose numbers come from the seed and the ids.
@Suite struct GradeCommandTests {
  private static let graph =
    "x = choose(2, 3, 4, 5, 6, 7); w = choose(-2, 3, 5); y = x * w; L = y^2 + x"
  private static let ids = ["s1", "김철수", "a b", "s4"]

  private func grade(_ folder: Folder, _ answers: String, _ options: [String] = []) throws
    -> Program.Run
  {
    try Program.run(
      [
        "grade", "-e", Self.graph, "--seed", "2026", "--nice", "3", "--answers",
        folder.write(answers, to: "a.csv"),
      ] + options)
  }

  /// Each student's answers by letter, from the key.
  private func key(_ folder: Folder) throws -> [String: [String: String]] {
    let run = try grade(
      folder, "id,a\n" + Self.ids.map { "\($0),1\n" }.joined(),
      ["-q", "-o", "/dev/null", "--key", "-"])
    #expect(run.status == 0, "\(run.errors)")
    var key: [String: [String: String]] = [:]
    for line in run.output.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      key[fields[0], default: [:]][fields[2]] = fields[3]
    }
    return key
  }

  @Test func theKeyHasFullPointsWhateverTheOrderAndTheNames() throws {
    let folder = Folder()
    let key = try key(folder)
    #expect(Set(key.keys) == Set(Self.ids) && Set(key.values).count > 1)
    let letters = try #require(key["s1"]).keys.sorted()
    var marks: [[String]] = []
    // Letters as on the sheet or bare, rows and columns in any order, semicolons, a byte-order mark.
    for (ids, letters, header) in [
      (Self.ids, letters, letters),
      (
        Self.ids.reversed(), letters.reversed(),
        letters.reversed().map { String($0.dropFirst().dropLast()) }
      ),
    ] {
      let rows = ids.map { id in
        ([id] + letters.map { key[id]?[$0] ?? "" }).joined(separator: ";") + "\r\n"
      }
      let run = try grade(
        folder,
        "\u{FEFF}" + (["학번"] + header).joined(separator: ";") + "\r\n" + rows.joined()
          + String(repeating: ";", count: 9) + "\r\n")
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      marks.append(run.output.split(separator: "\n").map(String.init))
    }
    #expect(marks[0][1].hasPrefix("s1,9,9,right,"))
    #expect(marks[0].dropFirst().allSatisfy { $0.contains(",9,9,right,") })
    #expect(marks[0][0] == marks[1][0] && marks[0].sorted() == marks[1].sorted())
  }

  @Test func marksStatisticsAndKeyAreWrittenTogether() throws {
    let folder = Folder()
    let run = try grade(
      folder, "id,(a),name\ns1,\"−3,5\",=1+2\ns4,=2+3,@x\n",
      [
        "-o", folder.path("m.csv"), "--statistics", folder.path("s.csv"), "--key",
        folder.path("k.csv"),
      ])
    #expect(run.status == 0 && run.errors.contains("'name'") && run.errors.contains("(b), (c)"))
    let marks = folder.text("m.csv").split(separator: "\n")
    #expect(marks.count == 3 && marks[1].hasPrefix("s1,0,9,wrong,missing,"))
    #expect(marks[2].hasSuffix("(a) This is not a number.,"))
    #expect(folder.text("s.csv").contains("\nvalue:y,(a),2,0,0,0,1,0,0,,,\n"))
    #expect(folder.text("k.csv").split(separator: "\n").count == 19)
    for name in ["m.csv", "s.csv", "k.csv"] {
      for cell in folder.text(name).split(whereSeparator: { ",\n".contains($0) }) {
        #expect(!"=+@".contains(cell.first ?? " ") && (cell.first != "-" || Double(cell) != nil))
      }
    }
  }

  @Test(arguments: [
    ("", Int32(65), "the table is empty"), ("x,a\n1,2\n", 65, "no column is called id"),
    ("id,a,(A)\nk,1,2\n", 65, "are both for (a)"), ("id,q\nk,1\n", 65, "no column is for a blank"),
    ("id,a\nk,1\nk,2\n", 65, "line 2 already"), ("id,a\n=x,1\n", 65, "a.csv:2"),
    ("id,a\nk,\"1\n", 65, "does not end"), ("id,a\nk,1,2\n", 65, "there are 3 fields"),
  ])
  func badAnswersAreOneLine(_ answers: String, _ status: Int32, _ words: String) throws {
    let folder = Folder()
    let run = try grade(folder, answers, ["-o", folder.path("m.csv")])
    #expect(run.status == status && run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1 && folder.names == ["a.csv"])
  }

  @Test func whoCannotBeGradedDoesNotKeepTheOthersFromIt() throws {
    let folder = Folder()
    let manifest = folder.write(
      """
      {"id": "s1"}
      {"id": "long", "set": {"x": 1.23456}}
      {"id": "wrong", "set": {"x": [1, 2]}}
      {"id": "s4", "seed": 2026}

      """, to: "m.jsonl")
    let answers = "id,a\ns1,-6\nlong,1\nwrong,1\nnobody,1\ns4,1\n"
    let run = try grade(
      folder, answers,
      ["--manifest", manifest, "--key", folder.path("k.csv"), "--statistics", folder.path("s.csv")])
    #expect(run.status == 65 && run.errors.contains("3 of 5 students could not be graded"))
    let marks = run.output.split(separator: "\n").map(String.init)
    #expect(marks.count == 6 && marks[0].hasSuffix(",mistakes,problem"))
    for (row, reason) in [(2, "draws no numbers"), (3, "has shape ()"), (4, "has no 'nobody'")] {
      #expect(marks[row].contains(",,9,not-gradable,not-gradable,"), "\(marks[row])")
      #expect(marks[row].contains(reason) || marks[row].contains("none of"), "\(marks[row])")
    }
    #expect(folder.text("k.csv").split(separator: "\n").count == 1 + 2 * 9)
    #expect(folder.text("s.csv").contains("\nvalue:y,(a),2,"))
    // Both whose ids say everything have the marks that they have without the others.
    let alone = try grade(folder, "id,a\ns1,-6\ns4,1\n", ["-q"])
    #expect(alone.status == 0)
    #expect(
      alone.output.split(separator: "\n").dropFirst().map(String.init) == [marks[1], marks[5]])
    let none = try grade(
      folder, "id,a\nlong,1\n", ["--manifest", manifest, "--statistics", folder.path("s.csv")])
    #expect(none.status == 65 && folder.text("s.csv").contains("\nvalue:y,(a),0,,,,,,,,,\n"))
  }

  @Test func marksAreEachStudentsOwn() throws {
    let folder = Folder()
    let rows = ["s1,12,3", "김철수,-6,36", "a b,15,", "s4,x,9"]
    func run(_ rows: [String], _ name: String) throws -> [String] {
      let run = try grade(
        folder, "id,a,b\n" + rows.map { $0 + "\n" }.joined(),
        ["-q", "--statistics", folder.path(name)])
      #expect(run.status == 0, "\(run.errors)")
      return run.output.split(separator: "\n").dropFirst().map(String.init)
    }
    let marks = try run(rows, "s.csv")
    // In another order the same rows in that order, and the same statistics.
    #expect(try run(rows.reversed(), "p.csv") == marks.reversed())
    #expect(folder.text("s.csv") == folder.text("p.csv"))
    // Part by part the same.
    #expect(try run([rows[0]], "q.csv") + run(Array(rows[1...]), "q.csv") == marks)
    // Where everybody has the same numbers, a name changes nothing but the name.
    func fixed(_ ids: [String]) throws -> [Substring] {
      let answers = zip(ids, ["12,144", "13,169", ",1"]).map { "\($0),\($1)\n" }.joined()
      let run = try Program.run(
        "grade", "-q", "-e", "x = 3; w = 4; y = x * w; L = y^2", "--answers",
        folder.write("id,a,b\n" + answers, to: "f.csv"))
      return run.output.split(separator: "\n").map { $0.drop { $0 != "," } }
    }
    #expect(try fixed(["a", "b", "c"]) == fixed(["c", "이름", "a"]))
  }

  @Test func filesThatAreReadAreNotWritten() throws {
    let folder = Folder()
    for options in [["-o", folder.path("a.csv")], ["--key", "-"], ["--follow-through", "2"]] {
      let run = try grade(folder, "id,a\nk,1\n", options)
      #expect(run.status == 64 && run.output.isEmpty, "\(run.errors)")
    }
    #expect(folder.text("a.csv") == "id,a\nk,1\n")
    let run = try Program.run("grade", "-e", Self.graph)
    #expect(run.status == 64 && run.errors.contains("--answers"))
  }
}
