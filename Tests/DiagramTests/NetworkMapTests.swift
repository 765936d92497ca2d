import Autodiff
import Scene
import Testing

@testable import Diagram

/// Convolutions in the drawing of a network.
@Suite struct NetworkMapTests {
  private static let small = """
    x = [[[1, 0, 2, -1], [0, 3, 1, 2], [2, 1, 0, 1], [-2, 1, 1, 0]]]
    param K = [[[[0.5, -0.5, 1], [0, 1, 0], [-1, 0.5, 0]]]]; param b = [0.1]
    param W = [[0.4, -0.3]]; param c = [0, 0.1]
    maps = relu(conv2d(x, K, b)); p = flatten(max_pool2d(maps, 2))
    z = affine(p, W, c); L = softmax_cross_entropy(z, 1)
    """
  private static let large = """
    x = normal(0, 1, shape=[2, 3, 40, 40])
    layer "First"; layer ko "첫째"
    param W1 = normal(0, 0.3, shape=[9, 3, 5, 5]); param b1 = zeros([9])
    c1 = dropout(relu(batch_norm(conv2d(x, W1, b1), ones([9]), zeros([9]))), p=0.2)
    layer "Second"
    p = max_pool2d(c1, 2)
    layer end
    param V = normal(0, 0.1, shape=[2916, 3])
    y = reshape(p, [-1, 2916]) @ V
    L = softmax_cross_entropy(y, [0, 2])
    """
  private static let residual = """
    x = normal(0, 1, shape=[1, 2, 8, 8]); param W = normal(0, 1, shape=[2, 2, 3, 3])
    param U = normal(0, 1, shape=[2, 2, 3, 3])
    a = relu(conv2d(x, W, padding=1)); r = relu(a + conv2d(a, U, padding=1))
    param V = [[1, 2, 3], [0, 1, 0]]; y = mean(mean(r, axis=3), axis=2) @ V
    L = softmax_cross_entropy(y, [1])
    """

  private func figure(
    _ text: String, _ options: FigureOptions = FigureOptions(), sample: Int = 0
  ) throws -> NetworkFigure {
    try NetworkFigure(
      try trace(text), options: options, part: .init(sample: sample), measuring: MonospaceMeasure())
  }

  /// Column, kind, how many maps of what size or how many numbers, and from which columns.
  private func banks(_ text: String) throws -> [String] {
    let network = try NetworkReader.read(try trace(text), sample: 0)
    return network.banks.map { bank in
      let size = bank.maps.map { "\($0.count) of \($0.rows)×\($0.columns)" }
      let from = bank.inputs.map { String(network.banks[$0.bank].column) }
      return "\(bank.column) \(bank.kind) \(size ?? "\(bank.places.units)")"
        + (from.isEmpty ? "" : " from \(from.joined(separator: " "))")
    }
  }

  // MARK: What is found

