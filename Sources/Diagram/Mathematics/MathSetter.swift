import Derivation
import Notation
import Scene

/// Sets mathematics as marks of a scene: italic letters, upright words, true subscripts, stacked
/// fractions, matrices in brackets.
///
///     let setter = MathSetter(measuring: measure)
///     setter.set(.derivative(of: "L", by: "x"), size: 16)   // ∂L over ∂x
package struct MathSetter {
  /// How much room letters take.
  package let measure: any TextMeasuring
  /// Whether the entries of matrices stand as near to each other as they can.
  package let isTight: Bool

  /// A setter that measures letters with the fonts that paint them.
  package init(measuring measure: any TextMeasuring, isTight: Bool = false) {
    self.measure = measure
    self.isTight = isTight
  }

  /// Sets a piece.
  ///
  /// - Parameters:
  ///   - size: the em in pixels; parts of fractions and indices are smaller.
  ///   - paint: the colour of all that has no role of its own.
  package func set(_ math: Math, size: Double, paint: Paint = .ink) -> MathBox {
    compose(math, size: size, paint: paint).saying(PlainTextWriter().text(math))
  }

  /// The marks of a piece.
  func compose(_ math: Math, size: Double, paint: Paint) -> MathBox {
    switch math {
    case .number(let digits): return text(digits, MathStyle.number(size), paint).asNumber()
    case .scientific(let digits, let exponent):
      let power = Math.number(exponent < 0 ? "−\(-exponent)" : "\(exponent)")
      return raised(
        text(digits + "×10", MathStyle.number(size), paint),
        compose(power, size: size * 0.72, paint: paint), size: size
      ).asNumber()
    case .identifier(let name): return text(name, MathStyle.name(name, size), paint)
    case .function(let name): return text(name, MathStyle.word(size), paint)
    case .text(let words):
      if let derivative = MathStyle.derivative(in: words) {
        return compose(derivative, size: size, paint: paint)
      }
      return text(words, MathStyle.label(words, size), paint)
    case .sign(let sign): return text(sign, MathStyle.word(size), paint)
    case .row(let pieces): return row(pieces, size: size, paint: paint)
    case .fraction(let a, let b): return fraction(a, b, size: size, paint: paint)
    case .subscript(let base, let index):
      var box = compose(base, size: size, paint: paint)
      let lower = set(index, size: max(size * 0.72, 9), paint: paint)
      // An index is tucked under the letter that leans over it.
      box.add(lower, at: Point(box.width - size * (isItalic(base) ? 0.05 : -0.03), size * 0.2))
      return box
    case .superscript(let base, let exponent):
      return raised(
        compose(base, size: size, paint: paint),
        set(exponent, size: max(size * 0.72, 9), paint: paint), size: size)
    case .accented(let inner, let accent):
      return accented(inner, accent, size: size, paint: paint)
    case .root(let inner): return root(compose(inner, size: size, paint: paint), size, paint)
    case .fenced(let inner, let open, let close):
      return fenced(
        compose(inner, size: size, paint: paint), open: open, close: close, size: size, paint: paint
      )
    case .vector(let entries): return matrix([entries], size: size, paint: paint)
    case .matrix(let rows): return matrix(rows, size: size, paint: paint)
    case .cases(let lines): return cases(lines, size: size, paint: paint)
    case .big(let sign, let below, let body):
      return big(sign, below, body, size: size, paint: paint)
    case .annotated(let inner, let below):
      return .stacked(
        [
          compose(inner, size: size, paint: paint),
          compose(below, size: size * 0.72, paint: .muted),
        ],
        gap: size * 0.15)
    case .role(let role, let inner):
      return compose(inner, size: size, paint: role == .value ? .forwardText : .backwardText)
    }
  }

  /// One line of letters: as high as its ink and no lower than a digit, so that labels keep true
  /// distances.
  func text(_ string: String, _ style: TextStyle, _ paint: Paint) -> MathBox {
    let extent = measure.extent(of: string, in: style)
    let digit = measure.extent(of: "0", in: style)
    let lean = style.slant == .italic ? style.size * 0.06 : 0
    return MathBox(
      items: [.text(Text(string, at: .zero, style: style, paint: paint))],
      width: max(extent.advance, extent.ink.maxX) + lean,
      ascent: max(-extent.ink.y, -digit.ink.y), descent: max(extent.ink.maxY, 0)
    ).saying(string)
  }

  private func isItalic(_ math: Math) -> Bool {
    switch math {
    case .accented(let inner, _): isItalic(inner)
    case .identifier(let name): MathStyle.name(name, 1).slant == .italic
    default: false
    }
  }

  // MARK: Rows

  private func row(_ pieces: [Math], size: Double, paint: Paint) -> MathBox {
    var box = MathBox()
    for (index, piece) in pieces.enumerated() {
      let next = compose(piece, size: size, paint: paint)
      let gap =
        index == 0 ? 0 : MathStyle.gap(between: pieces[index - 1], at: index - 1, and: piece) * size
      box.append(next, gap: gap)
    }
    return box
  }

  private func fraction(_ a: Math, _ b: Math, size: Double, paint: Paint) -> MathBox {
    let part = max(size * 0.82, 9)
    let (top, bottom) = (compose(a, size: part, paint: paint), compose(b, size: part, paint: paint))
    let width = max(top.width, bottom.width) + size * 0.2
    let axis = -MathStyle.axis * size
    let thickness = max(0.9, size * 0.055)
    let gap = size * 0.16
    let side = size * 0.06
    var box = MathBox(width: side)
    box.add(top, at: Point(side + (width - top.width) / 2, axis - gap - top.descent))
    box.add(bottom, at: Point(side + (width - bottom.width) / 2, axis + gap + bottom.ascent))
    box.items.append(
      .path(
        .line(from: Point(side, axis), to: Point(side + width, axis)),
        stroke: Stroke(paint, width: thickness, dash: [])))
    box.width = width + 2 * side
    return box
  }

  private func raised(_ base: MathBox, _ exponent: MathBox, size: Double) -> MathBox {
    var box = base
    let rise = max(base.ascent - exponent.ascent * 0.55, size * 0.36)
    box.add(exponent, at: Point(box.width + size * 0.05, -rise))
    return box
  }

  /// A letter with a sign drawn over it, moved to the right as the letter leans.
  private func accented(
    _ letter: Math, _ accent: Math.Accent, size: Double, paint: Paint
  ) -> MathBox {
    var box = compose(letter, size: size, paint: paint)
    let half = size * (accent == .bar ? 0.2 : 0.17)
    let middle = box.width / 2 + (isItalic(letter) ? size * 0.05 : 0)
    // A letter is set no lower than a digit; over a small one the sign comes down to it.
    let top = letterTop(letter, size) + size * 0.12
    let rise = size * 0.12
    let pen = Stroke(paint, width: max(0.9, size * 0.06), dash: [], cap: .round)
    switch accent {
    case .hat:
      box.items.append(
        .path(
          .polyline([
            Point(middle - half, -top), Point(middle, -top - rise), Point(middle + half, -top),
          ]), stroke: pen))
    case .bar:
      box.items.append(
        .path(
          .line(
            from: Point(middle - half, -top - rise / 2), to: Point(middle + half, -top - rise / 2)),
          stroke: pen))
    case .tilde:
      var wave = Path()
      wave.move(to: Point(middle - half, -top))
      wave.curve(
        to: Point(middle + half, -top - rise),
        control1: Point(middle - half * 0.3, -top - rise * 2.4),
        control2: Point(middle + half * 0.3, -top + rise * 1.4))
      box.items.append(.path(wave, stroke: pen))
    case .dot:
      box.items.append(
        .circle(Point(middle, -top - rise / 2), radius: max(1, size * 0.06), fill: paint))
    }
    box.ascent = max(box.ascent, top + rise + size * 0.06)
    return box
  }

  /// How high a letter's own ink reaches above the baseline.
  private func letterTop(_ letter: Math, _ size: Double) -> Double {
    guard case .identifier(let name) = letter else { return size * 0.7 }
    return -measure.extent(of: name, in: MathStyle.name(name, size)).ink.y
  }

  private func root(_ inner: MathBox, _ size: Double, _ paint: Paint) -> MathBox {
    let lead = size * 0.55
    let top = -(inner.ascent + size * 0.14)
    let bottom = inner.descent
    var box = MathBox()
    box.add(inner, at: Point(lead + size * 0.08, 0))
    box.items.append(
      .path(
        .polyline([
          Point(size * 0.04, -size * 0.26), Point(size * 0.16, -size * 0.34),
          Point(lead * 0.58, bottom), Point(lead, top), Point(box.width + size * 0.08, top),
        ]), stroke: Stroke(paint, width: max(0.9, size * 0.06), dash: [])))
    box.width += size * 0.12
    box.ascent = -top + size * 0.06
    return box
  }

  private func big(
    _ sign: String, _ below: Math?, _ body: Math, size: Double, paint: Paint
  ) -> MathBox {
    var head = text(sign, MathStyle.word(size * 1.35), paint)
    if let below {
      head = .stacked([head, compose(below, size: size * 0.7, paint: paint)], gap: size * 0.1)
    }
    head.append(compose(body, size: size, paint: paint), gap: size * 0.18)
    return head
  }
}
