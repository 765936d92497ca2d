import Scene

/// Which fonts stand for the kinds of letters, in order of preference.
///
/// Each list begins with a Latin family and ends with Korean ones; Pango takes each character
/// from the first family that has it, and then from any other font of the system.
package struct FontFamilies: Hashable, Sendable {
  /// For names and numbers of formulas.
  package var math: [String]
  /// For words.
  package var sans: [String]
  /// For code.
  package var mono: [String]
  /// What was asked for by name and must be installed.
  let required: String?

  /// The families used when nothing else is asked for, with another one put first if given.
  ///
  /// The DejaVu and Noto CJK fonts are enough; Liberation Serif makes handsomer formulas.
  /// - Parameter family: a family for formulas and words; an error later when it is not installed.
  package init(preferring family: String? = nil) {
    let korean = ["Noto Sans CJK KR", "NanumGothic"]
    let first = family.map { [$0] } ?? []
    math = first + ["Liberation Serif", "DejaVu Serif", "Noto Serif CJK KR"] + korean
    sans = first + ["DejaVu Sans"] + korean
    mono = ["DejaVu Sans Mono", "Noto Sans Mono CJK KR"] + korean
    required = family
  }

  /// The families of one kind.
  package subscript(kind: TextStyle.Family) -> [String] {
    switch kind {
    case .math: math
    case .sans: sans
    case .mono: mono
    }
  }
}
