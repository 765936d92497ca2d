import Derivation
import Formats
import Scene
import Sheets
import Wording

/// What stands before the frames of a lecture in LaTeX: the engine, packages, fonts, colours, and the
/// commands that set a text or a figure in its room.
struct LectureLaTeXPreamble {
  let title: String
  let description: String
  let language: Language
  /// Whether a page of notes follows each slide.
  let showsNotes: Bool

  /// The width of a slide in millimetres.
  static let width = 160.0
  /// The em of the text in millimetres: 11 points.
  static let em = 10.95 * 25.4 / 72.27
  /// How much smaller pictures are shown than they are drawn, 0.75 big points for a pixel.
  private static let scale = width / (SlideFormat.slide.width * 0.75 * 25.4 / 72)
  /// What draws the whole figure.
  static let whole = "backdrawWhole"

  /// What draws the figure, or one of its parts from 0, as it is in a step. Commands have no digits.
  static func figure(_ part: Int, of count: Int) -> String {
    if count == 1 { return "backdrawFigure" }
    var letters = ""
    var rest = part + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return "backdrawPart" + letters
  }

  /// All up to the beginning of the document.
  ///
  /// - Parameter pictures: Fonts, colours and the commands of the figures.
  func text(_ pictures: String) -> String {
    var text = "% !TeX program = xelatex\n% XeLaTeX or LuaLaTeX.\n"
    for line in [title, description] {
      text += "% " + line.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n"
    }
    text += "\\PassOptionsToPackage{no-math}{fontspec}\n"
    text += "\\documentclass[aspectratio=169,11pt,fleqn]{beamer}\n"
    text += "\\usepackage{array,graphicx,tikz}\n"
    text += pictures
    text += korean
    text += Self.setting
    text += "% A picture of the slide's pixels in its size.\n"
    text += "\\newcommand\\backdrawShown[1]{\\scalebox{\(decimal(Self.scale, places: 5))}{#1}}\n"
    text += showsNotes ? "\\setbeameroption{show notes}\n" : "%\\setbeameroption{show notes}\n"
    text += "\\date{}\\title{\(LaTeXCharacters.prose(title))}\n"
    text += "\\hypersetup{pdflang=\(language.rawValue)}\n"
    return text
  }

  /// Hangul in the letters of slides, which have no serifs.
  private var korean: String {
    guard language == .korean else { return "" }
    let families = [
      "Noto Sans CJK KR", "NanumGothic", "Apple SD Gothic Neo", "Malgun Gothic", "UnDotum",
    ]
    let fonts = families.map {
      "\\IfFontExistsTF{\($0)}{\\setmainhangulfont{\($0)}\\setsanshangulfont{\($0)}}{"
    }
    return "\\IfFileExists{kotex.sty}{\\usepackage{kotex}%\n  "
      + fonts.joined(separator: "%\n  ") + String(repeating: "}", count: families.count) + "}{%\n"
      + "  \\backdrawEastAsian}\n"
  }

  /// The look of slides, and what sets a text or a figure in its room.
  private static let setting = #"""
    \usefonttheme[onlymath]{serif}
    \setbeamertemplate{navigation symbols}{}
    \setbeamersize{text margin left=7.5mm,text margin right=7.5mm}
    \setbeamercolor{background canvas}{bg=backdraw-background}
    \setbeamercolor{normal text}{fg=backdraw-ink}
    \setbeamercolor{structure}{fg=backdraw-ink}
    % As high as nothing: it stands in the margin below the slide's text.
    \setbeamertemplate{footline}{\vbox to 0pt{\vss\hbox to \paperwidth{\hfill
      {\scriptsize\color{backdraw-muted}\insertframenumber\,/\,\inserttotalframenumber}%
      \hskip 7.5mm}\vskip 2mm}}
    \setbeamertemplate{frametitle}{\vskip 4mm\insertframetitle\par\vskip 1mm}
    \setlength{\parindent}{0pt}
    \newsavebox\backdrawBox
    % {role}{words}: a headline on one line, smaller where it is long.
    \newcommand\backdrawHeadline[2]{%
      \sbox\backdrawBox{\bfseries\color{backdraw-#1}\strut#2}%
      \ifdim\wd\backdrawBox>\textwidth\resizebox{\textwidth}{!}{\usebox\backdrawBox}%
      \else\usebox\backdrawBox\fi}
    % [c]{width}{height}{text}: smaller where it is higher than its room; c: in its middle.
    \newcommand\backdrawText[4][t]{%
      \sbox\backdrawBox{\begin{minipage}{#2}\raggedright\setlength\mathindent{0pt}%
        \setlength\abovedisplayskip{0pt}\setlength\belowdisplayskip{4pt}%
        \setlength\abovedisplayshortskip{0pt}\setlength\belowdisplayshortskip{4pt}%
        #4\end{minipage}}%
      \begin{minipage}[#1][#3][#1]{#2}%
        \ifdim\dimexpr\ht\backdrawBox+\dp\backdrawBox>#3\relax
          \resizebox*{!}{#3}{\usebox\backdrawBox}%
        \else\usebox\backdrawBox\fi
      \end{minipage}}
    % {width}{height}{figure}: a figure in the middle of its room.
    \newcommand\backdrawBeside[3]{\begin{minipage}[c][#2][c]{#1}#3\end{minipage}}

    """#
}
