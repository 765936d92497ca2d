import Autodiff
import Wording

extension OperationProfile {
  /// y = x − ln Σ eˣ.
  static let logSoftmax = OperationProfile(
    family: .classification,
    noun: Bilingual(en: "log-softmax", ko: "로그 소프트맥스"),
    symbol: .name("log softmax"),
    writing: .alongAxis("ln softmax"),
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .logSoftmax,
    algebra: .lines { _ in .logSoftmax },
    pairs: [],
    caution: Bilingual(
      en: "e to the power of a large score overflows (exp(1000) is ∞); log_softmax in one piece "
        + "subtracts the largest score first and adds it again after the logarithm",
      ko: "큰 점수를 지수로 올리면 넘칩니다(exp(1000)은 ∞). 한 연산인 log_softmax는 가장 큰 점수를 먼저 빼고 "
        + "로그를 취한 뒤에 다시 더합니다"),
    example: Example("x = [1, 2, 0]\ny = log_softmax(x)\nupstream [1, 0, 0]\n"))
}

extension AlgebraScript {
  /// y_k = z_k − ln Σ e^{z_j}, down to [k = i] − e^{y_i}.
  fileprivate static let logSoftmax: AlgebraScript = {
    let (y, z): (AlgebraTerm, AlgebraTerm) = ("y_k", "z_i")
    let total = ClassRow.total
    let definition: AlgebraTerm = "z_k" - .ln(total)
    var sample = ClassRow.sample
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
}
