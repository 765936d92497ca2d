import CairoRenderer
import Concurrency
import Diagram
import Exercises
import Formats
import GraphLanguage
import Report
import Sheets
import Wording

/// Makes the files of students, each from the graph, the seed and the student's id alone.
struct BatchItems: Sendable {
  let drawing: GraphDrawing
  let wishes: GraphDrawing.Wishes
  let seed: UInt64
  let products: [BatchProduct]
  /// The paper of sheets.
  let paper: Paper.Format
  let templates: PageTemplates
  let font: String?
  let expansion: ExpansionOptions
  /// The fingerprint of the program, of what it was asked for, and of the graph's text.
  let fingerprint: String
  /// Whether files are made that are there as they would be made.
  let isForced: Bool
  /// What is known of the figures of students that were made before.
  private let memory = FigureMemory()

  /// What became of a student's files.
  enum Outcome: Sendable {
    case made, fresh
    case failed(Bilingual)
  }

  /// Makes the files of some students on several threads.
  func make(_ students: [Student]) throws(Failure) -> [Outcome] {
    try students.concurrentMap(
      threads: processorCount,
      context: { _ throws(Failure) in
        BatchWorker(
          Painter(text: try FontOptions.fonts(preferring: font)), SheetMemory(figures: memory))
      }
    ) { student, worker throws(Failure) in
      do {
        return try make(student, worker)
      } catch let failure as Failure {
        guard failure.status != .cannotCreate, failure.status != .inputOutput else { throw failure }
        return .failed(failure.message ?? Bilingual(same: ""))
      } catch let error as RenderError {
        return .failed(Failure(error).message ?? Bilingual(same: ""))
      } catch let diagnostics as Diagnostics {
        return .failed(Bilingual { diagnostics.rendered(language: $0) })
      } catch {
        return .failed(Bilingual(same: "\(error)"))
      }
    }
  }

  private func make(_ student: Student, _ worker: BatchWorker) throws -> Outcome {
    let id = student.id
    let drawn = try drawing.draw(seed, for: student, wishes)
    let record = (products.first?.folder ?? "./") + Self.records + "/" + id
    let paths = products.map { $0.path(of: id) }
    let inputs = inputs(drawn, student.nameLine, paths)
    if !isForced, let known = try? InputFile.readFile(record),
      let there = stamp(inputs, paths.map { try? InputFile.readFile($0) }), known == there
    {
      return .fresh
    }
    var files = BatchStudent(
      student, drawn, wishes, templates: templates, worker,
      on: paper, drawing: expansion.open)
    let contents = try products.map { try files.bytes(of: $0) }
    for path in paths + [record] {
      if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
        try createFolder(String(path[..<slash]))
      }
    }
    // What a disk loses no longer agrees with its record, and is made again: three files a student would
    // wait for it longer than they take to make.
    try Outputs.write(zip(paths, contents).map { .init(path: $0, bytes: $1) }, waiting: false)
    // Last of all: until then what is there is made again.
    try Outputs.write(
      [.init(path: record, bytes: stamp(inputs, contents) ?? [])], waiting: false)
    return .made
  }

  /// The folder in which it is noted what each student's files were made from.
  private static let records = ".backdraw-batch"

  /// The fingerprint of all that a student's files are made from: the numbers themselves among it,
  /// whatever file they came from.
  private func inputs(
    _ drawn: GraphDrawing.Drawn, _ nameLine: NameLine, _ paths: [String]
  ) -> String {
    var digest = Fingerprint(
      of: [fingerprint, nameLine.name ?? "", nameLine.number ?? ""] + paths)
    for node in drawn.trace.nodes where drawn.trace.role(of: node) != .operation {
      for x in drawn.trace.value(of: node).elements {
        digest.add(count: Int(truncatingIfNeeded: x.bitPattern))
      }
    }
    return digest.text()
  }

  /// What is noted of files that were made from something; nil where one is missing.
  private func stamp(_ inputs: String, _ contents: [[UInt8]?]) -> [UInt8]? {
    var digest = Fingerprint(of: [inputs])
    for bytes in contents {
      guard let bytes else { return nil }
      digest.add(count: bytes.count)
      digest.add(count: Checksum.of(bytes))
    }
    return Array((digest.text() + "\n").utf8)
  }
}
