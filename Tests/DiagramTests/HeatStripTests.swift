import Autodiff
import Scene
import Testing
import Wording

@testable import Diagram

@Suite struct HeatStripTests {
  @Test(arguments: [
    ([0, 0.031], 0, 0.031), ([-2.41, 1], -2.5, 2.5), ([-7, -0.2], -7, 0), ([0.0], 0, 0),
    ([437.2, .infinity], 0, 438), ([0, 1.01e-9], 0, 1.1e-9),
  ])
  func theScaleBeginsAtZeroUnlessBothSignsOccur(_ values: [Double], _ low: Double, _ high: Double) {
    let scale = HeatScale(values, isRound: true)
    #expect(abs(scale.low - low) < 1e-15 && abs(scale.high - high) < 1e-15)
  }

  @Test func squaresAreMeansWhereThereAreMoreEntries() throws {
    let elements = (0..<40).map { Double($0 % 2) }
    let strip = try #require(HeatStrip(Tensor(shape: Shape([1, 40]), elements: elements)))
    #expect(strip.grid.columns == 20 && strip.block == (1, 2))
    #expect(strip.scale.high == 0.5 && strip.grid.samples.allSatisfy { $0 == 255 })
  }

  /// 784 pixels make 16 columns of 49, 13 rows 7 of two, the last of which has one.
  @Test func blocksLeaveNoRestWhereOneFits() throws {
    let zeros = Tensor(shape: Shape([13, 784]), elements: [Double](repeating: 0, count: 13 * 784))
    let strip = try #require(HeatStrip(zeros))
    #expect(strip.block == (2, 49) && strip.grid.columns == 16 && strip.grid.rows == 7)
  }

  @Test func whatIsNoNumberIsCrossedOut() throws {
    let tensor = Tensor(shape: Shape([6]), elements: [1, .nan, 2, .infinity, 3, 4])
    let strip = try #require(HeatStrip(tensor))
    #expect(strip.holes.map(\.column) == [1, 3])
    #expect(strip.scale.high == 4)
  }

  @Test func theNameStandsAtTheShape() throws {
    let scene = try figure(Lesson.large).scene
    let words = scene.words(in: "step-f3")
    #expect(words.starts(with: ["H", "6×50"]))
    #expect(words.contains("square: mean of 1×3"))
    #expect(scene.description.contains("H 6×50 matrix from −0.9999 to 0.9995"))
    #expect(scene.description.contains("heat strips"))
    #expect(try !figure(Lesson.apples).scene.description.contains("heat strips"))
  }

  @Test func descriptionsSayWhatIsNotFinite() throws {
    let text = "const c = [0, 1, 2, 3, 4, 5, 5]; y = log(c); L = sum(y)"
    let english = try figure(text).description
    #expect(english.contains("gives y vector of 7 from 0 to 1.609 but for 1 not finite;"))
    #expect(try figure("x = [1, 1, 1, 1, 1, 1, 1]; L = sum(x)").description.contains("7, all 1)"))
    let korean = try figure(text, .init(language: .korean)).description
    #expect(korean.contains("유한하지 않은 원소가 1개 있고 나머지는 0부터 1.609까지인 원소 7개 벡터를"))
  }

  @Test func aMapOfCountsHasNoNegativeColours() {
    let map = HeatMap(ChartFrame(title: Bilingual(same: "counts")), values: [[0, 3], [2, 5]])
    #expect(map.scene(in: .english, measuring: MonospaceMeasure()).words(in: "heat") == ["5", "0"])
  }
}
