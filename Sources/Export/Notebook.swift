import Formats
import Wording

/// A program as a notebook for Jupyter (nbformat 4.5): the title and the figure, then each passage as a
/// sentence and a cell to run.
struct Notebook {
  /// What the graph is called.
  let title: String
  /// The figure as an SVG file; it belongs to a cell of words, so that running all cells keeps it.
  let figure: [UInt8]
  /// What the program is written for.
  let target: GraphExport.Target
  /// What it says to those who read it.
  let words: ExportWords
  /// The program.
  let passages: [PythonProgram.Passage]

  private static let figureName = "figure.svg"

  private enum Cell {
    case words(String, hasFigure: Bool)
    case code(String)
  }

  private var cells: [Cell] {
    let introduction =
      "# \(markdown(title))\n\n![\(markdown(title))](attachment:\(Self.figureName))\n\n"
      + words.introduction(target)[words.language]
    var cells = [Cell.words(introduction, hasFigure: true)]
    // Imports and what the program defines for itself need no sentence each.
    cells.append(.words("## " + words.preparations[words.language], hasFigure: false))
    for passage in passages {
      if let comment = passage.comment {
        cells.append(.words(comment[words.language], hasFigure: false))
      }
      cells.append(.code(passage.code))
    }
    return cells
  }

  /// The notebook's JSON, with a line break at the end.
  var text: String {
    JSONWriter.text { json in
      json.object(.block) { json in
        json.field("cells") { json in
          json.array(.block) { json in
            for (number, cell) in cells.enumerated() { write(cell, number, &json) }
          }
        }
        json.field("metadata") { json in
          json.object { json in
            json.field("kernelspec") { json in
              json.object {
                $0.field("display_name", "Python 3")
                $0.field("language", "python")
                $0.field("name", "python3")
              }
            }
            json.field("language_info") { json in json.object { $0.field("name", "python") } }
          }
        }
        json.field("nbformat", 4)
        json.field("nbformat_minor", 5)
      }
    } + "\n"
  }

  private func write(_ cell: Cell, _ number: Int, _ json: inout JSONWriter) {
    json.object(.block) { json in
      switch cell {
      case .words(let text, let hasFigure):
        json.field("cell_type", "markdown")
        json.field("id", "words-\(number)")
        if hasFigure {
          json.field("attachments") { json in
            json.object { json in
              json.field(named: Self.figureName) { json in
                json.object { $0.field("image/svg+xml", base64(figure)) }
              }
            }
          }
        }
        json.field("metadata") { json in json.object { _ in } }
        source(text, &json)
      case .code(let text):
        json.field("cell_type", "code")
        json.field("id", "code-\(number)")
        json.field("execution_count", nil as Int?)
        json.field("metadata") { json in json.object { _ in } }
        json.field("outputs") { json in json.array { _ in } }
        source(text, &json)
      }
    }
  }

  /// A cell's text, a string for each line, as Jupyter writes it.
  private func source(_ text: String, _ json: inout JSONWriter) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    json.field("source") { json in
      json.array(.block) { json in
        for (number, line) in lines.enumerated() {
          json.value(line + (number < lines.count - 1 ? "\n" : ""))
        }
      }
    }
  }

  /// What no sign of Markdown hides in.
  private func markdown(_ text: String) -> String {
    text.reduce(into: "") { result, letter in
      if "\\`*_{}[]<>()#+!|$~&".contains(letter) { result.append("\\") }
      result.append(letter == "\n" ? " " : letter)
    }
  }
}
