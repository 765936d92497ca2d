import Autodiff
import Wording

extension OperationKind {
  /// What the operation is called in a sentence.
  package var noun: Bilingual {
    switch self {
    case .leaf: Bilingual(en: "leaf", ko: "잎")
    case .identity: Bilingual(en: "copy", ko: "항등")
    case .add: Bilingual(en: "sum", ko: "덧셈")
    case .subtract: Bilingual(en: "difference", ko: "뺄셈")
    case .multiply: Bilingual(en: "product", ko: "곱셈")
    case .divide: Bilingual(en: "quotient", ko: "나눗셈")
    case .power, .generalPower: Bilingual(en: "power", ko: "거듭제곱")
    case .negate: Bilingual(en: "negation", ko: "부호 바꾸기")
    case .reciprocal: Bilingual(en: "reciprocal", ko: "역수")
    case .exp: Bilingual(en: "exponential", ko: "지수함수")
    case .log: Bilingual(en: "natural logarithm", ko: "자연로그")
    case .sqrt: Bilingual(en: "square root", ko: "제곱근")
    case .abs: Bilingual(en: "absolute value", ko: "절댓값")
    case .sin: Bilingual(en: "sine", ko: "사인")
    case .cos: Bilingual(en: "cosine", ko: "코사인")
    case .tanh: Bilingual(en: "hyperbolic tangent", ko: "쌍곡탄젠트")
    case .sigmoid: Bilingual(en: "sigmoid", ko: "시그모이드")
    case .relu: Bilingual(same: "ReLU")
    case .softplus: Bilingual(same: "softplus")
    case .erf: Bilingual(en: "error function", ko: "오차함수")
    case .silu: Bilingual(same: "SiLU")
    case .gelu: Bilingual(same: "GELU")
    case .leakyReLU: Bilingual(same: "leaky ReLU")
    case .elu: Bilingual(same: "ELU")
    case .max, .maxOver: Bilingual(en: "maximum", ko: "최댓값")
    case .min, .minOver: Bilingual(en: "minimum", ko: "최솟값")
    case .matmul: Bilingual(en: "matrix product", ko: "행렬곱")
    case .affine: Bilingual(en: "affine map", ko: "어파인 변환")
    case .dot: Bilingual(en: "inner product", ko: "내적")
    case .transpose: Bilingual(en: "transpose", ko: "전치")
    case .sum: Bilingual(en: "sum over entries", ko: "원소의 합")
    case .mean: Bilingual(en: "mean", ko: "평균")
    case .reshape: Bilingual(en: "reshape", ko: "모양 바꾸기")
    case .flatten: Bilingual(en: "flattening", ko: "한 줄로 펴기")
    case .concat: Bilingual(en: "concatenation", ko: "이어 붙이기")
    case .index: Bilingual(en: "selection", ko: "일부 고르기")
    case .oneHot: Bilingual(en: "one-hot rows", ko: "원-핫 벡터")
    case .softmax: Bilingual(en: "softmax", ko: "소프트맥스")
    case .logSoftmax: Bilingual(en: "log-softmax", ko: "로그 소프트맥스")
    case .mse: Bilingual(en: "mean squared error", ko: "평균제곱오차")
    case .sse: Bilingual(en: "sum of squared errors", ko: "오차제곱합")
    case .halfSSE: Bilingual(en: "half the sum of squared errors", ko: "오차제곱합의 절반")
    case .bce: Bilingual(en: "binary cross entropy", ko: "이진 교차 엔트로피")
    case .crossEntropy: Bilingual(en: "cross entropy", ko: "교차 엔트로피")
    case .softmaxCrossEntropy:
      Bilingual(en: "softmax with cross entropy", ko: "소프트맥스와 교차 엔트로피")
    case .softmaxLoss: Bilingual(en: "softmax loss", ko: "소프트맥스 손실")
    case .hinge: Bilingual(en: "hinge loss", ko: "힌지 손실")
    }
  }
}
