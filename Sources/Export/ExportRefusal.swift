import Wording

/// Why a graph cannot be written for a target, and what to do about it.
package struct ExportRefusal: Error {
  /// What is in the way.
  package let message: Bilingual
  /// What to do.
  package let remedy: Bilingual
}

extension ExportRefusal {
  private static let otherTarget = Bilingual(
    en: "use --to numpy, pytorch or jax", ko: "--to numpy, pytorch, jax 가운데 하나를 쓰십시오")

  /// That a node is no scalar.
  static func tensor(_ name: String, _ shape: String) -> ExportRefusal {
    ExportRefusal(
      message: Bilingual(
        en: "micrograd has scalars alone, and '\(name)' has the shape \(shape)",
        ko: "micrograd에는 스칼라만 있는데 '\(name)'의 모양은 \(shape)입니다"),
      remedy: otherTarget)
  }

  /// That a function cannot be written for single numbers.
  static func function(_ name: String) -> ExportRefusal {
    ExportRefusal(
      message: Bilingual(
        en: "micrograd has no '\(name)'",
        ko: "micrograd에는 '\(name)'\(Particle.subject.after(name)) 없습니다"),
      remedy: otherTarget)
  }

  /// That a number is not finite.
  static func notFinite(_ name: String) -> ExportRefusal {
    ExportRefusal(
      message: Bilingual(
        en: "micrograd computes with Python's own numbers, which stop at what is not finite, and "
          + "'\(name)' or its gradient is not",
        ko: "micrograd는 파이썬 자체의 수로 계산하므로 유한하지 않은 수를 만나면 멈추는데, "
          + "'\(name)'의 값이나 기울기가 유한하지 않습니다"),
      remedy: otherTarget)
  }
}
