import ArgumentParser
import Wording

extension ArgumentHelp {
  /// What help says of an argument, in the language of this run.
  ///
  ///     @Option(help: ArgumentHelp(Bilingual(en: "A font family.", ko: "글꼴입니다."), value: .family))
  ///
  /// - Parameters:
  ///   - text: What the argument does, in a sentence or two.
  ///   - value: What stands for its value, `<file>`; none for a flag.
  ///   - values: The values that it takes, where that is a short list or a range.
  ///   - otherwise: What holds where it is left out, where that is not plain.
  init(
    _ text: Bilingual, value: Bilingual? = nil, values: Bilingual? = nil,
    otherwise: Bilingual? = nil
  ) {
    let language = Language.ofThisRun
    let note = valueNote(values: values?[language], otherwise: otherwise?[language], language)
    self.init(
      note.map { "\(text[language]) \($0)" } ?? text[language], valueName: value?[language])
  }
}

/// What help says behind an option: `(values: light, dark; default: light)`; nil where there is
/// nothing to say.
func valueNote(values: String?, otherwise: String?, _ language: Language) -> String? {
  let values = values.map { "\(NoteWord.values[language]): \($0)" }
  let otherwise = otherwise.map { "\(NoteWord.otherwise[language]): \($0)" }
  let parts = [values, otherwise].compactMap(\.self)
  return parts.isEmpty ? nil : "(\(parts.joined(separator: "; ")))"
}

private enum NoteWord {
  static let values = Bilingual(en: "values", ko: "값")
  static let otherwise = Bilingual(en: "default", ko: "기본값")
}

extension Bilingual {
  // What stands for the values of arguments in help.
  static let count = Bilingual(en: "count", ko: "개수")
  static let family = Bilingual(en: "family", ko: "글꼴")
  static let file = Bilingual(en: "file", ko: "파일")
  static let folder = Bilingual(en: "folder", ko: "폴더")
  static let format = Bilingual(en: "format", ko: "형식")
  static let mode = Bilingual(en: "mode", ko: "방식")
  static let name = Bilingual(en: "name", ko: "이름")
  static let number = Bilingual(en: "number", ko: "수")
}
