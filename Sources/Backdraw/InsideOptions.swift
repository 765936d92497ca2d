import CairoRenderer
import Derivation
import Diagram
import Scene
import Wording

// The options of figures, as the rooms inside have them.

extension Figure.Options {
  /// The options of a figure of some groups.
  ///
  /// - Parameter groups: The names that can be collapsed.
  func figureOptions(_ language: Language, collapsing names: [String]) -> FigureOptions {
    var options = FigureOptions(
      language: language, numerals: Numerals(digits: digits), pass: pass.inside,
      labels: labels.inside, direction: direction.inside, style: style.inside, blank: blank.inside,
      groups: expanded.contains("all") ? .expanded : .automatic, fold: fold.inside,
      collapsed: Set(names), expanded: Set(expanded), namesGradients: namesGradients, width: width,
      title: title)
    options.isAnswered = isAnswered
    options.drawsTitle = drawsTitle
    options.drawsLegend = drawsLegend
    options.writesLocals = writesLocalDerivatives && !writesSymbols
    options.writesSymbols = writesSymbols && blank == .none
    options.strength = shownStrength
    options.aspect = aspect
    options.fit = fit?.inside
    options.isLayoutFree = fit != nil
    return options
  }
}

extension Figure.Options.LineStrength {
  var inside: NetworkOptions.Strength {
    switch self {
    case .weight: .weight
    case .gradient: .gradient
    }
  }
}

extension Figure.Options.Letters {
  var inside: SVGOptions.Letters {
    switch self {
    case .outlines: .outlines
    case .text: .text
    }
  }
}

extension Figure.Options {
  /// Lines of a network as wide as gradients would tell what is left out: there they are all alike.
  func shown(_ strength: LineStrength?) -> LineStrength? {
    guard strength == .gradient else { return strength }
    switch (pass, blank) {
    case (.both, .none), (.both, .values), (.backward, .none), (.backward, .values): return strength
    case (.forward, _), (_, .gradients), (_, .products), (_, .all): return nil
    }
  }

  /// Arrows as wide as numbers would tell what is left out: there they are all alike.
  private var shownStrength: FigureOptions.Strength? {
    switch (strength, blank) {
    case (.value, .none), (.value, .gradients), (.value, .products): .value
    case (.gradient, .none), (.gradient, .values): .gradient
    case (.value, .values), (.value, .all), (.gradient, .gradients), (.gradient, .products),
      (.gradient, .all), (nil, _):
      nil
    }
  }
}

extension Figure.Options.Theme {
  var inside: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    case .safe: .safe
    case .print: .print
    }
  }
}

extension Figure.Options.Fit {
  var inside: FigureFrame {
    switch self {
    case .slide: .slide
    case .a4: .a4
    case .letter: .letter
    case .column: .column
    case .phone: .phone
    case .pixels(let width, let height): FigureFrame(width: width, height: height, unit: .px)
    case .millimetres(let width, let height): FigureFrame(width: width, height: height, unit: .mm)
    }
  }
}

extension Figure.Options.Style {
  fileprivate var inside: FigureOptions.Style {
    switch self {
    case .book: .book
    case .cs231n: .cs231n
    }
  }
}

extension Figure.Options.Pass {
  fileprivate var inside: FigureOptions.Pass {
    switch self {
    case .forward: .forward
    case .backward: .backward
    case .both: .both
    }
  }
}

extension Figure.Options.Labels {
  fileprivate var inside: FigureOptions.Labels {
    switch self {
    case .automatic: .automatic
    case .all: .all
    case .none: .none
    }
  }
}

extension Figure.Options.Direction {
  fileprivate var inside: FigureOptions.Direction {
    switch self {
    case .leftToRight: .leftToRight
    case .topToBottom: .topToBottom
    }
  }
}

extension Figure.Options.Blank {
  fileprivate var inside: FigureOptions.Blank {
    switch self {
    case .none: .none
    case .gradients: .gradients
    case .values: .values
    case .products: .products
    case .all: .all
    }
  }
}

extension Figure.Options.Fold {
  fileprivate var inside: FigureOptions.Fold {
    switch self {
    case .automatic: .automatic
    case .all: .all
    case .none: .none
    }
  }
}
