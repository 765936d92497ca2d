import Autodiff
import Derivation
import Notation
import Scene
import Wording

/// The words of a network's drawing.
struct NetworkWords {
  let trace: Trace<Double>
  let network: Network
  let options: FigureOptions
  let names: DisplayNames

  /// What a network is called whose graph has no title.
  static let title = Bilingual(en: "Neural network", ko: "신경망")

  /// What a legend says of lines of different width.
  static func width(of strength: NetworkOptions.Strength) -> Bilingual {
    switch strength {
    case .weight:
      Bilingual(en: "wider and stronger: larger |weight|", ko: "굵고 진할수록 |가중치|가 큼")
    case .gradient:
      Bilingual(en: "wider and stronger: larger |gradient|", ko: "굵고 진할수록 |기울기|가 큼")
    }
  }

  private var maps: MapWords { MapWords(trace: trace, network: network, options: options) }
  private var language: Language { options.language }
  private var writer: PlainTextWriter { PlainTextWriter() }

  // MARK: Headings

  /// What stands above a column: its name, how many neurons it has and what function follows on
  /// their sums, the names of its matrices.
  func heading(ofColumn column: Int, _ setter: MathSetter) -> MathBox {
    let banks = network.banks(inColumn: column).map { network.banks[$0] }
    var lines = [
      setter.text(name(ofColumn: column, banks), TextStyle(.sans, size: 13.5), .bandText)
    ]
    lines.append(setter.text(count(banks)[language], TextStyle(.sans, size: 11.5), .muted))
    if let window = maps.window(of: banks) {
      lines.append(setter.text(window[language], TextStyle(.sans, size: 11.5), .muted))
    }
    let matrices = matrices(banks).map { setter.set($0, size: 13, paint: .muted) }
    if !matrices.isEmpty {
      var line = MathBox()
      for (index, matrix) in matrices.enumerated() {
        line.append(matrix, gap: index == 0 ? 0 : 10)
      }
      lines.append(line)
    }
    return .stacked(lines, gap: 6)
  }

  private func name(ofColumn column: Int, _ banks: [Network.Bank]) -> String {
    let layers = Set(banks.filter(\.kind.isLayer).map { maps.layer(of: $0) })
    if layers.count == 1, let layer = layers.first?.flatMap({ $0 }),
      let name = trace.annotations.layers[layer][language]
    {
      return name
    }
    if let name = maps.name(of: banks, inColumn: column) { return name[language] }
    if column > 0, let steps = steps(inColumn: column) {
      let (first, last) = (steps.lowerBound, steps.upperBound)
      return first == last
        ? Bilingual(en: "Step \(first)", ko: "단계 \(first)")[language]
        : Bilingual(en: "Steps \(first)–\(last)", ko: "단계 \(first)–\(last)")[language]
    }
    if column == 0 { return Bilingual(en: "Input", ko: "입력층")[language] }
    if column == network.columnCount - 1 { return Bilingual(en: "Output", ko: "출력층")[language] }
    if !banks.contains(where: \.kind.isLayer) {
      return Bilingual(en: "Other operations", ko: "다른 연산")[language]
    }
    let others = (1..<column).count { !hasLayers(inColumn: $0) }
    let number = maps.isConvolutional ? maps.neuronColumns(upTo: column) : column - others
    return Bilingual(en: "Hidden layer \(number)", ko: "은닉층 \(number)")[language]
  }

  private func count(_ banks: [Network.Bank]) -> Bilingual {
    let neurons = banks.filter { $0.kind == .neurons }
    let count = neurons.map(\.places.units).reduce(0, +)
    guard count > 0 else {
      if let words = maps.count(banks) { return words }
      let inputs = banks.map(\.places.units).reduce(0, +)
      let isGiven = banks.allSatisfy { $0.kind == .input }
      let noun = isGiven ? Bilingual(en: "input", ko: "입력") : Bilingual(en: "number", ko: "수")
      return Bilingual(
        en: "\(inputs) \(noun.english)\(inputs == 1 ? "" : "s")", ko: "\(noun.korean) \(inputs)개")
    }
    var words = Bilingual(en: count == 1 ? "1 neuron" : "\(count) neurons", ko: "뉴런 \(count)개")
    let functions = Set(neurons.filter(\.hasFunction).map { trace.kind(of: $0.output) })
    if functions.count == 1, let function = functions.first,
      neurons.allSatisfy(\.hasFunction)
    {
      let name = Self.name(of: function)
      words = Bilingual { [words] in "\(words[$0]), \(name[$0])" }
    }
    return words
  }

