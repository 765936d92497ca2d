import Autodiff
import Scene
import Testing

@testable import Diagram

/// A computation read as a network of neurons.
@Suite struct NetworkTests {
  private func network(_ text: String, sample: Int = 0) throws -> Network {
    try NetworkReader.read(try trace(text), sample: sample)
  }

  /// The names of a bank's weights, bias and output.
  private func describe(_ network: Network, _ text: String) throws -> [String] {
    let names = try trace(text).annotations.names
    return network.banks.map { bank in
      let inputs = bank.inputs.map { input in
        let source = names[network.banks[input.bank].output] ?? "?"
        return input.weights.map { "\(names[$0.node] ?? "?")·\(source)" } ?? source
      }
      let bias = bank.bias.map { ($0.isSubtracted ? ["−"] : []) + [names[$0.node] ?? "?"] } ?? []
      let sum = (inputs + bias).joined(separator: " ")
      return "\(bank.column) \(names[bank.output] ?? "?")\(sum.isEmpty ? "" : ": \(sum)")"
    }
  }

  /// As PyTorch keeps its weights: a row for each neuron.
  @Test(arguments: ["x @ W.T", "affine(x, W.T, [0, 0, 0])", "transpose(W) @ x"])
  func aTurnedWeightIsReadInItsOwnPlaces(_ sum: String) throws {
    let isLast = sum.hasPrefix("transpose")
    let weight = isLast ? "[[0.5, 1, 2], [-1, 2, 3]]" : "[[0.5, -1], [1, 2], [2, 3]]"
    let network = try network("const x = [1, 2]; param W = \(weight); L = sum(tanh(\(sum)))")
    let weights = try #require(network.banks.flatMap(\.inputs).compactMap(\.weights).first)
    #expect(weights.fromStride == (isLast ? 3 : 1) && weights.toStride == (isLast ? 1 : 2))
  }

  // MARK: What an author asks for

  private func plan(
    _ text: String, _ options: FigureOptions = FigureOptions()
  ) throws -> NetworkPlan {
    try NetworkPlan.fitting(
      try trace(text), options: options, of: NetworkOptions(), measuring: MonospaceMeasure())
  }

  /// A neuron whose way to the output leads through another one has no arrow to it.
  @Test func onlyTheLastNeuronsLeadToTheOutput() throws {
    let plan = try plan(
      """
      const x = 0.5; const h = 0.3; param a = 0.4; param b = -0.3; param c = 0.7; param d = -0.5
      param e = 0.2; param f = 0.6
      z = sigmoid(a * x + e * h); r = sigmoid(b * x + f * h); n = tanh(c * x + d * (r * h))
      L = (1 - z) * h + z * n
      """)
    let names = plan.trace.annotations.names
    let last = plan.exits.map { names[plan.network.banks[plan.units.units[$0].bank].output] }
    #expect(last == ["z", "n"])
  }

  @Test func whatIsHighlightedStandsOut() throws {
    let plan = try plan(
      Self.two + "highlight x1 -> h1\nhighlight w2\nnote h2 \"off\"\nnote w1 \"small\"")
    let names = plan.trace.annotations.names
    let units = zip(plan.units.units, plan.marks.units).filter(\.1).map {
      names[plan.network.banks[$0.0.bank].output]
    }
    #expect(units == ["x1", "h1"])
    let lines = zip(plan.units.lines, plan.marks.lines).filter(\.1).map {
      names[plan.network.weights(of: $0.0, plan.units)?.node ?? NodeID(0)]
    }
    #expect(lines == ["w1", "w2"])
    #expect(!plan.marks.ending)
    #expect(plan.marks.notes.flatMap { $0 } == ["off"])
    #expect(plan.marks.others.map(\.text) == ["small"])
    let figure = try NetworkFigure(
      try trace(Self.two + "highlight x1 -> L"), measuring: MonospaceMeasure())
    #expect(figure.plan.marks.ending && figure.plan.marks.units.count(where: { $0 }) == 4)
    #expect(figure.scene.description.contains("Highlighted: x₁ → L."))
  }

  private static let two = """
    x1 = 1; x2 = 2; param w1 = 0.5; param w2 = 1; param w3 = -1; param w4 = 2
    param v1 = 1; param v2 = 3
    h1 = sigmoid(w1 * x1 + w2 * x2); h2 = sigmoid(w3 * x1 + w4 * x2)
    y = v1 * h1 + v2 * h2; L = y^2

    """

