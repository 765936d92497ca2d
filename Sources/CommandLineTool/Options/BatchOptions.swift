import ArgumentParser
import Autodiff
import GraphLanguage
import Training
import Wording

/// Which rows of data stand in the leaves of a graph that training fills.
struct BatchOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en:
          "The data of a graph with 'batch' leaves: a folder with the four files of a data set in "
          + "the IDX format, or for text a file with one document on each line.",
        ko: "'batch' 변수가 있는 그래프의 데이터입니다. IDX 형식의 데이터 세트 파일 네 개가 든 폴더이거나, "
          + "글이면 한 줄에 글 하나가 든 파일입니다."),
      value: .file,
      otherwise: Bilingual(en: "MNIST's, or first names", ko: "MNIST, 글이면 영어 이름")),
    completion: .file())
  var data: String?

  @Option(
    "batch", .whole(1...10_000),
    help: Bilingual(
      en: "How many rows of the data stand in 'batch' leaves, the first ones.",
      ko: "'batch' 변수에 데이터를 앞에서부터 몇 행 채울지 정합니다."),
    value: .count, otherwise: Bilingual(same: "\(FirstRows.usual)"))
  var batch: Int?

  /// The rows that are asked for.
  var rows: BatchRows { BatchRows(data: data, count: batch ?? FirstRows.usual) }

  /// Fails where what was given means nothing to a graph.
  func check(against graph: Graph) throws(Failure) {
    let batches = graph.tape.annotations.batches
    let given = [("--data", data != nil), ("--batch", batch != nil)]
    if batches.isEmpty, let (option, _) = given.first(where: \.1) {
      throw Failure(
        .usage, at: option,
        Bilingual(
          en: "the graph has no leaf that data fill", ko: "그래프에 데이터로 채울 변수가 없습니다"),
        remedy: Bilingual(
          en: "leave it out, or write a line such as batch x = images",
          ko: "빼거나, batch x = images 같은 줄을 쓰십시오"))
    }
    // Whole documents have an axis less than windows have.
    let isDocument = batches.contains { node, source in
      source == .text && graph.tape.shape(of: node).rank == 1
    }
    if isDocument, batch != nil {
      throw Failure(
        .usage, at: "--batch",
        Bilingual(
          en: "the graph takes one document as a whole", ko: "그래프는 글 하나를 통째로 받습니다"),
        remedy: Bilingual(
          en: "leave it out, or take windows of a length: text [16]",
          ko: "빼거나, text [16]처럼 길이가 정해진 창을 쓰십시오"))
    }
  }
}
