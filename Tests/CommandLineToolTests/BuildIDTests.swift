import Testing

@testable import CommandLineTool

/// A program's name is found among its notes, and nothing else is taken for it.
@Suite struct BuildIDTests {
  private func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// A file in ELF of nothing but notes.
  private func program(_ notes: [(kind: Int, name: String, text: [UInt8])]) -> [UInt8] {
    var body: [UInt8] = []
    for note in notes {
      let name = Array(note.name.utf8) + [0]
      body += bytes(name.count, 4) + bytes(note.text.count, 4) + bytes(note.kind, 4)
      body += name + [UInt8](repeating: 0, count: (4 - name.count % 4) % 4)
      body += note.text + [UInt8](repeating: 0, count: (4 - note.text.count % 4) % 4)
    }
    var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1] + [UInt8](repeating: 0, count: 26)
    header += bytes(64, 8) + [UInt8](repeating: 0, count: 14) + bytes(56, 2) + bytes(1, 2)
    header += [UInt8](repeating: 0, count: 64 - header.count)
    let entry =
      bytes(4, 4) + bytes(4, 4) + bytes(120, 8) + bytes(0, 16) + bytes(body.count, 8)
      + bytes(body.count, 8) + bytes(4, 8)
    return header + entry + body
  }

  private let id = (1...20).map { UInt8($0) }

  @Test func theNoteOfTheLinkerIsRead() {
    let file = program([(1, "GNU", [9, 9, 9]), (3, "Go", [7]), (3, "GNU", id)])
    #expect(BuildID.read(elf: file) == id)
  }

  @Test func nothingElseIsTakenForIt() {
    #expect(BuildID.read(elf: program([(1, "GNU", id)])) == nil)
    #expect(BuildID.read(elf: program([(3, "Go", id)])) == nil)
    #expect(BuildID.read(elf: program([(3, "GNU", [1, 2, 3, 4])])) == nil)
    #expect(BuildID.read(elf: []) == nil)
    #expect(BuildID.read(elf: Array("#!/bin/sh".utf8)) == nil)
  }

  /// Wherever a file ends, and whatever its bytes say.
  @Test func brokenFilesAreNone() {
    let whole = program([(3, "GNU", id)])
    for count in 0..<whole.count { #expect(BuildID.read(elf: Array(whole[..<count])) == nil) }
    for place in 0..<whole.count {
      var broken = whole
      broken[place] = 0xFF
      _ = BuildID.read(elf: broken)
    }
  }
}
