import ArgumentParser
import Diagram
import Wording

/// What a computation is drawn as.
enum View: String, CaseIterable {
  /// Every operation as a node.
  case graph
  /// Neurons in columns, weights on the lines between them.
  case network
}

/// What lines are as wide and as strong as.
enum Magnitude: String, CaseIterable {
  /// The weights of a network.
  case weight
  /// The values that a graph's forward arrows bring.
  case value
  /// The gradients.
  case gradient
}

/// Whether the operations are drawn or the network of neurons, and what of it.
struct ViewOptions: ParsableArguments {
  @Option(
    "view", .choice(),
    help: Bilingual(
      en:
        "Every operation as a node, or neurons in columns with weights on the lines between them.",
      ko: "연산을 하나하나 노드로 그릴지(graph), 뉴런을 층별로 놓고 선에 가중치를 적을지(network) "
        + "정합니다."),
    value: Bilingual(en: "view", ko: "보기"))
  var view = View.graph

  @Option(
    "by", .choice(),
    help: Bilingual(
      en: "Lines are as wide and as strong as gradients; as values in a graph, as weights in a "
        + "network.",
      ko: "선의 굵기와 진하기를 기울기(gradient)에 따르게 합니다. 계산 그래프에서는 값(value), 신경망에서는 "
        + "가중치(weight)에 따를 수도 있습니다."),
    value: Bilingual(en: "number", ko: "수"),
    otherwise: Bilingual(
      en: "weight in a network in which no weights are written",
      ko: "가중치를 적지 않는 신경망에서 weight"))
  var by: Magnitude?

  @Option(
    "sample", .whole(1...Int.max),
    help: Bilingual(
      en: "With --view network: which sample of a batch goes through it.",
      ko: "--view network에서 배치의 몇 번째 샘플을 보일지 정합니다."),
    value: Bilingual(en: "number", ko: "번호"),
    otherwise: Bilingual(same: "1"))
  var sample: Int?

  /// What of the network is drawn.
  var network: NetworkOptions {
    let strength: NetworkOptions.Strength? =
      switch by {
      case .weight: .weight
      case .gradient: .gradient
      case .value, nil: nil
      }
    return NetworkOptions(sample: (sample ?? 1) - 1, strength: strength)
  }

  /// What the arrows of a graph are as wide as.
  var strength: FigureOptions.Strength? {
    guard view == .graph else { return nil }
    return switch by {
    case .value: .value
    case .gradient: .gradient
    case .weight, nil: nil
    }
  }

  func validate() throws {
    guard view == .graph else { return }
    let given = by == .weight ? "--by weight" : sample != nil ? "--sample" : nil
    guard let given else { return }
    throw Failure(
      .usage, at: given,
      Bilingual(
        en: "it says how a network is drawn", ko: "신경망을 어떻게 그릴지 정하는 선택입니다"),
      remedy: Bilingual(en: "add --view network", ko: "--view network를 더하십시오"))
  }

  /// Fails where something else is asked for that a network's drawing has not.
  func check(
    _ style: FigureStyleOptions, _ expansion: ExpansionOptions,
    _ pictures: [PictureOutputOptions.Picture]
  ) throws(Failure) {
    // Lines as wide as numbers would tell what the boxes leave out.
    let hidesGradients =
      style.pass == .forward || style.blank != .none && style.blank != .values
    let hidesValues = style.pass == .backward || style.blank == .values || style.blank == .all
    let isHidden: Bool =
      switch by {
      case .gradient: hidesGradients
      case .value: hidesValues
      case .weight, nil: false
      }
    if let by, isHidden {
      throw Failure(
        .usage, at: "--by \(by.rawValue)",
        Bilingual(
          en: "it draws the \(by.rawValue)s that --pass or --blank leaves out",
          ko: "--pass나 --blank로 뺀 \(by == .value ? "값을" : "기울기를") 그리게 됩니다"),
        remedy: Bilingual(en: "leave out one of them", ko: "둘 가운데 하나를 빼십시오"))
    }
    guard view == .network else { return }
    let others: [(option: String, isGiven: Bool)] = [
      ("--style", style.style != .book), ("--symbols", style.symbols),
      ("--collapse", style.groups.isAsked), ("--expand", !expansion.names.isEmpty),
      ("--blank products", style.blank == .products),
      ("--by value", by == .value),
      ("dot", pictures.contains { $0.format == .dot }),
      ("mermaid", pictures.contains { $0.format == .mermaid }),
      ("layout", pictures.contains { $0.format == .layout }),
    ]
    guard let other = others.first(where: \.isGiven) else { return }
    throw Failure(
      .usage, at: other.option,
      Bilingual(en: "it does not go with --view network", ko: "--view network와 함께 쓸 수 없습니다"),
      remedy: Bilingual(en: "leave out one of them", ko: "둘 가운데 하나를 빼십시오"))
  }
}

extension Failure {
  /// That a computation cannot be drawn as a network.
  init(_ fault: NetworkFault) {
    switch fault {
    case .noNeurons:
      self.init(
        .badData, at: "--view network", fault.message,
        remedy: Bilingual(
          en: "write param before the weights, or leave out --view",
          ko: "가중치 앞에 param을 쓰거나 --view를 빼십시오"))
    case .noSuchSample: self.init(.usage, at: "--sample", fault.message)
    }
  }
}
