import Derivation
import Notation
import Scene
import Testing

@testable import Diagram

@Suite struct MathSetterTests {
  private let setter = MathSetter(measuring: MonospaceMeasure())

  private func texts(_ math: Math) -> [Text] {
    setter.set(math, size: 20).items.compactMap { item in
      if case .text(let text) = item { text } else { nil }
    }
  }

  @Test func lettersLeanAndWordsStand() {
    #expect(texts(.identifier("x"))[0].style.slant == .italic)
    #expect(texts(.identifier("σ"))[0].style.slant == .italic)
    #expect(texts(.identifier("tax"))[0].style.slant == .upright)
    #expect(texts(.identifier("사과"))[0].style == TextStyle(.sans, size: 18))
  }

  @Test func indicesAreSmallerAndLower() {
    let parts = texts(.name("W_5"))
    #expect(parts.map(\.string) == ["W", "5"])
    #expect(parts[1].style.size < parts[0].style.size)
    #expect(parts[1].position.y > 0)
  }

  @Test func fractionsAreStacked() {
    let box = setter.set(.derivative(of: "L", by: "x"), size: 20)
    let parts = texts(.derivative(of: "L", by: "x"))
    #expect(parts.map(\.string) == ["∂", "L", "∂", "x"])
    #expect(parts[0].position.y < 0 && parts[2].position.y > 0)
    #expect(box.height > 28)
  }

  @Test func labelsThatSpellADerivativeAreFractions() {
    #expect(texts(.text("∂L/∂W5")).map(\.string) == ["∂", "L", "∂", "W", "5"])
    #expect(texts(.text("km/h")).map(\.string) == ["km/h"])
  }

  @Test func numbersOfAColumnAlignAtTheirPoints() {
    let parts = texts(.matrix([[.number("1.25")], [.number("10")], [.number("−0.5")]]))
    let points = parts.map { text in
      text.position.x + 12 * Double(text.string.prefix { $0 != "." }.count)
    }
    #expect(points.allSatisfy { abs($0 - points[0]) < 1e-9 })
  }

  @Test func boxesHoldTheirMarks() {
    let measure = MonospaceMeasure()
    let pieces: [Math] = [
      .matrix([["a", "b"], ["c", "d"]]), .root(.fraction("1", "x")), .fenced(.fraction("a", "b")),
      .big("Σ", below: "i", .superscript("x", "2")), .scientific("5.96", exponent: -8),
      .cases([.init("x", when: ["x", ">", "0"]), .init("0", when: .text("else"))]),
    ]
    for math in pieces {
      let box = setter.set(math, size: 20)
      let room = Rect(x: 0, y: -box.ascent, width: box.width, height: box.height)
        .expanded(by: 0.01)
      for item in box.items {
        var bounds = item.bounds(measuring: measure)
        if case .text(let text) = item {
          let ink = measure.extent(of: text.string, in: text.style).ink
          bounds = ink.offset(by: text.position)
        }
        if let bounds { #expect(room.union(bounds) == room, "\(math)") }
      }
    }
  }
}
