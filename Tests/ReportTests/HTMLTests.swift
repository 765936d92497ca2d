import Scene
import Testing

@testable import Report

@Suite struct HTMLTests {
  @Test func textIsEscapedWhereItBecomesAPiece() {
    let row = HTML.element(
      "tr", .element("th", ["scope": "row", "title": "\"a\" & b", "class": nil], "a < b"),
      .element("td", HTML(markup: "<i>c</i>")))
    #expect(
      row.markup == "<tr><th scope=\"row\" title=\"&quot;a&quot; &amp; b\">a &lt; b</th>"
        + "<td><i>c</i></td></tr>")
    #expect(
      HTML.void("input", ["type": "radio", "checked": ""]).markup
        == "<input type=\"radio\" checked>")
  }

  @Test func whatPiecesNeedIsGatheredOnTheWayUp() {
    func picture(_ glyphs: [String], steps: Int = 0) -> HTML {
      HTML(
        SVGFragment(markup: "<svg/>", glyphs: glyphs.map { .init(id: $0, markup: "<path/>") }),
        links: [FigureLink(node: glyphs[0], place: "p", label: "")], steps: steps)
    }
    let page = HTML.element(
      "main", framed(picture(["a", "b"], steps: 3), label: "f"),
      [picture(["b", "c"]), picture(["a"], steps: 2)].joined(separator: ", "))
    #expect(page.needs.glyphs.map(\.id) == ["a", "b", "c"])
    #expect(page.needs.links.map(\.node) == ["a", "b", "a"])
    #expect(page.needs.steps == 3)
  }

  @Test func onlySoManyLinksHaveRules() {
    var needs = PageNeeds()
    needs.links = (0..<300).map { FigureLink(node: "n\($0)", place: "p", label: "") }
    #expect(needs.style().contains("#n199:") && !needs.style().contains("#n200:"))
    #expect(PageNeeds().style().isEmpty)
  }
}
