import Autodiff
import Foundation
import Testing

@testable import Training

@Suite struct NetworkCheckTests {
  private func check(_ change: (inout NetworkCheckPlan) -> Void) throws -> NetworkCheck {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Data/mnist")
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    let images = try ImageDataset(
      images: bytes("t10k-images-idx3-ubyte.gz"), labels: bytes("t10k-labels-idx1-ubyte.gz"))
    var plan = NetworkCheckPlan()
    plan.network.widths = [784, 4, 10]
    change(&plan)
    return try NetworkCheck(plan, images: images)
  }

  @Test func everyParameterAgrees() throws {
    let check = try check { _ in }
    #expect(check.parameterCount == 784 * 4 + 4 + 40 + 10)
    #expect(check.groups.map(\.name) == ["W1", "b1", "W2", "b2"])
    for group in check.groups { #expect(group.meanDifference < 1e-9) }
    #expect(check.groups[0].entries.contains { $0.backward != 0 })
    #expect(check.forwardProducts == 3 * (784 * 4 + 4 * 10))
    #expect(check.backwardProducts == 3 * (784 * 4 + 2 * 4 * 10))
    // Truncation above, rounding below: the best step lies between.
    let best = try #require(
      check.steps.indices.min { check.steps[$0].meanDifference < check.steps[$1].meanDifference })
    #expect((2...6).contains(best))
  }

  /// 784·50 + 50 + 50·10 + 10, as the lesson has it.
  @Test func aPlanIsTheNetworkOfTheLesson() {
    let plan = NetworkCheckPlan()
    #expect(plan.network.widths == [784, 50, 10] && plan.network.parameterCount == 39_760)
    #expect(plan.batch == 3 && plan.step == 1e-5)
  }

  @Test func whatCrossesAKinkIsSetApart() throws {
    let check = try check { $0.step = 1 }
    // A bias moved by 1 switches units that had sums of some tenths.
    #expect(check.groups[1].entries.contains { $0.kink != nil })
    // No weight of the last layer can switch anything.
    #expect(check.groups[2].smooth.count == 40)
  }

  /// x³ at 3 with h = 0.1: 27.01, and the leaf keeps its value.
  @Test func differencesAreThoseOfTheTextbook() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3)
    let trace = try tape.backward(from: x ** 3)
    let entry = tape.centralDifferences(trace, of: [x.id], step: 0.1).entries[0]
    #expect(abs(entry.numerical - 27.01) < 1e-12 && entry.backward == 27)
    #expect(x.value == 3)
    #expect(abs(entry.proportionalError - 0.01 / 27.01) < 1e-12)
  }
}
