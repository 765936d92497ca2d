import Formats
import Training
import Wording

/// The files that the program carries: data sets, lessons and examples. They are found in the folder that
/// `BACKDRAW_DATA` names, from the working directory, or from the program's own place, where an
/// installed program has them in `share/backdraw`.
enum DataFiles {
  /// The names of what lies in a folder, sorted; nil where there is no such folder.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// A folder of the project, such as `Data/mnist`: looked for where `BACKDRAW_DATA` says, in the
  /// working directory and those around it, then from the program's place upwards.
  static func find(_ folder: String) -> String? {
    if let chosen = getenv("BACKDRAW_DATA"), chosen[0] != 0 {
      let path = String(cString: chosen) + "/" + folder
      if names(in: path) != nil { return path }
    }
    if let directory = getcwd(nil, 0) {
      defer { free(directory) }
      let around = ancestors(of: String(cString: directory)).map { "\($0)/\(folder)" }
      if let found = around.first(where: { names(in: $0) != nil }) { return found }
    }
    return programFolders.map { "\($0)/\(folder)" }.first { names(in: $0) != nil }
  }

  /// The folders that the program's own files may lie in: the project that it was built in, or
  /// `share/backdraw` beside its `bin`.
  private static var programFolders: [String] {
    ancestors(of: programPath ?? "").dropFirst().flatMap { [$0 + "/share/backdraw", String($0)] }
  }

  /// The commit that an installed program was built from, shortened; nil where nobody wrote it down.
  static var commit: String? {
    for folder in programFolders {
      guard let bytes = try? InputFile.readFile(folder + "/commit") else { continue }
      let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      return line.isEmpty ? nil : printable(line)
    }
    return nil
  }

  /// A path and the folders around it, from the inside.
  private static func ancestors(of path: String) -> [Substring] {
    var (place, found) = (Substring(path), [Substring]())
    while true {
      found.append(place)
      guard let slash = place.lastIndex(of: "/") else { return found }
      place = place[..<slash]
    }
  }

  /// Where the program lies, without links on the way.
  static var programPath: String? {
    let link = realpath("/proc/self/exe", nil) ?? realpath(CommandLine.arguments[0], nil)
    guard let link else { return nil }
    defer { free(link) }
    return String(cString: link)
  }

  /// The training and the test set of a folder in the IDX format, plain or gzip.
  ///
  /// - Parameter folder: The folder; the project's `Data/mnist` when left out.
  /// - Throws: `Failure` where files are missing or bad, or do not fit each other.
  static func images(in folder: String?) throws(Failure) -> (
    train: ImageDataset, test: ImageDataset
  ) {
    let folder = try imageFolder(folder)
    let (train, test) = (try set("train", in: folder), try set("t10k", in: folder))
    do throws(FitError) {
      try train.set.requireSize(ofTest: test.set)
    } catch {
      throw Failure(error, at: test.images)
    }
    return (train.set, test.set)
  }

  /// The training set alone.
  ///
  /// - Parameter folder: The folder; the project's `Data/mnist` when left out.
  /// - Throws: `Failure` where files are missing or bad, or do not fit each other.
  static func trainingImages(in folder: String?) throws(Failure) -> ImageDataset {
    try set("train", in: try imageFolder(folder)).set
  }

  /// What is said where the program's own data are missing.
  static let notFound = Bilingual(
    en: "the data set is not found from here", ko: "여기서 데이터 세트를 찾을 수 없습니다")

  private static func imageFolder(_ folder: String?) throws(Failure) -> String {
    guard let folder = folder ?? find("Data/mnist") else {
      throw Failure(
        .missingInput, at: "Data/mnist", notFound,
        remedy: Bilingual(en: "name its folder with --data", ko: "--data로 폴더를 지정하십시오"))
    }
    return folder
  }

  /// Text of one document a line.
  ///
  /// - Parameter path: The file; the project's `Data/names/names.txt` when left out.
  /// - Throws: `Failure` where it is missing or bad.
  static func text(_ path: String?) throws(Failure) -> TextDataset {
    guard let path = path ?? find("Data/names").map({ $0 + "/names.txt" }) else {
      throw Failure(
        .missingInput, at: "Data/names", notFound,
        remedy: Bilingual(en: "name a file of text with --data", ko: "--data로 글이 든 파일을 지정하십시오"))
    }
    let bytes = try InputFile.read(
      path,
      remedy: Bilingual(
        en: "name a file with one document on each line", ko: "한 줄에 글 하나가 든 파일을 지정하십시오"))
    do throws(TextDatasetError) {
      return try TextDataset(bytes)
    } catch {
      throw Failure(.badData, at: path, error.message)
    }
  }

  /// The fingerprint of the files that `images(in:)` reads; that of nothing where one is missing.
  static func fingerprint(ofImagesIn folder: String?) -> String {
    var fingerprint = Fingerprint()
    for set in ["train", "t10k"] {
      for file in ["images-idx3-ubyte", "labels-idx1-ubyte"] {
        guard let folder = folder ?? find("Data/mnist"),
          let file = try? self.file("\(set)-\(file)", in: folder)
        else { return "" }
        fingerprint.add(large: file.bytes)
      }
    }
    return fingerprint.text()
  }

  /// The fingerprint of all that the book's experiments read: the images, the names, and the graphs that
  /// learn; that of nothing where a file is missing.
  ///
  /// - Parameter images: The folder of images; the project's `Data/mnist` when left out.
  static func fingerprint(ofExperimentsOn images: String?) -> String {
    var fingerprint = Fingerprint(of: [fingerprint(ofImagesIn: images)])
    for (folder, files) in [
      ("Data/names", ["names.txt"]), ("Examples/networks", ["cnn.graph", "gpt.graph"]),
    ] {
      for file in files {
        guard let folder = find(folder), let bytes = try? InputFile.read(folder + "/" + file) else {
          return ""
        }
        fingerprint.add(bytes)
      }
    }
    return fingerprint.text()
  }

  /// A set, and the path of its images.
  private static func set(
    _ name: String, in folder: String
  ) throws(Failure) -> (set: ImageDataset, images: String) {
    let images = try file("\(name)-images-idx3-ubyte", in: folder)
    let labels = try file("\(name)-labels-idx1-ubyte", in: folder)
    do throws(DatasetError) {
      return (try ImageDataset(images: images.bytes, labels: labels.bytes), images.path)
    } catch {
      throw Failure(
        .badData, at: error.kind == .images ? images.path : labels.path, error.message)
    }
  }

  private static func file(
    _ name: String, in folder: String
  ) throws(Failure) -> (path: String, bytes: [UInt8]) {
    let names = names(in: folder) ?? []
    let found = ["\(name).gz", name].first { names.contains($0) } ?? "\(name).gz"
    let path = folder + "/" + found
    return (path, try InputFile.read(path))
  }
}