  /// upstream · local = downstream can be read at a neuron.
  @Test func theDerivativeOfAFunctionStandsBetweenItsGradients() throws {
    var options = FigureOptions()
    options.writesLocals = true
    let plan = try plan(
      "x = [1, -2]; param W = [[1, 2], [3, 4]]; y = tanh(0.1 * x @ W); z = relu(x @ W); "
        + "L = sum(z * [1, 2]) + sum(y)", options)
    let locals = zip(plan.units.units, plan.faces).compactMap { unit, face in
      face.neuron?.local.map { (plan.trace.kind(of: plan.network.banks[unit.bank].output), $0.box) }
    }
    #expect(!locals.isEmpty)
    for (kind, box) in locals { #expect(box.plainText.contains("′"), "\(kind)") }
    // A worksheet tells nothing that is to be found.
    options.blank = .gradients
    let blank = try self.plan(Self.two, options)
    for face in blank.faces {
      guard let local = face.neuron?.local else { continue }
      #expect(!local.box.plainText.contains { $0.isNumber })
    }
  }

  @Test func aFrameChoosesTheDirection() throws {
    var options = FigureOptions()
    options.fit = FigureFrame(width: 400, height: .exactly(900))
    #expect(try plan(Self.two, options).direction == .topToBottom)
    options.fit = FigureFrame(width: 900, height: .exactly(400))
    #expect(try plan(Self.two, options).direction == .leftToRight)
    options.direction = .topToBottom
    options.isDirectionFixed = true
    let fixed = try plan(Self.two, options)
    #expect(fixed.direction == .topToBottom)
    // Layers are rows: each neuron stands below those that it takes from.
    for line in fixed.units.lines {
      #expect(fixed.placement.centers[line.from].y < fixed.placement.centers[line.to].y)
    }
  }

  // MARK: What is found

  @Test func scalarsAreNeurons() throws {
    let banks = try describe(network(Lesson.network), Lesson.network)
    #expect(
      banks == [
        "0 x1", "0 x2", "1 sigma_1: W1·x1 W2·x2 b1", "1 sigma_2: W3·x1 W4·x2 b2",
        "2 sigma_3: W5·sigma_1 W6·sigma_2 b3",
      ])
  }

  @Test func aSumThatHasANameOfItsOwnIsOneNeuron() throws {
    let text = """
      const x = 2; const v = 3; param w1 = 0.5; param w2 = 1; param b = 0.1
      u = w1 * x; s = u + v * w2; z = s + b; y = tanh(z); L = y^2
      """
    #expect(try describe(network(text), text) == ["0 x", "0 v", "1 y: w1·x w2·v b"])
  }

  @Test func aPartThatIsUsedElsewhereIsANeuronOfItsOwn() throws {
    let text = """
      const x = 2; param w1 = 0.5; param w2 = 1
      u = w1 * x; y = w2 * u + x; L = y * u
      """
    #expect(try describe(network(text), text) == ["0 x", "1 u: w1·x", "2 y: w2·u x"])
  }

  @Test func aTargetIsNoBias() throws {
    let text = "const x = 2; const t = 1; param w = 0.5; y = w * x; e = y - t; L = e^2"
    #expect(try describe(network(text), text) == ["0 x", "1 y: w·x"])
  }

  @Test func thresholdsAreSubtracted() throws {
    let text = "const x = 1; param w = 2; param theta = 0.5; y = sigmoid(w * x - theta)"
    #expect(try describe(network(text), text) == ["0 x", "1 y: w·x − theta"])
  }

  @Test func namesSayWhichFactorIsTheWeight() throws {
    let text = "x = 3; w = -2; b = 1; y = x * w + b"
    #expect(try describe(network(text), text) == ["0 x", "1 y: w·x b"])
  }

  @Test(arguments: [
    Lesson.apples, Lesson.oranges, Lesson.chain, "param w = 2; L = w^2",
    "const x = [1, 2]; param g = [2, 3]; y = x * g; L = sum(y)",
  ])
  func whatAddsUpNothingWeightedIsNoNetwork(text: String) throws {
    #expect(throws: NetworkFault.noNeurons) { try network(text) }
  }

  // MARK: Matrices

