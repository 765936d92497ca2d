import Foundation
import Testing

/// The built program, run as a process.
struct Program {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let standardOutput: Data
    let errors: String
    var output: String { String(decoding: standardOutput, as: UTF8.self) }
    /// Standard output as a JSON object.
    var object: [String: Any] {
      get throws {
        try #require(try JSONSerialization.jsonObject(with: standardOutput) as? [String: Any])
      }
    }
  }

  /// The executable beside the bundle of tests.
  static let path: String = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    #else
      let bundle = Bundle.main.executableURL
    #endif
    return bundle?.deletingLastPathComponent().appendingPathComponent("backdraw").path ?? "backdraw"
  }()

  /// Runs the program to its end; the language is English unless the environment says otherwise.
  static func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Run {
    try run(arguments, input: input, environment: environment)
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Run {
    let folder = Folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
      .merging(environment) { $1 }
    // Files take any amount without anybody reading at the same time.
    for name in ["in", "out", "err"] { folder.write(name == "in" ? input : "", to: name) }
    process.standardInput = FileHandle(forReadingAtPath: folder.path("in"))
    process.standardOutput = FileHandle(forWritingAtPath: folder.path("out"))
    process.standardError = FileHandle(forWritingAtPath: folder.path("err"))
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, standardOutput: folder.data("out"),
      errors: folder.text("err"))
  }

  /// Runs a shell command in which `$BACKDRAW` is the program.
  static func shell(_ command: String) throws -> Run {
    let folder = Folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "BACKDRAW": path]
    for name in ["out", "err"] { folder.write("", to: name) }
    process.standardOutput = FileHandle(forWritingAtPath: folder.path("out"))
    process.standardError = FileHandle(forWritingAtPath: folder.path("err"))
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, standardOutput: folder.data("out"),
      errors: folder.text("err"))
  }
}

/// A temporary folder, removed when nobody uses it any more.
final class Folder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(
    "backdraw-\(UUID().uuidString)")

  init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file and gives its path.
  @discardableResult func write(_ data: Data, to name: String) -> String {
    _ = FileManager.default.createFile(atPath: path(name), contents: data)
    return path(name)
  }
  /// Writes a file and gives its path.
  @discardableResult func write(_ text: String, to name: String) -> String {
    write(Data(text.utf8), to: name)
  }

  /// A file's contents.
  func data(_ name: String) -> Data { FileManager.default.contents(atPath: path(name)) ?? Data() }
  /// A file's contents as text.
  func text(_ name: String) -> String { String(decoding: data(name), as: UTF8.self) }
  /// The names of all files.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
