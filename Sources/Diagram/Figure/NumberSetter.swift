import Autodiff
import Derivation
import Notation
import Scene

/// Sets the numbers of a figure: values and gradients of scalars, small matrices in full, large
/// tensors by their shape and a heat strip, sums written out, boxes where a reader fills in.
struct NumberSetter {
  let derivation: Derivation
  let options: FigureOptions
  /// What nodes are called.
  let names: DisplayNames
  let setter: MathSetter
  /// The room in which a number can be written.
  let blankSize: Size

  /// The size of values and gradients.
  static let size = 15.0
  /// The size of a matrix' entries.
  static let entrySize = 13.0
  /// The size of reasons and captions.
  static let noteSize = 11.5
  /// The room in which a number can be written by hand with ease: 17 by 9 mm on paper.
  static let blankSize = Size(64, 34)
  /// The least room in which it can: 8 by 6 mm.
  static let smallestBlank = Size(30.2, 22.7)

  var trace: Trace<Double> { derivation.trace }
  var numerals: Numerals { options.numerals }

  // MARK: Tensors

  /// Whether a figure has room for all entries of a tensor of some shape: up to six rows and
  /// columns, and slices of a third and a fourth axis with no more entries in all.
  static func isWrittenOut(_ shape: Shape) -> Bool {
    shape.rank <= 4 && shape.extents.allSatisfy { $0 <= Numerals.mostRows }
      && shape.count <= Numerals.mostRows * Numerals.mostRows
  }

  /// Whether a node's value is written out: on a worksheet also a larger one that is given, since
  /// nobody computes with colours.
  func writesOut(valueOf node: NodeID) -> Bool {
    let shape = trace.shape(of: node)
    return Self.isWrittenOut(shape)
      || options.blank != .none && trace.role(of: node) != .operation
        && Numerals.isGivenWhole(shape)
  }

  /// A tensor as a figure shows it.
  ///
  /// - Parameters:
  ///   - name: what it is called, where a large one has its name at its picture.
  ///   - isWhole: whether it is written out although it is large.
  func tensor(
    _ tensor: Tensor<Double>, name: MathBox? = nil, paint: Paint, isWhole: Bool = false
  ) -> MathBox {
    let extents = tensor.shape.extents
    guard isWhole || Self.isWrittenOut(tensor.shape) else {
      return heat(tensor, name: name, paint: paint)
    }
    let math: Math =
      switch extents.count {
      case 0: numerals.math(tensor.elements[0])
      case 1: .vector(tensor.elements.map(numerals.math))
      case 2: matrix(tensor.elements[...], columns: extents[1])
      // Slices side by side, each a matrix; of a fourth axis in rows below one another.
      case 3: .vector(slices(tensor.elements[...], columns: extents[2], count: extents[0]))
      default:
        .matrix(
          (0..<extents[0]).map { row in
            let size = tensor.elements.count / extents[0]
            return slices(
              tensor.elements[(row * size)..<((row + 1) * size)], columns: extents[3],
              count: extents[1])
          })
      }
    return setter.set(math, size: extents.isEmpty ? Self.size : Self.entrySize, paint: paint)
  }

  /// So many matrices, one behind the other.
  private func slices(
    _ entries: ArraySlice<Double>, columns: Int, count: Int
  ) -> [Math] {
    let size = entries.count / count
    return (0..<count).map { slice in
      let start = entries.startIndex + slice * size
      return matrix(entries[start..<(start + size)], columns: columns)
    }
  }

  private func matrix(_ entries: ArraySlice<Double>, columns: Int) -> Math {
    .matrix(
      stride(from: entries.startIndex, to: entries.endIndex, by: columns).map {
        entries[$0..<($0 + columns)].map(numerals.math)
      })
  }

  // MARK: Labels of arrows

