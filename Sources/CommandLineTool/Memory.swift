import Autodiff
import Wording

/// The memory that this program has.
enum Memory {
  /// How many bytes it may still take: those of the machine, or what a limit leaves of them; nil where
  /// nobody knows.
  static var available: Int? {
    [ofMachine, ofGroup, ofProcess].compactMap { $0 }.min()
  }

  private static var ofMachine: Int? {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : nil
  }

  /// What a container has been given.
  private static var ofGroup: Int? {
    firstLine(of: "/sys/fs/cgroup/memory.max").flatMap { Int($0) }
  }

  /// What `ulimit -v` leaves beside what is in use.
  private static var ofProcess: Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
      let status = getrlimit(RLIMIT_AS, &limit)
    #endif
    guard status == 0, let most = Int(exactly: limit.rlim_cur) else { return nil }
    let size = sysconf(Int32(_SC_PAGESIZE))
    let used = firstLine(of: "/proc/self/statm")?.split(separator: " ").first.flatMap { Int($0) }
    return max(0, most - (used ?? 0) * size)
  }

  private static func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 256)
    guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let bytes = buffer.prefix { $0 != 0 && $0 != 0x0A }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Has it said in words, and no unfinished file left behind, when numbers find no memory.
  static func tellWhenItEnds() {
    TapeMemory.whenExhausted { bytes in
      Leftovers.removeAll()
      let console = Console(language: .ofThisRun, isQuiet: false)
      let failure = Failure(
        .badData,
        Bilingual(
          en: "there is no memory for \(megabytes(bytes)) MB more of numbers",
          ko: "수를 담을 메모리 \(megabytes(bytes)) MB가 더 없습니다"),
        remedy: Bilingual(
          en: "make the tensors or the batch smaller", ko: "텐서나 배치를 더 작게 만드십시오"))
      _exit(console.status(of: failure).rawValue)
    }
  }
}
