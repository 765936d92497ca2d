import Foundation
import Testing

/// Every equation of a report that was built: on whatever page, by whatever tag it came there.
///
/// The report's folder stands in `BACKDRAW_REPORT`; without it there is nothing to read.
@Suite struct ReportArithmeticTests {
  @Test(.enabled(if: report != nil)) func everyPrintedEquationHolds() throws {
    let folder = URL(filePath: try #require(report))
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let pages = (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "html" }.sorted { $0.path() < $1.path() }
    var audit = Audit(digits: 4)
    var equations = 0
    for page in pages {
      var rest = Substring(try String(contentsOf: page, encoding: .utf8))
      while let start = rest.range(of: "<math"), let end = rest.range(of: "</math>") {
        let markup = String(rest[start.lowerBound..<end.upperBound])
        let number = equations
        rest = rest[end.upperBound...]
        equations += 1
        try audit.read(markup) {
          let text = markup.replacing(/<[^>]*>/, with: " ").split(separator: " ")
          return "\(page.lastPathComponent), \(number): " + text.joined(separator: " ")
        }
      }
    }
    #expect(audit.faults == [])
    #expect(audit.checked > 600, "\(audit.checked) of \(equations) in \(pages.count) pages")
    #expect(audit.approximate * 20 < audit.checked, "\(audit.approximate) ≈")
  }

  /// Lesson 27 says that both layers' gradients are larger at the end of the training than at its
  /// beginning: so its chart must.
  @Test(.enabled(if: report != nil)) func gradientsGrowAsLesson27Says() throws {
    let page = URL(filePath: try #require(report)).appending(path: "en/27-mnist.html")
    let text = try String(contentsOf: page, encoding: .utf8)
    let curves = text.matches(of: /layer \d: from (\S+) at 0 to (\S+) at \d+/)
    func number(_ printed: Substring) -> Double? {
      let raised: [Character] = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
      let plain = printed.map { sign in raised.firstIndex(of: sign).map(String.init) ?? "\(sign)" }
      return Double(plain.joined().replacing("×10⁻", with: "e-"))
    }
    // For screens and for phones.
    #expect(curves.count == 4)
    for curve in curves {
      let (first, last) = (try #require(number(curve.1)), try #require(number(curve.2)))
      #expect(first < last, "\(curve.0)")
    }
  }
}

private let report = ProcessInfo.processInfo.environment["BACKDRAW_REPORT"]
