import Autodiff
import Wording

// Products of matrices, entry by entry: y_j = Σ x_k W_kj + b_j for one row, y_nj for row n of many.

extension AlgebraScript {
  /// The gradient of an operand of x @ W, or x @ W + b.
  ///
  /// - Parameters:
  ///   - slot: 0 for x, 1 for W, 2 for b.
  ///   - isBatch: Whether x has rows.
  ///   - hasBias: Whether b is added.
  static func affine(slot: Int, isBatch: Bool, hasBias: Bool) -> AlgebraScript {
    let n: [String] = isBatch ? ["n"] : []
    func x(_ index: String) -> AlgebraTerm { .variable("x", n + [index]) }
    func y(_ index: String) -> AlgebraTerm { .variable("y", n + [index]) }
    func weight(_ row: String, _ column: String) -> AlgebraTerm { .variable("W", [row, column]) }
    func result(_ column: String) -> AlgebraTerm {
      let product = AlgebraTerm.sum("k", x("k") * weight("k", column))
      return hasBias ? product + .variable("b", [column]) : product
    }
    /// All that a gradient is added up from: the columns of one row, or of all rows.
    func sum(_ term: AlgebraTerm, overRows: Bool) -> AlgebraTerm {
      let columns = AlgebraTerm.sum("m", term)
      return overRows && isBatch ? .sum("n", columns) : columns
    }
    func rows(_ term: AlgebraTerm) -> AlgebraTerm { isBatch ? .sum("n", term) : term }
    let loss: AlgebraTerm = "L"
    let gradient = loss.by("y")
    func upstream(_ column: String) -> AlgebraTerm { loss.by(y(column)) }

    let left: AlgebraTerm
    var lines: [(AlgebraTerm, Bilingual)]
    switch slot {
    case 0:
      left = loss.by(x("i"))
      lines = [
        (sum(upstream("m") * y("m").by(x("i")), overRows: false), Reason.everyResult),
        (sum(upstream("m") * result("m").by(x("i")), overRows: false), Reason.definition),
        (sum(upstream("m") * weight("i", "m"), overRows: false), Reason.onlyOwnTerm),
        (
          .entry(
            gradient * .transpose("W"), n + ["i"],
            meaning: .sum("m", upstream("m") * weight("i", "m"))), Reason.rowTimesColumn
        ),
      ]
    case 1:
      left = loss.by(weight("i", "j"))
      lines = [
        (sum(upstream("m") * y("m").by(weight("i", "j")), overRows: true), Reason.everyResult),
        (sum(upstream("m") * result("m").by(weight("i", "j")), overRows: true), Reason.definition),
        (
          rows(upstream("j") * x("i")),
          Bilingual(
            en: "only the term with k = i and m = j holds it", ko: "k = i, m = j인 항에만 들어 있음")
        ),
        (
          .entry(
            .transpose("x") * gradient, ["i", "j"], meaning: rows(upstream("j") * x("i"))),
          isBatch ? Reason.rowTimesColumn : Reason.columnTimesRow
        ),
      ]
    default:
      left = loss.by(.variable("b", ["j"]))
      lines = [
        (sum(upstream("m") * y("m").by("b_j"), overRows: true), Reason.everyResult),
        (sum(upstream("m") * result("m").by("b_j"), overRows: true), Reason.definition),
        (
          rows(upstream("j")),
          Bilingual(
            en: "the bias enters its own column, in every row", ko: "편향은 모든 행에서 자기 열에만 더해짐")
        ),
      ]
    }
    return AlgebraScript(
      left: left, lines: lines, given: [(y("j"), result("j"))],
      variables: hasBias ? ["x", "W", "b", "y"] : ["x", "W", "y"],
      sample: affineSample(isBatch: isBatch, result("j"), y("j")))
  }

  private static func affineSample(
    isBatch: Bool, _ result: AlgebraTerm, _ y: AlgebraTerm
  ) -> AlgebraSample {
    let numbers = [0.3, -1.2, 0.8, 2.1, 0.5, -0.7, 1.4, -0.2, 0.9]
    let n: [String] = isBatch ? ["n"] : []
    // Any loss will do: a sum of squares, so that what arrives differs from entry to entry.
    let squares = AlgebraTerm.sum("m", AlgebraTerm.variable("y", n + ["m"]).squared())
    return AlgebraSample(
      values: ["x": numbers, "W": numbers.reversed(), "b": [0.1, -0.4, 0.6]],
      definitions: [
        "y": .init(indices: n + ["j"], term: result),
        "L": .init(term: isBatch ? .sum("n", squares) : squares),
      ],
      extents: ["i": 3, "j": 3, "k": 3, "m": 3, "n": 3], indices: ["i": 0, "j": 2, "n": 1])
  }
}

extension Reason {
  static let rowTimesColumn = Bilingual(
    en: "row times column of a product of matrices", ko: "행렬곱의 행과 열의 곱")
  static let columnTimesRow = Bilingual(
    en: "a column times a row is a matrix of products", ko: "열과 행을 곱하면 곱들의 행렬")
  static let everyResult = Bilingual(
    en: "the chain rule, added up over all that it changes", ko: "연쇄법칙. 이것이 바꾸는 모든 결과에 대해 더함")
}
