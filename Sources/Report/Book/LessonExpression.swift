import Autodiff
import Derivation
import GraphLanguage
import Wording

/// An expression of a lesson: the graph language in the graph's names, where `grad(w)` stands for the
/// gradient of w and `after(w)` for w after the update.
///
///     grad(z) * y        the upstream gradient times the other factor
struct LessonExpression {
  /// The graph whose names it speaks in; none for numbers alone.
  let graph: LessonGraph?

  /// What an expression comes to.
  ///
  /// - Throws: `LessonTag.Fault` where it is no expression, or has no such gradient or update.
  func value(of expression: String) throws -> Tensor<Double> {
    let answer = "the_answer_of_a_tag"
    let (written, numbers) = try filled(expression)
    let inputs = GraphInputs(reader: { reference, _ in
      numbers[reference].map { .success($0) } ?? .failure(TensorRefusal(Bilingual(same: "")))
    })
    // The answer is a name like any other: where no output is named it would become the output.
    let trace = graph?.trace
    let output = trace.flatMap { $0.annotations.names[$0.output] } ?? answer
    for pinned in ["", "output \(output)\n"] {
      let text = (graph?.source ?? []) + Array("\n\(answer) = \(written)\n\(pinned)".utf8)
      guard case .success(let graph) = parseGraph(text, file: graph?.name ?? "", inputs: inputs),
        let node = graph.tape.annotations.node(named: answer)
      else { continue }
      return graph.tape.value(of: node)
    }
    throw LessonTag.Fault(
      en: "'\(expression)' cannot be worked out; use "
        + (graph == nil
          ? "numbers alone, the lesson has no graph" : "names of the graph and its functions"),
      ko: "'\(expression)'의 값을 구할 수 없습니다. "
        + (graph == nil ? "강의에 그래프가 없으니 수만 쓰십시오" : "그래프의 이름과 함수로 쓰십시오"))
  }

  /// The expression with leaves in the places of gradients and of updated parameters, and the numbers
  /// of those leaves: no number is written out to be read again.
  private func filled(
    _ expression: String
  ) throws -> (text: String, numbers: [TensorReference: Tensor<Double>]) {
    var (filled, numbers) = ("", [TensorReference: Tensor<Double>]())
    var rest = expression[...]
    while let (word, start) = Word.allCases.compactMap({ word in
      rest.firstRange(of: word.rawValue + "(").map { (word, $0) }
    }).min(by: { $0.1.lowerBound < $1.1.lowerBound }) {
      guard let end = rest[start.upperBound...].firstIndex(of: ")") else { break }
      let name = String(rest[start.upperBound..<end])
      let leaf = TensorReference(path: word.rawValue, name: name)
      numbers[leaf] = try finite(tensor(word, of: name), name)
      filled += rest[..<start.lowerBound] + "load(\"\(word.rawValue)\", \"\(name)\")"
      rest = rest[rest.index(after: end)...]
    }
    return (filled + rest, numbers)
  }

  /// What stands for numbers of the backward pass.
  private enum Word: String, CaseIterable {
    case grad, after
  }

  private func tensor(_ word: Word, of name: String) throws -> Tensor<Double> {
    guard let trace = graph?.trace, let node = trace.annotations.node(named: name) else {
      throw LessonTag.Fault(name: name)
    }
    switch word {
    case .grad:
      guard let gradient = trace.gradient(of: node).tensor else {
        throw LessonTag.Fault(constant: name)
      }
      return gradient
    case .after:
      guard let update = trace.updates.first(where: { $0.node == node }) else {
        throw LessonTag.Fault(notUpdated: name)
      }
      return update.after
    }
  }

  /// A tensor whose entries are all numbers.
  private func finite(_ tensor: Tensor<Double>, _ name: String) throws -> Tensor<Double> {
    guard tensor.elements.allSatisfy(\.isFinite) else {
      throw LessonTag.Fault(
        en: "'\(name)' has entries that are not finite; an expression needs numbers",
        ko: "'\(name)'에 유한하지 않은 원소가 있어 식에 쓸 수 없습니다")
    }
    return tensor
  }
}
