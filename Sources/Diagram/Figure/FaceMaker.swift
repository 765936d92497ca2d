import Autodiff
import Derivation
import Notation
import Scene

/// Makes the nodes' faces: signs in circles, longer words in boxes, names as they are.
struct FaceMaker {
  let trace: Trace<Double>
  let options: FigureOptions
  let setter: MathSetter
  let numbers: NumberSetter
  /// Whether numbers are written.
  let labels: Bool
  /// The nodes at which a kink was hit.
  let kinks: Set<NodeID>
  /// The nodes whose sums of gradients are the first numbers that are not finite.
  let overflowing: Set<NodeID>

  /// The radius of an operation's circle.
  static let radius = 20.0
  /// The same where there is little room.
  private static let tightRadius = 16.0
  /// The size of names at operations.
  static let captionSize = 14.0
  /// The size of names.
  static let nameSize = 18.0

  /// The face of a figure's node.
  ///
  /// - Parameters:
  ///   - arrows: the arrows that bring its gradient, the upstream one included.
  ///   - captioned: whether the name of its result is written at it.
  ///   - meeting: how many arrows meet one side of it.
  ///   - pairs: whether each of those is a pair.
  ///   - depth: how far the names of what it takes reach into its box.
  ///   - junction: the wire on which arrows leave it, where there are several.
  func face(
    _ node: FigureGraph.Node, arrows: [FigureGraph.Edge], captioned: Bool, meeting: Int,
    pairs: Bool, depth: Double, junction: Junction?
  ) -> NodeFace {
    var face = outline(of: node)
    face.makeRoom(depth, options.direction)
    face.hold(
      arrows: meeting, pairs: pairs || depth > 0, options.direction,
      longest: node.terms > 0 ? 1_000 : NodeFace.longestSide)
    if captioned, let name = numbers.names[node.id] {
      face.add(caption: setter.set(name, size: Self.captionSize), options.direction)
    }
    let sum =
      labels && options.pass != .forward && node.kind != .exit
      ? numbers.sum(of: arrows, at: node.id).map {
        overflowing.contains(node.id) ? BirthMarks.before($0) : $0
      } : nil
    if let junction {
      face.add(junction: junction, note: sum, options.direction, options.distances)
    } else if let sum {
      face.add(note: sum, options.direction)
    }
    return face
  }

  private func outline(of node: FigureGraph.Node) -> NodeFace {
    switch node.kind {
    case .leaf:
      let name = numbers.names[node.id] ?? "?"
      guard trace.uses(of: node.id).isEmpty, node.id != trace.output, labels,
        !options.writesSymbols
      else {
        return letters(name, Self.nameSize)
      }
      // No arrow carries the value of what nothing uses.
      let value = options.numerals.given(trace.value(of: node.id))
      return letters(.row([name, "=", value.asValue]), Self.nameSize)
    case .constant:
      // As it was written, in formulas and here.
      return letters(numbers.derivation.freeSymbol(of: node.id), NumberSetter.size + 1)
    case .operation where node.terms > 0:
      // Its arrows are many: a box is as long as they need.
      let box = setter.set(.sign("∑"), size: 19)
      return NodeFace(
        outline: .box(Size(2 * Self.radius, 2 * Self.radius)), symbol: box.centered(at: .zero),
        saying: box.plainText)
    case .operation:
      var face = operation(
        NodeSymbol(
          trace.kind(of: node.id), trace.attributes(of: node.id), numerals: options.numerals),
        mayHaveMarks: trace.operands(of: node.id).count > 1)
      // On a worksheet the mark would tell a value.
      if kinks.contains(node.id), !options.hidesValues { face.symbol += kinkMark(face.size) }
      return face
    case .group(let name):
      var box = setter.set(.text(name), size: 16)
      guard node.copies > 1 else {
        return NodeFace(
          outline: .box(Size(max(box.width + 28, 56), 2 * Self.radius)),
          symbol: box.centered(at: .zero), saying: box.plainText)
      }
      box.append(setter.set(.text("×\(node.copies)"), size: 15, paint: .muted), gap: 9)
      let steps = 2 * NodeFace.stackStep
      return NodeFace(
        outline: .stack(Size(max(box.width + 28, 56) + steps, 2 * Self.radius + steps)),
        symbol: box.centered(at: .zero), saying: box.plainText)
    case .exit:
      guard trace.role(of: node.id) == .operation,
        let name = numbers.names[node.id]
      else { return NodeFace(outline: .point) }
      return letters(name, Self.nameSize)
    case .incoming:
      return letters(
        .row([.text("⋯\u{2009}"), numbers.derivation.symbol(of: node.id)]), Self.nameSize)
    case .outgoing:
      return letters(
        .row([numbers.derivation.symbol(of: node.id), .text("\u{2009}⋯")]), Self.nameSize)
    }
  }

