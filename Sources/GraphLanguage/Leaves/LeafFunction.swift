import Wording

/// A function that gives numbers where a literal may stand, and no node: all that it takes is written
/// out.
package enum LeafFunction: String, CaseIterable, Sendable {
  case zeros, ones, eye, arange
  case oneHot = "one_hot"
  case choose, uniform, normal
  case load

  /// The ways in which it is called: `uniform(-1, 1, step=0.5, shape=[2, 3], digits=2)`.
  var calls: [String] {
    switch self {
    case .zeros, .ones: ["\(rawValue)([2, 3])"]
    case .eye: ["eye(3)"]
    case .arange: ["arange(5)", "arange(1, 5)", "arange(0, 1, 0.25)"]
    case .oneHot: ["one_hot([2, 0], 4)"]
    case .choose: ["choose(-2, -1, 1, 2, shape=[2, 3])"]
    case .uniform: ["uniform(-1, 1, step=0.5, shape=[2, 3], digits=2)"]
    case .normal: ["normal(0, 0.1, shape=[2, 3], digits=2)"]
    case .load: ["load(\"x.npy\")", "load(\"weights.safetensors\", \"layer1.weight\")"]
    }
  }

  /// How it is called, for messages.
  var signature: String { calls.joined(separator: ", ") }

  /// What it gives, in a few words.
  package var noun: Bilingual {
    switch self {
    case .zeros: Bilingual(en: "zeros", ko: "0으로 채운 텐서")
    case .ones: Bilingual(en: "ones", ko: "1로 채운 텐서")
    case .eye: Bilingual(en: "identity matrix", ko: "단위 행렬")
    case .arange: Bilingual(en: "range of numbers", ko: "수의 범위")
    case .oneHot: Bilingual(en: "one-hot rows", ko: "원-핫 행")
    case .choose: Bilingual(en: "drawn from numbers", ko: "수 가운데 뽑기")
    case .uniform: Bilingual(en: "drawn evenly", ko: "고르게 뽑기")
    case .normal: Bilingual(en: "normally distributed", ko: "정규분포에서 뽑기")
    case .load: Bilingual(en: "tensor of a file", ko: "파일의 텐서")
    }
  }

  /// What it gives, in one sentence.
  package var summary: Bilingual {
    switch self {
    case .zeros: Bilingual(en: "Zeros in a shape.", ko: "주어진 모양을 0으로 채웁니다.")
    case .ones: Bilingual(en: "Ones in a shape.", ko: "주어진 모양을 1로 채웁니다.")
    case .eye: Bilingual(en: "The identity matrix.", ko: "단위 행렬입니다.")
    case .arange:
      Bilingual(
        en: "Numbers from 0, or from one number, up to and without another, by steps of 1 or of a "
          + "third.",
        ko: "0이나 첫 수부터 끝 수 앞까지 1씩, 또는 셋째 수만큼씩 커지는 수입니다.")
    case .oneHot:
      Bilingual(
        en: "A row for each label, 1 at its class and 0 elsewhere; then the number of classes.",
        ko: "레이블마다 그 클래스만 1이고 나머지는 0인 행입니다. 뒤의 수는 클래스의 개수입니다.")
    case .choose:
      Bilingual(
        en: "Numbers drawn from those that are given, each as likely as the others.",
        ko: "주어진 수에서 같은 확률로 뽑습니다.")
    case .uniform:
      Bilingual(
        en: "Numbers drawn between two, each as likely as the others; with a step, from low, "
          + "low + step, … up to high.",
        ko: "두 수 사이에서 고르게 뽑습니다. step이 있으면 low, low + step, …에서 high까지의 수만 뽑습니다.")
    case .normal:
      Bilingual(
        en: "Numbers drawn from a normal distribution, by its mean and its standard deviation.",
        ko: "평균과 표준편차로 정한 정규분포에서 뽑습니다.")
    case .load:
      Bilingual(
        en: "A tensor of a file beside the graph: .npy, or .safetensors and a name in it.",
        ko: "그래프 곁에 있는 파일의 텐서입니다. .npy 파일이나, .safetensors 파일과 그 안의 이름을 씁니다.")
    }
  }

  /// A small graph that shows it; nil where that takes a file.
  package var example: String? {
    switch self {
    case .zeros: "param b = zeros([3])\nL = sum((b - 1)^2)\n"
    case .ones: "param w = 0.5 * ones([2, 2])\nL = sum(w^2)\n"
    case .eye: "x = [1, 2, 3]\nL = sum(x @ eye(3))\n"
    case .arange: "x = arange(5)\nL = sum(x^2)\n"
    case .oneHot:
      "z = [[1, 2, 0, 0], [3, 1, 0, 1]]\nL = softmax_cross_entropy(z, one_hot([2, 0], 4))\n"
    case .choose: "seed 7\nparam w = choose(-2, -1, 1, 2, shape=[2, 3])\nL = sum(w^2)\n"
    case .uniform: "param w = uniform(-1, 1, step=0.5, shape=[3])\nL = sum(w^2)\n"
    case .normal: "param W = normal(0, 0.1, shape=[2, 3], digits=2)\nL = sum(W^2)\n"
    case .load: nil
    }
  }

  /// How many arguments it takes beside keywords.
  var counts: ClosedRange<Int> {
    switch self {
    case .zeros, .ones, .eye: 1...1
    case .arange: 1...3
    case .oneHot, .uniform, .normal: 2...2
    case .choose: 1...Int.max
    case .load: 1...2
    }
  }

  /// What it takes by keyword.
  var keywords: [String] {
    switch self {
    case .zeros, .ones, .eye, .arange, .oneHot, .load: []
    case .choose, .normal: ["shape", "digits"]
    case .uniform: ["step", "shape", "digits"]
    }
  }
}
