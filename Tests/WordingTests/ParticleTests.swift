import Testing

@testable import Wording

@Test(arguments: [
  ("사과", "를"), ("값", "을"), ("x", "를"), ("L", "을"), ("W₁", "을"), ("σ₃", "을"), ("w₂", "를"),
  ("100", "을"), ("2", "를"), ("1.10", "을"), ("10", "을"), ("price", "를"), ("소비세", "를"),
  ("'tax'", "를"), ("'x'", "를"), ("b", "를"), ("σ", "를"), ("ReLU", "를"), ("∂L/∂x", "를"),
])
func objectParticle(word: String, particle: String) {
  #expect(Particle.object.after(word) == particle)
}

@Test(arguments: [
  (Particle.topic, "in_h3", "은"), (.topic, "W[1, 2]", "는"), (.subject, "(2, 3)", "이"),
  (.by, "(4, 1)", "로"), (.by, "(2, 6)", "으로"), (.and, "(2, 2)", "와"), (.and, "(1000,)", "과"),
  (.topic, "-1", "은"), (.topic, "learning_rate", "는"), (.by, "price", "로"),
  (.copula, "x", ""), (.copula, "값", "이"), (.object, "dL", "을"), (.subject, "u₁₀", "이"),
])
func otherParticles(particle: Particle, word: String, form: String) {
  #expect(particle.after(word) == form)
}

@Test func rieulTakesTheShortFormOfBy() {
  #expect("L".with(.by) == "L로")
  #expect("W₁".with(.by) == "W₁로")
  #expect("값".with(.by) == "값으로")
  #expect("x".with(.by) == "x로")
}

/// Latin words as English ones are read in Korea; where spelling leaves it open, both forms.
@Test(arguments: [
  ("mask", "는"), ("kernel", "은"), ("scale", "은"), ("line", "은"), ("value", "는"),
  ("weight", "는"), ("softplus", "는"), ("grad", "는"), ("key", "는"), ("len", "은"),
  ("foo", "는"), ("padding", "은"), ("batch", "는"), ("map", "은(는)"),
  ("cat", "은(는)"), ("type", "은(는)"), ("img", "은(는)"), ("seq", "은(는)"),
])
func latinWords(word: String, form: String) {
  #expect(Particle.topic.after(word) == form)
}