  /// Each weight of a matrix is where the product takes it from: moved a little, the neuron's sum
  /// moves by the signal.
  @Test(arguments: [
    "const x = [1, 2, 4]; param W = [[1, 2], [3, 5], [7, 11]]; y = tanh(x @ W); L = sum(y)",
    "const x = [1, 2, 4]; param W = [[1, 2, 3], [5, 7, 11]]; y = W @ x; L = sum(y)",
    "const x = [1, 2, 4]; param w = [1, 2, 3]; y = dot(x, w); L = y^2",
    "const X = [[1, 2, 4], [8, 16, 32]]; param W = [[1, 2], [3, 5], [7, 11]]; y = X @ W; L = sum(y)",
    "const X = [[1, 8], [2, 16], [4, 32]]; param W = [[1, 2, 3], [5, 7, 11]]; y = W @ X; L = sum(y)",
    "const X = [[1, 2, 4], [8, 16, 32]]; param w = [1, 3, 5]; y = X @ w; L = sum(y)",
    "const h = [1, 2]; const x = [4]; param W = [[1, 2], [3, 5], [7, 11]]; y = concat(h, x) @ W; L = sum(y)",
  ])
  func sumsAreWeightTimesSignal(text: String) throws {
    let trace = try trace(text)
    for sample in 0..<(try network(text).samples) {
      let network = try network(text, sample: sample)
      let bank = try #require(network.banks.last)
      for unit in 0..<bank.places.units {
        var sum = 0.0
        for input in bank.inputs {
          let source = network.banks[input.bank]
          let weights = try #require(input.weights)
          for from in 0..<source.places.units {
            sum +=
              trace.valueEntries(of: weights.node)[weights.entry(from: from, to: unit)]
              * trace.valueEntries(of: source.output)[
                source.places.entry(unit: from, sample: sample)]
          }
        }
        let place = bank.places.entry(unit: unit, sample: sample)
        #expect(trace.valueEntries(of: bank.sum)[place] == sum)
      }
    }
  }

  @Test func layersOfABatchAreJoined() throws {
    let text = """
      const X = [[1, 0.5], [-0.5, 1], [0.2, -1]]
      param W = [[0.4, -0.3], [0.1, 0.5]]; param b = [0, 0.1]; param V = [[0.3], [0.6]]; param c = 1
      h = relu(affine(X, W, b)); y = sigmoid(h @ V + c); L = mean(y)
      """
    let network = try network(text)
    #expect(try describe(network, text) == ["0 X", "1 h: W·X b", "2 y: V·h c"])
    #expect(network.samples == 3)
    #expect(throws: NetworkFault.noSuchSample(4, of: 3)) { try self.network(text, sample: 3) }
  }

  // MARK: Samples and steps in time

  @Test func theSameNeuronForEachSampleIsOne() throws {
    let text = """
      param w = 0.5; param b = 0.1
      y1 = sigmoid(w * 2 + b); y2 = sigmoid(w * 3 + b); L = y1 + y2
      """
    #expect(try network(text).samples == 2)
    #expect(try describe(network(text), text) == ["0 ?", "1 y1: w·? b"])
    #expect(try describe(network(text, sample: 1), text) == ["0 ?", "1 y2: w·? b"])
  }

  /// A kernel that slides over one input stands several times for one sample, and so do neurons that
  /// another one joins.
  @Test(arguments: [
    """
    const a = 1; const b = 2; const c = 3; param w = 0.5; param v = -1
    y1 = w * a + v * b; y2 = w * b + v * c; L = y1^2 + y2^2
    """,
    """
    const a = 1; const b = 2; param w = 0.5; param u = 1; param v = 2
    y1 = tanh(w * a); y2 = tanh(w * b); y = u * y1 + v * y2; L = y^2
    """,
    "x = [1, 2, 3]; param k = [2, 1]; y1 = dot(x[0:2], k); y2 = dot(x[1:3], k); L = y1 * y2",
  ])
  func sharedWeightsAloneAreNoSamples(text: String) throws {
    let network = try network(text)
    #expect(network.samples == 1)
    let names = try trace(text).annotations.names
    let drawn = Set(network.banks.compactMap { names[$0.output] })
    #expect(drawn.isSuperset(of: ["y1", "y2"]))
  }

