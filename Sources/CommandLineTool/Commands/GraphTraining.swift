import Autodiff
import GraphLanguage
import Training
import Wording

/// A graph that is to learn: it is read once, and recorded for batches of any size.
final class GraphTraining {
  /// What fills its batches.
  let data: TrainingData
  /// The graph, recorded for its first batches.
  let graph: Graph
  /// The same, in the precision that it learns in.
  let model: Model
  private let options: GraphOptions
  private let source: GraphSource
  private let rows: TrainingRows
  /// The first recording, until somebody asks for one of its size.
  private var first: (extent: BatchExtent, model: Model)?

  /// Reads a graph and the data that it asks for.
  ///
  /// - Parameters:
  ///   - path: The folder of images or the file of text; the program's own where nil.
  ///   - batch: How many images or windows make a batch.
  ///   - drawsTexts: Whether texts are to be drawn from what it has learned.
  /// - Throws: `Failure` where it or its data cannot be read or it cannot learn, `Diagnostics` where it
  ///   is bad.
  init(_ options: GraphOptions, data path: String?, batch: Int, drawsTexts: Bool) throws {
    self.options = options
    source = try options.source()
    rows = TrainingRows(data: path)
    // The longest document, whatever that is.
    rows.take(BatchExtent(rows: batch, length: 0))
    let parsed = options.parse(source, batches: rows.read)
    if let failure = rows.failure { throw failure }
    graph = try parsed.get()
    data = rows.data
    do throws(FitError) {
      model = try Model(Tape(converting: graph.tape), loss: graph.output)
    } catch {
      throw Failure(error, at: options.name)
    }
    guard graph.upstream.scalar == 1 else {
      throw Failure(
        .badData, at: options.name,
        Bilingual(
          en: "training begins with 1 at the loss, and the graph says otherwise",
          ko: "학습은 손실에서 1로 시작하는데 그래프가 다르게 정했습니다"),
        remedy: Bilingual(en: "leave out its line 'upstream'", ko: "upstream 줄을 빼십시오"))
    }
    first = (BatchExtent(rows: batch, length: longest), model)
    // What is too short for the graph shows now, and not when much has been learned.
    if model.takesDocuments {
      _ = try record(BatchExtent(rows: batch, length: shortest(drawsTexts)))
    }
  }

  /// The fewest tokens that the graph will see at once: texts are drawn from one on.
  private func shortest(_ drawsTexts: Bool) -> Int {
    switch data {
    case .fixed, .images: 1
    case .text(let text): drawsTexts && model.predicted != nil ? 1 : text.shortest
    }
  }

  private var longest: Int {
    switch data {
    case .fixed, .images: 1
    case .text(let text): text.longest
    }
  }

  /// What learns.
  var subject: TrainingResult.Subject {
    .graph(title: graph.tape.annotations.title, name: options.name)
  }

  /// Records the graph for batches of a size.
  ///
  /// - Throws: `Diagnostics` where it does not allow it.
  func record(_ extent: BatchExtent) throws -> Model {
    if let first, first.extent == extent {
      self.first = nil
      return first.model
    }
    rows.take(extent)
    let graph = try options.parse(source, batches: rows.read).get()
    return try Model(Tape(converting: graph.tape), loss: graph.output)
  }

  /// Fails where options were given that mean nothing to the graph, and says what is left out.
  func check(_ options: TrainCommand, console: Console) throws(Failure) {
    let (hasLabels, predicts) = (
      model.batch.contains { $0.source == .labels }, model.predicted != nil
    )
    let reason: Bilingual
    var idle: [String] = []
    switch data {
    case .fixed:
      reason = Bilingual(
        en: "the graph has no leaf that data fill, so it learns from its own numbers",
        ko: "그래프에 데이터로 채울 변수가 없어서 그래프에 적힌 수로 배웁니다")
      idle = ["--data", "--batch", "--every", "--threads", "--samples", "--temperature"]
    case .images where hasLabels && predicts:
      reason = Bilingual(en: "the graph learns from images", ko: "그래프가 이미지에서 배웁니다")
      idle = ["--samples", "--temperature"]
    case .images:
      reason = Self.unmeasured
      idle = ["--every", "--threads", "--samples", "--temperature"]
      console.note(Self.unmeasured)
    case .text where model.takesDocuments && predicts:
      reason = Self.documents
      idle = ["--batch"]
    case .text:
      reason = model.takesDocuments ? Self.documents : Self.unsampled
      idle = model.takesDocuments ? ["--batch"] : []
      if !predicts {
        idle += ["--samples", "--temperature"]
        console.note(Self.unsampled)
      }
    }
    for option in idle where options.isGiven(option) {
      throw Failure(
        .usage, at: option, reason, remedy: Bilingual(en: "leave it out", ko: "빼십시오"))
    }
  }

  private static let documents = Bilingual(
    en: "the graph takes one document at a time", ko: "그래프는 글을 한 번에 하나씩 받습니다")
  private static let unmeasured = Bilingual(
    en:
      "the graph has no 'predict' line with 'labels' to compare with, so accuracy is not measured",
    ko: "그래프에 predict 줄이나 견줄 labels가 없어서 정확도를 재지 않습니다")
  private static let unsampled = Bilingual(
    en: "the graph has no 'predict' line, so no texts are drawn",
    ko: "그래프에 predict 줄이 없어서 글을 뽑지 않습니다")
}
