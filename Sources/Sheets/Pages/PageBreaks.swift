import Diagram
import Scene

/// Divides strips into pages: headings stay with what follows, no page but a figure's is nearly empty.
struct PageBreaks {
  /// The height of a page's text.
  let height: Double

  /// A strip at its place.
  struct Placed {
    let strip: Strip
    /// The distance of its top from the top of the page's text.
    let top: Double
    /// Whether its head is said again above it.
    let repeatsHead: Bool
  }

  /// How full the last page must be at least for the others to be as full as they can.
  private static let leastFill = 0.3
  /// How much of the room between strips may be given up to save a page.
  private static let tightest = 0.72

  /// The pages of some strips, at least one.
  func pages(of strips: [Strip]) -> [[Placed]] {
    let pages = divided(strips, height)
    guard pages.count > 1, fill(of: pages) < Self.leastFill else { return pages }
    // What hardly begins a page comes onto the last one where the others can be a little tighter.
    for share in stride(from: 0.94, through: Self.tightest, by: -0.06) {
      let tighter = divided(strips.map { $0.tightened(by: share) }, height)
      if tighter.count < pages.count { return tighter }
    }
    // Else the last two are as full as each other.
    let rest = pages.suffix(2).flatMap { $0.map(\.strip) }
    var (least, most) = (height * 0.4, height)
    for _ in 0..<12 {
      let middle = (least + most) / 2
      if divided(rest, middle).count > 2 { least = middle } else { most = middle }
    }
    return pages.dropLast(2) + divided(rest, most)
  }

  private func fill(of pages: [[Placed]]) -> Double {
    guard let last = pages.last?.last else { return 1 }
    return (last.top + last.strip.height) / height
  }

  private func divided(_ strips: [Strip], _ height: Double) -> [[Placed]] {
    var pages: [[Placed]] = [[]]
    var y = 0.0
    var position = 0
    while position < strips.count {
      var end = position + 1
      while end < strips.count, strips[end - 1].staysWithNext { end += 1 }
      let unit = strips[position..<end]
      let isWhole = self.room(for: unit, after: y) <= height - y
      if !isWhole, !pages[pages.count - 1].isEmpty, self.room(for: unit, after: 0) <= self.height {
        pages.append([])
        y = 0
      }
      for strip in unit {
        var strip = strip.fitted(to: self.height)
        if y > 0, y + strip.before + strip.height > max(height, isWhole ? self.height : 0) {
          pages.append([])
          y = 0
        }
        let repeatsHead = y == 0 && strip.head != nil
        let head = repeatsHead ? strip.head?.height ?? 0 : 0
        if head > 0 { strip = strip.fitted(to: self.height - head - strip.before) }
        let top = y == 0 ? (head > 0 ? head + strip.before : 0) : y + strip.before
        pages[pages.count - 1].append(Placed(strip: strip, top: top, repeatsHead: repeatsHead))
        y = top + strip.height
      }
      position = end
    }
    return pages
  }

  /// The room that strips take behind others that reach down to `y`.
  private func room(for strips: ArraySlice<Strip>, after y: Double) -> Double {
    var sum = strips.reduce(0) { $0 + $1.before + $1.height }
    if y == 0, let first = strips.first {
      sum += first.head.map(\.height) ?? -first.before
    }
    return sum
  }
}

extension Strip {
  fileprivate func tightened(by share: Double) -> Strip {
    var strip = self
    strip.before *= share
    return strip
  }

  /// The strip, made smaller where it is higher than a page.
  fileprivate func fitted(to height: Double) -> Strip {
    guard self.height > height, height > 0 else { return self }
    var strip = self
    switch content {
    case .box(let box): strip.content = .box(box.scaled(by: height / self.height))
    case .figure(let scene, let scale):
      strip.content = .figure(scene, scale: scale * height / self.height)
    }
    return strip
  }
}
