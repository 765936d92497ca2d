import Autodiff
import Wording

// Softmax and the losses over classes: one row of scores z_k, of which z_i changes.

extension AlgebraScript {
  private static let total = AlgebraTerm.sum("j", .exp("z_j"))
  private static let softmaxOfRow = AlgebraTerm.exp("z_k") / total

  /// y_k = e^{z_k}/Σ e^{z_j}, down to y_k([k = i] − y_i).
  static let softmax: AlgebraScript = {
    let (y, z): (AlgebraTerm, AlgebraTerm) = ("y_k", "z_i")
    let e = AlgebraTerm.exp("z_k")
    return AlgebraScript(
      left: y.by(z),
      lines: [
        (softmaxOfRow.by(z), Reason.definition),
        ((e.by(z) * total - e * total.by(z)) / total.squared(), Reason.quotient),
        ((.same("k", "i") * e * total - e * .exp("z_i")) / total.squared(), Reason.ownScore),
        (
          e / total * ((.same("k", "i") * total - .exp("z_i")) / total),
          Bilingual(en: "take one factor out", ko: "인수 하나를 묶어 냄")
        ),
        (
          e / total * (.same("k", "i") - .exp("z_i") / total),
          Bilingual(en: "divide term by term", ko: "항마다 나눔")
        ),
        (y * (.same("k", "i") - "y_i"), Reason.probability),
      ],
      given: [(y, softmaxOfRow)], variables: ["z", "y"], sample: classes(rows: 1))
  }()

  /// y_k = z_k − ln Σ e^{z_j}, down to [k = i] − e^{y_i}.
  static let logSoftmax: AlgebraScript = {
    let (y, z): (AlgebraTerm, AlgebraTerm) = ("y_k", "z_i")
    let definition: AlgebraTerm = "z_k" - .ln(total)
    var sample = classes(rows: 1)
    sample.definitions["y"] = .init(indices: ["k"], term: definition)
    return AlgebraScript(
      left: y.by(z),
      lines: [
        (definition.by(z), Reason.definition),
        (.same("k", "i") - 1 / total * total.by(z), Reason.logarithm),
        (.same("k", "i") - .exp("z_i") / total, Reason.ownScore),
        (
          .same("k", "i") - .exp("z_i" - .ln(total)),
          Bilingual(
            en: "a = e to the power ln a, and powers subtract", ko: "a = e의 ln a제곱이고, 나눗셈은 지수의 뺄셈")
        ),
        (
          .same("k", "i") - .exp("y_i"),
          Bilingual(en: "the exponent is the value itself", ko: "이 지수가 바로 함숫값")
        ),
      ],
      given: [(y, definition)], variables: ["z", "y"], sample: sample)
  }()

  /// L = −Σ t_k ln y_k, down to −t_i/y_i.
  static func crossEntropy(rows: Int) -> AlgebraScript {
    let loss = mean(-AlgebraTerm.sum("k", "t_k" * .ln("y_k")), rows)
    var sample = classes(rows: rows)
    sample.definitions = ["L": .init(term: loss)]
    sample.values["y"] = [0.2, 0.5, 0.3]
    return AlgebraScript(
      left: AlgebraTerm("L").by("y_i"),
      lines: [
        (loss.by("y_i"), rows > 1 ? Reason.ownRow : Reason.definition),
        (mean(-("t_i" * AlgebraTerm.ln("y_i").by("y_i")), rows), Reason.onlyOwnTerm),
        (mean(-("t_i" / "y_i"), rows), Bilingual(en: "(ln u)′ = 1/u", ko: "(ln u)′ = 1/u")),
      ],
      variables: ["y", "t", "L"], sample: sample)
  }

