import Diagram
import Scene
import Testing

@testable import Sheets

/// Pages end where a reader would turn them.
@Suite struct PageBreakTests {
  private func line(_ height: Double, staysWithNext: Bool = false) -> Strip {
    Strip(MathBox(width: 10, ascent: height), before: 10, staysWithNext: staysWithNext)
  }

  private let breaks = PageBreaks(height: 400)

  @Test func nothingReachesBelowThePageAndNothingIsLost() {
    let strips: [Strip] = (0..<90).map { (number: Int) in
      let height = 10 + number * 7 % 60
      return line(Double(height), staysWithNext: number % 4 == 0)
    }
    let pages = breaks.pages(of: strips)
    #expect(pages.joined().count == strips.count)
    for page in pages {
      #expect(page.allSatisfy { $0.top >= 0 && $0.top + $0.strip.height <= 400.01 })
      for (a, b) in zip(page, page.dropFirst()) { #expect(b.top >= a.top + a.strip.height) }
    }
  }

  @Test func aHeadingIsNotLeftAlone() {
    let strips = (0..<7).map { _ in line(40) } + [line(30, staysWithNext: true), line(40)]
    let pages = breaks.pages(of: strips)
    #expect(pages.allSatisfy { $0.last?.strip.staysWithNext != true })
  }

  @Test func theLastPageIsNotNearlyEmpty() {
    let pages = breaks.pages(of: (0..<17).map { _ in line(40) })
    #expect(pages.count == 3)
    let last = pages[2].last.map { $0.top + $0.strip.height } ?? 0
    #expect(last > 0.3 * 400)
    // One line too many comes onto the page before.
    #expect(breaks.pages(of: (0..<9).map { _ in line(36.5) }).count == 1)
  }

  @Test func whatIsHigherThanAPageIsMadeSmaller() {
    let pages = breaks.pages(of: [line(20), line(900), line(20)])
    #expect(pages.joined().allSatisfy { $0.strip.height <= 400 })
  }

  @Test func aTableSaysItsTitlesOnEachPage() {
    let head = MathBox(width: 10, ascent: 20)
    var rows = (0..<30).map { _ in line(30) }
    for row in rows.indices { rows[row].head = head }
    let pages = breaks.pages(of: [line(20, staysWithNext: true)] + rows)
    #expect(pages.count > 2)
    for page in pages.dropFirst() {
      #expect(page[0].repeatsHead && page[0].top >= 20)
      #expect(page.dropFirst().allSatisfy { !$0.repeatsHead })
    }
  }
}
