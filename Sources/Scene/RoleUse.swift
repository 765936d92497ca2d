/// The roles in which the marks of some layers are filled and drawn.
///
///     RoleUse(of: scene.layers).strokes   // [.ink, .forward, .backward]
package struct RoleUse: Hashable, Sendable {
  private var isFilled = [Bool](repeating: false, count: Role.allCases.count)
  private var isDrawn = [Bool](repeating: false, count: Role.allCases.count)

  /// The roles of what is filled, letters included, in the order of `Role.allCases`.
  package var fills: [Role] { Role.allCases.filter { isFilled[$0.rawValue] } }

  /// The roles of lines, in the order of `Role.allCases`.
  package var strokes: [Role] { Role.allCases.filter { isDrawn[$0.rawValue] } }

  /// The roles of fills and of lines, each once.
  package var all: [Role] {
    Role.allCases.filter { isFilled[$0.rawValue] || isDrawn[$0.rawValue] }
  }

  /// The roles that occur in some layers.
  package init(of layers: some Sequence<Layer>) {
    for layer in layers {
      for item in layer.items { add(item) }
    }
  }

  private mutating func add(_ item: Item) {
    switch item {
    case .path(_, let stroke, let fill), .circle(_, _, let stroke, let fill),
      .rectangle(_, _, let stroke, let fill):
      if let stroke { isDrawn[stroke.paint.role.rawValue] = true }
      if let fill { isFilled[fill.role.rawValue] = true }
    case .text(let text): isFilled[text.paint.role.rawValue] = true
    // Its squares have colours of their own.
    case .image: break
    }
  }
}
