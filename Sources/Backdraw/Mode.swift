public import Autodiff
import Derivation
import Report
public import Wording

extension Derivation {
  /// A form of differentiation: backpropagation, another way to the same derivatives, or the steps
  /// that are taken with them.
  ///
  ///     let graph = try Graph(source: "param w = 3; rate 0.1; y = w * w + 1")
  ///     try Derivation(graph, mode: .forward(of: "w")).text()   // y′ = 3 · 1 + 3 · 1 = 6
  ///     try Derivation(graph, mode: .paths(from: "w")).text()   // both ways from w to y
  ///     try Derivation(graph, mode: .descent(steps: 5)).html()  // a table, charts, each step
  public struct Mode: Hashable, Sendable {
    enum Form: Hashable, Sendable {
      case backward
      case forward([Subject])
      case paths([String])
      case jacobians([String])
      case descent(Int)
    }

    let form: Form

    /// Backpropagation: one pass for the gradient by everything.
    public static let backward = Mode(form: .backward)

    /// Forward mode: beside each value the rate at which it changes with one number, a pass for each
    /// number that is named.
    ///
    /// - Parameters:
    ///   - subject: A variable that is a single number, or one entry of a tensor.
    ///   - others: More of them.
    public static func forward(of subject: Subject, _ others: Subject...) -> Mode {
      Mode(form: .forward([subject] + others))
    }

    /// All paths to the output, their products, and the sum of these: up to 64 are written out, more
    /// are counted.
    ///
    /// - Parameters:
    ///   - name: Where the paths begin.
    ///   - others: More such places.
    public static func paths(from name: String, _ others: String...) -> Mode {
      Mode(form: .paths([name] + others))
    }

    /// Jacobians as matrices, and the vector–Jacobian products that the backward pass forms.
    ///
    /// - Parameter names: The results of operations; all on tensors where none is named.
    public static func jacobians(of names: String...) -> Mode { Mode(form: .jacobians(names)) }

    /// So many steps of gradient descent, with the rate and the parameters of the graph: a table and
    /// charts of the output and the parameters, and each step in full.
    ///
    /// - Parameter steps: 1 to 1,000.
    public static func descent(steps: Int) -> Mode { Mode(form: .descent(steps)) }
  }
}

extension Derivation.Mode {
  /// The form with its names looked up.
  ///
  /// - Throws: ``BackdrawError`` where the trace lacks what it needs.
  func resolved(
    in trace: Trace<Double>, _ language: Language
  ) throws(BackdrawError) -> ExplainMode {
    switch form {
    case .backward: return .backward
    case .forward(let subjects):
      var seeds: [Entry] = []
      for subject in subjects {
        switch subject {
        case .variable(let name):
          let node = try differentiable(name, in: trace, language)
          guard trace.shape(of: node).isScalar else {
            throw .badOption(
              name,
              Bilingual(
                en: "forward mode follows one number, and this is a tensor; name an entry",
                ko: "순방향 모드는 수 하나를 따라가는데 이것은 텐서입니다. 원소를 하나 고르십시오"), language)
          }
          seeds.append(Entry(node: node, index: []))
        case .entry(let name, let index):
          seeds.append(try trace.entry(name, index, language))
        }
      }
      return .forward(seeds)
    case .paths(let names):
      var nodes: [NodeID] = []
      for name in names { nodes.append(try differentiable(name, in: trace, language)) }
      return .paths(nodes)
    case .jacobians(let names):
      var nodes: [NodeID] = []
      for name in names {
        let node = try trace.node(name, language)
        guard trace.role(of: node) == .operation else {
          throw .badOption(
            name,
            Bilingual(
              en: "it is not the result of an operation; name what is computed from it",
              ko: "연산의 결과가 아닙니다. 그것으로 계산한 값의 이름을 주십시오"), language)
        }
        nodes.append(node)
      }
      return .jacobians(nodes)
    case .descent(let steps):
      if let obstacle = GradientDescent.obstacle(to: steps, from: trace) {
        throw .badOption("descent(steps: \(steps))", obstacle.words, language)
      }
      return .descent(steps)
    }
  }

  private func differentiable(
    _ name: String, in trace: Trace<Double>, _ language: Language
  ) throws(BackdrawError) -> NodeID {
    let node = try trace.node(name, language)
    guard trace.recordsGradient(node) else {
      throw .badOption(
        name,
        Bilingual(
          en: "a constant has no gradient; name a variable", ko: "상수에는 기울기가 없습니다. 변수의 이름을 주십시오"),
        language)
    }
    return node
  }
}

extension GradientDescent.Obstacle {
  /// What is wrong and what to do, for who writes Swift.
  fileprivate var words: Bilingual {
    switch self {
    case .stepCount:
      Bilingual(en: "take from 1 to 1,000 steps", ko: "단계는 1부터 1,000까지입니다")
    case .noRate:
      Bilingual(
        en: "the graph has no rate; write rate 0.1, or set the tape's learningRate",
        ko: "그래프에 학습률이 없습니다. rate 0.1처럼 쓰거나 테이프의 learningRate를 정하십시오")
    case .otherwise:
      Bilingual(
        en: "the graph trains in another way; leave out its optimizer and its schedule",
        ko: "그래프가 다른 방식으로 학습합니다. optimizer와 schedule을 빼십시오")
    case .noParameters:
      Bilingual(
        en: "the graph has no parameters; write param w = …, or tape.parameter(…)",
        ko: "그래프에 매개변수가 없습니다. param w = …나 tape.parameter(…)로 쓰십시오")
    case .tooManyNumbers(let numbers):
      Bilingual(
        en: "\(numbers) numbers in each step are too much for a page; take fewer steps",
        ko: "단계마다 수가 \(numbers)개라서 모두 적기에는 너무 많습니다. 단계를 줄이십시오")
    }
  }
}
