import Autodiff
import Wording

/// A layer or a call of a function, by its number among the annotations.
enum Container: Hashable {
  case layer(Int)
  case call(Int)
}

/// Finds for each node the layers and calls it stands in, and which of them are bands.
struct Containers {
  private let annotations: Annotations
  private let language: Language
  private let options: FigureOptions
  private let collapsesCalls: Bool
  private var indices: [Container: Int] = [:]
  private(set) var bands: [FigureGraph.Band] = []

  /// Up to how many nodes calls are expanded unless something else is asked for.
  static let expandedLimit = 60

  init(_ trace: Trace<Double>, _ options: FigureOptions) {
    annotations = trace.annotations
    language = options.language
    self.options = options
    collapsesCalls =
      switch options.groups {
      case .collapsed: true
      case .expanded: false
      case .automatic: trace.nodeCount > Self.expandedLimit
      }
  }

  /// What a node stands in, outermost first.
  func path(of node: NodeID) -> [Container] {
    let layer = annotations.layer(of: node).map { [Container.layer($0)] } ?? []
    return layer + annotations.groupPath(of: node).map { .call($0) }
  }

  func isCollapsed(_ container: Container) -> Bool {
    switch container {
    case .layer(let index):
      return annotations.layers[index].all.contains { options.collapsed.contains($0.text) }
    case .call(let index):
      let group = annotations.groups[index]
      if options.collapsed.contains(group.name) || options.collapsed.contains(group.family) {
        return true
      }
      return collapsesCalls && !options.expanded.contains(group.name)
        && !options.expanded.contains(group.family)
    }
  }

  func name(of container: Container) -> String {
    switch container {
    case .layer(let index): annotations.layers[index][language] ?? ""
    case .call(let index): annotations.groups[index].name
    }
  }

  /// The band for the innermost of some containers; it and those around it are made as needed.
  mutating func band(for path: ArraySlice<Container>) -> Int? {
    guard let inner = path.last else { return nil }
    if let index = indices[inner] { return index }
    let parent = band(for: path.dropLast())
    var isLayer = false
    if case .layer = inner { isLayer = true }
    bands.append(FigureGraph.Band(name: name(of: inner), isLayer: isLayer, parent: parent))
    indices[inner] = bands.count - 1
    return bands.count - 1
  }
}
