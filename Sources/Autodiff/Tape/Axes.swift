/// The axes that a reduction runs over.
///
///     let all: Axes = nil
///     let columns: Axes = -1
///     let images: Axes = [0, 2, 3]
package struct Axes: Hashable, Sendable {
  /// The axes as they were given, a negative one counted from the end; nil where all are meant.
  package let list: [Int]?

  /// These axes, or all.
  package init(_ list: [Int]?) { self.list = list }

  /// All axes.
  package static let all = Axes(nil)

  /// Whether the axis of a shape is one of them.
  package func contains(_ axis: Int, in shape: Shape) -> Bool {
    list?.contains { $0 == axis || $0 + shape.rank == axis } ?? true
  }

  /// Those that a shape has, counted from the outermost, in order.
  package func resolved(in shape: Shape) -> [Int] {
    (0..<shape.rank).filter { contains($0, in: shape) }
  }
}

extension Axes: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// All axes.
  package init(nilLiteral: ()) { self.init(nil) }
  /// One axis.
  package init(integerLiteral axis: Int) { self.init([axis]) }
  /// Some axes.
  package init(arrayLiteral axes: Int...) { self.init(axes) }
}

extension Attributes {
  /// The attributes of a reduction.
  ///
  /// - Parameter keepsAxes: Whether the axes stay, with an extent of 1.
  package init(over axes: Axes, keepsAxes: Bool = false) {
    self.init()
    self.axes(axes)
    if keepsAxes { self[.keepdims] = true }
  }

  private mutating func axes(_ axes: Axes) {
    guard let list = axes.list else { return }
    self[AttributeName.axis.name] = list.count == 1 ? .whole(list[0]) : .wholes(list)
  }

  /// The axes of a reduction: all where none are named.
  package var reducedAxes: Axes {
    switch self[AttributeName.axis.name] {
    case .whole(let axis): Axes([axis])
    case .wholes(let axes): Axes(axes)
    default: .all
    }
  }

  /// Whether a reduction leaves its axes in place, with an extent of 1.
  package var keepsAxes: Bool { self[.keepdims] ?? false }
}

extension AttributeName<Bool> {
  /// Whether a reduction leaves its axes in place, with an extent of 1.
  package static var keepdims: Self { Self("keepdims") }
}

extension Shape {
  /// The shape that a reduction leaves, as its attributes say.
  ///
  /// - Throws: The reason where there is no such axis, or where one is named twice.
  func reduced(by attributes: Attributes) throws(ShapeError.Reason) -> Shape {
    let axes = attributes.reducedAxes
    var seen: Set<Int> = []
    for axis in axes.list ?? [] {
      guard let resolved = self.axis(axis) else { throw .axis(axis, self) }
      guard seen.insert(resolved).inserted else { throw .axisTwice(axis) }
    }
    return reduced(over: axes, keepsAxes: attributes.keepsAxes)
  }

  /// The shape without some axes, or with an extent of 1 in their places.
  package func reduced(over axes: Axes, keepsAxes: Bool = false) -> Shape {
    Shape(
      extents.indices.compactMap { axis in
        axes.contains(axis, in: self) ? keepsAxes ? 1 : nil : extents[axis]
      })
  }

  /// How many entries a reduction over some axes puts into one.
  func count(over axes: Axes) -> Int {
    extents.indices.reduce(1) { axes.contains($1, in: self) ? $0 * extents[$1] : $0 }
  }
}
