import Foundation
import Testing

@testable import Formats

struct ZIPArchiveTests {
  @Test func pythonReadsWhatWasStored() throws {
    let files = [("a.txt", Array("hello".utf8)), ("폴더/빈.txt", []), ("b", [UInt8](0...255))]
    var archive = ZIPArchive()
    for (path, bytes) in files { archive.add(path, bytes) }
    // One block of RFC 1951 that is not compressed: the last, its length, and the length's complement.
    let bytes = Array("deflated".utf8)
    archive.add("c", bytes, deflated: [1, 8, 0, 247, 255] + bytes)
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).zip")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(archive.finish()).write(to: url)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), "
        + "[(i.filename, z.read(i).hex()) for i in z.infolist()])",
      url.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "PYTHONIOENCODING": "utf-8"]
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let expected = (files + [("c", bytes)]).map { path, bytes in
      "('\(path)', '\(bytes.map { String(format: "%02x", $0) }.joined())')"
    }
    #expect(output == "None [\(expected.joined(separator: ", "))]\n")
  }
}
