import Testing

@testable import Report

@Suite struct SharedGlyphsTests {
  private static let page = """
    <svg><defs>
    <path id="a-g0" d="M1 1H2"/>
    <path id="a-g1" d="M3 3H4"/>
    </defs><g><use xlink:href="#a-g0" x="1" y="2"/><use xlink:href="#a-g1"/></g></svg>
    <svg><defs>
    <path id="b-g0" d="M3 3H4"/>
    <path id="b-arrow" d="M1 1H2"/>
    </defs><use xlink:href="#b-g0" x="5"/><use xlink:href="#b-arrow"/></svg>
    """

  @Test func figuresOfAPageShareTheirGlyphs() {
    let shared = """
      <svg><defs>
      <path id="g0" d="M1 1H2"/>
      <path id="g1" d="M3 3H4"/>
      </defs><g><use href="#g0" x="1" y="2"/><use href="#g1"/></g></svg>
      <svg><defs>
      <path id="b-arrow" d="M1 1H2"/>
      </defs><use href="#g1" x="5"/><use xlink:href="#b-arrow"/></svg>
      """
    #expect(Self.page.sharingGlyphs() == shared)
  }

  @Test func whatHasNoGlyphsStays() {
    let text = "<p>사과</p><path id=\"x\" d=\"M1 1\"/><use xlink:href=\"#x\"/>"
    #expect(text.sharingGlyphs() == text)
  }
}