  @Test func stepsInTimeAreColumns() throws {
    let text = """
      const h0 = 0; const x1 = 1; const x2 = 2; param w = 0.7; param u = 0.4
      h1 = tanh(w * h0 + u * x1); h2 = tanh(w * h1 + u * x2); L = h2^2
      """
    #expect(
      try describe(network(text), text) == [
        "0 h0", "0 x1", "1 h1: w·h0 u·x1", "1 x2", "2 h2: w·h1 u·x2",
      ])
  }

  /// What is computed of neurons by other operations stands behind them, and what takes that behind it.
  @Test func gatesOfAStepStandBeforeTheNextStep() throws {
    let text = """
      param wi = 0.1; param wo = 0.3; param ui = 0.2; param uo = 0.4
      x = [0.5, -0.3, 0.7]; h = 0; c = 0
      for t in 0:3 {
        i = sigmoid(wi * x[t] + ui * h); o = sigmoid(wo * x[t] + uo * h)
        c = c + i; h = o * tanh(c)
      }
      L = (h - 0.5)^2
      """
    let plan = try plan(text)
    let (network, names) = (plan.network, plan.trace.annotations.names)
    let columns = network.banks.filter(\.isDerived).map {
      "\($0.column) \(names[$0.output] ?? "?")\(plan.trace.annotations.passes(of: $0.output))"
    }
    #expect(
      columns == [
        "1 i[0]", "1 o[0]", "2 h[0]", "3 i[1]", "3 o[1]", "4 h[1]", "5 i[2]", "5 o[2]",
      ])
    // h is computed of the gates of its step; what they took of the step before stands before them.
    for bank in network.banks where bank.kind == .computed {
      #expect(bank.inputs.allSatisfy { network.banks[$0.bank].column == bank.column - 1 })
      #expect(bank.inputs.count == 2)
    }
    #expect(plan.exits.allSatisfy { network.banks[plan.units.units[$0].bank].column == 5 })
    #expect(plan.placement.isClear)
    let words = try figure(text).scene.words(in: "band")
    #expect(
      words.filter { $0.hasPrefix("Step") } == ["Step 1", "Step 1", "Step 2", "Step 2", "Step 3"])
    // In frames what is computed of them comes after them.
    let frames = try figure(text).frames()
    #expect(frames.steps.count { $0.pass == .forward } == 9)
    #expect(!frames.scene(0).words(in: "forward").contains("0.2536"))
    #expect(try figure(text).scene.words(in: "forward").contains("0.2536"))
  }

  @Test func aColumnWithNeuronsOfTwoStepsSaysSo() throws {
    let text = """
      x = [0.5, -0.3]; param w = 0.7; param u = 0.4; param v = 0.3; h = 0; L = 0
      for t in 0:2 { h = tanh(w * h + u * x[t]); y = v * h; L = L + (y - 0.5)^2 }
      """
    let korean = try figure(text, .init(language: .korean)).scene.words(in: "band")
    #expect(korean.filter { $0.hasPrefix("단계") } == ["단계 1", "단계 1–2", "단계 2"])
  }

  // MARK: What is drawn

  private func figure(
    _ text: String, _ options: FigureOptions = FigureOptions(), part: NetworkOptions = .init()
  ) throws -> NetworkFigure {
    try NetworkFigure(try trace(text), options: options, part: part, measuring: MonospaceMeasure())
  }

  @Test func numbersStandAtTheirPlaces() throws {
    let scene = try figure(Lesson.network).scene
    let green = scene.words(in: "forward")
    // A weight, a bias, a sum, what a neuron gives, the loss.
    for number in ["0.4352", "−0.1419", "0.6478", "0.6565", "0.5369"] {
      #expect(green.contains(number), "\(number)")
    }
    let red = scene.words(in: "backward")
    for number in ["0.2727", "0.4154", "−0.01616", "0.01032", "1.711"] {
      #expect(red.contains(number), "\(number)")
    }
  }

  @Test func aWeightOfSeveralStepsShowsItsShares() throws {
    let text = """
      const h0 = 1; const x1 = 1; const x2 = 2; param w = 0.5; param u = 0.25
      h1 = w * h0 + u * x1; h2 = w * h1 + u * x2; L = h2
      """
    // ∂L/∂w = w·h0 + h1 = 0.5 + 0.75, ∂L/∂u = w·x1 + x2 = 0.5 + 2.
    let scene = try figure(text).scene
    let red = scene.words(in: "backward")
    #expect(red.filter { $0 == "0.5" }.count >= 2 && red.contains("0.75") && red.contains("2"))
    let notes = scene.words(in: "band")
    #expect(notes.contains("1.25") && notes.contains("2.5"))
  }

  @Test func blanksHideAndAnswersShow() throws {
    let blank = try figure(Lesson.network, .init(blank: .gradients)).scene
    #expect(blank.words(in: "backward") == ["1"])
    var options = FigureOptions(blank: .gradients)
    options.isAnswered = true
    let key = try figure(Lesson.network, options).scene
    #expect(key.size == blank.size)
    #expect(key.words(in: "backward").contains("0.2727"))
    let values = try figure(Lesson.network, .init(blank: .values)).scene
    #expect(!values.words(in: "forward").contains("0.6565"))
    #expect(values.words(in: "forward").contains("0.4352"))
  }

  @Test func sumsOfSharesAreLeftOutAsWell() throws {
    let text = """
      const h0 = 1; const x1 = 1; const x2 = 2; param w = 0.5; param u = 0.25
      h1 = w * h0 + u * x1; h2 = w * h1 + u * x2; L = h2
      """
    let blank = try figure(text, .init(blank: .gradients)).scene
    #expect(!blank.words(in: "band").contains("1.25"))
    var options = FigureOptions(blank: .gradients)
    options.isAnswered = true
    let key = try figure(text, options).scene
    #expect(key.size == blank.size && key.words(in: "band").contains("1.25"))
  }

  @Test func nothingFlowsBackAlongConstants() throws {
    let text = "const x = 2; const w = 3; param b = 1; y = w * x + b; L = y^2"
    let scene = try figure(text).scene
    // To the bias, and from L to y.
    #expect(scene.heads(in: "backward", paint: .backward) == 2)
    #expect(scene.heads(in: "forward", paint: .forward) == 3)
  }

  @Test func whatRoundingLeavesIsZero() throws {
    let text = """
      const x = 1; param w1 = 0.1; param w2 = 0.2; param b = -0.3
      y = w1 * x + w2 * x + b; L = y + 1
      """
    let scene = try figure(text).scene
    #expect(scene.words(in: "forward").contains("0"))
    #expect(!scene.words(in: "forward").contains { $0.contains("10") })
    #expect(scene.words(in: "band").contains { $0.contains("rounding") && $0.contains("10⁻¹⁷") })
    let sheet = try figure(text, .init(blank: .values)).scene
    #expect(!sheet.words(in: "band").contains { $0.contains("rounding") })
  }

  @Test func twoWeightsOfOneInputAreTwoLines() throws {
    let scene = try figure("const x = 2; param w = 3; param v = 5; y = w * x + v * x; L = y^2")
      .scene
    let green = scene.words(in: "forward")
    #expect(green.contains("3") && green.contains("5"))
    #expect(scene.heads(in: "forward", paint: .forward) == 3)
  }

  @Test func whatIsNoNumberIsDrawn() throws {
    let text = "const x = 0; param w = 1; y = w * x; L = log(y)"
    for strength in NetworkOptions.Strength.allCases {
      let scene = try figure(text, part: .init(strength: strength)).scene
      let widths = scene.layers.flatMap(\.items).compactMap { item -> Double? in
        if case .path(_, let stroke, _) = item { stroke?.width } else { nil }
      }
      let areNumbers = widths.allSatisfy { $0.isFinite }
      #expect(areNumbers)
    }
  }

  @Test func stepsCoverEveryNeuronOnce() throws {
    let frames = try figure(Lesson.network).frames()
    #expect(frames.steps.count { $0.pass == .forward } == 4)
    #expect(frames.steps.count { $0.pass == .backward } == 4)
    let last = frames.scene(frames.steps.count - 1)
    #expect(last.words(in: "backward").contains("−0.01616"))
    #expect(!frames.scene(0).words(in: "backward").contains("0.2727"))
    #expect(!frames.scene(0).words(in: "forward").contains("0.4154"))
  }

  @Test func largeLayersAreCutShort() throws {
    let scene = try figure(Lesson.large).scene
    // Of 8 inputs and 50 neurons: 8, then 4 and the last; three dots.
    let circles = scene.layers.filter { $0.classes.contains("node") }.flatMap(\.items).count {
      if case .circle = $0 { true } else { false }
    }
    #expect(circles == 8 + 5)
    #expect(scene.words(in: "band").contains { $0.contains("50 neurons, tanh") })
    #expect(scene.targets.count == 13)
  }

  @Test func linesAreAsWideAsTheirNumbers() throws {
    func widths(_ part: NetworkOptions, _ name: String) throws -> Set<Double> {
      let scene = try figure(Lesson.network, part: part).scene
      return Set(
        scene.layers.filter { $0.classes.contains(name) }.flatMap(\.items).compactMap { item in
          if case .path(_, let stroke, nil) = item { stroke?.width } else { nil }
        })
    }
    #expect(try widths(.init(), "forward").isEmpty)
    // Six weights of different magnitudes, the largest 4 pixels wide.
    #expect(try widths(.init(strength: .weight), "forward").count == 6)
    #expect(try widths(.init(strength: .weight), "forward").max() == 4)
    #expect(try widths(.init(strength: .gradient), "backward").max() == 4)
  }

  @Test func bothLanguagesAndTheSameBytes() throws {
    let english = try figure(Lesson.network).scene
    let korean = try figure(Lesson.network, .init(language: .korean)).scene
    #expect(english.words(in: "band").contains("2 neurons, sigmoid"))
    #expect(korean.words(in: "band").contains("뉴런 2개, 시그모이드"))
    #expect(korean.description.contains("신경망"))
    #expect(try figure(Lesson.network).scene == english)
  }
}
