import Autodiff
import Derivation
import Notation
import Wording

/// Says what a figure shows, for a reader who does not see it.
///
///     apple (100) × count (2) gives price 200; price (200) × tax (1.1) gives total 220.
///     Backward from total with 1: 1.1 to price, 200 to tax; 2.2 to apple, 110 to count.
struct FigureDescription {
  let trace: Trace<Double>
  let options: FigureOptions
  private let derivation: Derivation
  private let writer = PlainTextWriter()
  private let kinks: Set<NodeID>
  /// Whether large tensors are drawn.
  private let hasHeatStrips: Bool

  /// How many operations are told of one by one.
  static let limit = 16

  init(_ derivation: Derivation, _ options: FigureOptions, hasHeatStrips: Bool = false) {
    self.derivation = derivation
    trace = derivation.trace
    self.options = options
    self.hasHeatStrips = hasHeatStrips
    kinks = Set(trace.kinks.map(\.node))
  }

  private var language: Language { options.language }

  /// The description.
  var text: String {
    var sentences: [String] = []
    if options.pass != .backward { sentences.append(forward) }
    if options.pass != .forward { sentences += [backward, gradients].compactMap { $0 } }
    sentences += births + marks
    if hasHeatStrips { sentences.append(FigureWords.heatStrips[language]) }
    return sentences.joined(separator: " ")
  }

  /// Where values and gradients stop being finite.
  private var births: [String] {
    let births = trace.nonFiniteBirths
    var sentences: [String] = []
    if !options.hidesValues {
      sentences += births.values.prefix(Self.limit).map { node in
        let what = "\(name(node)) (\(number(trace.value(of: node))))"
        return Bilingual(
          en: "Not finite from here on: \(what); what it is computed from is finite.",
          ko: "여기서부터 유한하지 않음: \(what). 계산에 쓴 수는 모두 유한합니다.")[language]
      }
    }
    if !options.hidesGradients, options.pass != .forward {
      let arrows = births.arrows.map { node, slot in
        (from: name(node), to: name(trace.operands(of: node)[slot]))
      }
      sentences += arrows.prefix(Self.limit).map { from, to in
        Bilingual(
          en: "The gradient is not finite from the arrow on that leads back from \(from) to \(to).",
          ko: "기울기는 \(from)에서 \(to.with(.by)) 돌아가는 화살표부터 유한하지 않습니다.")[language]
      }
      sentences += births.sums.prefix(Self.limit).map { node in
        Bilingual(
          en: "The gradient's sum at \(name(node)) is not finite; its terms are.",
          ko: "\(name(node))에서 기울기의 합이 유한하지 않습니다. 더한 항은 모두 유한합니다.")[language]
      }
    }
    return sentences
  }

  /// What stands out, and what the author wrote.
  var marks: [String] {
    let marks = trace.annotations.marks
    let highlights = marks.highlights.map { highlight in
      switch highlight {
      case .node(let node): return name(node)
      case .path(let start, let end): return "\(name(start)) → \(name(end))"
      }
    }
    var sentences: [String] = []
    if !highlights.isEmpty {
      let list = highlights.prefix(Self.limit).joined(separator: ", ")
      sentences.append(Bilingual(en: "Highlighted: \(list).", ko: "강조: \(list).")[language])
    }
    for (node, text) in marks.notes.prefix(Self.limit) {
      guard let text = text.label(in: language) else { continue }
      sentences.append(
        Bilingual(en: "Note at \(name(node)): \(text)", ko: "\(name(node))의 메모: \(text)")[language])
    }
    return sentences
  }

  // MARK: Nodes

  /// What a node is called: its name, else its number or its letter.
  func name(_ node: NodeID) -> String { writer.text(derivation.symbol(of: node)) }

  /// A value or gradient in a few characters.
  func number(_ tensor: Tensor<Double>) -> String {
    switch tensor.shape.rank {
    case 0: options.numerals.text(tensor.elements[0])
    case 1 where tensor.elements.count <= 4:
      "[" + tensor.elements.map(options.numerals.text).joined(separator: ", ") + "]"
    default: summary(of: tensor)
    }
  }

  /// A node's value; 0 where only rounding is left, and how much.
  private func value(_ node: NodeID) -> String { number(derivation.rounded(valueOf: node)) }

  private func number(_ rounded: Rounded) -> String {
    let note = rounded.note(options.numerals).map { " (\($0[language]))" } ?? ""
    return number(rounded.tensor) + note
  }

