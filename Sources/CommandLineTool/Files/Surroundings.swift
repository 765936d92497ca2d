import CairoRenderer
import Concurrency
import Formats

/// What pages depend on beside the files that they are made from: the program, the libraries it runs
/// with, the processor that works the numbers out, and the fonts.
enum Surroundings {
  /// The fingerprint of all of them.
  ///
  /// - Parameter options: What was asked for on the command line.
  static func fingerprint(_ options: [String]) -> String {
    var fingerprint = Fingerprint(of: options)
    addProgram(to: &fingerprint)
    for parts in [libraries.map(stamp), processor, settings, FontFiles.paths.map(stamp)] {
      fingerprint.add(count: parts.count)
      for part in parts { fingerprint.add(part) }
    }
    return fingerprint.text()
  }

  /// The program by what its linker named it by, or else by its bytes: one that was built again is the same
  /// where those are.
  private static func addProgram(to fingerprint: inout Fingerprint) {
    guard let path = DataFiles.programPath else { return fingerprint.add([]) }
    if let head = try? InputFile.readHead(of: path), let id = BuildID.read(elf: head) {
      fingerprint.add(id)
    } else {
      fingerprint.add(large: (try? InputFile.readFile(path)) ?? [])
    }
  }

  /// A file that belongs to the system, by what changes when it is replaced.
  private static func stamp(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(path) \(status.st_size) \(time.tv_sec) \(time.tv_nsec)"
  }

  /// The libraries that have been loaded, where the system tells them; its version elsewhere.
  private static var libraries: [String] {
    guard let maps = try? InputFile.read("/proc/self/maps") else { return [systemVersion] }
    var paths: Set<String> = []
    for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
      // 7f1c…-7f1d… r-xp 00028000 fe:00 1311 /usr/lib/libc.so.6
      guard let slash = line.firstIndex(of: "/"), line.contains(" r-xp ") else { continue }
      paths.insert(String(line[slash...]))
    }
    if let program = DataFiles.programPath { paths.remove(program) }
    return paths.sorted()
  }

  /// The processor: kernels and the library of functions differ with what it can do.
  private static var processor: [String] {
    let information = (try? InputFile.read("/proc/cpuinfo")) ?? []
    let lines = String(decoding: information, as: UTF8.self).split(separator: "\n")
    return ["model name", "flags", "Features"].compactMap { name in
      lines.first { $0.hasPrefix(name) }.map(String.init)
    } + [systemVersion]
  }

  private static var systemVersion: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "" }
    return withUnsafeBytes(of: &names) { bytes in
      bytes.split(separator: 0).filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
        .joined(separator: " ")
    }
  }

  /// What the environment says to the libraries that draw and to those that multiply.
  private static var settings: [String] {
    var settings: [String] = []
    var entry = environ
    while let text = entry.pointee {
      let setting = String(cString: text)
      if ["PANGO", "FC_", "FONTCONFIG", "FREETYPE", "CAIRO", "BACKDRAW", "OPENBLAS", "BLIS"]
        .contains(where: setting.hasPrefix)
      {
        settings.append(setting)
      }
      entry += 1
    }
    return settings.sorted()
  }
}

extension Fingerprint {
  /// Adds what is so long that it is digested on several threads, piece by piece.
  mutating func add(large bytes: [UInt8]) {
    let length = 4 << 20
    let pieces = stride(from: 0, to: bytes.count, by: length).map {
      bytes[$0..<min($0 + length, bytes.count)]
    }
    let digests = pieces.concurrentMap { piece in
      var digest = SHA256()
      digest.add(piece)
      return digest.finish()
    }
    add(count: bytes.count)
    for digest in digests { add(digest) }
  }
}