  /// What stands above an arrow: the value, after the result's name where that stands here.
  func value(of edge: FigureGraph.Edge, named: Bool, isWritten: Bool) -> MathBox? {
    var label = MathBox()
    if named, let name = caption(of: edge.source) {
      label = lead(setter.set(name, size: Self.size + 1), of: edge)
      let value = trace.value(of: edge.source)
      if isWritten, !leavesOutValue(of: edge.source), !writesOut(valueOf: edge.source) {
        return tensor(value, name: label, paint: .forwardText)
      }
      if isWritten {
        label.append(lead(setter.set("=", size: Self.size, paint: .muted), of: edge), gap: 4)
      }
    }
    if isWritten {
      label.append(number(of: edge, isLed: label.width > 0), gap: label.width > 0 ? 4 : 0)
      if let room = room(beside: edge.value(in: trace)) {
        var roomy = MathBox(width: room)
        roomy.append(label)
        label = roomy
      }
    }
    // All numbers stand at one height above their arrows: what hangs below a line's letters hangs
    // into the gap.
    if label.height < Self.size * 1.5 { label.descent = min(label.descent, 1) }
    return label.width > 0 ? label : nil
  }

  private func number(of edge: FigureGraph.Edge, isLed: Bool) -> MathBox {
    guard let value = edge.value(in: trace) else {
      return setter.set(.number("×\(edge.bundle.count)"), size: Self.entrySize, paint: .muted)
    }
    let rounded = edge.bundle.isEmpty ? derivation.rounded(valueOf: edge.source) : nil
    var box = tensor(
      rounded?.tensor ?? value, paint: .forwardText,
      isWhole: edge.bundle.isEmpty && writesOut(valueOf: edge.source))
    let growth =
      room(beside: value).map(NumberMark.Growth.left) ?? (isLed ? .led : .around)
    box = noted(named(box, "v\(edge.source.index)", growth), rounded)
    guard leavesOutValue(of: edge.source) else { return box }
    return blank(for: box, letter: options.letters?.value(of: edge.source))
  }

  /// Whether a value is left to be filled in, or stands in a blank's place.
  private func leavesOutValue(of node: NodeID) -> Bool {
    options.blank.leavesOut(valueOf: node, in: trace)
  }

  /// What stands below an arrow, or nil where nothing was computed.
  func gradient(of edge: FigureGraph.Edge) -> MathBox? {
    guard let tensor = edge.gradient.tensor,
      edge.bundle.isEmpty || tensor.elements.count == edge.bundle.count
    else { return nil }
    let key = contributionName(of: edge)
    if edge.gradient.zeroReason != nil || tensor.elements.allSatisfy({ $0 == 0 }) {
      return blanked(zero(tensor, edge.gradient.zeroReason, key), edge)
    }
    let name = options.namesGradients && edge.bundle.isEmpty ? gradientName(of: edge) : nil
    let rounded = contribution(of: edge).flatMap(derivation.rounded)
    var named = name.map { setter.set($0, size: Self.size, paint: .backwardText) } ?? MathBox()
    var box = self.tensor(
      rounded?.tensor ?? tensor, name: name == nil ? nil : named, paint: .backwardText)
    if let key {
      box = self.named(box, key, room(beside: tensor).map(NumberMark.Growth.right) ?? .around)
      box.width += room(beside: tensor) ?? 0
    }
    if named.width > 0, Self.isWrittenOut(tensor.shape) {
      named.append(sign("="), gap: 4)
      named.append(box, gap: 4)
      box = named
    }
    return blanked(noted(box, rounded), edge)
  }

  /// A zero is one number whatever the shape, with its reason where it is short.
  private func zero(
    _ tensor: Tensor<Double>, _ reason: ZeroReason?, _ key: String?
  ) -> MathBox {
    var box = setter.set(.number("0"), size: Self.size, paint: .backwardText)
    let room = key == nil ? nil : room(beside: tensor)
    let width = box.width + (room ?? 0)
    if let key { box = named(box, key, room.map(NumberMark.Growth.right) ?? .around) }
    if let reason = reason.flatMap(FigureWords.short) {
      box.append(note(reason[options.language]), gap: 5)
    }
    // What is said of a zero is not said of another number, which has its room.
    box.width = max(box.width, width)
    return box
  }

