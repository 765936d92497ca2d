import Training
import Wording

/// What the measure of a training run is called.
struct TrainingWords {
  private let kind: TrainingResult.Measure

  init(_ kind: TrainingResult.Measure) { self.kind = kind }

  static let updates = Bilingual(en: "updates", ko: "갱신 횟수")
  static let training = Bilingual(en: "training", ko: "훈련")

  /// The name of what is not learned from.
  var test: Bilingual {
    switch kind {
    case .accuracy: Bilingual(en: "test", ko: "시험")
    case .loss: Bilingual(en: "held out", ko: "남겨 둔 글")
    }
  }

  /// What heights are.
  var measure: Bilingual {
    switch kind {
    case .accuracy: Bilingual(en: "accuracy", ko: "정확도")
    case .loss: Bilingual(en: "loss in nats", ko: "손실(nat)")
    }
  }

  var chartTitle: Bilingual {
    switch kind {
    case .accuracy:
      Bilingual(en: "Accuracy on training and test images", ko: "훈련 이미지와 시험 이미지의 정확도")
    case .loss:
      Bilingual(
        en: "Loss on documents that are learned from and held out",
        ko: "배우는 글과 남겨 둔 글의 손실")
    }
  }

  /// Numbers that the chart spans.
  var spanning: [Double] {
    switch kind {
    case .accuracy: [0, 1]
    case .loss: [0]
    }
  }

  /// The heading of the section.
  var heading: Bilingual {
    switch kind {
    case .accuracy: Bilingual(en: "Accuracy", ko: "정확도")
    case .loss: Bilingual(en: "What it has not seen", ko: "배우지 않은 글")
    }
  }

  /// What the chart shows.
  var text: Bilingual {
    switch kind {
    case .accuracy:
      Bilingual(
        en: "Measured on all training and all test images, the last time after the last update.",
        ko: "훈련 이미지 전체와 시험 이미지 전체로 쟀고, 마지막 점은 마지막 갱신 뒤에 잰 것입니다.")
    case .loss:
      Bilingual(
        en:
          "The mean loss of a letter in nats, on the documents that are held out and on as many of "
          + "the others; the last time after the last update. e to its power is the perplexity: "
          + "among how many letters the network wavers.",
        ko: "글자 하나의 평균 손실을 nat로, 남겨 둔 글과 같은 수의 배우는 글에서 쟀습니다. 마지막 점은 마지막 "
          + "갱신 뒤에 잰 것입니다. e를 손실만큼 거듭제곱한 값이 퍼플렉서티이고, 신경망이 글자 몇 개 사이에서 "
          + "망설이는지를 뜻합니다.")
    }
  }
}

extension TrainingResult {
  /// e to the power of the loss on documents that are held out; nil where something else is measured.
  var perplexity: Double? {
    switch measure {
    case .loss: final.map { Double.exp($0.test) }
    case .accuracy, nil: nil
    }
  }
}
