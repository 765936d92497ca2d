import GraphLanguage
import Training
import Wording

extension Failure {
  /// That images, a network and what is asked of them do not fit each other.
  init(_ error: FitError, at place: String) {
    self.init(.badData, at: place, error.message)
  }
}

extension FitError {
  /// One line that says what does not fit, and what to do.
  fileprivate var message: Bilingual {
    switch self {
    case .size(let training, let test):
      let (train, test) = (Self.text(training), Self.text(test))
      return Bilingual(
        en: "the test images are \(test), the training images \(train); "
          + "take both from the same data set",
        ko: "시험 이미지의 크기는 \(test)인데 훈련 이미지는 \(train)입니다. 같은 데이터 세트의 파일을 쓰십시오")
    case .inputs(let inputs, let pixels):
      return Bilingual(
        en: "the images have \(pixels) pixels, the network \(inputs) inputs; "
          + "take images and weights of one size",
        ko: "이미지의 화소는 \(pixels)개인데 신경망의 입력은 \(inputs)개입니다. 크기가 같은 이미지와 가중치를 쓰십시오")
    case .classes(let outputs, let labels):
      return Bilingual(
        en: "the network has \(outputs) \(outputs == 1 ? "class" : "classes"), the labels "
          + "\(labels); take weights that were learned from such labels",
        ko: "신경망의 클래스는 \(outputs)개인데 레이블의 클래스는 \(labels)개입니다. "
          + "그런 레이블로 학습한 가중치를 쓰십시오")
    case .images(let count, let needed):
      return Bilingual(
        en: "\(needed) images are asked for, but there \(count == 1 ? "is" : "are") \(count); "
          + "take fewer with --batch",
        ko: "이미지 \(needed)장이 필요한데 \(count)장뿐입니다. --batch 로 줄이십시오")
    case .shape(let error): return error.message
    }
  }

  private static func text(_ extents: [Int]) -> String {
    extents.map(String.init).joined(separator: "×")
  }
}
