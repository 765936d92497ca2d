import Derivation
import Diagram
import Foundation
import Scene
import Training
import Wording

/// The charts of a network's check.
package struct NetworkCheckCharts {
  private let check: NetworkCheck
  private let language: Language
  /// The most that a chart may be wide; nil where it may be as wide as it is.
  private let width: Double?

  /// Prepares the charts.
  package init(_ check: NetworkCheck, _ language: Language, width: Double? = nil) {
    self.width = width
    self.check = check
    self.language = language
  }

  /// How the relative errors of each array are distributed, a bar for each power of ten.
  package func errors(measuring measure: any TextMeasuring) -> Scene {
    let decades = check.groups.map { group in
      group.smooth.map { entry -> Int? in
        let error = entry.proportionalError
        return error > 0 && error.isFinite ? Int(log10(error).rounded(.down)) : nil
      }
    }
    let found = decades.flatMap { $0.compactMap { $0 } }
    let range = (found.min() ?? -12)...(found.max() ?? -12)
    let names =
      [Bilingual(en: "exactly 0", ko: "정확히 0")]
      + range.map { Bilingual(same: "10" + Numerals.superscript($0)) }
    return BarChart(
      ChartFrame(
        title: Bilingual(
          en: "Relative errors of backpropagation against central differences",
          ko: "중앙 차분에 견준 역전파의 상대 오차"),
        x: Bilingual(
          en: "relative error |a − b| / max(|a|, |b|), from this power of ten up to the next",
          ko: "상대 오차 |a − b| / max(|a|, |b|), 이 10의 거듭제곱부터 다음 것까지"),
        y: Bilingual(en: "% of the array's parameters", ko: "배열의 매개변수 가운데 %"),
        size: Size(760, 360), width: width),
      categories: names,
      series: zip(check.groups, decades).map { group, decades in
        let share = { (decade: Int?) -> Double in
          100 * Double(decades.count { $0 == decade }) / Double(max(1, decades.count))
        }
        return .init(Bilingual(same: group.name), [share(nil)] + range.map { share($0) })
      }
    ).scene(in: language, numerals: Numerals(digits: 3), measuring: measure)
  }

  /// The mean difference for steps of different sizes.
  package func steps(measuring measure: any TextMeasuring) -> Scene {
    BarChart(
      ChartFrame(
        title: Bilingual(
          en: "Mean difference for steps of different sizes", ko: "걸음의 크기에 따른 차이의 평균"),
        x: Bilingual(en: "step h", ko: "걸음 h"),
        y: Bilingual(en: "mean difference", ko: "차이의 평균"), scale: .logarithmic, width: width),
      categories: check.steps.map { step in
        Bilingual(same: "10" + Numerals.superscript(Int(log10(step.size).rounded())))
      },
      series: [
        .init(
          Bilingual(en: "mean difference", ko: "차이의 평균"), check.steps.map(\.meanDifference))
      ]
    ).scene(in: language, numerals: Numerals(digits: 2), measuring: measure)
  }

  /// Both charts, one above the other.
  package func both(measuring measure: any TextMeasuring) -> Scene {
    Scene(
      stacking: [errors(measuring: measure), steps(measuring: measure)],
      title: Bilingual(en: "A gradient check", ko: "기울기 확인")[language], language: language)
  }
}
