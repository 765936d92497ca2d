/// Equal parts, laid out once: each of them is one body whose items keep their distances.
struct Stamps {
  /// By item, the body in which it stands, or −1.
  private(set) var bodies: [Int]
  /// By item, how far below its body's place it stands; 0 for what stands in none.
  private(set) var offsets: [Double]
  private(set) var bodyCount = 0
  /// Bodies that follow one another and are to stand at one height.
  private(set) var rows: [(Int, Int)] = []

  /// How much it counts that equal parts stand at one height, in the units of segments.
  static let weight = 40

  /// - Parameter count: how many items there are.
  init(_ equalParts: [[EqualPart]], _ wishes: PlaceWishes, count: Int) {
    bodies = Array(repeating: -1, count: count)
    offsets = Array(repeating: 0, count: count)
    guard !equalParts.isEmpty else { return }
    /// By item, the number of its list of parts, and its number in the first part of that.
    var lists = bodies
    var numbers = bodies
    var sizes: [Int] = []
    for (list, parts) in equalParts.enumerated() {
      var numberOf: [Int: Int] = [:]
      let models = parts[0].items.flatMap { $0 }
      for item in models where numberOf[wishes.variables[item]] == nil {
        numberOf[wishes.variables[item]] = numberOf.count
      }
      sizes.append(numberOf.count)
      for (index, part) in parts.enumerated() {
        for (item, model) in zip(part.items.joined(), models) {
          bodies[item] = bodyCount + index
          lists[item] = list
          numbers[item] = numberOf[wishes.variables[model]] ?? 0
        }
      }
      let inLine = parts.indices.sorted { (parts[$0].first, $0) < (parts[$1].first, $1) }
      for (a, b) in zip(inLine, inLine.dropFirst())
      where parts[a].ranks.upperBound <= parts[b].first {
        rows.append((bodyCount + a, bodyCount + b))
      }
      bodyCount += parts.count
    }
    // Half units come out as quarters, which is the grid of all places.
    var problems = sizes.map {
      PlacementProblem(
        items: numbers, offsets: Array(repeating: 0, count: count), count: $0, grid: 2)
    }
    for wish in wishes.distances
    where bodies[wish.above] >= 0 && bodies[wish.above] == bodies[wish.below] {
      problems[lists[wish.above]].keepApart(wish.above, wish.below, by: wish.distance)
    }
    for wish in wishes.pulls where bodies[wish.a] >= 0 && bodies[wish.a] == bodies[wish.b] {
      problems[lists[wish.a]].pull(wish.a, wish.b, weight: wish.weight)
    }
    let places = problems.map { $0.isSmall ? $0.exactPlaces() : $0.relaxedPlaces() }
    let origins = equalParts.enumerated().map { places[$0][numbers[$1[0].items[0][0]]] }
    for item in bodies.indices where bodies[item] >= 0 {
      offsets[item] = places[lists[item]][numbers[item]] - origins[lists[item]]
    }
  }
}
