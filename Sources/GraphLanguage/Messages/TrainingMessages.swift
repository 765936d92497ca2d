import Autodiff
import Wording

// Leaves that data fill, what is predicted, and how parameters move.

extension Message {
  // MARK: Sources

  /// How a leaf that data fill is written.
  static let batchHelp = Bilingual(
    en: "write batch x = images, batch t = labels, or for text batch x = text, batch t = tokens",
    ko: "batch x = images, batch t = labels처럼, 글이면 batch x = text, batch t = tokens처럼 쓰십시오")

  static func unknownSource(_ word: String) -> Message {
    let sources = BatchSource.allCases.map(\.rawValue)
    let meant = foreignSources[word] ?? closestSpelling(of: word, among: sources)
    return Message(
      en: "no data are called \(quoted(word))", ko: "데이터 \(quoted(word).with(.subject)) 없습니다",
      help: meant.map(Self.meant)
        ?? Bilingual(
          en: "a batch is filled with \(sources.dropLast().joined(separator: ", ")) or positions",
          ko: "배치에는 \(sources.joined(separator: ", ")) 가운데 하나를 채웁니다"))
  }

  /// What sources are called elsewhere.
  private static let foreignSources = [
    "mnist": "images", "inputs": "images", "pixels": "images", "targets": "labels",
    "classes": "labels", "names": "text", "letters": "text", "characters": "text",
    "next": "tokens",
  ]

  /// The shape of a row, where somebody calls the source.
  static func rowInParentheses(_ source: BatchSource) -> Message {
    let example = example(of: source)
    return Message(
      en: "the shape of a row stands in square brackets", ko: "행의 모양은 대괄호로 묶습니다",
      help: Bilingual(en: "write \(example)", ko: "\(example)처럼 쓰십시오"))
  }

  private static func example(of source: BatchSource) -> String {
    switch source {
    case .images: "images [1, 28, 28]"
    case .labels: "labels"
    case .text, .tokens, .positions: "\(source.rawValue) [16]"
    }
  }

  static func extentNotWhole(_ source: BatchSource) -> Message {
    let example = example(of: source)
    return Message(
      en: "behind '\(source.rawValue)' stand whole numbers from 1",
      ko: "'\(source.rawValue)' 뒤에는 1 이상의 정수를 씁니다",
      help: Bilingual(en: "write \(example)", ko: "\(example)처럼 쓰십시오"))
  }

  static let labelsHaveNoShape = Message(
    en: "a label is one number, and has no shape", ko: "레이블은 수 하나라서 모양이 없습니다",
    help: Bilingual(
      en: "write batch t = labels: losses take them as they are",
      ko: "batch t = labels처럼 쓰십시오. 손실 함수는 레이블을 그대로 받습니다"))

  static func windowIsOneNumber(_ source: BatchSource) -> Message {
    let example = example(of: source)
    return Message(
      en: "a window of text has one length", ko: "글의 창에는 길이 하나만 줍니다",
      help: Bilingual(
        en: "write \(example); how many windows there are, --batch says",
        ko: "\(example)처럼 쓰십시오. 창의 개수는 --batch로 정합니다"))
  }

  // MARK: Together

  static func mixedData(_ source: BatchSource, _ other: BatchSource, line: Int) -> Message {
    let (a, b) = (quoted(source.rawValue), quoted(other.rawValue))
    return Message(
      en: "\(a) cannot stand beside \(b) of line \(line): a graph trains on images or on text",
      ko: "\(a.with(.topic)) \(line)번째 줄의 \(b.with(.and)) 함께 쓸 수 없습니다. 그래프는 이미지나 글 가운데 하나로 학습합니다",
      help: source.isOfText
        ? Bilingual(en: "beside images stand labels", ko: "이미지와는 labels를 함께 씁니다")
        : Bilingual(
          en: "beside text stand tokens and positions", ko: "글과는 tokens와 positions를 함께 씁니다"))
  }

  static func windowsDiffer(
    _ source: BatchSource, _ row: Shape?, _ other: BatchSource, _ otherRow: Shape?, _ line: Int
  ) -> Message {
    func written(_ source: BatchSource, _ row: Shape?) -> String {
      source.rawValue + (row.map { " [\($0.extents[0])]" } ?? "")
    }
    let (a, b) = (quoted(written(source, row)), quoted(written(other, otherRow)))
    return Message(
      en: "\(a) does not fit \(b) of line \(line)",
      ko: "\(a.with(.topic)) \(line)번째 줄의 \(b.with(.and)) 길이가 다릅니다",
      help: Bilingual(
        en: "write \(written(source, otherRow))", ko: "\(written(source, otherRow))처럼 쓰십시오"))
  }

