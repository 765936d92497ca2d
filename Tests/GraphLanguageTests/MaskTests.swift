import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// Masks of dropout: drawn for the statement's name, one after the other.
@Suite struct MaskTests {
  private func value(
    _ text: String, _ name: String, seed: UInt64? = nil, expanding: Set<OperationKind> = []
  ) throws -> [Double] {
    let graph = try parseGraph(
      Array(text.utf8), file: "t", expanding: expanding, inputs: GraphInputs(seed: seed)
    ).get()
    return graph.tape.value(of: try graph.node(name)).elements
  }

  /// What the documentation says, carried out a second time.
  private func masks(_ name: String, seed: UInt64 = 1, p: Double = 0.5, _ count: Int) -> [Double] {
    var generator = SeededGenerator(seed: seed, name: "dropout \(name)")
    return (0..<count).map { _ in
      Double(generator.next() >> 11) * 0x1p-53 < p ? 0 : 1 / (1 - p)
    }
  }

  @Test func aMaskIsDrawnForTheNameOfItsStatement() throws {
    let text = "x = ones([6]); h = dropout(x, p=0.25); L = sum(h)"
    #expect(try value(text, "h") == masks("h", p: 0.25, 6))
    #expect(try value("seed 7; " + text, "h") == masks("h", seed: 7, p: 0.25, 6))
    #expect(try value("seed 7; " + text, "h", seed: 8) == masks("h", seed: 8, p: 0.25, 6))
    // Others before it change nothing.
    let among = "x = ones([6]); a = dropout(x); h = dropout(x, p=0.25); L = sum(h) + sum(a)"
    #expect(try value(among, "h") == masks("h", p: 0.25, 6))
  }

  @Test func severalOfOneNameFollowOneAnother() throws {
    let both = masks("y", 8)
    let text = "x = ones([4]); y = dropout(x) + 10 * dropout(x); L = sum(y)"
    #expect(try value(text, "y") == (0..<4).map { both[$0] + 10 * both[$0 + 4] })
    // In calls, by the name of the statement that calls.
    let called = """
      def block(x) { h = dropout(x); return h }
      x = ones([4]); y = block(x) + 10 * block(x); L = sum(y)
      """
    #expect(try value(called, "y") == (0..<4).map { both[$0] + 10 * both[$0 + 4] })
    // In passes, whatever is drawn for other names between them.
    let looped = """
      x = ones([2]); s = zeros([2])
      for t in 0:4 { y = dropout(x); z = dropout(y); s = s + 10 ^ t * y }
      L = sum(s)
      """
    #expect(
      try value(looped, "s")
        == (0..<2).map { i in
          (0..<4).reduce(0) { $0 + [1, 10, 100, 1000][$1] * both[2 * $1 + i] }
        })
  }

  /// A leaf's numbers do not decide which of them are dropped.
  @Test func aMaskHasNumbersOfItsOwn() throws {
    let numbers = try value("x = uniform(0, 1, shape=[50]); L = sum(x)", "x")
    let dropped = try value("x = dropout(uniform(0, 1, shape=[50])); L = sum(x)", "x")
    #expect(zip(numbers, dropped).contains { $0 < 0.5 && $1 != 0 })
    #expect(zip(numbers, dropped).allSatisfy { $1 == 0 || $1 == 2 * $0 })
  }

  @Test func itIsANodeWithItsMaskAlsoOfNumbers() throws {
    let graph = try graph("x = [1, 2]; h = dropout([3, 4] * x); L = sum(h)")
    let node = try graph.node("h")
    #expect(graph.tape.kind(of: node) == .dropout)
    let mask = graph.tape.operands(of: node)[1]
    #expect(graph.tape.kind(of: mask) == .leaf)
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    #expect(trace.gradient(of: mask) == .notComputed)
    #expect(trace.role(of: mask) == .constant)
    let ofNumbers = try self.graph("h = dropout([3, 4]); L = sum(h)")
    #expect(ofNumbers.tape.kind(of: try ofNumbers.node("h")) == .dropout)
    let text = "x = [1, 2, 3, 4]; h = dropout(x); L = sum(h * h)"
    #expect(try value(text, "h", expanding: [.dropout]) == value(text, "h"))
  }

  @Test(arguments: [
    ("dropout(x, p=1)", "'p' of 'dropout' is the share of entries that are dropped"),
    ("dropout(x, p=-0.1)", "'p' of 'dropout' is the share of entries that are dropped"),
    ("dropout(x, 0.5)", "'dropout' takes 1 argument"),
    ("dropout(x, p=true)", "'p'"),
  ])
  func whatIsNoShareIsRefused(_ call: String, _ message: String) throws {
    let result = parseGraph(Array("x = [1, 2]; L = sum(\(call))".utf8), file: "t")
    let error = try #require(result.failure?.errors.first?.message[.english])
    #expect(error.contains(message), "\(error)")
  }

  @Test func theSeedStandsAboveTheFirstMask() throws {
    let result = parseGraph(Array("x = 1; y = dropout(x); seed 7".utf8), file: "t")
    #expect(result.failure != nil)
  }

  private func graph(_ text: String) throws -> Graph {
    try parseGraph(Array(text.utf8), file: "t").get()
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