  /// The arrow of the trace that an arrow of the figure stands for, if it is one.
  func contribution(of edge: FigureGraph.Edge) -> Contribution<Double>? {
    guard edge.isSingle, !edge.isExit, edge.bundle.isEmpty else { return nil }
    let arrows = trace.edges(into: edge.user).filter { $0.from == edge.source }
    return arrows.count == 1 ? arrows[0] : arrows.first { $0.slot == edge.slot }
  }

  /// Numbers with what is said of rounding: behind a number, below others.
  func noted(_ box: MathBox, _ rounded: Rounded?) -> MathBox {
    guard let note = rounded?.note(Numerals(digits: 2)) else { return box }
    let words = self.note(note[options.language])
    guard rounded?.tensor.shape.isScalar == true else { return .stacked([box, words], gap: 3) }
    var line = box
    line.append(words, gap: 5)
    return line
  }

  /// What is said of a number, and of no other that a page may write in its place.
  private func note(_ words: String) -> MathBox {
    let note = setter.set(.text(words), size: Self.noteSize, paint: .muted)
    return options.namesNumbers ? note.asNumber().naming { _ in "note" } : note
  }

  private func blanked(_ box: MathBox, _ edge: FigureGraph.Edge) -> MathBox {
    let letter = options.letters?.along(contribution(of: edge))
    switch options.blank {
    case .none, .values: return box
    case .gradients, .all: return edge.isExit ? box : blank(for: box, letter: letter)
    case .products:
      if edge.isExit { return box }
      var product = factors(of: edge) ?? MathBox()
      if product.width > 0 { product.append(sign("="), gap: 4) }
      product.append(blank(for: box, letter: letter), gap: product.width > 0 ? 4 : 0)
      return product
    }
  }

  /// upstream · local, of scalars.
  private func factors(of edge: FigureGraph.Edge) -> MathBox? {
    guard edge.isSingle, let upstream = trace.gradient(of: edge.user).scalar,
      let slot = contribution(of: edge)?.slot,
      let local = trace.localDerivative(of: edge.user, slot: slot)
    else { return nil }
    return setter.set(
      .row([numerals.factor(upstream), .sign("·"), numerals.factor(local)]), size: Self.size,
      paint: .backwardText)
  }

  private func gradientName(of edge: FigureGraph.Edge) -> Math? {
    guard let output = names[trace.output],
      let name = names[edge.source]
    else { return nil }
    return .derivative(of: output, by: name)
  }

  func sign(_ sign: String) -> MathBox {
    setter.set(.sign(sign), size: Self.size, paint: .backwardText)
  }

  /// A box to write in, no smaller than what is left out; in its place the answer, if asked for.
  ///
  /// - Parameter letter: What the box is called, in its corner; it keeps its frame in the answers.
  func blank(for box: MathBox, letter: String? = nil) -> MathBox {
    let name = letter.map { setter.set(.text($0), size: Self.letterSize, paint: .muted) }
    let lead = name.map { $0.width + 3 } ?? 0
    let size = Size(
      max(box.width + 8 + lead, blankSize.width), max(box.height + 8, blankSize.height))
    let ascent = (size.height + Self.size * 0.65) / 2
    let frame = Rect(x: 0, y: -ascent, width: size.width, height: size.height)
    var items: [Item] = []
    if !options.isAnswered || name != nil {
      items.append(
        .rectangle(frame, cornerRadius: 3, stroke: Stroke(.line), fill: .background))
    }
    if let name { items += name.placed(at: Point(3, -ascent + 3 + name.ascent)) }
    let answer = box.centered(at: Point(frame.center.x + lead / 2, frame.center.y))
    let blank = MathBox(
      items: options.isAnswered ? items + answer : items, width: size.width, ascent: ascent,
      descent: size.height - ascent
    ).saying(options.isAnswered ? box.plainText : "")
    if options.isAnswered { return blank }
    // Without a letter, the answer takes the frame's place.
    return blank.leaving(name == nil ? items.indices : items.count..<items.count, for: answer)
  }

  /// The size of a blank's letter.
  private static let letterSize = 13.0
}