  /// A tensor's shape, and its extremes where a figure draws it as a heat strip:
  /// `8×10 matrix from −1.5 to 2`.
  private func summary(of tensor: Tensor<Double>) -> String {
    let shape = FigureWords.tensor(tensor.shape.extents)[language]
    guard !NumberSetter.isWrittenOut(tensor.shape) else { return shape }
    var (low, high) = (Double.infinity, -Double.infinity)
    var others = 0
    for element in tensor.elements {
      if element.isFinite {
        low = min(low, element)
        high = max(high, element)
      } else {
        others += 1
      }
    }
    guard low <= high else { return shape }
    let (least, most) = (options.numerals.text(low), options.numerals.text(high))
    switch language {
    case .english:
      let range = least == most ? ", all \(least)" : " from \(least) to \(most)"
      return shape + range + (others > 0 ? " but for \(others) not finite" : "")
    case .korean:
      let range = least == most ? "모두 \(least)인 " : "\(least)부터 \(most)까지인 "
      return (others > 0 ? "유한하지 않은 원소가 \(others)개 있고 나머지는 " : "") + range + shape
    }
  }

  private func operand(_ node: NodeID) -> String {
    let name = name(node)
    let isNumber =
      trace.role(of: node) == .constant && trace.annotations.names[node] == nil
    if isNumber { return number(trace.value(of: node)) }
    let value = number(derivation.rounded(valueOf: node).tensor)
    return hides(node) || options.writesSymbols
      ? name : Bilingual(en: "\(name) (\(value))", ko: "\(name)(\(value))")[language]
  }

  /// What stands for a number that is left out: its letter, where it has one.
  private func blank(_ letter: String?) -> String { letter ?? "?" }

  /// Whether a value is left out to be filled in.
  private func hides(_ node: NodeID) -> Bool {
    options.hidesValues && trace.role(of: node) == .operation
  }

  /// An operation with its operands: `apple (100) × count (2)`.
  func expression(_ node: NodeID) -> String {
    let operands = trace.operands(of: node).map(operand)
    let kind = trace.kind(of: node)
    switch kind.profile.reading {
    case .infix(let sign): return operands.joined(separator: " \(sign) ")
    case .prefix(let sign): return sign + operands[0]
    case .power:
      return "\(operands[0])^\(options.numerals.text(trace.attributes(of: node).exponent ?? 1))"
    case .oneOver: return "1 ÷ \(operands[0])"
    case .bare: return operands[0]
    case .name:
      let name = Bilingual(en: kind.name, ko: kind.noun.korean)[language]
      return name + " " + operands.joined(separator: ", ")
    }
  }

  // MARK: Sentences

  private var forward: String {
    let nodes = derivation.forwardNodes
    let told = nodes.count <= Self.limit ? nodes[...] : nodes.prefix(Self.limit / 2)
    var steps = told.map { node in
      let result = result(node)
      switch language {
      case .english: return "\(expression(node)) gives \(result)"
      case .korean:
        return "\(expression(node).with(.by)) \(result.with(.object)) 얻습니다"
      }
    }
    if nodes.count > told.count {
      let result = result(trace.output)
      switch language {
      case .english:
        steps.append("and \(nodes.count - told.count) more operations give \(result)")
      case .korean:
        steps.append(
          "연산 \(nodes.count - told.count)개를 더 거쳐 \(result.with(.object)) 얻습니다")
      }
    }
    return steps.joined(separator: Bilingual(en: "; ", ko: ". ")[language]) + "."
  }

  /// What an operation gives: its name, and its value where that is written.
  private func result(_ node: NodeID) -> String {
    if options.writesSymbols { return name(node) }
    let value = hides(node) ? blank(options.letters?.value(of: node)) : value(node)
    return "\(name(node)) \(value)"
  }

