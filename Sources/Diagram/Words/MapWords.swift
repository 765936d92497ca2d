import Autodiff
import Notation
import Wording

/// The words at a network's stacks of maps.
struct MapWords {
  let trace: Trace<Double>
  let network: Network
  let options: FigureOptions

  /// Whether there are maps at all.
  var isConvolutional: Bool { network.banks.contains { $0.maps != nil } }

  /// How many columns of neurons there are up to one of them.
  func neuronColumns(upTo column: Int) -> Int {
    Set(network.banks.filter { $0.kind == .neurons && $0.column <= column }.map(\.column)).count
  }

  // MARK: Headings

  /// The layer that gives a bank its name: of one without weights only where it has the layer for
  /// itself.
  func layer(of bank: Network.Bank) -> Int? {
    guard let layer = trace.annotations.layer(of: bank.sum) else { return nil }
    if bank.kind == .neurons || bank.maps?.parameters.isEmpty == false { return layer }
    let others = network.banks.filter {
      $0.kind.isLayer && $0.column != bank.column && trace.annotations.layer(of: $0.sum) == layer
    }
    return bank.kind.isLayer && others.isEmpty ? layer : nil
  }

  /// What a column of maps, or of numbers that come of them, is called; nil for others.
  func name(of banks: [Network.Bank], inColumn column: Int) -> Bilingual? {
    let layers = banks.filter(\.kind.isLayer)
    guard let first = layers.first, layers.allSatisfy({ $0.kind == first.kind }) else { return nil }
    let kind = trace.kind(of: first.sum)
    switch first.kind {
    case .input, .computed, .neurons: return nil
    case .flattened:
      if kind == .mean { return Bilingual(en: "Mean of each map", ko: "특징 맵별 평균") }
      if kind == .maxOver { return Bilingual(en: "Maximum of each map", ko: "특징 맵별 최댓값") }
      return Bilingual(en: "Maps in a row", ko: "한 줄로 편 값")
    case .maps:
      if kind == .conv2D {
        let columns = Set(
          network.banks.filter { $0.kind == .maps && trace.kind(of: $0.sum) == .conv2D }
            .map(\.column)
        ).sorted()
        guard columns.count > 1 else { return Bilingual(en: "Convolution", ko: "합성곱") }
        let number = (columns.firstIndex(of: column) ?? 0) + 1
        return Bilingual(en: "Convolution \(number)", ko: "합성곱 \(number)")
      }
      if kind == .add { return Bilingual(en: "Sum", ko: "합") }
      // A heading begins with a capital letter.
      return kind.profile.noun.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }
  }

  /// How many maps there are, how large they are and which functions follow; nil where a column has
  /// none, and no numbers that come of them.
  func count(_ banks: [Network.Bank]) -> Bilingual? {
    if banks.contains(where: { $0.kind == .flattened }) {
      let count = banks.filter { $0.kind == .flattened }.map(\.places.units).reduce(0, +)
      return Bilingual(en: "\(count) number\(count == 1 ? "" : "s")", ko: "수 \(count)개")
    }
    let stacks = banks.filter { $0.maps != nil }
    guard let first = stacks.first, let maps = first.maps else { return nil }
    let count = stacks.compactMap(\.maps?.count).reduce(0, +)
    let size = "\(maps.rows)×\(maps.columns)"
    // What a network is given are an image's channels.
    var words =
      first.kind == .maps
      ? Bilingual(
        en: "\(count) map\(count == 1 ? "" : "s") of \(size)", ko: "특징 맵 \(count)장, \(size)")
      : Bilingual(
        en: "\(count) channel\(count == 1 ? "" : "s") of \(size)", ko: "채널 \(count)개, \(size)")
    for node in first.parts + [first.output] where node != first.sum {
      guard trace.kind(of: node) != .add else { continue }
      let kind = trace.kind(of: node)
      let name =
        kind.profile.family == .activation ? NetworkWords.name(of: kind) : kind.profile.noun
      words = Bilingual { [words] in "\(words[$0]), \(name[$0])" }
    }
    return words
  }

  /// How large the windows are that slide over the maps before, and what is done in them where the
  /// column's name does not say it.
  func window(of banks: [Network.Bank]) -> Bilingual? {
    let windows = Set(banks.compactMap(\.maps?.window))
    guard windows.count == 1, let window = windows.first else { return nil }
    let size = "\(window.rows)×\(window.columns)"
    let pooling = banks.first { layer(of: $0) != nil && $0.maps?.parameters.isEmpty == true }
    guard let pooling else { return Bilingual(en: "windows of \(size)", ko: "\(size) 창") }
    let noun = trace.kind(of: pooling.sum).profile.noun
    return Bilingual(en: "\(noun.english), \(size)", ko: "\(size) \(noun.korean)")
  }

  // MARK: Notes

  /// What the squares, their colours and the windows on them are.
  func notes(_ labels: NetworkLabels) -> [Bilingual] {
    let stacks = network.banks.filter { $0.maps != nil }
    let arePictures = stacks.contains { $0.maps.map(NetworkLabels.writesOut) == false }
    let hasGradients =
      options.pass != .forward && stacks.contains { labels.gradients[$0.output] != nil }
    var notes: [Bilingual] = []
    if arePictures {
      notes.append(
        Bilingual(
          en: "Squares are maps, colours their numbers by the scale beside them.",
          ko: "사각형 하나가 특징 맵 하나이고, 값은 함께 그린 색 눈금으로 나타냅니다."))
    }
    if hasGradients {
      notes.append(
        Bilingual(
          en: "In red frames stand the gradients of the same numbers.",
          ko: "빨간 테두리 안에는 같은 자리의 기울기가 있습니다."))
    }
    return notes
  }
}