  @Test func layersOfMapsAreColumns() throws {
    #expect(
      try banks(Self.small) == [
        "0 input 1 of 4×4", "1 maps 1 of 2×2 from 0", "2 maps 1 of 1×1 from 1",
        "3 flattened 1 from 2", "4 neurons 2 from 3",
      ])
  }

  /// What follows on a convolution and keeps its shape belongs to it.
  @Test func functionsAndStandardizationsStandWithTheirMaps() throws {
    #expect(
      try banks(Self.large) == [
        "0 input 3 of 40×40", "1 maps 9 of 36×36 from 0", "2 maps 9 of 18×18 from 1",
        "3 flattened 2916 from 2", "4 neurons 3 from 3",
      ])
  }

  @Test func aSumOfMapsTakesOfBoth() throws {
    #expect(
      try banks(Self.residual) == [
        "0 input 2 of 8×8", "1 maps 2 of 8×8 from 0", "2 maps 2 of 8×8 from 1",
        "3 maps 2 of 8×8 from 1 2", "4 flattened 2 from 3", "5 neurons 3 from 4",
      ])
  }

  @Test func poolingAloneIsNoNetwork() throws {
    #expect(throws: NetworkFault.noNeurons) {
      try banks("x = normal(0, 1, shape=[1, 4, 4]); L = sum(max_pool2d(x, 2))")
    }
  }

  // MARK: What is drawn

  private func pictures(_ scene: Scene, in name: String) -> [PixelGrid] {
    scene.layers.filter { $0.classes.contains(name) && $0.node != nil }.flatMap(\.items).compactMap
    {
      if case .image(let grid, let frame) = $0, frame.width > 25 { grid } else { nil }
    }.filter { $0.rows > 1 }
  }

  /// The largest number of the first map is the strongest square of the picture in front, for the
  /// sample that is asked for.
  @Test(arguments: 0..<2)
  func picturesShowTheNumbersOfTheirSample(sample: Int) throws {
    let trace = try trace(Self.large)
    let figure = try figure(Self.large, sample: sample)
    let bank = try #require(figure.plan.network.banks.first { $0.maps?.rows == 18 })
    let face = try #require(
      figure.plan.faces.last { face in
        if case .maps(let maps) = face { maps.values.sheets.count == 5 } else { false }
      })
    guard case .maps(let maps) = face,
      case .picture(let grid, _)? = maps.values.sheets.last?.content
    else {
      Issue.record("no picture")
      return
    }
    #expect(grid.columns == 18 && grid.rows == 18)
    let entries = trace.valueEntries(of: bank.output)
    let count = 18 * 18
    let first = (0..<count).map { entries[sample * 9 * count + $0] }
    let most = try #require(first.indices.max { first[$0] < first[$1] })
    let strongest = try #require(grid.samples.max())
    #expect(first[most] > 0 && grid.samples[most] == strongest)
    // Zeros are in the colour of zero.
    for (number, sample) in zip(first, grid.samples) where number == 0 { #expect(sample == 0) }
  }

  /// Of nine maps the first four and the last are drawn, and dots; an image of 40×40 in means of 2×2.
  @Test func manyMapsAreCutShort() throws {
    let scene = try figure(Self.large).scene
    let values = pictures(scene, in: "forward")
    #expect(values.count == 3 + 5 + 5)
    #expect(values.first.map { $0.rows == 20 && $0.columns == 20 } == true)
    #expect(scene.words(in: "band").contains { $0.contains("9 maps of 36×36") })
    #expect(scene.words(in: "band").contains { $0.contains("max pooling, 2×2") })
  }

  @Test func smallMapsStandInNumbers() throws {
    let scene = try figure(Self.small).scene
    #expect(pictures(scene, in: "forward").isEmpty)
    let green = scene.words(in: "forward")
    #expect(["4.1", "3.1", "2.6"].allSatisfy(green.contains))
    #expect(scene.words(in: "backward").contains("0.6587"))
  }

  @Test func blanksHideAndAnswersShowInPlace() throws {
    for text in [Self.small, Self.large] {
      let blank = try figure(text, .init(blank: .all)).scene
      var options = FigureOptions(blank: .all)
      options.isAnswered = true
      let key = try figure(text, options).scene
      #expect(blank.size == key.size)
      #expect(pictures(blank, in: "backward").isEmpty)
      // What is given stays: the input's channels.
      #expect(pictures(blank, in: "forward").count == (text == Self.large ? 3 : 0))
      #expect(pictures(key, in: "forward").count == (text == Self.large ? 13 : 0))
      #expect(!blank.words(in: "forward").contains("3.1"))
      #expect(key.words(in: "forward").contains("3.1") == (text == Self.small))
    }
  }

  /// Maps come with the step that computes them.
  @Test func stepsCoverMaps() throws {
    let frames = try figure(Self.small).frames()
    #expect(frames.steps.count { $0.pass == .forward } == 5)
    #expect(!frames.scene(0).words(in: "forward").contains("1.64"))
    #expect(frames.scene(0).words(in: "forward").contains("3.1"))
    #expect(frames.scene(frames.steps.count - 1).words(in: "backward").contains("0.6587"))
  }

  @Test func bothLanguages() throws {
    let korean = try figure(Self.large, .init(language: .korean)).scene
    #expect(korean.words(in: "band").contains { $0.contains("특징 맵 9장, 36×36") })
    #expect(korean.description.contains("채널 3개, 40×40"))
    #expect(try figure(Self.large).scene == figure(Self.large).scene)
  }
}
