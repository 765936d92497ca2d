import Autodiff

/// What an answer is worth.
package struct Mark: Sendable, Hashable {
  /// How an answer was judged.
  package enum Verdict: String, CaseIterable, Sendable {
    /// The right number.
    case right
    /// The right number given the student's own earlier ones, which are wrong.
    case followThrough = "follow-through"
    /// Some entries of a tensor are right or follow, others are wrong.
    case partly
    case wrong
    /// Nothing was written.
    case missing
  }

  /// How it was judged.
  package let verdict: Verdict
  /// What it is worth: from 0 to 1, of a tensor the mean of its entries.
  package let points: Double
  /// Which typical mistakes its wrong entries look like, each once, on the student's own numbers too.
  package let mistakes: [Mistake.Kind]
  /// What was written.
  package let response: Response

  /// Marks a student's answers, in the order of the blanks.
  ///
  /// What follows from earlier numbers is worked out twice: from the numbers as they were written, and
  /// as by somebody who wrote rounded numbers and went on with all digits. One of them is enough.
  ///
  /// - Parameters:
  ///   - responses: What was written, one for each blank.
  ///   - trace: The right computation.
  ///   - credit: What an answer is worth that is right given the student's own earlier numbers.
  package static func marks(
    of responses: [Response], to blanks: Blanks, in trace: Trace<Double>,
    followThrough credit: Double
  ) -> [Mark] {
    var written = OwnNumbers(trace)
    var carried = OwnNumbers(trace)
    return zip(blanks, responses).map { blank, response in
      let marked = entries(of: response, blank, written, carried)
      let mistakes = mistakes(
        in: response, marked.verdicts, blank, from: [carried, written, OwnNumbers(trace)])
      if let numbers = marked.written { written.put(numbers, into: blank) }
      if let numbers = marked.carried { carried.put(numbers, into: blank) }
      return Mark(response, marked.verdicts, mistakes, credit)
    }
  }

  private init(
    _ response: Response, _ verdicts: [Verdict], _ mistakes: [Mistake.Kind], _ credit: Double
  ) {
    self.response = response
    self.mistakes = mistakes
    let right = verdicts.count { $0 == .right }
    let following = verdicts.count { $0 == .followThrough }
    verdict =
      if response == .none {
        .missing
      } else if right == verdicts.count {
        .right
      } else if right + following == verdicts.count {
        .followThrough
      } else {
        right + following > 0 ? .partly : .wrong
      }
    points = (Double(right) + credit * Double(following)) / Double(verdicts.count)
  }

  /// The typical mistakes that all wrong entries look like: made on the student's own numbers, else, by
  /// somebody who looked up the right ones, on those.
  private static func mistakes(
    in response: Response, _ verdicts: [Verdict], _ blank: Blank, from bases: [OwnNumbers]
  ) -> [Mistake.Kind] {
    guard case .numbers(let numbers) = response, verdicts.contains(.wrong) else { return [] }
    for base in bases {
      let candidates = blank.mistakes(given: base)
      let made = verdicts.indices.filter { verdicts[$0] == .wrong }.map { entry in
        candidates[entry].filter { blank.isNear(numbers[entry], to: $0.value) }.map(\.kind)
      }
      // A mistake that one entry has and another has not is not what went wrong.
      var common: [Mistake.Kind] = []
      for kind in made.first ?? [] where made.allSatisfy({ $0.contains(kind) }) {
        if !common.contains(kind) { common.append(kind) }
      }
      if !common.isEmpty { return common }
    }
    return []
  }

  /// The verdict on each entry, and what stands in the blank's place from here on, where that is not
  /// what the trace has.
  private static func entries(
    of response: Response, _ blank: Blank, _ written: OwnNumbers, _ carried: OwnNumbers
  ) -> (verdicts: [Verdict], written: Tensor<Double>?, carried: Tensor<Double>?) {
    let count = blank.shape.count
    if case .numbers(let numbers) = response,
      numbers.indices.allSatisfy({ blank.accepts(numbers[$0], at: $0) })
    {
      return (
        Array(repeating: .right, count: count), Tensor(shape: blank.shape, elements: numbers), nil
      )
    }
    let fromWritten = (written.answer(to: blank) ?? blank.answer).elements
    let fromCarried = (carried.answer(to: blank) ?? blank.answer).elements
    guard case .numbers(let numbers) = response else {
      // Who left it out had it in mind.
      return (
        Array(repeating: response == .none ? .missing : .wrong, count: count),
        Tensor(shape: blank.shape, elements: fromWritten),
        Tensor(shape: blank.shape, elements: fromCarried)
      )
    }
    var verdicts: [Verdict] = []
    var next: [Double] = []
    for (entry, number) in numbers.enumerated() {
      if blank.accepts(number, at: entry) {
        verdicts.append(.right)
        next.append(blank.answer.elements[entry])
      } else if blank.isNear(number, to: fromCarried[entry]) {
        verdicts.append(.followThrough)
        next.append(fromCarried[entry])
      } else {
        verdicts.append(blank.isNear(number, to: fromWritten[entry]) ? .followThrough : .wrong)
        next.append(number)
      }
    }
    return (
      verdicts, Tensor(shape: blank.shape, elements: numbers),
      Tensor(shape: blank.shape, elements: next)
    )
  }
}
