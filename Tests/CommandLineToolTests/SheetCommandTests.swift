import Foundation
import Testing

/// `explain -o sheet.pdf`: paper, worksheets and their keys.
@Suite struct SheetCommandTests {
  private let graph = "title \"Two gates\"; x = 3.25; w = 2.5; u = x * w; y = u + x"

  @Test(arguments: ["ko", "en"]) func sheetsRepeatToTheByte(_ language: String) throws {
    let runs = try (0..<2).map { _ in
      try Program.run("explain", "-e", graph, "--format", "pdf", "--language", language)
    }
    #expect(runs[0].status == 0 && runs[0].errors.isEmpty)
    #expect(runs[0].standardOutput.starts(with: Data("%PDF-".utf8)))
    #expect(runs[0].standardOutput == runs[1].standardOutput)
  }

  @Test func aWorksheetHasItsKeyInAFileOfItsOwn() throws {
    let folder = Folder()
    let run = try Program.run(
      "explain", "-e", graph, "--blank", "all", "-o", folder.path("sheet.pdf"), "--key",
      folder.path("key.pdf"))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(folder.data("sheet.pdf") != folder.data("key.pdf"))
    #expect(folder.data("key.pdf").starts(with: Data("%PDF-".utf8)))
  }

  @Test func pagesKeepTheirBlanks() throws {
    let alone = try Program.run("explain", "-e", graph, "--blank", "--format", "html")
    let named = try Program.run("explain", "-e", graph, "--blank", "all", "--format", "html")
    #expect(alone.status == 0 && alone.output.contains("class=\"answers\""))
    #expect(alone.output == named.output)
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    let folder = Folder()
    let pdf = folder.path("sheet.pdf")
    for arguments in [
      ["--paper", "letter", "-o", folder.path("a.html")],
      ["--key", folder.path("key.pdf"), "-o", pdf],
      ["--blank", "all", "--key", folder.path("key.txt"), "-o", pdf],
      ["--blank", "all", "--key", pdf, "-o", pdf],
      ["--blank", "values", "-o", folder.path("a.html")],
      ["--blank", "sums", "-o", pdf],
      ["--paper", "a5", "-o", pdf],
    ] {
      let run = try Program.run(["explain", "-e", graph] + arguments)
      #expect(run.status == 64 && run.errors.split(separator: "\n").count == 1, "\(arguments)")
      #expect(!FileManager.default.fileExists(atPath: pdf))
    }
  }
}
