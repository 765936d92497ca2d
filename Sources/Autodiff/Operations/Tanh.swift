import Wording

/// y = tanh x: ∂y/∂x = 1 − y².
enum Tanh: UnaryOperation {
  static let name = "tanh"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.tanh(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { 1 - y * y }
  static func definition(for signature: Signature) -> Formula { .tanh(.a) }

  static func elementary(for signature: Signature) -> Elementary? {
    let (up, down): (Formula, Formula) = (.exp(.a), .exp(-.a))
    return Elementary(
      (up - down) / (up + down),
      caution: Bilingual(
        en:
          "the powers of e overflow where x is large and are nearly the same near 0, so that their "
          + "difference loses digits; tanh in one piece does neither",
        ko: "x가 크면 e의 거듭제곱이 넘치고, 0 근처에서는 두 거듭제곱이 거의 같아 빼면 자릿수를 잃습니다. "
          + "한 연산인 tanh는 그렇지 않습니다"))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(1 - .power(.output, 2))]
  }
}
