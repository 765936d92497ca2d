import Derivation
import Diagram
import Scene

/// The letters of numbers, from which a page's script writes others in a figure's places: the glyphs
/// of the page itself, how wide they are, and where an exponent stands.
struct LiveLetters: Sendable, Hashable {
  /// The glyphs, which the page must hold.
  let glyphs: [SVGFragment.Glyph]
  /// What the script is told of them.
  let script: String

  /// All letters that numbers and what stands between them are written with.
  private static let letters = Array("0123456789.×∞Na?−+=≈")
  /// The em at which they are drawn; others are had by making them larger or smaller.
  private static let em = 15.0

  /// Draws the letters; nil where two look alike, so that glyphs cannot be told apart.
  ///
  /// - Throws: What the painter throws.
  init?(_ figures: FigureWriter) throws {
    let setter = MathSetter(measuring: figures.measure)
    let em = Self.em
    let boxes = Self.letters.map { setter.set(.number(String($0)), size: em) }
    var layer = Layer()
    for (index, box) in boxes.enumerated() {
      layer.items += box.placed(at: Point(Double(index + 1) * 2 * em, 2 * em))
    }
    var scene = Scene(
      size: Size(Double(boxes.count + 2) * 2 * em, 3 * em), title: "", description: "",
      language: "en")
    scene.add(layer)
    // A fragment names its letters in the order of their first use.
    glyphs = try figures.svg(scene, "letters").glyphs
    guard glyphs.count == boxes.count else { return nil }
    let table = zip(zip(Self.letters, glyphs), boxes).map { letter, box in
      "\(quoted(String(letter.0))):[\(quoted(letter.1.id)),\(decimal(box.width, places: 3))]"
    }
    // Where an exponent stands is seen from one that is set.
    let power = setter.set(.scientific("5", exponent: 7), size: em)
    let base = setter.set(.number("5×10"), size: em)
    guard case .text(let exponent)? = power.items.last else { return nil }
    let numbers = [
      exponent.style.size / em, -exponent.position.y / em, (exponent.position.x - base.width) / em,
    ].map { decimal($0, places: 4) }
    script =
      "{em:\(decimal(em)),small:\(numbers[0]),rise:\(numbers[1]),gap:\(numbers[2]),"
      + "glyphs:{\(table.joined(separator: ","))}}"
  }
}
