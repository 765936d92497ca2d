import ArgumentParser
import Autodiff
import Derivation
import GraphLanguage
import Report
import Wording

/// A form of differentiation, as the command line names it.
enum ModeName: String, CaseIterable {
  case backward, forward, paths, jacobian
}

/// Which form of differentiation is explained.
struct ModeOptions: ParsableArguments {
  @Option(
    "mode", .choice(),
    help: Bilingual(
      en:
        "The form of differentiation: backpropagation; forward mode, which follows one number with "
        + "--of or --entry; all paths from the nodes of --of to the output; the Jacobians of the "
        + "operations of --of, or of all.",
      ko: "미분하는 방식입니다. 역전파, --of나 --entry의 수 하나를 따라가는 순방향 모드, --of의 노드에서 출력까지 가는 "
        + "모든 경로, --of의 연산이나 모든 연산의 야코비 행렬 가운데 하나입니다."),
    value: .mode, otherwise: Bilingual(en: "backward", ko: "backward"))
  var mode: ModeName?

  /// What is explained, of which numbers.
  ///
  /// - Parameters:
  ///   - nodes: The nodes that were named.
  ///   - entries: The entries that were named.
  /// - Throws: `Failure` where the mode needs something else.
  func read(
    _ trace: Trace<Double>, nodes: [NodeID], entries: [Entry]
  ) throws(Failure) -> ExplainMode {
    switch mode ?? .backward {
    case .backward: return .backward
    case .forward:
      var seeds = entries
      for node in nodes {
        let name = trace.annotations.names[node] ?? ""
        guard trace.shape(of: node).isScalar else {
          throw Failure(
            .usage, at: "--mode forward",
            Bilingual(
              en: "'\(name)' is a tensor, and forward mode follows one number",
              ko: "'\(name)'\(Particle.topic.after(name)) 텐서인데, 순방향 모드는 수 하나를 따라갑니다"),
            remedy: Bilingual(
              en: "name an entry: --entry '\(name)\(Self.firstEntry(trace.shape(of: node)))'",
              ko: "원소를 하나 고르십시오: --entry '\(name)\(Self.firstEntry(trace.shape(of: node)))'"))
        }
        guard trace.recordsGradient(node) else { throw Self.constant(name) }
        seeds.append(Entry(node: node, index: []))
      }
      guard !seeds.isEmpty else {
        throw Self.missing(
          "forward",
          Bilingual(en: "--of NAME or --entry 'NAME[0]'", ko: "--of 이름 이나 --entry '이름[0]'"))
      }
      return .forward(seeds)
    case .paths:
      guard entries.isEmpty else { throw Self.surplus("paths") }
      guard !nodes.isEmpty else {
        throw Self.missing("paths", Bilingual(en: "--of NAME", ko: "--of 이름"))
      }
      for node in nodes where !trace.recordsGradient(node) {
        throw Self.constant(trace.annotations.names[node] ?? "")
      }
      return .paths(nodes)
    case .jacobian:
      guard entries.isEmpty else { throw Self.surplus("jacobian") }
      for node in nodes where trace.role(of: node) != .operation {
        let name = trace.annotations.names[node] ?? ""
        throw Failure(
          .usage, at: "--mode jacobian",
          Bilingual(
            en: "'\(name)' is not the result of an operation",
            ko: "'\(name)'\(Particle.topic.after(name)) 연산의 결과가 아닙니다"),
          remedy: Bilingual(
            en: "name what is computed from it", ko: "그것으로 계산한 값의 이름을 주십시오"))
      }
      return .jacobians(nodes)
    }
  }

  private static func firstEntry(_ shape: Shape) -> String {
    "[" + shape.extents.map { _ in "0" }.joined(separator: ",") + "]"
  }

  private static func missing(_ mode: String, _ options: Bilingual) -> Failure {
    Failure(
      .usage, at: "--mode \(mode)",
      Bilingual(en: "it is not said from where", ko: "어디에서 시작할지 알 수 없습니다"),
      remedy: Bilingual(en: "add \(options.english)", ko: "\(options.korean.with(.object)) 더하십시오"))
  }

  private static func surplus(_ mode: String) -> Failure {
    Failure(
      .usage, at: "--entry",
      Bilingual(
        en: "--mode \(mode) is about whole nodes", ko: "--mode \(mode)에서는 노드를 통째로 다룹니다"),
      remedy: Bilingual(en: "use --of NAME", ko: "--of 이름 을 쓰십시오"))
  }

  private static func constant(_ name: String) -> Failure {
    Failure(
      .usage, at: "--of",
      Bilingual(
        en: "'\(name)' is a constant and has no gradient",
        ko: "'\(name)'\(Particle.topic.after(name)) 상수이므로 기울기가 없습니다"),
      remedy: Bilingual(en: "name a variable", ko: "변수의 이름을 주십시오"))
  }
}
