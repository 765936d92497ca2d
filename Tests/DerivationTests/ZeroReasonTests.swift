import Autodiff
import Testing

@testable import Derivation

/// A reason for a zero is given where it holds for each entry by itself, and else none.
@Suite struct ZeroReasonTests {
  private func reason(_ graph: String, _ name: String = "x") throws -> ZeroReason? {
    let trace = try trace(graph)
    let node = try #require(trace.annotations.node(named: name))
    let gradient = trace.gradient(of: node)
    #expect(gradient.tensor?.elements.allSatisfy { $0 == 0 } == true)
    return gradient.zeroReason
  }

  @Test func reasonsThatHoldAreGiven() throws {
    #expect(try reason("x = [-1, -2]; y = sum(relu(x))") == .reluIsOff)
    #expect(try reason("x = [0, 0]; y = sum(relu(x))") == .kink)
    #expect(try reason("x = 0; y = abs(x)") == .kink)
    #expect(try reason("x = 3; y = hinge(x, 1)") == .outsideMargin)
    #expect(try reason("x = 1; y = hinge(x, 1)") == .kink)
    #expect(try reason("x = [1, 2]; y = sum(max(x, [3, 4]))") == .notTheMaximum)
    #expect(try reason("x = 1000; y = tanh(x)") == .saturated)
    #expect(try reason("x = 3; y = clip(x, 0, 2)") == .outsideBounds)
    #expect(try reason("x = [-7, 7]; y = sum(relu6(x))") == .outsideBounds)
    #expect(try reason("x = 1; y = hardtanh(x)") == .kink)
    #expect(try reason("x = [0, 900]; y = max(softmax(x))") == .saturated)
    #expect(try reason("x = [1, 2]; w = 0; y = sum(x * w)") == .otherFactorIsZero)
    #expect(try reason("x = 2; a = 0; y = a / x") == .otherFactorIsZero)
  }

  @Test func reasonsThatDoNotHoldAreNot() throws {
    // Off where the mask lets pass, on where it does not.
    #expect(try reason("x = [-1, 2]; y = sum(relu(x) * [1, 0])") == nil)
    #expect(try reason("x = [-1, 0]; y = sum(relu(x))") == nil)
    // One lies on a bound, the other beyond it.
    #expect(try reason("x = [1, 3]; y = sum(hardtanh(x))") == nil)
    // Inside its margin, but of no class.
    #expect(try reason("x = 0.5; y = hinge(x, 0)") == nil)
    // One row lies on the kink, the other outside.
    #expect(try reason("x = [[1], [3]]; y = hinge(x, [[1], [1]])") == nil)
    // The entry that wins is masked.
    #expect(try reason("x = [1, 5]; y = sum(max(x, [3, 4]) * [1, 0])") == nil)
    #expect(try reason("x = [1, 5]; y = sum(min(x, [0, 9]) * [1, 0])") == nil)
    // What arrives is the same everywhere, and the shares of 1 cancel.
    #expect(try reason("x = [0, 0]; y = sum(softmax(x))") == nil)
    #expect(try reason("x = [1000, 2]; y = sum(tanh(x) * [1, 0])") == nil)
    #expect(try reason("x = [1, 2]; y = sum(x * [0, 1] * [1, 0])") == nil)
  }
}
