import ArgumentParser
import Kernels
import Wording

/// With which instructions of the processor numbers are computed.
struct KernelOptions: ParsableArguments {
  @Option(
    "kernels", .choice(),
    help: Bilingual(
      en: "With which instructions products and other loops are computed, to compare them.",
      ko: "행렬 곱 같은 반복 계산을 어떤 명령어로 할지 정합니다. 서로 견줄 때 씁니다."),
    value: .name,
    otherwise: Bilingual(en: "the best that the processor has", ko: "프로세서에 있는 가장 좋은 것"))
  var kernels: KernelLevel?

  /// Has all that follows computed with the chosen instructions.
  ///
  /// - Throws: `Failure` where the processor lacks them.
  func choose() throws(Failure) {
    guard let kernels else { return }
    guard KernelLevel.available.contains(kernels) else {
      let list = KernelLevel.available.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .usage, at: "--kernels",
        Bilingual(
          en: "this processor has no \(kernels.rawValue)",
          ko: "이 프로세서에는 \(kernels.rawValue)\(Particle.subject.after(kernels.rawValue)) 없습니다"),
        remedy: Bilingual(en: "take one of \(list)", ko: "\(list) 가운데 하나를 쓰십시오"))
    }
    kernels.choose()
  }
}
