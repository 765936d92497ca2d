import Autodiff
import GraphLayout
import Scene

/// Chooses a layout for the size that a figure is to have, so that its smallest number can be read.
///
/// The means are tried in their order, each with those before it, and the first layout that fits is
/// taken; where none does, the one in which numbers are largest.
struct FigureFit {
  /// What a figure is changed in to fit; sums of many terms are one node in any figure.
  enum Mean: String, CaseIterable, Sendable {
    /// The other direction.
    case direction
    /// Several rows, or columns from top to bottom.
    case rows
    /// Repeated structure is drawn as one node.
    case folds
    /// Matrices and distances are narrower.
    case tighter
  }

  /// The plan of the layout that was chosen.
  private(set) var plan: FigurePlan

  private let trace: Trace<Double>
  private let measure: any TextMeasuring
  private let asked: FigureOptions
  private let goal: Goal
  private var best: (plan: FigurePlan, size: Double)
  /// How many more layouts are tried.
  private var triesLeft: Int
  /// The arrangement of what is drawn now.
  private var arrangement: Arrangement?
  private let arrangements: ArrangementCache?

  /// Lays a figure out until it fits.
  init(
    _ trace: Trace<Double>, options: FigureOptions, measuring measure: any TextMeasuring,
    arrangements: ArrangementCache? = nil
  ) {
    self.trace = trace
    self.arrangements = arrangements
    self.measure = measure
    asked = options
    goal = Goal(options)
    plan = FigurePlan(
      trace, options: options, measuring: measure, arrangements: arrangements)
    arrangement = plan.arrangement
    best = (plan, goal.size(of: plan))
    triesLeft = Self.tries(for: plan)
    if goal.isMet(by: best.size) || !isWorthwhile { return }
    search()
    plan = best.plan
  }

  /// Placing is what takes time: of a large graph few layouts are tried, so that choosing one takes no
  /// more than three times as long as the first.
  private static func tries(for plan: FigurePlan) -> Int {
    switch plan.graph.nodes.count + plan.graph.edges.count {
    case ..<150: 24
    case ..<220: 6
    default: 2
    }
  }

  /// Whether other layouts can make a figure more readable: one without numbers, or of thousands of
  /// nodes, is looked at from afar.
  private var isWorthwhile: Bool { plan.graph.nodes.count <= 600 }

  private mutating func search() {
    // With an aspect alone there is no size that would have to be reached.
    if tryLayouts(of: asked, plan) || !plan.labels || !goal.hasFrame { return }
    let folded = folding(asked)
    // One node for each call or pass has all that goes into it drawn; one for several has not.
    if var collapsed = folded, collapsed.collapsed != asked.collapsed {
      collapsed.fold = asked.fold
      if tryLayouts(of: collapsed, nil, isFolded: true) { return }
    }
    if let folded, tryLayouts(of: folded, nil, isFolded: true) { return }
    // What is best so far is what gains most.
    var tight = asked
    tight.isTight = true
    tight.direction = best.plan.options.direction
    tight.isDirectionFixed = true
    if tryLayouts(of: tight, nil) { return }
    guard var folded else { return }
    folded.isTight = true
    _ = tryLayouts(of: folded, nil, isFolded: true)
  }

  /// Tries both directions, and rows in each; whether one fits.
  ///
  /// - Parameters:
  ///   - first: the layout in one row in the direction asked for, if it was tried.
  ///   - isFolded: whether numbers are left out, which is only worth it where the rest can be read.
  private mutating func tryLayouts(
    of options: FigureOptions, _ first: FigurePlan?, isFolded: Bool = false
  ) -> Bool {
    if isFolded { arrangement = nil }
    var directions = [options.direction]
    if !options.isDirectionFixed {
      directions += FigureOptions.Direction.allCases.filter { $0 != options.direction }
    }
    var single: [FigurePlan] = []
    for direction in directions {
      if single.isEmpty, let first {
        single.append(first)
        continue
      }
      if triesLeft == 0 { return false }
      var turned = options
      turned.direction = direction
      let plan = made(turned)
      single.append(plan)
      if accept(plan, isFolded) { return true }
    }
    for plan in single where tryRows(of: plan, isFolded) { return true }
    return false
  }

  /// Tries rows that are as long as the frame and, where those are too many, longer ones; whether
  /// some fit.
  private mutating func tryRows(of single: FigurePlan, _ isFolded: Bool) -> Bool {
    let frame = goal.extent(for: single)
    let isLevel = single.options.direction == .leftToRight
    let (most, room) = isLevel ? (frame.width, frame.height) : (frame.height, frame.width)
    guard most.isFinite else { return false }
    var length = most
    for _ in 0..<min(Self.rowTries, triesLeft) {
      // What is measured stays as it is.
      triesLeft -= 1
      let plan = single.inRows(of: length)
      if accept(plan, isFolded) { return true }
      let size = plan.laidOut
      let (long, high) = isLevel ? (size.width, size.height) : (size.height, size.width)
      let last = length
      if high > room {
        // Rows that are longer by this make a figure in the frame's proportions.
        length = (max(long, length) * high * most / room).squareRoot()
        if plan.layout.rows == 1 || abs(length - last) < 0.02 * last { return false }
      } else {
        // Where rows can be cut decides how long they become; a little shorter may be much.
        length -= 1.02 * (long - most) + 2
      }
      if length < most / 3 { return false }
    }
    return false
  }

