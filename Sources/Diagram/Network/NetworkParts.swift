import Scene

/// What is to be placed of a network: how large everything is, and what is joined with what.
struct NetworkParts {
  /// What stands in each column, from the top down.
  let columns: [[NetworkUnits.Slot]]
  /// The neurons and the stacks of maps.
  let faces: [UnitBody]
  /// Which of them are computed in the network, and do not come from outside.
  let isInside: [Bool]
  let lines: [NetworkUnits.Line]
  /// The extents of what stands on each line.
  let writings: [Size?]
  /// The extents of the words above each column.
  let headings: [Size]
  /// The neurons from which arrows lead to the box where the network ends.
  let exits: [Int]
  /// The extents of that box; nil where there is none.
  let ending: Size?
  /// How high the sheet is beside its width.
  let aspect: Double

  /// The same with its axes exchanged.
  var transposed: NetworkParts {
    NetworkParts(
      columns: columns, faces: faces.map(\.transposed), isInside: isInside, lines: lines,
      writings: writings.map { $0?.transposed }, headings: headings.map(\.transposed),
      exits: exits, ending: ending?.transposed, aspect: 1 / aspect)
  }
}
