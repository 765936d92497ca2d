/// Where on a node's outline each of its arrows begins or ends, and in which direction it crosses it.
struct Port {
  /// From the attachment's centre along the arrows.
  var along: Double
  /// From the attachment's centre across.
  var across: Double
  /// The direction of travel there, of length 1.
  var direction: (along: Double, across: Double)
}

/// Spreads the arrows of one side of a node over its outline, in the order in which they come, so
/// that arrows of some thickness do not run into one another.
///
/// - Parameters:
///   - offsets: For each arrow how far across, from the node's centre, it comes from or goes to;
///     ascending.
///   - thickness: How thick each arrow is.
///   - reach: How far along the arrows bend before they arrive.
///   - isEntry: Whether the arrows end at the node.
func spreadPorts(
  on node: OrientedGraph.Node, offsets: [Double], thickness: [Double], reach: Double, isEntry: Bool
) -> [Port] {
  if !isEntry, let outlet = node.outlet {
    return spreadPorts(on: outlet, offsets: offsets)
  }
  let side: Double = isEntry ? -1 : 1
  let gap = 5.0
  if node.isEllipse, node.halfAlong > 0, node.halfAcross > 0 {
    // Angles from the middle of the side; an arrow that comes straight gets 0.
    let radius = min(node.halfAlong, node.halfAcross)
    let limit = min(1.25, max(0.85, Double(offsets.count - 1) * 0.5))
    var angles = offsets.map { offset in
      max(-limit, min(limit, Double.arcTangent(offset / max(reach, 1)) * 0.8))
    }
    let needed = zip(thickness, thickness.dropFirst()).map { ($0 + $1) / 2 + gap }.map {
      min($0 / radius, 2 * limit / Double(max(1, offsets.count - 1)))
    }
    angles = separated(angles, by: needed, within: -limit...limit)
    return angles.map { angle in
      let (sine, cosine) = (Double.sine(angle), Double.sine(angle + Double.pi / 2))
      return Port(
        along: side * node.halfAlong * cosine, across: node.halfAcross * sine,
        direction: (cosine, side * sine))
    }
  }
  let limit = max(0, node.halfAcross - (thickness.max() ?? 0) / 2)
  let needed = zip(thickness, thickness.dropFirst()).map { pair in
    min((pair.0 + pair.1) / 2 + gap, 2 * limit / Double(max(1, offsets.count - 1)))
  }
  let across = separated(
    offsets.map { max(-limit, min(limit, $0)) }, by: needed, within: -limit...limit)
  return across.map {
    Port(along: side * node.halfAlong, across: $0, direction: (1, 0))
  }
}

/// Spreads straight arrows over the outline of one side of a node.
///
/// - Parameters:
///   - slopes: For each arrow how far across it leads for each step away from the node; ascending.
///   - thickness: How thick each arrow is.
///   - isEntry: Whether the arrows end at the node.
func spreadPorts(
  on node: OrientedGraph.Node, slopes: [Double], thickness: [Double], isEntry: Bool
) -> [Port] {
  if !isEntry, let outlet = node.outlet {
    return spreadPorts(on: outlet, offsets: slopes.map { $0 * outlet.distance })
  }
  let side: Double = isEntry ? -1 : 1
  let last = Double(max(1, slopes.count - 1))
  // Many arrows come closer to one another than a few.
  func apart(_ a: Double, _ b: Double, within limit: Double) -> Double {
    min((a + b) / 2 + 4, 2 * limit / last)
  }
  if node.isEllipse, node.halfAlong > 0, node.halfAcross > 0 {
    let radius = min(node.halfAlong, node.halfAcross)
    let limit = 1.1
    let wanted = slopes.map { max(-limit, min(limit, Double.arcTangent($0))) }
    let needed = zip(thickness, thickness.dropFirst()).map {
      apart($0, $1, within: limit * radius) / radius
    }
    return separated(wanted, by: needed, within: -limit...limit).map { angle in
      let (sine, cosine) = (Double.sine(angle), Double.sine(angle + Double.pi / 2))
      return Port(
        along: side * node.halfAlong * cosine, across: node.halfAcross * sine,
        direction: (cosine, side * sine))
    }
  }
  let limit = max(0, node.halfAcross - (thickness.max() ?? 0) / 2)
  let needed = zip(thickness, thickness.dropFirst()).map { apart($0, $1, within: limit) }
  return separated(
    slopes.map { max(-limit, min(limit, $0 * node.halfAlong)) }, by: needed,
    within: -limit...limit
  ).map { Port(along: side * node.halfAlong, across: $0, direction: (1, 0)) }
}

/// Spreads the arrows that begin at a rail evenly over it: about the wire or, where one goes straight
/// on and there is room, so that this one is the wire's continuation.
private func spreadPorts(on outlet: LayoutGraph.Outlet, offsets: [Double]) -> [Port] {
  let last = Double(offsets.count - 1)
  let step = last > 0 ? min(outlet.step, 2 * outlet.half / last) : 0
  var first = -last / 2 * step
  if let straight = offsets.firstIndex(where: { abs($0) < 1e-3 }) {
    let aligned = -Double(straight) * step
    if max(-aligned, aligned + last * step) <= outlet.half + 1e-6 { first = aligned }
  }
  return offsets.indices.map {
    Port(along: outlet.distance, across: first + Double($0) * step, direction: (1, 0))
  }
}

/// The nearest ascending places that keep their distances within bounds. A place of 0, that of an
/// arrow that comes straight, gives way last.
func separated(
  _ wanted: [Double], by distances: [Double], within bounds: ClosedRange<Double>
) -> [Double] {
  // Less the distances before them, the places only need to ascend: pool neighbours that do not.
  var shift = 0.0
  var pools: [(sum: Double, weight: Double, count: Int)] = []
  for (index, place) in wanted.enumerated() {
    if index > 0 { shift += distances[index - 1] }
    let weight: Double = abs(place) < 1e-3 ? 1000 : 1
    pools.append(((place - shift) * weight, weight, 1))
    while pools.count > 1 {
      let (a, b) = (pools[pools.count - 2], pools[pools.count - 1])
      guard a.sum / a.weight > b.sum / b.weight else { break }
      pools.removeLast(2)
      pools.append((a.sum + b.sum, a.weight + b.weight, a.count + b.count))
    }
  }
  let highest = bounds.upperBound - shift
  var result: [Double] = []
  shift = 0
  for pool in pools {
    for _ in 0..<pool.count {
      if !result.isEmpty { shift += distances[result.count - 1] }
      result.append(max(bounds.lowerBound, min(highest, pool.sum / pool.weight)) + shift)
    }
  }
  return result
}

extension Double {
  /// arctan by its continued fraction after halving the angle twice; seven digits, which is more
  /// than a picture shows. This room imports nothing.
  static func arcTangent(_ x: Double) -> Double {
    func halved(_ x: Double) -> Double { x / (1 + (1 + x * x).squareRoot()) }
    let y = halved(halved(x))
    let z = y * y
    return 4 * y / (1 + z / (3 + 4 * z / (5 + 9 * z / (7 + 16 * z / (9 + 25 * z / 11)))))
  }

  /// The sine of an angle between −π/2 and π, by its series.
  static func sine(_ angle: Double) -> Double {
    let x = angle > .pi / 2 ? .pi - angle : angle
    let z = x * x
    return x
      * (1 - z / 6 * (1 - z / 20 * (1 - z / 42 * (1 - z / 72 * (1 - z / 110 * (1 - z / 156))))))
  }
}