  /// How many layouts in rows are tried at most in each direction.
  private static let rowTries = 3

  private mutating func made(_ options: FigureOptions) -> FigurePlan {
    triesLeft -= 1
    let plan = FigurePlan(
      trace, options: options, measuring: measure, arrangement: arrangement,
      arrangements: arrangements)
    arrangement = plan.arrangement
    return plan
  }

  /// Keeps a plan that is better than the best so far; whether it is good enough.
  private mutating func accept(_ plan: FigurePlan, _ isFolded: Bool) -> Bool {
    let size = goal.size(of: plan)
    let isGood = goal.isMet(by: size)
    if isGood || !isFolded && size > best.size * goal.gain { best = (plan, size) }
    return isGood
  }

  /// The options with repeated structure drawn as one node; nil where nothing repeats.
  private func folding(_ options: FigureOptions) -> FigureOptions? {
    if options.fold == .none || options.fit?.keepsNodes == true { return nil }
    var all = options
    all.collapsed.formUnion(GroupNames(trace).all)
    all.collapsed.subtract(options.expanded)
    let collapsed = CollapsedGroups(trace, in: Containers(trace, all))
    let folds = Folds(collapsed, of: trace, minimum: 2)
    let folded = folds.folds.flatMap { fold in
      fold.groups.map { collapsed.groups[$0].name }
    }
    var calls: [String: Int] = [:]
    for group in trace.annotations.groups { calls[group.family, default: 0] += 1 }
    let repeated = trace.annotations.groups.map(\.family).filter {
      (calls[$0] ?? 0) > 1 && !options.expanded.contains($0)
    }
    var changed = options
    changed.collapsed.formUnion(folded + repeated)
    changed.fold = .all
    return changed.collapsed == options.collapsed && changed.fold == options.fold ? nil : changed
  }
}

extension FigureFit {
  /// What a layout is chosen for.
  private struct Goal {
    private let frame: FigureFrame?
    private let aspect: Double?

    init(_ options: FigureOptions) {
      frame = FigureExtent.frame(of: options)
      aspect = FigureExtent.aspect(of: options)
    }

    /// How large the smallest number of a plan is; of one without numbers, a usual one. With an aspect
    /// alone, as a part of what it would be in a layout that fills its extents.
    func size(of plan: FigurePlan) -> Double {
      let size = plan.laidOut
      guard let frame else {
        guard let aspect, size.width > 0, size.height > 0 else { return 1 }
        let width = max(size.width, size.height * aspect)
        return (Self.fullArea * NumberSetter.size * NumberSetter.size / (width * width / aspect))
          .squareRoot()
      }
      if frame.isSnug { return frame.scale(of: size) }
      return frame.scale(of: size) * (plan.laidOutNumberSize ?? NumberSetter.size)
    }

    /// Whether there is a size that numbers must have.
    var hasFrame: Bool { frame != nil }

    /// How many times larger numbers must become for another layout to be taken.
    var gain: Double { frame == nil ? 1.15 : 1.03 }

    /// Whether a size is good enough.
    func isMet(by size: Double) -> Bool {
      guard let frame else { return aspect == nil }
      // What keeps its own size need only be as large as it is.
      if frame.isSnug { return size >= 1 - 1e-6 }
      return size >= frame.readable - 1e-6
    }

    /// The extents that a plan may have.
    func extent(for plan: FigurePlan) -> Size {
      guard let frame else {
        // As large as what is drawn, if nothing were left free.
        let area = plan.laidOut.width * plan.laidOut.height * 1.1
        let aspect = aspect ?? 1
        return Size((area * aspect).squareRoot(), (area / aspect).squareRoot())
      }
      if frame.isSnug { return Size(frame.width, frame.greatestHeight) }
      let scale = frame.readable / (plan.laidOutNumberSize ?? NumberSetter.size)
      return Size(frame.width / scale, frame.greatestHeight / scale)
    }

    private static let fullArea = 10_000.0
  }
}

extension GraphFigure {
  /// The means by which the layout came to fit, in their order.
  var means: [FigureFit.Mean] {
    guard options.isLayoutFree else { return [] }
    return FigureFit.Mean.allCases.filter { mean in
      switch mean {
      case .direction: options.direction != asked.direction
      case .rows: plan.layout.rows > 1
      case .folds: options.fold != asked.fold || options.collapsed != asked.collapsed
      case .tighter: options.isTight
      }
    }
  }

  /// The size in pixels of the smallest number, and the least that can be read in the frame, where
  /// numbers are too small for it.
  package var smallNumbers: (size: Double, readable: Double)? {
    guard options.isLayoutFree, let frame = FigureExtent.frame(of: options), !frame.isSnug,
      let size = numberSize,
      size < frame.readable - 0.005
    else { return nil }
    return (size, frame.readable)
  }
}
