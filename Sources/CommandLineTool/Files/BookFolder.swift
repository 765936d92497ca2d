import Concurrency
import Formats
import Report
import Wording

/// The folder of a book, and what is known of the files in it.
struct BookFolder: Sendable {
  let path: String

  /// No record of a book is longer.
  private static let mostBytes = 64 << 20

  /// What the last build left; nothing where that is not known.
  var record: BookRecord {
    var status = stat()
    let file = path + "/" + BookRecord.file
    guard lstat(file, &status) == 0, status.st_size <= Self.mostBytes,
      let bytes = try? InputFile.readFile(file)
    else { return BookRecord() }
    return BookRecord(String(decoding: bytes, as: UTF8.self)) ?? BookRecord()
  }

  /// The pages that are not there as they would be made now.
  func stale(_ pages: [BookPage], _ record: BookRecord) -> [BookPage] {
    let known = pages.filter { record.pages[$0.path]?.inputs == $0.inputs }
    let isIntact = known.concurrentMap { page in
      record.pages[page.path]?.files.allSatisfy(isThere) ?? false
    }
    let fresh = Set(zip(known, isIntact).filter(\.1).map(\.0.path))
    return pages.filter { !fresh.contains($0.path) }
  }

  /// Whether a file is there as it was written.
  private func isThere(_ file: BookRecord.File) -> Bool {
    guard let bytes = try? InputFile.readFile(path + "/" + file.path) else { return false }
    return Checksum.text(of: bytes) == file.checksum
  }

  /// What a build changes.
  struct Changes {
    /// What was there before.
    private let former: BookRecord
    /// What there will be.
    var record: BookRecord
    fileprivate private(set) var files: [Book.File] = []

    /// Nothing is changed yet.
    init(from record: BookRecord) {
      former = record
      self.record = record
    }

    /// Adds the files of a page.
    ///
    /// - Parameter isKnown: Whether they were made from what the page's fingerprint says.
    mutating func add(_ files: [Book.File], of page: BookPage, isKnown: Bool) {
      self.files += files
      // What is not known is made again by the next build.
      record.set(
        BookRecord.Page(inputs: isKnown ? page.inputs : Fingerprint().text(), files: files),
        at: page.path)
    }

    /// The files that belong to no page any more.
    fileprivate var leftOver: [BookRecord.File] {
      let kept = Set(record.files.map(\.path))
      return former.files.filter { !kept.contains($0.path) }
    }
  }

  /// Writes what has changed, all files or none, and takes away what belongs to no page any more, if it
  /// still is as it was written.
  ///
  /// - Parameters:
  ///   - all: Whether files are written that have not changed, too.
  ///   - create: Creates a folder.
  /// - Throws: `Failure` where that is not allowed.
  func write(
    _ changes: Changes, all: Bool, creating create: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var outputs: [Outputs.File] = []
    var folders: Set<Substring> = []
    for file in changes.files {
      let path = self.path + "/" + file.path
      if let slash = path.lastIndex(of: "/"), folders.insert(path[..<slash]).inserted {
        try create(String(path[..<slash]))
      }
      if all || (try? InputFile.read(path)) != file.bytes {
        outputs.append(.init(path: path, bytes: file.bytes))
      }
    }
    try Outputs.write(outputs)
    for file in changes.leftOver where isThere(file) {
      let path = self.path + "/" + file.path
      guard unlink(path) != 0, errno != ENOENT else { continue }
      let reason = SystemError(errno).reason
      throw Failure(
        .cannotCreate, at: path,
        Bilingual(
          en: "belongs to no page any more and cannot be removed: \(reason.english)",
          ko: "이제 어느 페이지의 것도 아닌데 지울 수 없습니다. \(reason.korean)"))
    }
    // Last of all: until then what is there is not what the record says, and is made again.
    let record = Array(changes.record.text.utf8)
    try Outputs.write([.init(path: path + "/" + BookRecord.file, bytes: record)])
  }
}
