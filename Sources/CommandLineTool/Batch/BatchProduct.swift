import Wording

/// What is made for each student: a figure or a page, with its blanks or as their key, and where it goes.
struct BatchProduct: Sendable {
  /// What is made, by the ending of its name.
  enum Form: CaseIterable, WrittenForm {
    /// The figure as a drawing.
    case svg
    /// The figure as pixels.
    case png
    /// Sheets of paper.
    case sheet
    /// The derivation as a page.
    case page

    var endings: [String] {
      switch self {
      case .svg: ["svg"]
      case .png: ["png"]
      case .sheet: ["pdf"]
      case .page: ["html", "htm"]
      }
    }
  }

  /// The path with `{id}` in it.
  let pattern: String
  let form: Form
  /// Whether the answers stand in the blanks' places.
  let isKey: Bool

  private static let hole = "{id}"

  /// Reads a pattern such as `{id}/sheet.svg`.
  ///
  /// - Throws: `Failure` where it has no `{id}`, or its ending says nothing that can be made.
  init(_ pattern: String, isKey: Bool) throws(Failure) {
    form = try FileEnding.form(Form.self, of: pattern)
    guard pattern.contains(Self.hole) else {
      throw Failure(
        .usage, at: pattern,
        Bilingual(
          en: "all students would have this file, and all but one would be lost",
          ko: "모든 학생의 파일이 이 하나여서 하나만 남게 됩니다"),
        remedy: Bilingual(
          en: "put {id} in its name, such as '{id}/sheet.svg'",
          ko: "'{id}/sheet.svg'처럼 이름에 {id}를 넣으십시오"))
    }
    self.pattern = pattern
    self.isKey = isKey
  }

  /// Where a student's file goes.
  func path(of id: String) -> String { pattern.replacing(Self.hole, with: id) }

  /// The folder that the files of all students are in: of the pattern what stands before `{id}`.
  var folder: String {
    let before = pattern.split(separator: "{", omittingEmptySubsequences: false).first ?? ""
    return before.lastIndex(of: "/").map { String(before[...$0]) } ?? "./"
  }
}
