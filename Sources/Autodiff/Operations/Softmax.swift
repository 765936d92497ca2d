import Wording

/// y = eˣ / Σ eˣ along an axis: ∂L/∂x = y ∘ (∂L/∂y − Σ ∂L/∂y ∘ y).
enum Softmax: TensorOperation {
  static let name = "softmax"
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
        softmax(node.operand(0) + start, into: node.output + start, count: extent, stride: inner)
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.shape, axis: node.signature.attributes.axis ?? -1)
    for o in 0..<outer {
      for i in 0..<inner {
        var sum: S = 0
        for l in 0..<extent {
          let place = (o * extent + l) * inner + i
          sum += node.upstream[place] * node.output[place]
        }
        for l in 0..<extent {
          let place = (o * extent + l) * inner + i
          node.put(place, node.output[place] * (node.upstream[place] - sum))
        }
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .exp(.a) / .total(.exp(.a), axis: signature.attributes.axis ?? -1)
  }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(
      definition(for: signature),
      caution: Bilingual(
        en:
          "e to the power of a large score overflows (exp(1000) is ∞); softmax in one piece subtracts the "
          + "largest score first, which changes no quotient",
        ko: "큰 점수를 지수로 올리면 넘칩니다(exp(1000)은 ∞). 한 연산인 소프트맥스는 가장 큰 점수를 먼저 빼는데, "
          + "그래도 몫은 같습니다"))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let axis = signature.attributes.axis ?? -1
    return [.pullback(.output * (.upstream - .total(.upstream * .output, axis: axis)))]
  }
}

/// The softmax of one run of numbers; the largest is subtracted first, so that nothing overflows.
func softmax<S: TapeScalar>(
  _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>, count: Int, stride: Int = 1
) {
  var largest = x[0]
  for l in 1..<max(count, 1) where x[l * stride] > largest { largest = x[l * stride] }
  var sum: S = 0
  for l in 0..<count {
    let e = S.exp(x[l * stride] - largest)
    y[l * stride] = e
    sum += e
  }
  for l in 0..<count { y[l * stride] = y[l * stride] / sum }
}

/// log Σ exp x of one run of numbers, without overflow.
func logSumExp<S: TapeScalar>(_ x: UnsafePointer<S>, count: Int, stride: Int = 1) -> S {
  var largest = x[0]
  for l in 1..<max(count, 1) where x[l * stride] > largest { largest = x[l * stride] }
  var sum: S = 0
  for l in 0..<count { sum += S.exp(x[l * stride] - largest) }
  return largest + S.log(sum)
}