  /// A function as it is called beside a network: tanh, ReLU, sigmoid.
  static func name(of function: OperationKind) -> Bilingual {
    switch function.profile.symbol {
    case .itsName: Bilingual(same: function.name)
    case .name(let name): Bilingual(same: name)
    case .plus, .minus, .times, .divide, .dot, .math: function.profile.noun
    }
  }

  /// W₁ 3×4: the matrices, whose entries have no names of their own.
  private func matrices(_ banks: [Network.Bank]) -> [Math] {
    var seen: Set<NodeID> = []
    let nodes = banks.flatMap { bank in
      bank.inputs.compactMap { $0.weights?.node } + [bank.bias?.node].compactMap { $0 }
        + (bank.maps?.parameters ?? [])
    }
    return nodes.compactMap { node in
      guard seen.insert(node).inserted, !trace.shape(of: node).isScalar,
        let name = names[node]
      else { return nil }
      let extents = trace.shape(of: node).extents.map(String.init).joined(separator: "×")
      return .row([name, .text(" \(extents)")])
    }
  }

  // MARK: The description

  /// What the drawing says, for a reader who does not see it.
  func description(sample: Int) -> String {
    let columns = (0..<network.columnCount).map { column in
      let banks = network.banks(inColumn: column).map { network.banks[$0] }
      return "\(name(ofColumn: column, banks)): \(count(banks)[language])"
    }
    var sentences = [
      Bilingual(
        en: "A neural network. \(columns.joined(separator: "; ")).",
        ko: "신경망입니다. \(columns.joined(separator: "; ")).")[language]
    ]
    if network.samples > 1 { sentences.append(self.sample(sample)[language]) }
    if hasOutside { sentences.append(Self.outside[language]) }
    if trace.shape(of: trace.output).isScalar, !options.hidesValues,
      let name = names[trace.output]
    {
      let number = options.numerals.text(trace.valueEntries(of: trace.output)[0])
      sentences.append("\(writer.text(name)) = \(number).")
    }
    return sentences.joined(separator: " ")
  }

  private func hasLayers(inColumn column: Int) -> Bool {
    network.banks(inColumn: column).contains { network.banks[$0].kind.isLayer }
  }

  /// Which steps in time a column's neurons belong to, from 1, where the same weights come again, one
  /// step later: in every column, or in the passes of a loop.
  private func steps(inColumn column: Int) -> ClosedRange<Int>? {
    let weights = (1..<network.columnCount).map { column in
      Set(
        network.banks(inColumn: column).flatMap { bank in
          network.banks[bank].inputs.compactMap { $0.weights?.node }
        })
    }
    let weighted = weights.filter { !$0.isEmpty }
    guard weighted.count > 1 else { return nil }
    if weighted.allSatisfy({ $0 == weighted[0] }) {
      let step = weights[..<column].count { !$0.isEmpty }
      return step > 0 ? step...step : nil
    }
    // A loop over layers has weights of its own in each pass.
    let shared = zip(weights.indices, weights).contains { index, nodes in
      weights[(index + 1)...].contains { !$0.isDisjoint(with: nodes) }
    }
    guard shared else { return nil }
    let passes = network.banks.indices.filter { network.banks[$0].isDerived }.map { index in
      (
        column: network.banks[index].column,
        pass: trace.annotations.passes(of: network.banks[index].output).first
      )
    }
    guard passes.allSatisfy({ $0.pass != nil }) else { return nil }
    let numbers = Set(passes.compactMap(\.pass)).sorted()
    let steps = passes.filter { $0.column == column }.compactMap { bank in
      bank.pass.flatMap(numbers.firstIndex).map { $0 + 1 }
    }
    guard numbers.count > 1, let first = steps.min(), let last = steps.max() else { return nil }
    return first...last
  }

