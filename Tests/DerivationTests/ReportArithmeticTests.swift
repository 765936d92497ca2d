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
}

private let report = ProcessInfo.processInfo.environment["BACKDRAW_REPORT"]