  private var backward: String? {
    let nodes = derivation.backwardNodes.filter { trace.role(of: $0) == .operation }
    guard trace.recordsGradient(trace.output), nodes.count <= Self.limit else { return nil }
    let steps = nodes.compactMap { node -> String? in
      let parts = trace.edges(into: node).compactMap { edge -> String? in
        guard let rounded = derivation.rounded(edge) else { return nil }
        let gradient =
          options.writesSymbols
          ? writer.text(derivation.symbolicProduct(edge))
          : hidesGradients ? blank(options.letters?.along(edge)) : number(rounded)
        let local = local(edge)
        return Bilingual(
          en: "\(gradient) to \(name(edge.from))\(local)",
          ko: "\(name(edge.from))에 \(gradient)\(local)")[language]
      }
      return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
    let output = name(trace.output)
    let upstream =
      options.writesSymbols
      ? writer.text(derivation.gradientSymbol(of: trace.output)) : number(trace.upstream)
    switch language {
    case .english:
      return "Backward from \(output) with \(upstream): \(steps.joined(separator: "; "))."
    case .korean:
      return "역전파는 \(output)에서 \(upstream.with(.by)) 출발합니다: "
        + steps.joined(separator: "; ") + "."
    }
  }

  /// ` (local 5)` behind a gradient, where local derivatives stand in the figure.
  private func local(_ edge: Contribution<Double>) -> String {
    guard options.writesLocals, !hidesGradients, !options.hidesValues,
      let local = trace.localDerivative(of: edge.to, slot: edge.slot)
    else { return "" }
    let number = options.numerals.text(local)
    return Bilingual(en: " (local \(number))", ko: "(국소적 미분 \(number))")[language]
  }

  private var hidesGradients: Bool { options.hidesGradients }

  /// The leaves' gradients; the letters of those sums that are left out.
  private var gradients: String? {
    guard !options.writesSymbols else { return nil }
    guard !hidesGradients else { return sums }
    let leaves = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.recordsGradient($0)
    }
    guard !leaves.isEmpty else { return nil }
    var parts = leaves.prefix(Self.limit).compactMap { leaf in
      derivation.rounded(gradientOf: leaf).map { "\(name(leaf)) \(number($0))" }
    }
    if leaves.count > Self.limit {
      let others = leaves.count - Self.limit
      parts.append(Bilingual(en: "and \(others) more", ko: "그 밖에 \(others)개")[language])
    }
    return Bilingual(en: "Gradients: ", ko: "기울기: ")[language] + parts.joined(separator: ", ") + "."
  }

  /// The letters of gradients that are sums, whose arrows have letters of their own.
  private var sums: String? {
    let sums = trace.nodes.compactMap { node -> String? in
      guard trace.contributions(to: node).count > 1,
        let letter = options.letters?.gradient(of: node)
      else { return nil }
      return "\(name(node)) \(letter)"
    }
    guard !sums.isEmpty else { return nil }
    let list = sums.prefix(Self.limit).joined(separator: ", ")
    return Bilingual(en: "Sums of gradients: \(list).", ko: "기울기의 합: \(list).")[language]
  }

  // MARK: Tooltips

  /// What is said about a node that is pointed at: name, value, gradient, how it passes one on.
  func tooltip(_ node: NodeID) -> String {
    var lines: [String] = []
    let isOperation = trace.role(of: node) == .operation
    let value = hides(node) ? blank(options.letters?.value(of: node)) : value(node)
    let isNumber = !isOperation && trace.annotations.names[node] == nil
    lines.append(
      isNumber
        ? value
        : isOperation
          ? "\(name(node)) = \(expression(node)) = \(value)" : "\(name(node)) = \(value)")
    if options.pass != .forward, !hidesGradients {
      let symbol = writer.text(derivation.gradientSymbol(of: node))
      let gradient = trace.gradient(of: node)
      if let rounded = derivation.rounded(gradientOf: node) {
        let reason = gradient.zeroReason.map { " (\($0.words[language]))" } ?? ""
        lines.append("\(symbol) = \(number(rounded))\(reason)")
        lines += products(node)
      }
    }
    if kinks.contains(node), !hides(node),
      let kink = trace.kinkWords(
        of: node, naming: { writer.text(derivation.symbol(of: $0)) })
    {
      lines.append(
        "\(FigureWords.kink[language]) (\(kink.place[language])): \(kink.convention[language])")
    }
    return lines.joined(separator: "\n")
  }

  /// upstream · local = what flows on, for each slot of scalars.
  private func products(_ node: NodeID) -> [String] {
    guard trace.isOnPath(node), let upstream = trace.gradient(of: node).scalar else { return [] }
    return trace.edges(into: node).compactMap { edge in
      guard let gradient = edge.gradient.scalar,
        let local = trace.localDerivative(of: node, slot: edge.slot)
      else { return nil }
      let numerals = options.numerals
      if derivation.isSeed(node) { return "→ \(name(edge.from)): \(numerals.text(gradient))" }
      let product = Math.row([numerals.factor(upstream), .sign("·"), numerals.factor(local)])
      return "→ \(name(edge.from)): \(writer.text(product)) = \(numerals.text(gradient))"
    }
  }
}
