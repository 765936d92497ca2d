import Autodiff
import Wording

extension OperationProfile {
  /// y = eˣ / Σ eˣ.
  static let softmax = OperationProfile(
    family: .classification,
    noun: Bilingual(en: "softmax", ko: "소프트맥스"),
    symbol: .itsName,
    writing: .alongAxis("softmax"),
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .softmax,
    algebra: .lines { _ in .softmax },
    pairs: [],
    caution: Bilingual(
      en: "e to the power of a large score overflows (exp(1000) is ∞); softmax in one piece "
        + "subtracts the largest score first, which changes no quotient",
      ko: "큰 점수를 지수로 올리면 넘칩니다(exp(1000)은 ∞). 한 연산인 소프트맥스는 가장 큰 점수를 먼저 빼는데, "
        + "그래도 몫은 같습니다"),
    example: Example("x = [1, 2, 0]\ny = softmax(x)\nupstream [1, 0, 0]\n"))
}

extension AlgebraScript {
  /// y_k = e^{z_k}/Σ e^{z_j}, down to y_k([k = i] − y_i).
  fileprivate static let softmax: AlgebraScript = {
    let (y, z): (AlgebraTerm, AlgebraTerm) = ("y_k", "z_i")
    let (e, total) = (AlgebraTerm.exp("z_k"), ClassRow.total)
    return AlgebraScript(
      left: y.by(z),
      lines: [
        (ClassRow.softmax.by(z), Reason.definition),
        ((e.by(z) * total - e * total.by(z)) / total.squared(), Reason.quotient),
        ((.same("k", "i") * e * total - e * .exp("z_i")) / total.squared(), Reason.ownScore),
        (
          e / total * ((.same("k", "i") * total - .exp("z_i")) / total),
          Bilingual(en: "take one factor out", ko: "인수 하나를 묶어 냄")
        ),
        (e / total * (.same("k", "i") - .exp("z_i") / total), Reason.termByTerm),
        (y * (.same("k", "i") - "y_i"), Reason.probability),
      ],
      given: [(y, ClassRow.softmax)], variables: ["z", "y"], sample: ClassRow.sample)
  }()
}
