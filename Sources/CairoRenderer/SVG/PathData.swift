import Scene

/// The text of a path (the attribute `d`), with as few bytes as say the same.
///
/// Places are rounded to hundredths of a pixel. Each step counts from the page's corner or from
/// where the pen is, whichever is shorter, and no letter, space or zero stands that says nothing:
///
///     move (100, 10), line (120, 10), line (120.5, 10.5), close   →   M100 10h20l.5.5Z
struct PathData {
  /// A place, in hundredths of a pixel.
  struct Place: Hashable {
    var x = 0
    var y = 0
  }

  /// The path's text.
  private(set) var bytes: [UInt8] = []

  private var pen = Place()
  private var start = Place()
  /// A move that nothing has been drawn after.
  private var pendingMove: Place?
  /// The second control point of the curve before, which a smooth one mirrors.
  private var control: Place?
  private var end = End()
  private var numbers: (absolute: [Int], relative: [Int]) = ([], [])
  private var alternative: [UInt8] = []

  /// What the text ends with, by which the next step may leave something out.
  private struct End {
    /// The letter that a number without one belongs to.
    var implied: UInt8?
    var isNumber = false
    var hasPoint = false
  }

  /// Whether nothing is drawn.
  var isEmpty: Bool { bytes.isEmpty }

  /// Lifts the pen and begins a new piece.
  mutating func move(to place: Place) { pendingMove = place }

  /// Draws a straight piece.
  mutating func line(to place: Place) {
    writePendingMove()
    if place.y == pen.y {
      add(place.x, from: pen.x)
      write("H")
    } else if place.x == pen.x {
      add(place.y, from: pen.y)
      write("V")
    } else {
      add(place)
      write("L")
    }
    pen = place
    control = nil
  }

  /// Draws a cubic Bézier piece.
  mutating func curve(to place: Place, control1 a: Place, control2 b: Place) {
    writePendingMove()
    let mirrored = control.map { Place(x: 2 * pen.x - $0.x, y: 2 * pen.y - $0.y) } ?? pen
    let isSmooth = a == mirrored
    if !isSmooth { add(a) }
    add(b)
    add(place)
    write(isSmooth ? "S" : "C")
    pen = place
    control = b
  }

  /// Closes the piece.
  mutating func close() {
    writePendingMove()
    bytes.append(UInt8(ascii: "Z"))
    end = End()
    pen = start
    control = nil
  }

  private mutating func writePendingMove() {
    guard let place = pendingMove else { return }
    pendingMove = nil
    add(place)
    write("M")
    start = place
    pen = place
    control = nil
  }

  // MARK: Numbers

  private mutating func add(_ place: Place) {
    add(place.x, from: pen.x)
    add(place.y, from: pen.y)
  }

  private mutating func add(_ coordinate: Int, from here: Int) {
    numbers.absolute.append(coordinate)
    numbers.relative.append(coordinate - here)
  }

  /// Writes the numbers added last as one step, the shorter of two ways: a capital letter counts
  /// from the corner.
  private mutating func write(_ letter: Unicode.Scalar) {
    let capital = UInt8(ascii: letter)
    let first = bytes.count
    let absolute = Self.write(capital, numbers.absolute, after: end, to: &bytes)
    alternative.removeAll(keepingCapacity: true)
    let relative = Self.write(capital | 0x20, numbers.relative, after: end, to: &alternative)
    if alternative.count < bytes.count - first {
      bytes.replaceSubrange(first..., with: alternative)
      end = relative
    } else {
      end = absolute
    }
    numbers.absolute.removeAll(keepingCapacity: true)
    numbers.relative.removeAll(keepingCapacity: true)
  }

  private static func write(
    _ letter: UInt8, _ numbers: [Int], after before: End, to text: inout [UInt8]
  ) -> End {
    var end = before
    if end.implied != letter {
      text.append(letter)
      end = End()
    }
    for number in numbers {
      let hasWhole = abs(number) >= 100
      // A sign separates as well as a space does, a second point too.
      if end.isNumber, number >= 0, hasWhole || number == 0 || !end.hasPoint { text.append(0x20) }
      write(number, to: &text)
      end.isNumber = true
      end.hasPoint = number % 100 != 0
    }
    // What follows a move without a letter is a line.
    let move = UInt8(ascii: "M")
    end.implied = letter | 0x20 == move | 0x20 ? letter - 1 : letter
    return end
  }

  /// Writes hundredths as a number: 250 → `2.5`, −5 → `-.05`.
  private static func write(_ number: Int, to text: inout [UInt8]) {
    if number < 0 { text.append(UInt8(ascii: "-")) }
    let (whole, rest) = abs(number).quotientAndRemainder(dividingBy: 100)
    if whole > 0 || rest == 0 {
      let first = text.count
      var digits = whole
      repeat {
        text.append(0x30 + UInt8(digits % 10))
        digits /= 10
      } while digits > 0
      text[first...].reverse()
    }
    guard rest > 0 else { return }
    text.append(UInt8(ascii: "."))
    text.append(0x30 + UInt8(rest / 10))
    if rest % 10 > 0 { text.append(0x30 + UInt8(rest % 10)) }
  }
}

extension PathData.Place {
  /// A place in pixels, rounded.
  init(_ point: Point) {
    self.init(x: Int((point.x * 100).rounded()), y: Int((point.y * 100).rounded()))
  }
}
