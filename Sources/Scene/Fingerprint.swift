extension Scene {
  /// Eight characters that another picture has not: the same marks give the same ones on every run.
  package var fingerprint: String {
    var hash = Fingerprint()
    hash.add(title)
    hash.add(language)
    hash.add([size.width, size.height])
    for layer in layers {
      hash.add(layer.classes.joined(separator: " "))
      let placement = layer.placement
      hash.add([layer.opacity, placement.offset.x, placement.offset.y, placement.scale])
      for item in layer.items { hash.add(item) }
    }
    return hash.text
  }
}

/// A checksum (FNV-1a) of a scene's marks.
private struct Fingerprint {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  var text: String {
    let digits = String(hash >> 24 & 0xFFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  private mutating func mix(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01B3 }

  mutating func add(_ text: String) {
    for byte in text.utf8 { mix(UInt64(byte)) }
    mix(0xFF)
  }

  mutating func add(_ numbers: [Double]) { for number in numbers { add(number) } }
  private mutating func add(_ number: Double) { mix(number.bitPattern &* 0x9E37_79B9_7F4A_7C15) }
  private mutating func add(_ point: Point) {
    add(point.x)
    add(point.y)
  }

  private mutating func add(_ rect: Rect) {
    add(rect.origin)
    add(rect.width)
    add(rect.height)
  }

  private mutating func add(_ stroke: Stroke?, _ fill: Paint?) {
    mix(UInt64((stroke?.paint.role.rawValue ?? -1) + 1))
    mix(UInt64((fill?.role.rawValue ?? -1) + 1))
    add([stroke?.width ?? -1] + (stroke?.dash ?? []))
  }

  mutating func add(_ item: Item) {
    switch item {
    case .path(let path, let stroke, let fill):
      mix(1)
      for element in path.elements {
        switch element {
        case .move(let place), .line(let place): add(place)
        case .curve(let a, let b, let end):
          add(a)
          add(b)
          add(end)
        case .close: mix(2)
        }
      }
      add(stroke, fill)
    case .circle(let center, let radius, let stroke, let fill):
      mix(3)
      add(center)
      add(radius)
      add(stroke, fill)
    case .rectangle(let frame, let corner, let stroke, let fill):
      mix(4)
      add(frame)
      add(corner)
      add(stroke, fill)
    case .text(let text):
      mix(5)
      add(text.string)
      add(text.position)
      add(text.style.size)
      mix(UInt64(text.paint.role.rawValue))
    case .image(let grid, let frame):
      mix(6)
      add(frame)
      for sample in grid.samples { mix(UInt64(sample)) }
    }
  }
}
