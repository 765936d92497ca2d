import ArgumentParser
import Wording

/// Whether files are written again when the graph changes, and shown.
struct WatchOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "Writes the files again whenever the graph or a file that it loads changes, until "
          + "Control-C. Errors are told, and the last good files stay.",
        ko: "그래프나 그래프가 읽는 파일이 바뀔 때마다 Control-C를 누를 때까지 다시 씁니다. 오류가 나면 "
          + "알리고, 마지막으로 제대로 쓴 파일을 그대로 둡니다.")))
  var watch = false

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "Opens the first file in the program that shows such files.",
        ko: "쓴 파일 가운데 첫째를 보여 주는 프로그램으로 엽니다.")))
  var open = false

  /// How often files are looked at, in microseconds.
  private static let interval: UInt32 = 200_000

  /// Does the work once, or again and again.
  ///
  /// - Parameters:
  ///   - graph: Where the graph comes from.
  ///   - outputs: Where results go.
  ///   - work: Reads the graph and writes the outputs.
  /// - Throws: What the work throws; `Failure` where there is nothing to watch or to open.
  func run(
    _ graph: GraphOptions, _ outputs: [String], _ console: Console, _ work: () throws -> Void
  ) throws {
    let shown = outputs.first { !OutputFile.isSeenAtOnce($0) }
    if watch { try requireFiles(graph, outputs) }
    if open, shown == nil {
      throw Failure(
        .usage, at: "--open",
        Bilingual(en: "no file is written", ko: "쓰는 파일이 없습니다"),
        remedy: Bilingual(en: "give -o FILE", ko: "-o 로 파일을 주십시오"))
    }
    guard watch else {
      try work()
      if open, let shown { try Opening.open(shown) }
      return
    }
    try Interruption.listening { try keepWriting(shown, outputs, console, work) }
  }

  private func keepWriting(
    _ shown: String?, _ outputs: [String], _ console: Console, _ work: () throws -> Void
  ) throws {
    var isFirst = true
    var isOpened = false
    let list = outputs.joined(separator: ", ")
    while !Interruption.wished {
      var status: ExitCode?
      let files = try ReadFiles.noting {
        do {
          try console.run(work)
        } catch let code as ExitCode {
          // A command line that is wrong from the start does not become right by waiting.
          if isFirst, code == ExitStatus.usage.code { throw code }
          status = code
        }
      }
      if status == nil {
        if open, !isOpened, let shown { try Opening.open(shown) }
        isOpened = true
        console.note(
          isFirst
            ? Bilingual(
              en: "\(list): written; waiting for changes, Control-C ends",
              ko: "\(list): 썼습니다. 바뀌기를 기다립니다. Control-C로 끝냅니다")
            : Bilingual(en: "\(list): written again", ko: "\(list): 다시 썼습니다"))
      }
      isFirst = false
      while !Interruption.wished, !files.contains(where: \.hasChanged) { usleep(Self.interval) }
    }
  }

  private func requireFiles(_ graph: GraphOptions, _ outputs: [String]) throws(Failure) {
    guard let path = graph.graph, path != "-" else {
      throw Failure(
        .usage, at: "--watch",
        Bilingual(
          en: "only a graph in a file can change", ko: "바뀌는 것은 파일에 든 그래프뿐입니다"),
        remedy: Bilingual(
          en: "write the graph to a file and name it", ko: "그래프를 파일에 쓰고 그 이름을 주십시오"))
    }
    guard !outputs.isEmpty, outputs.allSatisfy({ $0 != "-" }) else {
      throw Failure(
        .usage, at: "--watch",
        Bilingual(
          en: "standard output cannot be written again", ko: "표준 출력에는 다시 쓸 수 없습니다"),
        remedy: Bilingual(en: "give -o FILE", ko: "-o 로 파일을 주십시오"))
    }
  }
}
