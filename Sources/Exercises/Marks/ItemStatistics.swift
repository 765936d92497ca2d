/// How a class did at one blank.
package struct ItemStatistics: Sendable {
  /// How many of the class were judged how, in the order of `Mark.Verdict.allCases`.
  package let counts: [Int]
  /// The mean of the points, from 0, which nobody had, to 1; what test theory calls difficulty.
  package let difficulty: Double
  /// How far who is good at the rest is good at this: the correlation of its points with those of all
  /// other blanks (point-biserial where it is right or wrong), −1 to 1; nil where nobody differs.
  package let discrimination: Double?
  /// The typical mistake that most made, and how many; nil where none was recognised.
  package let commonestMistake: (kind: Mistake.Kind, count: Int)?

  /// Counts what became of one blank.
  ///
  /// - Parameters:
  ///   - index: Which blank.
  ///   - marks: The marks of each student, one for each blank; of at least one student.
  package init(of index: Int, in marks: [[Mark]]) {
    let items = marks.map { $0[index] }
    counts = Mark.Verdict.allCases.map { verdict in items.count { $0.verdict == verdict } }
    let points = items.map(\.points)
    difficulty = points.reduce(0, +) / Double(points.count)
    let rest = marks.map { marks in
      marks.indices.reduce(0) { $1 == index ? $0 : $0 + marks[$1].points }
    }
    discrimination = Self.correlation(points, rest)
    var commonest: (kind: Mistake.Kind, count: Int)?
    for kind in Mistake.Kind.allCases {
      let count = items.count { $0.mistakes.contains(kind) }
      if count > commonest?.count ?? 0 { commonest = (kind, count) }
    }
    commonestMistake = commonest
  }

  /// How many were judged so, as a share of all.
  package func share(_ verdict: Mark.Verdict) -> Double {
    let index = Mark.Verdict.allCases.firstIndex(of: verdict) ?? 0
    return Double(counts[index]) / Double(counts.reduce(0, +))
  }

  /// Pearson's correlation; nil where one of both does not vary.
  private static func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    let count = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      xx += (x - meanX) * (x - meanX)
      yy += (y - meanY) * (y - meanY)
      xy += (x - meanX) * (y - meanY)
    }
    // What the machine rounds does not vary.
    guard xx > 1e-18 * count, yy > 1e-18 * count else { return nil }
    return xy / (xx * yy).squareRoot()
  }
}
