import Scene

/// How large the smallest number is that a figure draws.
extension FigurePlan {
  /// The size of its digits as laid out; of its letters where symbols stand in the numbers' places;
  /// nil where neither are drawn.
  ///
  /// Exponents and indices are small by nature: what counts is the number that they stand at.
  var laidOutNumberSize: Double? {
    var least: Double?
    func add(_ box: MathBox?) {
      guard let box, let size = box.numberSize(orOfLetters: options.writesSymbols) else { return }
      least = min(least ?? size, size)
    }
    for arrow in arrows {
      add(arrow.value)
      add(arrow.gradient)
    }
    for face in faces {
      add(face.note)
      add(face.junction?.value)
    }
    for (node, face) in zip(graph.nodes, faces) where node.kind == .constant {
      add(MathBox(items: face.symbol.map { $0.painted(.forwardText) }))
    }
    return least
  }
}

extension GraphFigure {
  /// The size in pixels of the smallest number's digits as drawn; nil where no numbers are drawn.
  package var numberSize: Double? { plan.laidOutNumberSize.map { $0 * scale } }

  /// Whether its numbers can be made out on a phone, where a larger figure would have to be scrolled.
  package var isReadableOnPhones: Bool { numberSize.map { $0 >= 8 } ?? false }
}

extension MathBox {
  /// The size of the smallest digits in the colour of numbers, or beside a scale of colours, that are
  /// no exponent or index.
  fileprivate func numberSize(orOfLetters countsLetters: Bool) -> Double? {
    let sizes = items.compactMap { item -> Double? in
      guard case .text(let text) = item, text.isNumber(orLetters: countsLetters) else { return nil }
      return text.style.size
    }
    guard let largest = sizes.max() else { return nil }
    // An index is 0.72 of what it stands at.
    return sizes.filter { $0 > largest * 0.75 || $0 == NumberSetter.scaleSize }.min()
  }
}

extension Text {
  /// Whether it is a value or a gradient, or a number beside a scale of colours.
  fileprivate func isNumber(orLetters countsLetters: Bool) -> Bool {
    guard string.contains(where: { $0.isNumber || countsLetters && $0.isLetter }) else {
      return false
    }
    return paint.role == .forwardText || paint.role == .backwardText
      || paint.role == .muted && style.size == NumberSetter.scaleSize
  }
}

extension Item {
  /// The same letters in another colour.
  fileprivate func painted(_ paint: Paint) -> Item {
    guard case .text(var text) = self else { return self }
    text.paint = paint
    return .text(text)
  }
}
