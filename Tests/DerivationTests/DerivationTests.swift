import Autodiff
import Notation
import Testing
import Wording

@testable import Derivation

/// 2 apples at 100 with a tax of 10 %.
private func apples() throws -> Trace<Double> {
  let tape = Tape<Double>()
  let apple = tape.variable(100, name: "apple")
  let count = tape.variable(2, name: "count")
  let tax = tape.variable(1.1, name: "tax")
  let price = try (apple * count).named("price")
  let total = try (price * tax).named("total")
  return try tape.backward(from: total)
}

private func lines(_ steps: [Step]) -> [String] {
  steps.flatMap(\.equations).map { PlainTextWriter().text($0.math) }
}

@Suite struct DerivationTests {
  @Test func forwardStepsSubstituteNumbers() throws {
    #expect(
      lines(Derivation(try apples(), language: .english).forward) == [
        "price = apple · count = 100 · 2 = 200", "total = price · tax = 200 · 1.1 = 220",
      ])
  }

  @Test func backwardStepsGiveRuleNumbersProduct() throws {
    #expect(
      lines(Derivation(try apples(), language: .english).backward) == [
        "∂total/∂total = 1",
        "∂total/∂price = tax = 1.1",
        "∂total/∂tax = price = 200",
        "∂price/∂apple = count = 2",
        "∂total/∂apple = ∂total/∂price · ∂price/∂apple = 1.1 · 2 = 2.2",
        "∂price/∂count = apple = 100",
        "∂total/∂count = ∂total/∂price · ∂price/∂count = 1.1 · 100 = 110",
      ])
  }

  @Test(arguments: [Language.english, .korean])
  func theSeedIsStatedAndNeverMultiplied(_ language: Language) throws {
    let steps = Derivation(try apples(), language: language).backward
    #expect(lines(steps).allSatisfy { !$0.contains("∂total/∂total ·") && !$0.contains("= 1 ·") })
    let words: Bilingual = Bilingual(
      en: "Start at the output total (product). Its gradient is 1, since total changes exactly as "
        + "much as itself. A product multiplies it by the other factor. What is multiplied "
        + "by 1 stays the same: here the local derivative is already the gradient.",
      ko: "출력 total(곱셈)에서 시작합니다. 출력은 자기 자신만큼 그대로 변하므로 기울기는 1입니다. "
        + "\(OperationKind.multiply.profile.passing.sentence.korean) 1을 곱해도 그대로이므로 여기서는 국소적 미분이 곧 "
        + "기울기입니다.")
    #expect(steps[0].sentence.text == words[language])
    // A gradient that is given is a factor like any other.
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let y = try (x * 2).named("y")
    let given = try tape.backward(from: y, upstream: Tensor(1.3))
    #expect(
      lines(Derivation(given, language: language).backward).contains {
        $0.contains("∂L/∂y · ∂y/∂x = 1.3 · 2 = 2.6")
      })
  }

  @Test func aSquareIsTheSumOfTwoArrows() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let y = try (x * x).named("y")
    let text = lines(Derivation(try tape.backward(from: y), language: .english).backward)
    #expect(text.last == "∂y/∂x = 3 + 3 = 6")
    #expect(text.contains("(∂y/∂x)₂ = x = 3"))
  }

  @Test func slotsOfOneOperandAreToldApart() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let u = try (x - x).named("u")
    let y = exp(u).named("y")
    let text = lines(Derivation(try tape.backward(from: y), language: .english).backward)
    #expect(text.contains("(∂u/∂x)₁ = 1") && text.contains("(∂u/∂x)₂ = −1"))
    #expect(text.contains("(∂y/∂x)₂ = ∂y/∂u · (∂u/∂x)₂ = 1 · (−1) = −1"))
  }

  @Test func aReasonIsGivenOnce() throws {
    let tape = Tape<Double>()
    let x = tape.variable(-3, name: "x"), w = tape.variable(2, name: "w")
    let y = try relu(w * x)
    let steps = Derivation(try tape.backward(from: y), language: .english).backward
    let notes = steps.map { $0.notes.map(\.text) }
    #expect(notes == [["ReLU is off"], ["the gradient that arrives is zero"]])
  }

  @Test func tiesAreToldInTheReadersLanguage() throws {
    let tape = Tape<Double>()
    let a = tape.variable(2, name: "a"), b = tape.variable(2, name: "b")
    let trace = try tape.backward(from: max(a, b))
    let notes = Derivation(trace, language: .korean).forward.flatMap(\.notes).map(\.text)
    #expect(
      notes == [
        "여기서 꺾이는 점(a = b)에 정확히 놓였습니다. 약속: 기울기를 똑같이 나누어 받습니다.",
        "a = b = 2: 기울기를 1/2씩 나누어 받습니다.",
      ])
    // Three cases that exclude one another.
    let english = lines(Derivation(trace, language: .english).backward)
    #expect(english.contains { $0.contains("{1 (a > b); 1/2 (a = b); 0 (a < b)}") })
    #expect(english.contains { $0.contains("{1 (b > a); 1/2 (a = b); 0 (b < a)}") })
  }

  @Test func printedFactorsMultiplyToThePrintedProduct() {
    let arithmetic = Arithmetic(numerals: Numerals())
    // 0.6684 · 1.635 would print 1.093 where the exact product is 1.092998.
    for (a, b) in [(0.817574, 0.1491466), (1.635149, 0.149147), (0.415433, 0.656515)] {
      let choice = arithmetic.choice(factors: [a, b], product: a * b)
      let printed = choice.inputs.printedValue(a) * choice.inputs.printedValue(b)
      #expect(choice.relation == "=")
      #expect(Numerals().text(printed) == Numerals().text(a * b))
    }
  }

  @Test func updatesGoAgainstTheGradient() throws {
    let tape = Tape<Double>()
    tape.annotations.rate = 0.1
    let w = tape.parameter(2, name: "w")
    let trace = try tape.backward(from: w * w)
    #expect(trace.updates.map(\.after.elements) == [[1.6]])
    let equation = Derivation(trace, language: .english).equation(of: trace.updates[0])
    #expect(PlainTextWriter().text(equation.math).hasSuffix("= 2 − 0.1 · 4 = 1.6"))
  }

  /// Adam's first step is the rate against the gradient's sign, but for its ε.
  @Test func theFirstUpdateIsTheOptimizers() throws {
    let tape = Tape<Double>()
    tape.annotations.rate = 0.5
    let w = tape.parameter(2, name: "w")
    let output = try w * w
    tape.annotations.optimizer = .adam(beta1: 0.9, beta2: 0.99, epsilon: 1)
    let trace = try tape.backward(from: output)
    #expect(trace.updates.map(\.after.elements) == [[1.6]])
    let equation = Derivation(trace, language: .english).equation(of: trace.updates[0])
    #expect(PlainTextWriter().text(equation.math).hasSuffix("= 2 − 0.5 · 4/(|4| + 1) = 1.6"))
    tape.annotations.optimizer = .momentum
    #expect(try tape.backward(from: output).updates.map(\.after.elements) == [[0]])
  }

  @Test func mathMLHasOperatorsAndFractions() {
    let math = Math.row([.derivative(of: "L", by: .name("W1")), "=", .number("−0.5")])
    #expect(
      MathMLWriter().inline(math)
        == "<math><mrow><mfrac><mrow><mi mathvariant=\"normal\">∂</mi><mi>L</mi></mrow>"
        + "<mrow><mi mathvariant=\"normal\">∂</mi><msub><mi>W</mi><mn>1</mn></msub></mrow></mfrac>"
        + "<mo>=</mo><mo form=\"prefix\">−</mo><mn>0.5</mn></mrow></math>")
    #expect(
      MathMLWriter().inline(.text("<b>&"))
        == "<math><mrow><mtext>&lt;b&gt;&amp;</mtext></mrow></math>")
  }

  @Test func whatIsNotPrintedIsReadAloud() {
    let writer = MathMLWriter()
    // 2x, max over an index, and the derivative of what follows.
    #expect(writer.inline([.number("2"), "x"]).contains("<mn>2</mn><mo>&#x2062;</mo><mi>x</mi>"))
    let largest: Math = [.subscript(.function("max"), "j"), .fenced("X")]
    #expect(writer.inline(largest).contains("<mi>j</mi></msub><mo>&#x2061;</mo><mrow>"))
    #expect(writer.inline([.fraction("∂", ["∂", "x"]), .fenced("y")]).contains("&#x2061;"))
    #expect(writer.inline(.subscript("J", ["k", "i"])).contains("&#x2063;"))
    // A negative number is one child of a power, its sign an operator.
    #expect(
      writer.inline(.superscript("x", .number("−2"))).contains(
        "<msup><mi>x</mi><mrow><mo form=\"prefix\">−</mo><mn>2</mn></mrow></msup>"))
  }
}
