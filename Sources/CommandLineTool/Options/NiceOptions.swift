import ArgumentParser
import Derivation
import Exercises
import Wording

/// Whether drawn numbers are to be good to work with by pencil.
struct NiceOptions: ParsableArguments {
  @Option(
    "nice", .whole(1...12),
    help: Bilingual(
      en:
        "Draw numbers again until every answer to --blank has at most so many significant digits, "
        + "none is 0 or the same as its neighbour, and no kink is hit; where nothing is left blank, "
        + "that goes for every value and every gradient.",
      ko: "--blank로 묻는 모든 답의 유효 숫자가 이 자릿수를 넘지 않고, 0이거나 옆의 수와 같은 답이 없고, "
        + "꺾이는 점에 걸리지 않을 때까지 수를 다시 뽑습니다. 빈칸이 없으면 모든 값과 기울기가 그래야 합니다."),
    value: .count)
  var nice: Int?

  /// What good numbers are; nil where all are.
  var numbers: NiceNumbers? { nice.map(NiceNumbers.init) }

  /// What the numbers of one graph are to be; nil where any will do.
  ///
  /// - Parameters:
  ///   - console: Where it is told how many draws were in vain.
  ///   - blank: What is left out of it.
  func wishes(
    _ numerals: Numerals, _ console: Console, blank: BlankSelection = .none
  ) -> GraphDrawing.Wishes? {
    guard let numbers else { return nil }
    return GraphDrawing.Wishes(
      selection: blank == .none ? .all : blank, numerals: numerals, nice: numbers,
      language: console.language,
      progress: { draws in
        guard let draws else { return console.endProgress() }
        console.progress(
          Bilingual(
            en: "\(draws) draws, none as --nice asks", ko: "\(draws)번 뽑았으나 --nice에 맞는 수가 아직 없음"))
      })
  }
}
