import Derivation
import Diagram
import Notation
import Scene

/// Sets sentences as lines of words and formulas, no wider than a column.
///
/// Lines end at spaces, in Korean as in English; a word or a formula that has a particle or a full stop
/// behind it keeps that.
package struct ParagraphSetter {
  private let setter: MathSetter
  private let memory: LineMemory?

  /// A setter that measures letters with the fonts that paint them.
  ///
  /// - Parameter memory: What was set before with the same fonts.
  package init(measuring measure: any TextMeasuring, remembering memory: LineMemory? = nil) {
    setter = MathSetter(measuring: measure)
    self.memory = memory
  }

  /// What stands in a line without a space.
  private enum Atom {
    case letters(String)
    case formula(MathBox)
  }

  /// The lines of a sentence, each from the left edge of its column.
  package func lines(
    _ sentence: Sentence, width: Double, _ look: SheetStyle.Look
  ) -> [MathBox] {
    guard let memory else { return newLines(sentence, width, look) }
    return memory.lines(of: .init(sentence: sentence, width: width, look: look)) {
      newLines(sentence, width, look)
    }
  }

  private func newLines(
    _ sentence: Sentence, _ width: Double, _ look: SheetStyle.Look
  ) -> [MathBox] {
    let space = self.width(of: " ", look)
    var lines: [MathBox] = []
    var line: [[Atom]] = []
    var reach = 0.0
    for word in words(of: sentence, width, look) {
      let advance = word.reduce(0) { $0 + self.width(of: $1, look) }
      if !line.isEmpty, reach + space + advance > width {
        lines.append(joined(line, look))
        line = []
      }
      reach = line.isEmpty ? advance : reach + space + advance
      line.append(word)
    }
    if !line.isEmpty { lines.append(joined(line, look)) }
    return lines
  }

  /// How wide a sentence is on one line.
  package func width(of sentence: Sentence, _ look: SheetStyle.Look) -> Double {
    lines(sentence, width: .infinity, look).first?.width ?? 0
  }

  /// Letters as a box as high as any line of that look.
  package func box(_ letters: String, _ look: SheetStyle.Look) -> MathBox {
    let size = look.style.size
    return MathBox(
      items: letters.isEmpty
        ? [] : [.text(Text(letters, at: .zero, style: look.style, paint: look.paint))],
      width: width(of: letters, look), ascent: size * 0.78, descent: size * 0.22)
  }

  // MARK: Words

  /// The words between spaces; one that is wider than the column is cut.
  private func words(
    of sentence: Sentence, _ width: Double, _ look: SheetStyle.Look
  ) -> [[Atom]] {
    var words: [[Atom]] = []
    var isOpen = false
    func add(_ atom: Atom) {
      if isOpen, !words.isEmpty {
        words[words.count - 1].append(atom)
      } else {
        words.append([atom])
      }
      isOpen = true
    }
    for piece in sentence.pieces {
      switch piece {
      case .words(let text):
        for (position, part) in text.split(separator: " ", omittingEmptySubsequences: false)
          .enumerated()
        {
          if position > 0 { isOpen = false }
          for part in cut(part, width, look) { add(.letters(part)) }
        }
      case .math(let math):
        let box = setter.set(math, size: look.style.size, paint: look.paint)
        add(.formula(box.fitted(to: width)))
      }
    }
    return words.flatMap { split($0, width, look) }
  }

  /// A word as it is, or in parts where it is wider than a line.
  private func cut(_ word: Substring, _ width: Double, _ look: SheetStyle.Look) -> [String] {
    if word.isEmpty { return [] }
    guard self.width(of: String(word), look) > width else { return [String(word)] }
    var parts: [String] = [""]
    for character in word {
      let longer = parts[parts.count - 1] + String(character)
      if self.width(of: longer, look) > width, longer.count > 1 {
        parts.append(String(character))
      } else {
        parts[parts.count - 1] = longer
      }
    }
    return parts
  }

  /// What is wider than a line although no atom is goes on the next one.
  private func split(_ word: [Atom], _ width: Double, _ look: SheetStyle.Look) -> [[Atom]] {
    var parts: [[Atom]] = [[]]
    var reach = 0.0
    for atom in word {
      let advance = self.width(of: atom, look)
      if reach + advance > width, reach > 0 {
        parts.append([])
        reach = 0
      }
      parts[parts.count - 1].append(atom)
      reach += advance
    }
    return parts
  }

  // MARK: Lines

  /// Words with spaces between them; letters that follow one another are one text, so that they can
  /// be found.
  private func joined(_ words: [[Atom]], _ look: SheetStyle.Look) -> MathBox {
    var box = self.box("", look)
    var letters = ""
    func flush() {
      guard !letters.isEmpty else { return }
      box.append(self.box(letters, look))
      letters = ""
    }
    for (position, word) in words.enumerated() {
      if position > 0 { letters += " " }
      for atom in word {
        switch atom {
        case .letters(let part): letters += part
        case .formula(let formula):
          flush()
          box.append(formula)
        }
      }
    }
    flush()
    return box
  }

  private func width(of atom: Atom, _ look: SheetStyle.Look) -> Double {
    switch atom {
    case .letters(let letters): width(of: letters, look)
    case .formula(let box): box.width
    }
  }

  private func width(of letters: String, _ look: SheetStyle.Look) -> Double {
    letters.isEmpty ? 0 : setter.measure.extent(of: letters, in: look.style).advance
  }
}

extension MathBox {
  /// The box made larger or smaller about its origin.
  package func scaled(by factor: Double) -> MathBox {
    MathBox(
      items: items.map { $0.scaled(by: factor) }, width: width * factor, ascent: ascent * factor,
      descent: descent * factor)
  }

  /// The box, made smaller where it is wider than a column.
  package func fitted(to width: Double) -> MathBox {
    self.width > width ? scaled(by: width / self.width) : self
  }

  /// The box moved to the right.
  package func indented(by distance: Double) -> MathBox {
    var box = MathBox()
    box.add(self, at: Point(distance, 0))
    return box
  }
}
