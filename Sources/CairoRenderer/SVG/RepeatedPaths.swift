/// The paths of a picture that are drawn more than once, as an arrow and the hint of where it will be:
/// a page defines them beside its letters, and they are used where they stand.
///
///     <path class="stroke-grid" d="M0 0…"/><path class="stroke-forward" d="M0 0…"/>
///     <use class="stroke-grid" href="#g4kFz0Qa"/><use class="stroke-forward" href="#g4kFz0Qa"/>
struct RepeatedPaths {
  /// An element `path` that has been written.
  private struct Place {
    /// Where the element begins, and where its attribute `d` stands.
    let start: Int
    let attribute: Range<Int>
    let data: [UInt8]
  }

  private var places: [Place] = []

  /// Notes an element.
  ///
  /// - Parameters:
  ///   - start: Where it begins in the markup.
  ///   - attribute: Where its attribute `d` stands, with the space before it.
  mutating func add(_ data: PathData, start: Int, attribute: Range<Int>) {
    if data.bytes.count >= Self.shortest {
      places.append(Place(start: start, attribute: attribute, data: data.bytes))
    }
  }

  /// Shorter ones take no more bytes than a use of them does.
  private static let shortest = 48

  /// The markup with uses in the places of the paths that occur more than once.
  ///
  /// - Parameter glyphs: What the page defines, which becomes more.
  func shortened(_ markup: [UInt8], _ glyphs: inout GlyphSet) -> [UInt8] {
    var counts: [[UInt8]: Int] = [:]
    for place in places { counts[place.data, default: 0] += 1 }
    var shorter: [UInt8] = []
    var end = 0
    for place in places where (counts[place.data] ?? 0) > 1 {
      let id = glyphs.id(ofPath: String(decoding: place.data, as: UTF8.self))
      shorter += markup[end..<place.start] + Array("<use".utf8)
      shorter += markup[(place.start + "<path".utf8.count)..<place.attribute.lowerBound]
      shorter += Array(" href=\"#\(id)\"".utf8)
      end = place.attribute.upperBound
    }
    return shorter + markup[end...]
  }
}
