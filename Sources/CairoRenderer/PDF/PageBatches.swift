import Scene

/// The marks of a page, gathered by what they are painted with.
///
/// Each change of pen or colour, and each line between letters, is said again in the page's stream, and
/// its numbers are most of the time that a page takes: twenty fraction bars become one path, and the
/// letters above and below them one text. A mark only passes others that it does not touch, so that the
/// page looks the same; texts never pass one another, so that it is read and searched in its order.
struct PageBatches {
  /// Marks that are painted at once.
  struct Batch {
    let ink: PageInk
    var marks: [PageMark]
  }

  private(set) var batches: [Batch] = []
  /// What stands in each band across the page, and in which batch.
  private var bands: [[(rect: Rect, batch: Int)]]
  private let bandHeight: Double

  /// Up to how many marks a page is sorted: to look where each may go takes time by their density.
  private static let mostSorted = 3_000
  /// How many shapes are painted at once at most, for readers that look at a path as a whole.
  private static let mostAtOnce = 256

  /// Gathers marks on a page of some height in points.
  init(_ marks: [PageMark], height: Double) {
    bandHeight = max(6, height / 400)
    bands = Array(repeating: [], count: Int(height / bandHeight) + 1)
    let isSorted = marks.count <= Self.mostSorted
    for mark in marks {
      if isSorted { sort(mark) } else { append(mark) }
    }
  }

  /// Adds a mark on top of all others.
  private mutating func append(_ mark: PageMark) {
    if let last = batches.indices.last, mark.joinsUnseen(batches[last].ink) {
      batches[last].marks.append(mark)
    } else {
      batches.append(Batch(ink: mark.ink, marks: [mark]))
    }
  }

  /// Adds a mark to the last batch of its ink that is painted after all that it touches.
  private mutating func sort(_ mark: PageMark) {
    let latest = latest(under: mark)
    let place = batches.lastIndex { $0.ink == mark.ink }
    let isJoined = place.map { place in
      (place > latest || place == latest && mark.joinsUnseen(mark.ink)) && mark.ink != .apart
        && (mark.ink == .text || batches[place].marks.count < Self.mostAtOnce)
    }
    let batch: Int
    if let place, isJoined == true {
      batches[place].marks.append(mark)
      batch = place
    } else {
      batches.append(Batch(ink: mark.ink, marks: [mark]))
      batch = batches.count - 1
    }
    guard let reach = mark.reach else {
      let page = Rect(x: -1e9, y: -1e9, width: 2e9, height: 2e9)
      for band in bands.indices { bands[band].append((page, batch)) }
      return
    }
    for rect in reach {
      for band in range(of: rect) { bands[band].append((rect, batch)) }
    }
  }

  /// The last batch of which a mark touches anything; −1 where it touches nothing.
  private func latest(under mark: PageMark) -> Int {
    guard let reach = mark.reach else { return batches.count - 1 }
    var latest = -1
    for rect in reach {
      for band in range(of: rect) {
        for other in bands[band] where other.batch > latest && other.rect.touches(rect) {
          latest = other.batch
        }
      }
    }
    return latest
  }

  private func range(of rect: Rect) -> ClosedRange<Int> {
    let last = Double(bands.count - 1)
    let first = min(max(0, (rect.y / bandHeight).rounded(.down)), last)
    return Int(first)...Int(min(max(first, (rect.maxY / bandHeight).rounded(.down)), last))
  }
}

extension PageMark {
  /// Whether it can be painted at once with marks of an ink although it may touch them.
  fileprivate func joinsUnseen(_ other: PageInk) -> Bool {
    switch (ink, other) {
    case (.text, .text): true
    case (.pen(let pen), .pen(let other)): pen == other && pen.mayOverlap
    case (.apart, _), (_, .apart), (.text, .pen), (.pen, .text): false
    }
  }
}

extension Rect {
  /// Whether they share a point, be it one of an edge.
  fileprivate func touches(_ other: Rect) -> Bool {
    x <= other.maxX && other.x <= maxX && y <= other.maxY && other.y <= maxY
  }
}
