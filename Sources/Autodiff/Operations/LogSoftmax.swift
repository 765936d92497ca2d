import Wording

/// y = x − log Σ eˣ along an axis: ∂L/∂x = ∂L/∂y − eʸ Σ ∂L/∂y.
enum LogSoftmax: TensorOperation {
  static let name = "log_softmax"
  static let arity: Int? = 1

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError) -> Shape {
    guard operands[0].rank >= 1 else {
      throw .rank(name, operands[0], en: "a vector or more", ko: "벡터 이상의 텐서가")
    }
    _ = try ShapeError.checkAxis(name, attributes, operands[0])
    return operands[0]
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.shape, axis: node.attributes.axis ?? -1)
    for o in 0..<outer {
      for i in 0..<inner {
        let start = o * extent * inner + i
        let x = node.operand(0) + start
        let normalizer = logSumExp(x, count: extent, stride: inner)
        for l in 0..<extent { node.output[start + l * inner] = x[l * inner] - normalizer }
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.shape, axis: node.signature.attributes.axis ?? -1)
    for o in 0..<outer {
      for i in 0..<inner {
        let start = o * extent * inner + i
        var sum: S = 0
        for l in 0..<extent { sum += node.upstream[start + l * inner] }
        for l in 0..<extent {
          let place = start + l * inner
          node.put(place, node.upstream[place] - S.exp(node.output[place]) * sum)
        }
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .a - .log(.total(.exp(.a), axis: signature.attributes.axis ?? -1))
  }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(
      definition(for: signature),
      caution: Bilingual(
        en: "e to the power of a large score overflows (exp(1000) is ∞); log_softmax in one piece "
          + "subtracts the largest score first and adds it again after the logarithm",
        ko: "큰 점수를 지수로 올리면 넘칩니다(exp(1000)은 ∞). 한 연산인 log_softmax는 가장 큰 점수를 먼저 빼고 "
          + "로그를 취한 뒤에 다시 더합니다"))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let axis = signature.attributes.axis ?? -1
    return [.pullback(.upstream - .exp(.output) * .total(.upstream, axis: axis))]
  }
}
