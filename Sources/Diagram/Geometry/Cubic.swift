import Scene

/// A cubic Bézier piece.
struct Cubic: Hashable {
  var start: Point
  var control1: Point
  var control2: Point
  var end: Point

  /// A straight piece, passed at even speed.
  static func line(from start: Point, to end: Point) -> Cubic {
    Cubic(
      start: start, control1: start + (end - start) * (1 / 3),
      control2: start + (end - start) * (2 / 3), end: end)
  }

  /// The point at a parameter from 0 to 1.
  func point(at t: Double) -> Point {
    let s = 1 - t
    return start * (s * s * s) + control1 * (3 * s * s * t) + control2 * (3 * s * t * t)
      + end * (t * t * t)
  }

  /// The first derivative at a parameter.
  func velocity(at t: Double) -> Point {
    let s = 1 - t
    return (control1 - start) * (3 * s * s) + (control2 - control1) * (6 * s * t)
      + (end - control2) * (3 * t * t)
  }

  /// The second derivative at a parameter.
  func acceleration(at t: Double) -> Point {
    (control2 - control1 * 2 + start) * (6 * (1 - t)) + (end - control2 * 2 + control1) * (6 * t)
  }

  /// The direction at a parameter, also where control points coincide.
  func direction(at t: Double) -> Point {
    for v in [velocity(at: t), end - start] where v.length > 1e-9 { return v * (1 / v.length) }
    return Point(1, 0)
  }

  /// The two pieces before and after a parameter (de Casteljau).
  func split(at t: Double) -> (Cubic, Cubic) {
    func mix(_ a: Point, _ b: Point) -> Point { a + (b - a) * t }
    let (ab, bc, cd) = (mix(start, control1), mix(control1, control2), mix(control2, end))
    let (abc, bcd) = (mix(ab, bc), mix(bc, cd))
    let middle = mix(abc, bcd)
    return (
      Cubic(start: start, control1: ab, control2: abc, end: middle),
      Cubic(start: middle, control1: bcd, control2: cd, end: end)
    )
  }

  /// Whether the piece is straight to within a hundredth of a pixel.
  var isStraight: Bool {
    let chord = end - start
    let length = chord.length
    guard length > 1e-9 else { return true }
    return [control1, control2].allSatisfy { control in
      let v = control - start
      return abs(v.x * chord.y - v.y * chord.x) / length < 0.01
    }
  }

  /// The arc length, from chords.
  var length: Double {
    if isStraight { return (end - start).length }
    var sum = 0.0
    var last = start
    for step in 1...16 {
      let next = point(at: Double(step) / 16)
      sum += (next - last).length
      last = next
    }
    return sum
  }

  /// The parameter at which so much of the arc length has passed.
  func parameter(atLength target: Double) -> Double {
    if isStraight {
      let length = (end - start).length
      // A straight piece may still be passed at uneven speed.
      guard length > 0 else { return 0 }
      var (low, high) = (0.0, 1.0)
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if (point(at: middle) - start).length < target { low = middle } else { high = middle }
      }
      return low
    }
    var sum = 0.0
    var last = start
    for step in 1...32 {
      let next = point(at: Double(step) / 32)
      let chord = (next - last).length
      if sum + chord >= target {
        return (Double(step - 1) + (chord > 0 ? (target - sum) / chord : 0)) / 32
      }
      sum += chord
      last = next
    }
    return 1
  }

  /// The curve beside this one, to the left of its direction by a distance, in one piece:
  /// both ends and their directions are exact, speeds follow from the curvature.
  func parallel(at distance: Double) -> Cubic {
    func end(_ t: Double) -> (point: Point, velocity: Point) {
      let direction = direction(at: t)
      let normal = Point(direction.y, -direction.x)
      let velocity = velocity(at: t)
      let acceleration = acceleration(at: t)
      let speed = velocity.length
      // With y downwards the normal on the left shrinks with a turn to the left.
      let turn =
        speed > 1e-6
        ? (velocity.x * acceleration.y - velocity.y * acceleration.x) / (speed * speed * speed)
        : 0
      return (point(at: t) + normal * distance, velocity * max(0.1, 1 + turn * distance))
    }
    let (a, b) = (end(0), end(1))
    return Cubic(
      start: a.point, control1: a.point + a.velocity * (1 / 3),
      control2: b.point - b.velocity * (1 / 3), end: b.point)
  }
}
