import Scene

/// Where the number on each line stands.
extension NetworkPlacement {
  /// Finds the place of each number, and the gaps that are too narrow for lines and numbers.
  mutating func placeNumbers() {
    middles = [Point?](repeating: nil, count: parts.lines.count)
    for (index, line) in parts.lines.enumerated()
    where !isClear(curves[index], from: line.from, to: line.to) {
      crowded.insert(columnOfUnit[line.to])
    }
    // The red one of a pair has the widest head, beside the middle.
    let head = (Pen.pairDistance + Pen.backwardHead.height) / 2 - Self.clearance
    for (unit, curve) in zip(parts.exits, exits)
    where !isClear(curve, from: unit, to: nil, room: head) {
      crowded.insert(parts.columns.count)
    }
    for column in parts.columns.indices {
      let members = parts.lines.indices.filter {
        columnOfUnit[parts.lines[$0].to] == column && parts.writings[$0] != nil
      }
      if !placeTogether(members), !placeEach(members) { crowded.insert(column) }
    }
  }

  /// Whether a line runs over no neuron that it does not lead to, and over nothing written at one.
  private func isClear(_ curve: CubicPath, from: Int, to: Int?, room: Double = 1) -> Bool {
    centers.indices.allSatisfy { unit in
      let face = parts.faces[unit]
      let isEnd = unit == from || unit == to
      return (face.labelFrames + (isEnd ? [] : [face.frame])).allSatisfy {
        !LineGeometry.crosses(
          curve, $0.offset(by: centers[unit]).expanded(by: Self.clearance + room))
      }
    }
  }

  /// Where along its line a number is tried, as parts of its length: near the beginning first.
  private static let tried = [
    0.22, 0.26, 0.18, 0.3, 0.34, 0.14, 0.38, 0.42, 0.1, 0.5, 0.6, 0.66, 0.72, 0.78, 0.82,
  ]

  /// All numbers of a gap at the same part of their lines: a column of numbers at each neuron.
  private mutating func placeTogether(_ members: [Int]) -> Bool {
    for part in Self.tried {
      let frames = members.map { frame($0, at: part) }
      let fits = members.indices.allSatisfy { index in
        isFree(frames[index], of: members[index], among: frames[..<index])
      }
      if !fits { continue }
      for (member, frame) in zip(members, frames) { middles[member] = frame.center }
      return true
    }
    return members.isEmpty
  }

  /// Each number where it is free, one after the other.
  private mutating func placeEach(_ members: [Int]) -> Bool {
    var isClear = true
    var frames: [Rect] = []
    for member in members {
      let places = Self.tried.map { frame(member, at: $0) }
      let free = places.first { isFree($0, of: member, among: frames[...]) }
      if free == nil { isClear = false }
      let chosen = free ?? places[0]
      frames.append(chosen)
      middles[member] = chosen.center
    }
    return isClear
  }

  private func frame(_ line: Int, at part: Double) -> Rect {
    let curve = curves[line]
    let size = parts.writings[line] ?? Size(0, 0)
    let piece = curve.pieces[curve.pieces.count / 2]
    return Rect(center: piece.point(at: part), size: size)
  }

  private func isFree(_ frame: Rect, of line: Int, among frames: ArraySlice<Rect>) -> Bool {
    // Two numbers side by side would read as one.
    let room = Rect(
      x: frame.x - 2 * Self.clearance, y: frame.y - Self.clearance,
      width: frame.width + 4 * Self.clearance, height: frame.height + 2 * Self.clearance)
    guard frames.allSatisfy({ !$0.overlaps(room) }) else { return false }
    for other in curves.indices where other != line {
      // A pair of lines runs at half its distance from the middle.
      if LineGeometry.crosses(
        curves[other], frame.expanded(by: Self.clearance + Pen.pairDistance / 2))
      {
        return false
      }
    }
    let (from, to) = (parts.lines[line].from, parts.lines[line].to)
    for unit in centers.indices {
      let face = parts.faces[unit]
      let isEnd = unit == from || unit == to
      for obstacle in face.labelFrames + [face.frame.expanded(by: isEnd ? 10 : 0)]
      where obstacle.offset(by: centers[unit]).overlaps(room) { return false }
    }
    return true
  }
}
