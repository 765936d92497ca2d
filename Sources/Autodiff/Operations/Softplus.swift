import Wording

/// y = ln(1 + eˣ), a smooth ReLU: ∂y/∂x = σ(x).
enum Softplus: UnaryOperation {
  static let name = "softplus"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S {
    (x > 0 ? x : 0) + S.log(onePlus: S.exp(x > 0 ? -x : x))
  }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { S.logistic(x) }
  static func definition(for signature: Signature) -> Formula { .log(1 + .exp(.a)) }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(
      definition(for: signature),
      caution: Bilingual(
        en: "eˣ overflows where x is large, and 1 + eˣ loses the digits of a small eˣ; softplus in "
          + "one piece computes with e to the power −|x|",
        ko: "x가 크면 eˣ이 넘치고, eˣ이 작으면 1 + eˣ에서 자릿수를 잃습니다. 한 연산인 softplus는 "
          + "e의 −|x|제곱으로 계산합니다"))
  }

  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(.sigmoid(.a))] }
}
