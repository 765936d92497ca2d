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

  @Option(
    help: ArgumentHelp(
      Bilingual(
        en:
          "Take so many steps of gradient descent with the rate and the parameters of the graph, 1 to "
          + "1000: a table and charts of the loss and the parameters, and each step in full.",
        ko: "그래프의 학습률과 매개변수로 경사 하강법을 1–1000단계 거듭합니다. 손실과 매개변수의 표와 그래프, 각 단계의 "
          + "유도를 보여 줍니다."),
      value: .count))
  var steps: Int?

  /// What is explained, of which numbers.
  ///
  /// - Parameters:
  ///   - nodes: The nodes that were named.
  ///   - entries: The entries that were named.
  /// - Throws: `Failure` where the mode needs something else.
  func read(
    _ trace: Trace<Double>, nodes: [NodeID], entries: [Entry]
  ) throws(Failure) -> ExplainMode {
    if let steps { return try descent(steps, trace, isAlone: nodes.isEmpty && entries.isEmpty) }
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

  private func descent(
    _ steps: Int, _ trace: Trace<Double>, isAlone: Bool
  ) throws(Failure) -> ExplainMode {
    func failure(_ message: Bilingual, _ remedy: Bilingual) -> Failure {
      Failure(.usage, at: "--steps", message, remedy: remedy)
    }
    let obstacle = GradientDescent.obstacle(to: steps, from: trace)
    if obstacle == .stepCount {
      throw failure(
        Bilingual(
          en: "\(steps) is not from 1 to 1000", ko: "\("\(steps)".with(.topic)) 1–1000 사이의 수가 아닙니다"),
        Bilingual(en: "give a number of steps in that range", ko: "그 범위 안의 수를 주십시오"))
    }
    guard mode == nil, isAlone else {
      throw failure(
        Bilingual(en: "the steps are those of the whole graph", ko: "단계는 그래프 전체를 두고 나아갑니다"),
        Bilingual(en: "leave out --mode, --of and --entry", ko: "--mode, --of, --entry를 빼십시오"))
    }
    switch obstacle {
    case .stepCount, nil: break
    case .noRate:
      throw failure(
        Bilingual(en: "the graph has no rate", ko: "그래프에 학습률이 없습니다"),
        Bilingual(en: "add a line such as 'rate 0.1'", ko: "'rate 0.1' 같은 줄을 더하십시오"))
    case .otherwise:
      throw failure(
        Bilingual(
          en: "these are steps of plain gradient descent, and the graph trains otherwise",
          ko: "단계는 단순한 경사 하강법인데 그래프는 다르게 학습합니다"),
        Bilingual(
          en: "leave out the graph's lines 'optimizer' and 'schedule'",
          ko: "그래프에서 optimizer와 schedule 줄을 빼십시오"))
    case .noParameters:
      throw failure(
        Bilingual(en: "the graph has no parameters", ko: "그래프에 매개변수가 없습니다"),
        Bilingual(
          en: "write 'param w = …' for what is to learn", ko: "학습할 값을 'param w = …' 로 쓰십시오"))
    case .tooManyNumbers(let numbers):
      throw failure(
        Bilingual(
          en: "\(steps) steps of \(numbers) numbers each are too much for a page",
          ko: "수 \(numbers)개를 \(steps)단계 동안 모두 적기에는 너무 많습니다"),
        Bilingual(en: "take fewer steps", ko: "단계를 줄이십시오"))
    }
    return .descent(steps)
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
