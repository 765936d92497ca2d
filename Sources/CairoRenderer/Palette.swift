/// At most 256 colours that stand for all colours of some pictures.
///
/// What fills most keeps its very colour: paper, inks and tints. The rest, which are the edges of
/// letters, share what places are left by median cut (P. Heckbert, "Color Image Quantization for
/// Frame Buffer Display", SIGGRAPH 1982).
struct Palette {
  /// The colours, each as red · 65,536 + green · 256 + blue.
  private(set) var colors: [UInt32] = []
  /// The place of each colour that was counted.
  private var places: [UInt32: UInt8] = [:]

  private static let size = 256
  /// How many colours are kept as they are where there are more than 256.
  private static let kept = 96

  /// The palette of pictures in which each colour fills so many pixels.
  init(_ counts: [UInt32: Int]) {
    // In order of their number, and of the colour where that is the same: same input, same bytes.
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let isExact = ordered.count <= Self.size
    for entry in ordered.prefix(isExact ? Self.size : Self.kept) {
      places[entry.key] = UInt8(colors.count)
      colors.append(entry.key)
    }
    guard !isExact else { return }
    for box in Self.boxes(Array(ordered[Self.kept...]), count: Self.size - Self.kept) {
      for entry in box { places[entry.key] = UInt8(colors.count) }
      colors.append(Self.mean(box))
    }
  }

  /// The place of a colour that was counted.
  func place(_ color: UInt32) -> UInt8 { places[color] ?? 0 }

  private typealias Entry = (key: UInt32, value: Int)

  /// Some colours in so many boxes of colours that are near one another.
  private static func boxes(_ entries: [Entry], count: Int) -> [[Entry]] {
    var boxes = [(entries: entries, widest: widest(entries))]
    while boxes.count < count {
      // The box whose longest side is the longest is cut where half of its pixels lie to each side.
      guard let index = boxes.indices.max(by: { boxes[$0].widest.width < boxes[$1].widest.width }),
        boxes[index].widest.width > 0
      else { break }
      let shift = boxes[index].widest.shift
      let sorted = boxes[index].entries.sorted {
        (channel($0.key, shift), $0.key) < (channel($1.key, shift), $1.key)
      }
      let half = sorted.reduce(0) { $0 + $1.value } / 2
      var (end, sum) = (0, 0)
      while end < sorted.count - 1, end == 0 || sum + sorted[end].value <= half {
        sum += sorted[end].value
        end += 1
      }
      let (low, high) = (Array(sorted[..<end]), Array(sorted[end...]))
      boxes[index] = (low, widest(low))
      boxes.append((high, widest(high)))
    }
    return boxes.map(\.entries)
  }

  /// The channel in which some colours differ most, as the bits below it, and by how much.
  private static func widest(_ entries: [Entry]) -> (shift: UInt32, width: UInt32) {
    var best: (shift: UInt32, width: UInt32) = (16, 0)
    for shift: UInt32 in [16, 8, 0] {
      let values = entries.lazy.map { channel($0.key, shift) }
      let width = (values.max() ?? 0) - (values.min() ?? 0)
      if width > best.width { best = (shift, width) }
    }
    return best
  }

  private static func channel(_ color: UInt32, _ shift: UInt32) -> UInt32 {
    color >> shift & 0xFF
  }

  /// The mean colour of a box's pixels.
  private static func mean(_ entries: [Entry]) -> UInt32 {
    let pixels = entries.reduce(0) { $0 + $1.value }
    let shifts: [UInt32] = [16, 8, 0]
    return shifts.reduce(0) { color, shift in
      let sum = entries.reduce(0) { $0 + Int(channel($1.key, shift)) * $1.value }
      return color | UInt32((sum + pixels / 2) / pixels) << shift
    }
  }
}
