/// What stands before a LaTeX document: the engine in the first line, packages, the page.
struct LaTeXPreamble {
  private let body: String

  /// What a document with some text needs.
  init(for body: String) { self.body = body }

  /// All up to the beginning of the document.
  var text: String {
    engine + "\\documentclass[a4paper,fleqn]{article}\n"
      + "\\usepackage{amsmath,array,graphicx}\n" + letters
        + """
        \\addtolength{\\textwidth}{3cm}
        \\addtolength{\\oddsidemargin}{-1.5cm}
        \\addtolength{\\textheight}{4cm}
        \\addtolength{\\topmargin}{-2cm}
        \\setlength{\\parindent}{0pt}
        % Words are moved apart rather than set beyond the margin.
        \\setlength{\\emergencystretch}{\\textwidth}
        \\hbadness=10000
        \\allowdisplaybreaks

        """
  }

  private enum Letters { case ascii, eastAsian, other }

  /// 8-bit TeX may lack a font for any letter beyond ASCII; it certainly does for Hangul.
  private var kind: Letters {
    let kinds = body.unicodeScalars.lazy.filter { $0.value >= 0x80 }
    if kinds.contains(where: Self.isEastAsian) { return .eastAsian }
    return kinds.isEmpty ? .ascii : .other
  }

  private static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private var engine: String {
    switch kind {
    case .ascii: "% !TeX program = pdflatex\n% Any LaTeX: pdflatex, xelatex, lualatex.\n"
    case .eastAsian:
      "% !TeX program = xelatex\n% XeLaTeX or LuaLaTeX; with kotex, where it is installed.\n"
    case .other: "% !TeX program = xelatex\n% XeLaTeX or LuaLaTeX, which read all of Unicode.\n"
    }
  }

  private var letters: String {
    switch kind {
    case .ascii: ""
    case .eastAsian:
      "\\IfFileExists{kotex.sty}{\\usepackage{kotex}}{%\n"
        + fonts([
          "Noto Serif CJK KR", "NanumMyeongjo", "AppleMyungjo", "Batang", "UnBatang",
          "Noto Sans CJK KR", "NanumGothic", "Apple SD Gothic Neo", "Malgun Gothic",
        ]) + "}\n"
    case .other:
      "\\usepackage{iftex}\n\\ifPDFTeX\\else\n"
        + fonts(["Liberation Serif", "TeX Gyre Termes", "Times New Roman"]) + "\\fi\n"
    }
  }

  /// The first font that is installed; formulas keep theirs.
  private func fonts(_ families: [String]) -> String {
    "  \\usepackage[no-math]{fontspec}\n  "
      + families.map { "\\IfFontExistsTF{\($0)}{\\setmainfont{\($0)}}{" }.joined(separator: "%\n  ")
      + String(repeating: "}", count: families.count) + "\n"
  }
}
