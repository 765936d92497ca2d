/// Writes a path with as few bytes as say the same: each step from the page's corner or from where
/// the pen is, whichever is shorter, and no letter, space or zero that says nothing.
///
///     M 100 10 L 120 10 L 120.5 10.5 Z   →   M100 10h20l.5.5Z
struct OutlineWriter {
  /// The path's text.
  private(set) var bytes: [UInt8] = []

  private var pen = Outline.Place()
  private var start = Outline.Place()
  /// The second control point of the curve before, which a smooth one mirrors.
  private var control: Outline.Place?
  private var end = End()

  /// What the text ends with, by which the next step may leave something out.
  private struct End {
    /// The letter that a number without one belongs to.
    var implied: UInt8?
    var isNumber = false
    var hasPoint = false
  }

  init(_ outline: Outline) {
    for step in outline.steps { write(step) }
  }

  private mutating func write(_ step: Outline.Step) {
    switch step {
    case .move(let place):
      write("M", [(place, pen)])
      start = place
      pen = place
      control = nil
    case .line(let place):
      if place.y == pen.y {
        write("H", [place.x], [place.x - pen.x])
      } else if place.x == pen.x {
        write("V", [place.y], [place.y - pen.y])
      } else {
        write("L", [(place, pen)])
      }
      pen = place
      control = nil
    case .curve(let a, let b, let place):
      let mirrored = control.map { Outline.Place(x: 2 * pen.x - $0.x, y: 2 * pen.y - $0.y) } ?? pen
      if a == mirrored {
        write("S", [(b, pen), (place, pen)])
      } else {
        write("C", [(a, pen), (b, pen), (place, pen)])
      }
      pen = place
      control = b
    case .close:
      bytes.append(UInt8(ascii: "Z"))
      end = End()
      pen = start
      control = nil
    }
  }

  private mutating func write(
    _ letter: Unicode.Scalar, _ places: [(to: Outline.Place, from: Outline.Place)]
  ) {
    write(
      letter, places.flatMap { [$0.to.x, $0.to.y] },
      places.flatMap { [$0.to.x - $0.from.x, $0.to.y - $0.from.y] })
  }

  /// Writes the shorter of the two: capital letters count from the corner.
  private mutating func write(_ letter: Unicode.Scalar, _ absolute: [Int], _ relative: [Int]) {
    let capital = UInt8(ascii: letter)
    let (a, endA) = text(capital, absolute)
    let (b, endB) = text(capital | 0x20, relative)
    bytes += b.count < a.count ? b : a
    end = b.count < a.count ? endB : endA
  }

  private func text(_ letter: UInt8, _ numbers: [Int]) -> ([UInt8], End) {
    var text: [UInt8] = []
    var end = end
    if end.implied != letter {
      text.append(letter)
      end = End()
    }
    for number in numbers {
      let hasWhole = abs(number) >= 100
      let hasPoint = number % 100 != 0
      // A sign separates as well as a space does, a second point too.
      if end.isNumber, number >= 0, hasWhole || number == 0 || !end.hasPoint { text.append(0x20) }
      append(number, to: &text)
      end.isNumber = true
      end.hasPoint = hasPoint
    }
    // What follows a move without a letter is a line.
    let move = UInt8(ascii: "M")
    end.implied = letter | 0x20 == move | 0x20 ? letter - 1 : letter
    return (text, end)
  }

  private func append(_ number: Int, to text: inout [UInt8]) {
    if number < 0 { text.append(UInt8(ascii: "-")) }
    let (whole, rest) = abs(number).quotientAndRemainder(dividingBy: 100)
    if whole > 0 || rest == 0 { text += Array(String(whole).utf8) }
    guard rest > 0 else { return }
    text.append(UInt8(ascii: "."))
    text.append(0x30 + UInt8(rest / 10))
    if rest % 10 > 0 { text.append(0x30 + UInt8(rest % 10)) }
  }
}
