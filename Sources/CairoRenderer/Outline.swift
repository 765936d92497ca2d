/// The steps of a path that Cairo wrote (`M 1 2 L 3.5 4 Z`), in hundredths of a pixel.
struct Outline {
  /// A place, in hundredths.
  struct Place: Hashable {
    var x = 0
    var y = 0
  }

  /// A step of the pen.
  enum Step {
    case move(Place)
    case line(Place)
    case curve(Place, Place, Place)
    case close
  }

  /// The steps, without moves that nothing is drawn after.
  private(set) var steps: [Step] = []

  /// Reads a path, or gives nil where it has steps that Cairo does not write.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var numbers = HundredthsReader(bytes, range)
    while let letter = numbers.letter() {
      switch letter {
      case UInt8(ascii: "M"):
        guard let place = numbers.place() else { return nil }
        if case .move? = steps.last { steps.removeLast() }
        steps.append(.move(place))
      case UInt8(ascii: "L"):
        guard let place = numbers.place() else { return nil }
        steps.append(.line(place))
      case UInt8(ascii: "C"):
        guard let a = numbers.place(), let b = numbers.place(), let end = numbers.place() else {
          return nil
        }
        steps.append(.curve(a, b, end))
      case UInt8(ascii: "Z"): steps.append(.close)
      default: return nil
      }
    }
    guard numbers.isAtEnd else { return nil }
    if case .move? = steps.last { steps.removeLast() }
  }

  /// The circle that the path is, with its centre and radius in hundredths, or nil.
  ///
  /// Cairo draws one as equal arcs, each a curve whose control points lie on the tangents of its
  /// ends, 4⁄3 · tan(θ⁄4) radii away for an arc of θ.
  var circle: (center: Place, radius: Int)? {
    guard steps.count >= 5, case .move(let start) = steps[0], case .close? = steps.last else {
      return nil
    }
    var arcs: [(from: Place, a: Place, b: Place, to: Place)] = []
    var from = start
    for step in steps[1..<(steps.count - 1)] {
      guard case .curve(let a, let b, let to) = step else { return nil }
      arcs.append((from, a, b, to))
      from = to
    }
    guard from == start else { return nil }
    let count = Double(arcs.count)
    let x = arcs.reduce(0) { $0 + Double($1.to.x) } / count
    let y = arcs.reduce(0) { $0 + Double($1.to.y) } / count
    func distance(_ place: Place) -> Double {
      ((Double(place.x) - x) * (Double(place.x) - x)
        + (Double(place.y) - y) * (Double(place.y) - y)).squareRoot()
    }
    let radius = distance(start)
    // With θ = 2π⁄count; a quarter of it is at most π⁄6, where tan is near to its series.
    let quarter = Double.pi / 2 / count
    let square = quarter * quarter
    let tangent = quarter * (1 + square / 3 * (1 + square * 2 / 5 * (1 + square * 17 / 42)))
    let reach = radius * 4 / 3 * tangent
    let control = (radius * radius + reach * reach).squareRoot()
    func length(_ a: Place, _ b: Place) -> Double {
      let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
      return (dx * dx + dy * dy).squareRoot()
    }
    // Rounded to hundredths each, a distance is off by less than two.
    let slack = 2.0
    let isCircle = arcs.allSatisfy { arc in
      abs(distance(arc.to) - radius) < slack && abs(distance(arc.a) - control) < slack
        && abs(distance(arc.b) - control) < slack && abs(length(arc.from, arc.a) - reach) < slack
        && abs(length(arc.b, arc.to) - reach) < slack
    }
    guard isCircle, radius > 20 else { return nil }
    return (Place(x: Int(x.rounded()), y: Int(y.rounded())), Int(radius.rounded()))
  }
}

/// Reads the letters and the numbers of a path.
private struct HundredthsReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { index >= end }

  private mutating func skipSpace() {
    while index < end, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: ",") { index += 1 }
  }

  /// The next letter, or nil at the end or before a number.
  mutating func letter() -> UInt8? {
    skipSpace()
    guard index < end, bytes[index] > UInt8(ascii: "9") else { return nil }
    index += 1
    return bytes[index - 1]
  }

  /// The next two numbers.
  mutating func place() -> Outline.Place? {
    guard let x = number(), let y = number() else { return nil }
    return Outline.Place(x: x, y: y)
  }

  private mutating func number() -> Int? {
    skipSpace()
    let isNegative = index < end && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let start = index
    var scaled = 0
    while let digit { scaled = scaled &* 10 &+ digit }
    if index < end, bytes[index] == UInt8(ascii: ".") { index += 1 }
    let isWhole = index == start || bytes[index - 1] != UInt8(ascii: ".")
    var decimals = 0
    while !isWhole, let digit {
      decimals += 1
      if decimals <= 2 {
        scaled = scaled &* 10 &+ digit
      } else if decimals == 3, digit >= 5 {
        scaled &+= 1
      }
    }
    guard index > start else { return nil }
    while decimals < 2 {
      scaled = scaled &* 10
      decimals += 1
    }
    return isNegative ? -scaled : scaled
  }

  private var digit: Int? {
    mutating get {
      guard index < end, (0x30...0x39).contains(bytes[index]) else { return nil }
      index += 1
      return Int(bytes[index - 1] - 0x30)
    }
  }
}
