import ArgumentParser
import Exercises
import Report
import Wording

/// What is left to be filled in on a worksheet, and where its answers go.
struct WorksheetOptions: ParsableArguments {
  @Option(
    name: .customLong("blank"), defaultAsFlag: BlankSelection.all, parsing: .next,
    help: ArgumentHelp(
      Bilingual(
        en: "A worksheet: numbers are left as blanks. The answers stand on a page of their own, or "
          + "for a PDF in the --key.",
        ko: "문제지를 만듭니다. 수를 빈칸으로 남기고, 답은 다른 쪽에, PDF에서는 --key 파일에 적습니다."),
      value: Bilingual(en: "blank", ko: "빈칸"), values: selections.values),
    completion: .list(selections.choices),
    transform: { try selections.value(of: $0, for: "--blank") })
  var chosen: BlankSelection?

  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "The PDF of the answers to a --blank PDF; may be repeated.",
        ko: "--blank로 만든 PDF의 정답을 쓸 PDF 파일입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["pdf"]))
  var key: [String] = []

  private static let selections = ValueReader<BlankSelection>.choice()

  /// What is left out; nil for an explanation.
  var blank: BlankSelection? { chosen == BlankSelection.none ? nil : chosen }

  /// The files of answers.
  var keys: [String] { key }

  /// Refuses what goes together with no worksheet.
  ///
  /// - Parameter isWhole: Whether both passes are asked for, and no part or other form of them.
  /// - Throws: `Failure` where options contradict each other.
  func check(
    _ files: [ExplainOutputOptions.File], isWhole: Bool, _ graph: String?
  ) throws(Failure) {
    if chosen == .all, let graph { try refuseMisspelt(graph) }
    try checkKey(files, graph)
    guard let blank else { return }
    guard isWhole, files.allSatisfy({ $0.format == .html || $0.format == .pdf }) else {
      throw Failure(
        .usage, at: "--blank",
        Bilingual(
          en: "a worksheet is a page or a PDF of both passes",
          ko: "문제지는 순전파와 역전파를 모두 담은 웹 페이지나 PDF입니다"),
        remedy: Bilingual(
          en: "leave out --of, --entry, --mode and --steps, and write .html or .pdf",
          ko: "--of, --entry, --mode, --steps를 빼고 .html이나 .pdf로 쓰십시오"))
    }
    guard blank == .all || files.allSatisfy({ $0.format == .pdf }) else {
      throw Failure(
        .usage, at: "--blank \(blank.rawValue)",
        Bilingual(
          en: "a page leaves out all numbers; a PDF leaves out those that are chosen",
          ko: "웹 페이지에서는 모든 수를 비웁니다. 골라서 비우는 것은 PDF에서만 할 수 있습니다"),
        remedy: Bilingual(
          en: "write a PDF with -o FILE.pdf, or give --blank alone",
          ko: "-o 파일.pdf로 쓰거나 --blank만 주십시오"))
    }
  }

  /// Refuses a word behind `--blank` that was taken for the graph's file, since it is no selection.
  private func refuseMisspelt(_ word: String) throws(Failure) {
    var status = stat()
    guard word.allSatisfy(\.isLetter), stat(word, &status) != 0 else { return }
    let choices = Self.selections.choices
    let list = choices.joined(separator: ", ")
    throw Failure(
      .usage, at: "--blank",
      Bilingual(
        en: "'\(word)' is neither a graph file nor one of \(list)",
        ko: "'\(word)'\(Particle.topic.after(word)) 그래프 파일도 아니고 \(list) 가운데 하나도 아닙니다"),
      remedy: closestSpelling(of: word, among: choices).map { didYouMean("'\($0)'") }
        ?? Bilingual(
          en: "give a selection of these, and a graph file",
          ko: "이 가운데 하나와 그래프 파일을 주십시오"))
  }

  private func checkKey(
    _ files: [ExplainOutputOptions.File], _ graph: String?
  ) throws(Failure) {
    guard let first = key.first else { return }
    guard blank != nil, files.contains(where: { $0.format == .pdf }) else {
      throw Failure(
        .usage, at: "--key",
        Bilingual(
          en: "there is no PDF with blanks that it is the key to", ko: "정답을 적을 빈칸 PDF가 없습니다"),
        remedy: Bilingual(
          en: "add --blank gradients -o FILE.pdf", ko: "--blank gradients -o 파일.pdf를 더하십시오"))
    }
    for path in key {
      try Outputs.refuseFolder(path)
      guard ExplainFormat(ending: path) == .pdf else {
        throw Failure(
          .usage, at: path,
          Bilingual(en: "the key is a PDF", ko: "정답은 PDF로 씁니다"),
          remedy: Bilingual(en: "use a name that ends in .pdf", ko: ".pdf 로 끝나는 이름을 쓰십시오"))
      }
    }
    let others = files.map(\.path) + key.dropFirst()
    guard !others.contains(first) else {
      throw Failure(
        .usage, at: first,
        Bilingual(
          en: "questions and answers would go to the same file", ko: "문제와 정답을 같은 파일에 쓰게 됩니다"),
        remedy: Bilingual(en: "give --key another name", ko: "--key 에 다른 이름을 주십시오"))
    }
    try Outputs.refuseSource(graph, among: key)
  }
}

extension Console {
  /// Says which blanks have no cell for each number.
  func warn(aboutLarge blanks: [Blank]) {
    guard let first = blanks.first else { return }
    let warning = Bilingual(
      en: "the answer to \(first.letter), \(first.id), has the shape \(first.shape): it and "
        + "\(blanks.count - 1) more have one box for all numbers; take a smaller graph",
      ko: "빈칸 \(first.letter) \(first.id)에 들어갈 값의 모양이 \(first.shape)입니다. 이런 빈칸 "
        + "\(blanks.count)개에는 수마다 칸을 두지 못했습니다. 더 작은 그래프를 쓰십시오")
    tell(Bilingual { "--blank: \(MessageLabel.warning[$0]): \(warning[$0])" })
  }
}