  /// L = −Σ t_k ln y_k with y = softmax(z), down to y_i − t_i.
  static func softmaxCrossEntropy(rows: Int) -> AlgebraScript {
    let z: AlgebraTerm = "z_i"
    let loss = mean(-AlgebraTerm.sum("k", "t_k" * .ln("y_k")), rows)
    func line(_ inner: AlgebraTerm) -> AlgebraTerm {
      mean(-AlgebraTerm.sum("k", "t_k" * inner), rows)
    }
    var sample = classes(rows: rows)
    sample.definitions["L"] = .init(term: loss)
    return AlgebraScript(
      left: AlgebraTerm("L").by(z),
      lines: [
        (loss.by(z), rows > 1 ? Reason.ownRow : Reason.definition),
        (
          line("z_k" - .ln(total)).by(z),
          Bilingual(en: "the logarithm of a quotient is a difference", ko: "몫의 로그는 로그의 차")
        ),
        (
          line(AlgebraTerm("z_k").by(z) - AlgebraTerm.ln(total).by(z)),
          Bilingual(en: "term by term; the target is fixed", ko: "항마다 미분, 정답은 상수")
        ),
        (
          line(.same("k", "i") - 1 / total * total.by(z)),
          Bilingual(
            en: "[k = i] is 1 where k = i, else 0; (ln u)′ = 1/u · u′",
            ko: "[k = i]는 k = i이면 1, 아니면 0. (ln u)′ = 1/u · u′")
        ),
        (
          line(.same("k", "i") - .exp(z) / total),
          Bilingual(
            en: "of the sum only the term j = i changes",
            ko: "합에서 j = i인 항만 변함")
        ),
        (line(.same("k", "i") - "y_i"), Reason.probability),
        (
          mean("y_i" * .sum("k", "t_k") - "t_i", rows),
          Bilingual(
            en: "multiply out; of [k = i] only the term k = i is left",
            ko: "전개하면 [k = i]에서는 k = i인 항만 남음")
        ),
        (mean("y_i" - "t_i", rows), Bilingual(en: "the targets sum to 1", ko: "정답의 합은 1")),
      ],
      given: [("y_k", softmaxOfRow)], variables: ["z", "t", "L"], sample: sample)
  }

  /// L = −Σ (t_k ln s_k + (1 − t_k) ln(1 − s_k)) with s = softmax(x).
  static func softmaxLoss(rows: Int) -> AlgebraScript {
    let z: AlgebraTerm = "z_i"
    let (y, t): (AlgebraTerm, AlgebraTerm) = ("y_k", "t_k")
    let loss = mean(-AlgebraTerm.sum("k", t * .ln(y) + (1 - t) * .ln(1 - y)), rows)
    var sample = classes(rows: rows)
    sample.definitions["L"] = .init(term: loss)
    let slope = (y - t) / (y * (1 - y))
    let own = ("y_i" - "t_i") / (1 - "y_i")
    return AlgebraScript(
      left: AlgebraTerm("L").by(z),
      lines: [
        (
          .sum("k", AlgebraTerm("L").by(y) * y.by(z)),
          Bilingual(
            en: "the chain rule: a score changes every probability", ko: "연쇄법칙. 점수 하나가 모든 확률을 바꿈")
        ),
        (
          mean(.sum("k", slope * (y * (.same("k", "i") - "y_i")).grouped()), rows),
          Bilingual(
            en: "binary cross entropy's rule times softmax's", ko: "이진 교차 엔트로피의 규칙과 소프트맥스의 규칙을 곱함")
        ),
        (
          mean(.sum("k", (y - t) / (1 - y) * (.same("k", "i") - "y_i")), rows),
          Bilingual(en: "the common factor cancels", ko: "같은 인수를 약분")
        ),
        (
          mean(own - "y_i" * .sum("k", (y - t) / (1 - y)), rows),
          Bilingual(
            en: "multiply out; of [k = i] only the term k = i is left",
            ko: "전개하면 [k = i]에서는 k = i인 항만 남음")
        ),
      ],
      given: [(y, softmaxOfRow)], variables: ["z", "t", "L"], sample: sample)
  }

  private static func mean(_ term: AlgebraTerm, _ rows: Int) -> AlgebraTerm {
    term.shared(among: rows)
  }

  /// Three classes; the targets sum to 1.
  private static func classes(rows: Int) -> AlgebraSample {
    AlgebraSample(
      values: ["z": [0.3, -0.9, 1.1], "t": [0.2, 0.7, 0.1]],
      definitions: ["y": .init(indices: ["k"], term: softmaxOfRow)],
      extents: ["k": 3, "j": 3, "i": 3], indices: ["i": 1, "k": 1])
  }
}

extension Reason {
  static let ownScore = Bilingual(
    en: "a power changes only with its own score; [k = i] is 1 where k = i, else 0",
    ko: "각 지수는 자기 점수에만 따라 변함. [k = i]는 k = i이면 1, 아니면 0")
  static let probability = Bilingual(
    en: "the quotient is the softmax itself", ko: "이 몫이 바로 소프트맥스")
  static let ownRow = Bilingual(
    en: "the definition; of all rows only this one holds it", ko: "정의. 모든 행 가운데 이 행에만 들어 있음")
}
