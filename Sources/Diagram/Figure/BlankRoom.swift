import Autodiff
import GraphLayout
import Scene

/// The room of blanks in a figure that is drawn smaller than it was laid out.
extension FigurePlan {
  /// How many times larger the figure is shown than it was laid out, on its sheet.
  var shownScale: Double {
    guard let sheet = options.sheet, extent.width > 0, extent.height > 0 else { return scale }
    return scale * min(1, sheet.width / extent.width, sheet.height / extent.height)
  }

  /// The smallest blanks as they are shown.
  var shownBlank: Size {
    Size(blankSize.width * shownScale, blankSize.height * shownScale)
  }

  /// How the smallest blanks compare with the least that one can write in.
  private var ease: Double {
    let least = NumberSetter.smallestBlank
    return min(shownBlank.width / least.width, shownBlank.height / least.height)
  }

  /// Whether one can write in all blanks, if there are any.
  var hasRoomToWrite: Bool { !hasBlanks || ease >= 0.99 }

  private var hasBlanks: Bool {
    guard labels, options.blank != .none else { return false }
    return graph.edges.contains { edge in
      options.blank.includesGradients && options.pass != .forward && !edge.isExit
        && edge.gradient.tensor != nil
        || options.pass != .backward && options.blank.leavesOut(valueOf: edge.source, in: trace)
        || options.blank.includesValues && options.writesLocals && edge.gradient.tensor != nil
    }
  }

  /// A plan whose blanks are large enough to be written in when the figure has been shrunk to its
  /// width, as far as that can be.
  ///
  /// Larger blanks make a wider figure, which is shrunk the more: each try begins with the last
  /// one's scale. Heights come for free where arrows run level.
  static func fitting(
    _ trace: Trace<Double>, options: FigureOptions, measuring measure: any TextMeasuring,
    arrangements: ArrangementCache? = nil
  ) -> FigurePlan {
    var best =
      options.isLayoutFree
      ? FigureFit(trace, options: options, measuring: measure, arrangements: arrangements).plan
      : FigurePlan(trace, options: options, measuring: measure, arrangements: arrangements)
    var plan = best
    for _ in 0..<4 where !plan.hasRoomToWrite {
      let (least, usual) = (NumberSetter.smallestBlank, NumberSetter.blankSize)
      let scale = plan.shownScale
      let size = Size(
        min(max(usual.width, least.width / scale), 4 * usual.width),
        min(max(usual.height, least.height / scale), 4 * usual.height))
      plan = FigurePlan(
        trace, options: best.options, measuring: measure, blankSize: size,
        arrangement: best.arrangement, arrangements: arrangements)
      if plan.ease <= best.ease { break }
      best = plan
    }
    return best
  }
}
