import ArgumentParser
import Autodiff
import Diagram
import Wording

/// Which functions, layers and composites of a graph are drawn as one node.
struct CollapseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A function or layer to draw as one node; * stands for any letters, as in 'Layer *'; "
          + "all. May be repeated.",
        ko: "노드 하나로 접어 그릴 함수나 층입니다. '은닉층 *'의 *는 아무 글자나 뜻하고, all은 모두를 "
          + "뜻합니다. 여러 번 쓸 수 있습니다."),
      value: .name))
  var collapse: [String] = []

  @Option(
    "fold", .choice(),
    help: Bilingual(
      en: "Whether equal collapsed groups, one after the other or side by side, are drawn as one "
        + "node with their number; auto: eight or more.",
      ko: "접은 묶음 가운데 같은 것이 이어지거나 나란히 있으면 개수를 적은 노드 하나로 그릴지 "
        + "정합니다. auto는 여덟 개부터입니다."),
    value: Bilingual(en: "fold", ko: "접기"))
  var fold = FigureOptions.Fold.automatic

  /// Whether anything is to collapse.
  var isAsked: Bool { !collapse.isEmpty }

  /// Whether a name is asked for, and not only with all others.
  func names(_ name: String) -> Bool {
    collapse.contains { $0 == "all" ? name == "all" : GroupNames.matches(name, $0) }
  }

  /// Fails where a name to collapse is no layer, function or composite of the graph.
  func check(against trace: Trace<Double>) throws(Failure) {
    guard isAsked else { return }
    let names = GroupNames(trace)
    guard
      let unknown = collapse.first(where: { $0 != "all" && names.matching($0).isEmpty })
    else { return }
    let known = names.all
    let all = known.prefix(20).joined(separator: ", ")
    throw Failure(
      .usage, at: "--collapse \(unknown)",
      Bilingual(
        en: "no layer or function of the graph has this name",
        ko: "그래프에 이런 이름의 층이나 함수가 없습니다"),
      remedy: known.isEmpty
        ? Bilingual(en: "the graph has none", ko: "이 그래프에는 하나도 없습니다")
        : Bilingual(en: "use all, or some of \(all)", ko: "all을 쓰거나 다음에서 고르십시오: \(all)"))
  }

  /// Draws what was named as one node.
  ///
  /// - Parameter expanded: The names that `all` does not mean.
  func close(_ options: inout FigureOptions, of trace: Trace<Double>, expanded: [String]) {
    options.fold = fold
    guard isAsked else { return }
    let names = GroupNames(trace)
    options.collapsed = Set(
      collapse.flatMap { pattern in
        names.matching(pattern).filter { pattern != "all" || !expanded.contains($0) }
      })
  }
}
