import Scene

/// How large a figure is drawn, and where in that it stands: exactly as large as was asked for.
struct FigureExtent {
  let options: FigureOptions
  /// The extents of the drawing as laid out.
  let drawing: Size
  /// What stands above and below it.
  let margins: FigureMargins

  /// The extents as laid out, with what stands above and below.
  var laidOut: Size { margins.extent(around: drawing) }

  /// The frame that the options ask for: that of `fit`, or one of a width, whose height follows from
  /// the aspect.
  static func frame(of options: FigureOptions) -> FigureFrame? {
    if let fit = options.fit { return fit }
    guard let width = options.width, width > 0, width.isFinite else { return nil }
    return FigureFrame(
      width: width,
      height: aspect(of: options).map { .exactly(settled(width / $0)) } ?? .any)
  }

  static func aspect(of options: FigureOptions) -> Double? {
    options.aspect.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
  }

  /// How many times larger the figure is drawn than it was laid out.
  var scale: Double {
    Self.frame(of: options).map { $0.isSnug ? 1 : $0.scale(of: laidOut) } ?? 1
  }

  /// The extents as drawn.
  var size: Size {
    guard let frame = Self.frame(of: options), !frame.isSnug else {
      return Self.aspect(of: options).map { Self.smallest(around: laidOut, aspect: $0) } ?? laidOut
    }
    switch frame.height {
    case .exactly(let height): return Size(frame.width, height)
    case .upTo, .any:
      return Size(
        frame.width, min(Self.settled(laidOut.height * scale), frame.greatestHeight))
    }
  }

  /// Where all of it stands in its extents.
  private var sheet: Placement {
    Placement(
      offset: Point(
        (size.width - laidOut.width * scale) / 2, (size.height - laidOut.height * scale) / 2),
      scale: scale)
  }

  /// Where the drawing stands in its extents.
  var placement: Placement {
    Placement(offset: Point((laidOut.width - drawing.width) / 2, margins.top)).then(sheet)
  }

  /// The smallest extents around others of an aspect such as 16/9; whole multiples of 16 and 9, so
  /// that the aspect of a picture of pixels is exact, too.
  private static func smallest(around size: Size, aspect: Double) -> Size {
    for height in 1...64 {
      let width = (aspect * Double(height)).rounded()
      guard width >= 1, width <= 64, abs(width / Double(height) - aspect) < 1e-9 else { continue }
      let times = max(size.width / width, size.height / Double(height)).rounded(.up)
      return Size(width * times, Double(height) * times)
    }
    let width = max(size.width, size.height * aspect).rounded(.up)
    return Size(width, settled(width / aspect))
  }

  /// A length without what binary fractions add to it.
  private static func settled(_ pixels: Double) -> Double { (pixels * 1e6).rounded() / 1e6 }

  /// A drawing as laid out, drawn so large and put where it stands, with what stands above and below.
  func finished(_ scene: Scene) -> Scene {
    let margins = margins.layer(on: laidOut)
    guard
      size != scene.size || placement.scale != 1 || options.fit?.isSnug == false || margins != nil
    else { return scene }
    var sheet = Scene(
      size: size, title: scene.title, description: scene.description, language: scene.language)
    sheet.unit = options.fit?.unit ?? .px
    if var margins {
      margins.placement = self.sheet
      sheet.add(margins)
    }
    sheet.place(scene, at: placement.offset, scale: placement.scale)
    return sheet
  }
}

extension FigurePlan {
  /// The extents as laid out.
  var laidOut: Size { drawn.laidOut }

  private var drawn: FigureExtent {
    let drawing = Size(layout.width, layout.height)
    var others = operandMarks.contains { $0 != nil } ? [FigureWords.operandNumbers] : []
    if marksBirths { others.append(FigureWords.birth) }
    if let strength = options.strength { others.append(FigureWords.width(of: strength)) }
    return FigureExtent(
      options: options, drawing: drawing,
      margins: FigureMargins(
        options, title: title, others: others, width: drawing.width, setter))
  }

  /// The figure's title: that of the options, of the graph, or a general one.
  var title: String {
    options.title ?? trace.annotations.title[options.language]
      ?? FigureWords.graph[options.language]
  }

  /// How many times larger the figure is drawn than it was laid out.
  var scale: Double { drawn.scale }
  /// The extents as drawn.
  var extent: Size { drawn.size }
  /// Where the figure stands in its extents.
  var placement: Placement { drawn.placement }

  /// A scene as laid out, drawn so large and put where it stands.
  func finished(_ scene: Scene) -> Scene { drawn.finished(scene) }
}
