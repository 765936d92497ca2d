import Foundation
import Testing

/// Names and texts that hold anything at all.
@Suite struct ForeignNamesTests {
  private let folder = Folder()

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let name = folder.path("a\u{1B}[31m\nb\u{202E}.graph")
    folder.write("x = 1; y = z", to: "a\u{1B}[31m\nb\u{202E}.graph")
    // The header of a file of weights.
    let header =
      "{\"__metadata__\":{\"activation\":\"\\u001b[31m\"},\"\\u001b]0;t\\u0007\":"
      + "{\"dtype\":\"I\\u001b[2J\",\"shape\":[],\"data_offsets\":[0,0]}}"
    let count = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    let weights = folder.write(Data(count + header.utf8), to: "w.safetensors")
    for arguments in [
      ["trace", name], ["render", name, "-o", folder.path("a.svg")], ["trace", name + "\u{7}"],
      ["trace", "-e", "x = 1; y = \u{1B}[31m"],
      ["trace", "-e", "x=1", "-o", "/no/\u{1B}[31m.json"],
      ["explain", "-e", "x = 1; y = x", "--of", "\u{1B}[31m"],
      ["render", "-e", "x=1", "-o", "\u{9B}31m"],
      ["render", "-e", "x = 1; y = x", "--format", "svg", "--font", "\u{1B}[31m"],
      ["render", "-e", "x = 1; y = x", "--format", "svg", "--id", "\u{1B}[31m"],
      ["train", "--load", weights], ["train", "--data", "/no/\u{1B}[31m"],
      ["book", "--lesson", "\u{1B}[31m"], ["book", "--templates", "/no/\u{1B}[31m"],
    ] {
      let run = try Program.run(arguments)
      #expect(run.status != 0 && !run.errors.isEmpty, "\(arguments)")
      for scalar in run.errors.unicodeScalars where scalar != "\n" && scalar != "\t" {
        #expect(
          scalar.properties.generalCategory != .control
            && scalar.properties.generalCategory != .format, "\(arguments)")
      }
    }
  }

  @Test func argumentsThatAreNotUTF8AreRefused() throws {
    let run = try Program.shell(
      "cd '\(folder.path(""))' && echo 'x = 1; y = x' > \"$(printf 'a\\377.graph')\" && "
        + "$BACKDRAW trace \"$(printf 'a\\377.graph')\"")
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors.contains("this argument is not UTF-8; rename the file"))
    let output = try Program.shell(
      "cd '\(folder.path(""))' && $BACKDRAW trace -e 'x = 1' -o \"$(printf 'b\\377')\"")
    #expect(output.status == 64 && folder.names.count == 1)
  }

  @Test func sizesThatNoPictureHasAreRefused() throws {
    for arguments in [
      ["--scale", "1e-308"], ["--scale", "1e308"], ["--width", "1e-308"], ["--width", "3999999"],
    ] {
      let run = try Program.run(
        ["render", "-e", "x = 1; y = x", "-o", folder.path("a.png")] + arguments)
      #expect(run.status == 64 && folder.names.isEmpty)
      #expect(
        run.errors.hasPrefix("\(arguments[0]): error: '\(arguments[1])' is not a number from"))
    }
  }

  @Test func templatesThatCannotBeReadAreNamed() throws {
    _ = try Program.shell("ln -s loop '\(folder.path("loop"))'")
    for (name, status) in [("steps.mustache", Int32(66)), ("style.css", 66)] {
      let templates = Folder()
      _ = try Program.shell("ln -s '\(folder.path("loop"))' '\(templates.path(name))'")
      let run = try Program.run(
        "explain", "-e", "x = 1; y = x", "--templates", templates.path(""))
      #expect(run.status == status && run.output.isEmpty)
      #expect(run.errors.contains("\(name): error: its links lead in a circle"))
    }
    let templates = Folder()
    _ = try Program.shell("ln -s '\(folder.path("loop"))' '\(templates.path("lessons"))'")
    let book = try Program.run(
      "book", "--templates", templates.path(""), "-o", templates.path("site"))
    #expect(book.status == 66 && book.errors.contains("lessons: error: its links lead in a circle"))
  }
}