  static func companionMissing(_ source: BatchSource, _ companion: BatchSource) -> Message {
    let (a, b) = (quoted(source.rawValue), quoted(companion.rawValue))
    return Message(
      en: "\(a) belong to \(b), which the graph does not take",
      ko: "\(a.with(.topic)) \(b)에 딸린 것인데 그래프에 \(b.with(.subject)) 없습니다",
      help: Bilingual(
        en: "add a line batch x = \(companion.rawValue)",
        ko: "batch x = \(companion.rawValue) 줄을 더하십시오"))
  }

  // MARK: Data

  static func notFilled(_ name: String, _ refusal: TensorRefusal) -> Message {
    Message(
      en: "\(quoted(name)) cannot be filled: \(refusal.message.english)",
      ko: "\(quoted(name).with(.object)) 채울 수 없습니다. \(refusal.message.korean)", help: refusal.help)
  }

  // MARK: Optimizers and schedules

  static func unknownOptimizer(_ word: String) -> Message {
    let names = OptimizerName.allCases.map(\.rawValue)
    let folded = word.lowercased()
    let meant =
      names.first { $0 == folded || folded == $0 + "w" }
      ?? closestSpelling(of: word, among: names)
    return Message(
      en: "unknown optimizer \(quoted(word))", ko: "\(quoted(word).with(.topic)) 알 수 없는 최적화 방법입니다",
      help: meant.map(Self.meant)
        ?? Bilingual(
          en: "write optimizer sgd, momentum(0.9) or adam",
          ko: "optimizer sgd, momentum(0.9), adam 가운데 하나를 쓰십시오"))
  }

  /// Something in an optimizer's brackets that it does not take; nil where it has no name.
  static func optimizerArgument(_ optimizer: OptimizerName, _ keyword: String?) -> Message {
    let name = quoted(optimizer.rawValue)
    guard let keyword else {
      return Message(
        en: optimizer.keywords.isEmpty
          ? "\(name) takes no numbers" : "the numbers of \(name) have names",
        ko: optimizer.keywords.isEmpty
          ? "\(name)에는 수를 주지 않습니다" : "\(name)의 수에는 이름을 붙입니다",
        help: Bilingual(
          en: "write optimizer \(optimizer.example)", ko: "optimizer \(optimizer.example)처럼 쓰십시오"))
    }
    let meant = closestSpelling(of: keyword, among: optimizer.keywords)
    let help: Bilingual =
      switch keyword {
      case "lr", "rate", "learning_rate":
        Bilingual(
          en: "the rate is a statement of its own: rate 0.01", ko: "학습률은 rate 0.01처럼 따로 씁니다")
      case "momentum":
        Bilingual(en: "write optimizer momentum(0.9)", ko: "optimizer momentum(0.9)처럼 쓰십시오")
      case "betas":
        Bilingual(
          en: "write adam(beta1=0.9, beta2=0.999)", ko: "adam(beta1=0.9, beta2=0.999)처럼 쓰십시오")
      default:
        meant.map(Self.meant)
          ?? Bilingual(
            en: "write optimizer \(optimizer.example)",
            ko: "optimizer \(optimizer.example)처럼 쓰십시오")
      }
    return Message(
      en: "\(name) has no keyword \(quoted(keyword))",
      ko: "\(name)에는 키워드 인수 \(quoted(keyword).with(.subject)) 없습니다", help: help)
  }

  static func optimizerNumber(_ optimizer: OptimizerName, _ keyword: String) -> Message {
    let isShare = optimizer.range(of: keyword).contains(0)
    return Message(
      en: isShare
        ? "\(quoted(keyword)) of \(quoted(optimizer.rawValue)) is a number from 0 and below 1"
        : "\(quoted(keyword)) of \(quoted(optimizer.rawValue)) is a number above 0 and below 1",
      ko: isShare
        ? "\(quoted(optimizer.rawValue))의 \(quoted(keyword).with(.topic)) 0 이상 1 미만인 수입니다"
        : "\(quoted(optimizer.rawValue))의 \(quoted(keyword).with(.topic)) 0보다 크고 1보다 작은 수입니다",
      help: Bilingual(
        en: "write optimizer \(optimizer.example)", ko: "optimizer \(optimizer.example)처럼 쓰십시오"))
  }

  static func unknownSchedule(_ word: String) -> Message {
    let names = RateSchedule.allCases.map(\.rawValue)
    return Message(
      en: "unknown schedule \(quoted(word))", ko: "\(quoted(word).with(.topic)) 알 수 없는 방식입니다",
      help: closestSpelling(of: word, among: names).map(Self.meant)
        ?? Bilingual(
          en: "write schedule linear for a rate that falls to 0, or schedule constant",
          ko: "학습률이 0까지 줄어들면 schedule linear, 그대로이면 schedule constant를 쓰십시오"))
  }
}

extension TensorRefusal {
  /// There is nobody to read data.
  static let noData = TensorRefusal(
    Bilingual(en: "there are no data here", ko: "여기에는 데이터가 없습니다"),
    help: Bilingual(
      en: "name the data, or set the leaf to a literal of its own",
      ko: "데이터를 지정하거나, 변수에 다른 리터럴을 주십시오"))
}