  /// The mark of a node whose kink was hit: a bent line in a small circle at its upper right.
  private func kinkMark(_ size: Size) -> [Item] {
    let corner = size.width > size.height ? 0.46 : 0.36
    let center = Point(
      size.width / 2 - size.height * (0.5 - corner), -size.height * corner)
    return [
      .circle(center, radius: 7, stroke: Stroke(.kink, width: 1.25, dash: []), fill: .background),
      .path(
        .polyline([center + Point(-3.6, 2), center + Point(0, 2), center + Point(3, -2.8)]),
        stroke: Stroke(.kink, width: 1.5, dash: [], cap: .round)),
    ]
  }

  private func letters(_ math: Math, _ size: Double) -> NodeFace {
    let box = setter.set(math, size: size)
    // All names of one line's height meet their arrows at the height of small letters.
    let ascent = max(box.ascent, size * 0.7)
    let descent = max(box.descent, size * 0.22)
    let isHigh = box.height > size * 1.3
    return NodeFace(
      outline: .letters(Size(box.width + 6, max(ascent + descent, 20))),
      symbol: isHigh ? box.centered(at: .zero) : box.centered(x: 0, baseline: size * 0.28),
      saying: box.plainText, bottom: isHigh ? box.height / 2 : size * 0.28 + box.descent)
  }

  /// Whether letters are a function's name, which is set no larger than other words.
  private func isWord(_ math: Math) -> Bool {
    if case .function(let name) = math { name.count > 1 } else { false }
  }

  /// - Parameter mayHaveMarks: whether numbers of operands may come to stand beside the word in a box.
  private func operation(_ symbol: NodeSymbol, mayHaveMarks: Bool) -> NodeFace {
    let radius = options.isTight ? Self.tightRadius : Self.radius
    let pen = Stroke(.ink, width: 1.9, dash: [], cap: .round)
    let arm = radius * 0.42
    let horizontal = Item.path(
      .line(from: Point(-arm, 0), to: Point(arm, 0)), stroke: pen)
    let vertical = Item.path(.line(from: Point(0, -arm), to: Point(0, arm)), stroke: pen)
    let circle = NodeFace.Outline.circle(radius: radius)
    switch symbol {
    case .plus: return NodeFace(outline: circle, symbol: [horizontal, vertical], saying: "+")
    case .minus: return NodeFace(outline: circle, symbol: [horizontal], saying: "−")
    case .times:
      let side = arm * 0.82
      return NodeFace(
        outline: circle,
        symbol: [
          .path(.line(from: Point(-side, -side), to: Point(side, side)), stroke: pen),
          .path(.line(from: Point(-side, side), to: Point(side, -side)), stroke: pen),
        ], saying: "×")
    case .divide:
      return NodeFace(
        outline: circle,
        symbol: [
          horizontal, .circle(Point(0, -arm * 0.72), radius: 1.7, fill: .ink),
          .circle(Point(0, arm * 0.72), radius: 1.7, fill: .ink),
        ], saying: "÷")
    case .dot:
      return NodeFace(
        outline: circle, symbol: [.circle(.zero, radius: 3.2, fill: .ink)], saying: "·")
    case .math(let math):
      // Short letters stand in a circle as large as fits, longer ones in a box.
      for size in [19.0, 16, 15, 14, 13] where size < 19 || !isWord(math) {
        let box = setter.set(math, size: size)
        let half = min(box.height / 2, radius)
        let chord = 2 * (radius * radius - half * half).squareRoot()
        if box.width <= chord - 6.5, box.height <= 2 * radius - 10 {
          return NodeFace(outline: circle, symbol: box.centered(at: .zero), saying: box.plainText)
        }
      }
      let box = setter.set(math, size: 15)
      return NodeFace(
        outline: .box(
          Size(
            box.width + (!options.isTight ? 22 : mayHaveMarks ? 19 : 14),
            max(2 * radius, box.height + 14))),
        symbol: box.centered(at: .zero), saying: box.plainText)
    }
  }
}
