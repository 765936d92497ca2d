import Scene

/// A neuron, a number or a stack of maps as it is drawn.
enum UnitFace {
  case neuron(NeuronFace)
  case maps(MapsFace)

  /// The face of a neuron or a number; nil for maps.
  var neuron: NeuronFace? {
    switch self {
    case .neuron(let face): face
    case .maps: nil
    }
  }

  /// The room that it takes.
  var body: UnitBody {
    switch self {
    case .neuron(let face): face.body
    case .maps(let face): face.body
    }
  }

  /// What the author says of it.
  var remark: NeuronFace.Label? {
    switch self {
    case .neuron(let face): face.remark
    case .maps(let face): face.remark
    }
  }

  /// The line from what the author wrote to what it is said of.
  func leader(_ direction: FigureOptions.Direction) -> Item? {
    switch self {
    case .neuron(let face): face.leader(direction)
    case .maps(let face): face.leader(direction)
    }
  }

  /// What lines lead to, as an area with some room around it.
  func outline(
    about center: Point, room: Double, fill: Paint
  ) -> Item {
    switch body.outline {
    case .circle(let radius): .circle(center, radius: radius + room, fill: fill)
    case .box(let size, _, _):
      .rectangle(
        Rect(center: center, size: size).expanded(by: room), cornerRadius: room, fill: fill)
    }
  }
}

/// How large the squares of a network's maps are: the more rows and columns, the larger; where numbers
/// stand in them, as large as these need.
struct MapSizes {
  private let greatest: Int

  init(_ network: Network) {
    greatest = network.banks.compactMap(\.maps).map { max($0.rows, $0.columns) }.max() ?? 1
  }

  /// Of the smallest and of the largest square.
  private static let sides = 28.0...92
  /// Around a number in its cell.
  private static let cellPadding = Size(11, 7)

  /// The size of a square for maps.
  func side(of maps: Network.Maps, _ labels: [MapLabels]) -> Size {
    func side(_ extent: Int) -> Double {
      Self.sides.lowerBound
        + (Self.sides.upperBound - Self.sides.lowerBound) * Double(extent) / Double(greatest)
    }
    var size = Size(side(maps.columns), side(maps.rows))
    for case .numbers(let boxes, _) in labels.flatMap(\.contents) {
      let cell = Size(
        (boxes.map(\.width).max() ?? 0) + Self.cellPadding.width,
        (boxes.map(\.height).max() ?? 0) + Self.cellPadding.height)
      size.width = max(size.width, cell.width * Double(maps.columns))
      size.height = max(size.height, cell.height * Double(maps.rows))
    }
    return size
  }
}
