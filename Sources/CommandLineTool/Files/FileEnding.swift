import Wording

/// A form in which a result is written, known by the ending of a file's name.
protocol WrittenForm: CaseIterable {
  /// The endings of its files without a point, the usual one first.
  var endings: [String] { get }
}

extension WrittenForm {
  /// The form that a file's ending says; nil where it says none.
  init?(ending path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    guard let form = Self.allCases.first(where: { $0.endings.contains(ending) }) else {
      return nil
    }
    self = form
  }

  /// What the names of such files end in.
  var ending: String { endings[0] }
}

/// The one rule by which a file's ending says what is written to it.
enum FileEnding {
  /// The form of an output.
  ///
  /// - Parameters:
  ///   - known: The forms that this output can have; all where left out.
  ///   - otherwise: The form of a file whose ending says none, where one was asked for.
  ///   - hasFormat: Whether `--format` could say it in the ending's place.
  /// - Throws: `Failure` where the ending says no form.
  static func form<Form: WrittenForm>(
    _ form: Form.Type, of path: String, among known: [Form]? = nil, otherwise: Form? = nil,
    hasFormat: Bool = false
  ) throws(Failure) -> Form where Form: Equatable {
    let known = known ?? Array(Form.allCases)
    if let form = Form(ending: path), known.contains(form) { return form }
    if let otherwise { return otherwise }
    try Outputs.refuseFolder(path)
    throw refusal(of: path, endings: known.map(\.ending), hasFormat: hasFormat)
  }

  /// That an ending says no form.
  static func refusal(of path: String, endings: [String], hasFormat: Bool = false) -> Failure {
    let list = endings.map { ".\($0)" }.joined(separator: ", ")
    let only = endings.count == 1
    let option = hasFormat ? Bilingual(en: ", or give --format", ko: " --format을 주십시오") : nil
    return Failure(
      .usage, at: path,
      Bilingual(en: "the ending says nothing about the form", ko: "끝 이름으로는 형식을 알 수 없습니다"),
      remedy: Bilingual(
        en: (only ? "use \(list)" : "use one of \(list)") + (option?.english ?? ""),
        ko: (only ? "\(list)\(Particle.object.after(endings[0]))" : "\(list) 가운데 하나를")
          + (option.map { " 쓰거나" + $0.korean } ?? " 쓰십시오")))
  }
}
