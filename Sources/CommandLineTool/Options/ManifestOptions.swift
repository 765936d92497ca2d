import ArgumentParser
import Wording

/// A class in JSON lines.
struct ManifestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "The class in JSON lines, - for standard input: an object on each line with an id and, "
          + "where wanted, name, number, a seed of its own, and literals for leaves: "
          + #"{"id": "kim", "set": {"x": 3}}."#,
        ko: "JSON 객체를 한 줄에 하나씩 적은 학생 명단이고, -는 표준 입력입니다. id 말고도 이름(name), 학번(number), 따로 쓸 "
          + #"씨앗(seed), 변수에 줄 값(set)을 {"id": "kim", "set": {"x": 3}}처럼 적을 수 있습니다."#),
      value: .file),
    completion: .file(extensions: ["jsonl", "ndjson"]))
  var manifest: String?

  /// The students that the manifest names, none where there is no manifest; says which keys were not
  /// understood, since a misspelt one changes nothing.
  ///
  /// - Throws: `Failure` where it cannot be read.
  func read(_ console: Console) throws(Failure) -> [Student] {
    guard let manifest else { return [] }
    let read = try Manifest(path: manifest)
    if !read.others.isEmpty {
      let names = read.others.prefix(8).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
      console.note(
        Bilingual(
          en: "\(manifest): keys that mean nothing here are passed over: \(names)",
          ko: "\(manifest): 쓰지 않는 키는 보지 않습니다: \(names)"))
    }
    return read.students
  }
}

extension GraphOptions {
  /// Fails where standard input is to be two things.
  ///
  /// - Parameter others: Options and the files that they name.
  func refuseInput(as others: KeyValuePairs<String, String?>) throws(Failure) {
    var reader = graph == "-" ? Bilingual(en: "the graph", ko: "그래프로") : nil
    for (option, path) in others where path == "-" {
      if let reader {
        throw Failure(
          .usage, at: "\(option) -",
          Bilingual(
            en: "standard input is \(reader.english) already",
            ko: "표준 입력은 이미 \(reader.korean) 쓰입니다"),
          remedy: Bilingual(en: "give one of them as a file", ko: "둘 가운데 하나는 파일로 주십시오"))
      }
      reader = Bilingual(en: "read for \(option)", ko: "\(option)에")
    }
  }
}