  // MARK: Notes

  /// What is said below the network: which sample it is, what the red numbers at shared weights are
  /// and come to, what dashed circles mean.
  func notes(
    _ sample: Int, _ labels: NetworkLabels, _ marks: NetworkMarks, _ setter: MathSetter
  ) -> [MathBox] {
    func line(_ words: Bilingual) -> MathBox {
      setter.text(words[language], TextStyle(.sans, size: 11.5), .muted)
    }
    var notes: [MathBox] = []
    if network.samples > 1 { notes.append(line(self.sample(sample))) }
    let isShared = !network.sharedNodes(of: trace).isEmpty
    if isShared, labels.detail == .full, options.pass != .forward {
      notes.append(line(Self.share))
      let totals = labels.totals(network)
      if !totals.isEmpty, totals.count <= 8 {
        var row = MathBox()
        for total in totals { row.append(total, gap: row.width > 0 ? 18 : 0) }
        notes.append(row)
      }
    }
    if maps.isConvolutional, labels.detail != .none {
      notes += maps.notes(labels).map(line)
    }
    if hasOutside { notes.append(line(Self.outside)) }
    if options.writesLocals, labels.detail == .full, options.pass != .forward {
      notes.append(line(Self.locals))
    }
    for (node, text) in marks.others {
      var note = names[node].map { setter.set($0, size: 13) } ?? MathBox()
      let said = note.width > 0 ? ": \(text)" : text
      note.append(setter.text(said, TextStyle(.sans, size: 12.5), .ink), gap: 0)
      notes.append(note)
    }
    // A worksheet does not say which number is 0.
    if let remainder = labels.remainder, labels.detail != .none, options.blank == .none {
      notes.append(line(Self.rounding(options.numerals.text(remainder))))
    }
    return notes
  }

  /// Which sample's numbers stand in the neurons.
  private func sample(_ sample: Int) -> Bilingual {
    Bilingual(
      en: "Sample \(sample + 1) of \(network.samples).",
      ko: "샘플 \(network.samples)개 가운데 \(sample + 1)번째입니다.")
  }

  /// What red numbers at weights are that several lines or samples share.
  private static let share = Bilingual(
    en:
      "Red at a weight that is used more than once: its share from this line; the gradient is the "
      + "sum of all shares.",
    ko: "여러 번 쓰인 가중치의 빨간 수는 이 선에서 온 기여분이고, 기울기는 모든 기여분의 합입니다.")

  /// Where the local derivatives stand that are no numbers of their own.
  private static let locals = Bilingual(
    en:
      "Local derivatives: of a sum by a signal, the weight on its line; of a sum by a weight, the "
      + "signal where the line begins; of a function, the number beside it.",
    ko: "국소적 미분: 합을 신호로 미분하면 선에 적힌 가중치, 가중치로 미분하면 선이 시작하는 곳의 신호이고, "
      + "함수의 미분은 그 옆에 적힌 수입니다.")

  /// What is said of 0 where the machine keeps something else.
  private static func rounding(_ remainder: String) -> Bilingual {
    Bilingual(
      en: "0 where only rounding is left: the machine keeps up to \(remainder).",
      ko: "반올림 오차만 남은 곳은 0으로 적었습니다. 컴퓨터에 남은 값은 가장 크게 \(remainder)입니다.")
  }

  private var hasOutside: Bool { network.banks.contains { $0.kind == .computed } }

  /// What dashed circles are.
  private static let outside = Bilingual(
    en: "Dashed: computed by other operations, which the operation graph shows.",
    ko: "점선 원은 다른 연산으로 계산한 값이고, 그 과정은 계산 그래프에 있습니다.")
}
