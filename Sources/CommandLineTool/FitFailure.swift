import Autodiff
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
        ko: "이미지의 픽셀은 \(pixels)개인데 신경망의 입력은 \(inputs)개입니다. 크기가 같은 이미지와 가중치를 쓰십시오")
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
        ko: "이미지 \(needed)장이 필요한데 \(count)장뿐입니다. --batch로 줄이십시오")
    case .labels(let found, let needed):
      return Bilingual(
        en: "the graph has room for \(found) classes or tokens, and the data have \(needed); write "
          + "\(needed) in its place",
        ko: "그래프에는 클래스나 토큰 \(found)개의 자리가 있는데 데이터에는 \(needed)개가 있습니다. 그 자리에 "
          + "\("\(needed)".with(.object)) 쓰십시오")
    case .predicted(let shape, let needed):
      let needed = Shape(needed)
      return Bilingual(
        en: "what 'predict' names has the shape \(shape), and not \(needed), a row of scores for "
          + "each row of the batch; name the scores of the classes",
        ko: "predict로 정한 값의 모양이 \(needed)가 아니라 \(shape)입니다. 배치의 행마다 클래스의 점수가 한 "
          + "행씩 있는 값을 지정하십시오")
    case .nothingToLearn:
      return Bilingual(
        en: "the graph has no parameters, so nothing can learn; write param before what is to move",
        ko: "그래프에 매개변수가 없어서 배울 것이 없습니다. 움직일 값 앞에 param을 쓰십시오")
    case .loss(let shape):
      return Bilingual(
        en: "the loss has the shape \(shape), and training needs a single number; take its mean or "
          + "its sum",
        ko: "손실의 모양이 \(shape)입니다. 학습하려면 수 하나여야 하므로 mean이나 sum을 쓰십시오")
    case .mixedSources:
      return Bilingual(
        en: "the batches of the graph do not go together; take images with labels, or text, tokens "
          + "and positions of one shape",
        ko: "그래프의 배치들이 서로 맞지 않습니다. images와 labels를 함께 쓰거나, 모양이 같은 text, tokens, "
          + "positions를 쓰십시오")
    case .windows(let count, let needed, let length):
      return Bilingual(
        en:
          "a batch takes \(needed) windows of length \(length), and the text has \(count) to learn "
          + "from or to measure on; take fewer with --batch",
        ko: "배치 하나에 길이가 \(length)인 창 \(needed)개가 필요한데 배우거나 잴 글에는 \(count)개뿐입니다. "
          + "--batch로 줄이십시오")
    case .shape(let error): return error.message
    }
  }

  private static func text(_ extents: [Int]) -> String {
    extents.map(String.init).joined(separator: "×")
  }
}
