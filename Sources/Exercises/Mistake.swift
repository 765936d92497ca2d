import Autodiff
import Derivation
import Wording

/// A number that somebody comes to who goes wrong in a typical way.
package struct Mistake: Sendable, Hashable {
  /// The ways in which one goes wrong.
  package enum Kind: String, CaseIterable, Sendable {
    /// The local derivative alone.
    case upstreamForgotten = "upstream-forgotten"
    /// The upstream gradient alone.
    case localForgotten = "local-forgotten"
    /// The upstream gradient of a product times the operand's own value.
    case operandsNotSwapped = "operands-not-swapped"
    /// A sum over arrows that lacks one.
    case branchMissing = "branch-missing"
    /// The right number with the other sign.
    case wrongSign = "wrong-sign"
  }

  /// What went wrong.
  package let kind: Kind
  /// What comes out.
  package let value: Double
}

extension Mistake.Kind {
  /// What to look at again, for whom it has happened to.
  package var feedback: Bilingual {
    switch self {
    case .upstreamForgotten:
      Bilingual(
        en: "This is the local derivative alone. Multiply it by the gradient that arrives from "
          + "above.",
        ko: "국소적 미분만 적었습니다. 위에서 흘러온 기울기를 곱해 보세요.")
    case .localForgotten:
      Bilingual(
        en: "This is the gradient that arrives, as it is. Multiply it by the local derivative.",
        ko: "흘러온 기울기를 그대로 적었습니다. 국소적 미분을 곱해 보세요.")
    case .operandsNotSwapped:
      Bilingual(
        en: "A product passes the gradient on times the other factor, not times its own.",
        ko: "곱셈 노드는 자기 값이 아니라 상대편 값을 곱해 흘려보냅니다.")
    case .branchMissing:
      Bilingual(
        en: "The value is used in more than one place: add what comes back along every arrow.",
        ko: "이 값은 여러 곳에 쓰입니다. 화살표마다 돌아온 기울기를 모두 더해 보세요.")
    case .wrongSign:
      Bilingual(en: "Only the sign is wrong.", ko: "부호만 다릅니다. 다시 확인해 보세요.")
    }
  }
}

extension Blank {
  /// The typical mistakes, entry by entry: those whose number is neither right nor what another mistake
  /// comes to, so that the number tells which it was.
  package func mistakes(in trace: Trace<Double>) -> [[Mistake]] {
    mistakes(given: OwnNumbers(trace))
  }

  /// The same for somebody who goes on from numbers of their own: a mistake made on a wrong number is
  /// the same mistake.
  func mistakes(given numbers: OwnNumbers) -> [[Mistake]] {
    let candidates = candidates(given: numbers)
    let following = numbers.answer(to: self).map { $0.elements.map(numerals.printedValue) }
    return answer.elements.indices.map { entry in
      let rights = [expected[entry], following?[entry]].compactMap(\.self)
      var found: [Mistake] = []
      for (kind, tensor) in candidates {
        let value = numerals.printedValue(tensor.elements[entry])
        let mistake = Mistake(kind: kind, value: value == 0 ? 0 : value)
        let isRight = rights.contains { isNear(value, $0) }
        if value.isFinite, !isRight, !found.contains(mistake) { found.append(mistake) }
      }
      return found.filter { mistake in
        found.allSatisfy {
          $0 == mistake || !isNear($0.value, mistake.value) || $0.kind == mistake.kind
        }
      }
    }
  }

  /// Whether a number could be taken for either of two.
  private func isNear(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= tolerance(at: a) + tolerance(at: b)
  }

  private func candidates(given numbers: OwnNumbers) -> [(Mistake.Kind, Tensor<Double>)] {
    var candidates: [(Mistake.Kind, Tensor<Double>)] = []
    func add(_ kind: Mistake.Kind, _ tensor: Tensor<Double>?) {
      if let tensor, tensor.shape == shape { candidates.append((kind, tensor)) }
    }
    let answer = numbers.answer(to: self) ?? answer
    if let arrow, let upstream = numbers.gradient(of: arrow.to) {
      add(
        .upstreamForgotten,
        numbers.passed(Tensor(repeating: 1, shape: upstream.shape), along: arrow))
      add(.localForgotten, upstream)
      if numbers.trace.kind(of: arrow.to) == .multiply, upstream.shape == shape {
        let own = numbers.value(of: node).elements
        add(
          .operandsNotSwapped,
          Tensor(shape: shape, elements: zip(own, upstream.elements).map { $0 * $1 }))
      }
    } else if kind == .gradient {
      for term in numbers.terms(of: node).prefix(8) where term.shape == shape {
        let rest = zip(answer.elements, term.elements).map { $0 - $1 }
        add(.branchMissing, Tensor(shape: shape, elements: rest))
      }
    }
    add(.wrongSign, answer.map(-))
    return candidates
  }
}
