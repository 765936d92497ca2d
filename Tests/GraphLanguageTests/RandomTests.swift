import Testing
import Wording

@testable import GraphLanguage

/// Texts that nobody wrote: each must end in a graph or in diagnostics that can be printed.
@Suite struct RandomTests {
  private static let sample = Array(
    #"""
    # 예제
    title "A \"x\""; title ko "제목"
    def f(a, b) = (a * b + 1/a)^2
    layer "L"; layer ko "층"
    param W = [[1, 2], [-3, .5e1]]; const t = 1/2
    x = [1, 2]
    사과 = f(sum(x @ W.T[0:, -1]), t) - -max(x, axis=0)
    y = softmax(concat(x, W[1], axis=-1)) ** 2
    label ko y "와이"; output z; rate 0.1
    z = half_sse(reshape(y, [2, 2]), leaky_relu(W, slope=.1)) + 사과
    def g(a, b) { c = a * b; for k in 0:2 { c = c + k * a }; return c, c - b }
    for t in 0:2 { z, u = g(z, x[t]); const k = 1; for s in t:-1:-1 { z = z / (s + 2) } }
    highlight z(1); note u "u"
    """#.utf8)

  private static let words =
    [
      "x", "y", "=", "=", "\n", ";", "(", ")", "[", "]", ",", ":", "+", "-", "*", "/", "@", "^",
      "**", ".T", "1", "2.5", "0", "1e3", "param ", "const ", "def ", "f", "g", "output ", "label ",
      "layer ", "upstream ", "rate ", "title ", "\"a\"", "\"", "\\", "ko ", "axis=", "sum(", "max(",
      "concat(", "reshape(", "exp(", "사과", "{", "}", "for t in 0:3 {", "t", "return ", "x, y = ",
      "def g(a) {", "in", "z(1)", "#", "\u{301}", "\u{0}", "\r", "[[1,2],[3,4]]", "$", "👨‍👩‍👧",
    ].map { Array($0.utf8) }

  @Test(arguments: 0..<8)
  func nothingCrashes(seed: UInt64) {
    var random = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    for _ in 0..<250 {
      check(mutation(of: Self.sample, &random))
      check((0..<random.below(60)).flatMap { _ in Self.words[random.below(Self.words.count)] })
      check((0..<random.below(40)).map { _ in UInt8(random.below(256)) })
    }
  }

  private func mutation(of bytes: [UInt8], _ random: inout Generator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(6) {
      let place = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(contentsOf: Self.words[random.below(Self.words.count)], at: place)
      case 2: bytes[place] = UInt8(random.below(256))
      default: bytes.swapAt(place, random.below(bytes.count))
      }
      if bytes.isEmpty { bytes = [0x78] }
    }
    return bytes
  }

  private func check(_ bytes: [UInt8]) {
    switch parseGraph(bytes, file: "t") {
    case .success(let graph):
      #expect(graph.output.index < graph.tape.nodeCount)
      #expect(graph.upstream.shape == graph.tape.shape(of: graph.output))
    case .failure(let diagnostics):
      let lines = 1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
      #expect(!diagnostics.errors.isEmpty)
      for error in diagnostics.errors {
        #expect((1...lines).contains(error.place.line) && error.place.column >= 1)
        for language in Language.allCases {
          let text = error.rendered(language: language)
          #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count >= 3)
        }
      }
      let places = diagnostics.errors.map { ($0.place.line, $0.place.column) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}

/// A small generator of random numbers, the same on every machine (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to, and without, a bound.
  mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }
}
