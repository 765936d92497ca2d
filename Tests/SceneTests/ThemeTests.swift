import Scene
import Testing

@Suite struct ThemeTests {
  /// WCAG 2's relative luminance.
  private func luminance(_ color: Color) -> Double {
    func linear(_ byte: UInt8) -> Double {
      let c = Double(byte) / 255
      return c <= 0.04045 ? c / 12.92 : power24((c + 0.055) / 1.055)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  /// x^2.4 = x² · (x²)^(1/5), the fifth root by Newton's method.
  private func power24(_ x: Double) -> Double {
    var root = 0.5
    for _ in 0..<60 {
      let fourth = root * root * root * root
      root -= (fourth * root - x * x) / (5 * fourth)
    }
    return x * x * root
  }

  private func contrast(_ a: Color, _ b: Color) -> Double {
    let (la, lb) = (luminance(a), luminance(b))
    return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
  }

  @Test func contrastIsThatOfThePublishedColours() {
    #expect(abs(contrast(Theme.light.color(.forward), Color(0xFFFFFF)) - 6.7) < 0.05)
    #expect(abs(contrast(Theme.light.color(.backward), Color(0xFFFFFF)) - 5.2) < 0.05)
    #expect(abs(contrast(Theme.dark.color(.forward), Color(0x111827)) - 8.3) < 0.05)
    #expect(abs(contrast(Theme.dark.color(.backward), Color(0x111827)) - 8.6) < 0.05)
    #expect(abs(contrast(Theme.safe.color(.forwardText), Color(0xFFFFFF)) - 5.2) < 0.05)
    #expect(abs(contrast(Theme.safe.color(.backwardText), Color(0xFFFFFF)) - 5.1) < 0.05)
  }

  @Test(arguments: Theme.all) func textStandsOutFromEveryPaperItLiesOn(theme: Theme) {
    for role in Role.allCases where role.carriesText {
      for paper in [Role.background, .node, .band, .highlight] {
        let ratio = contrast(theme.color(role), theme.color(paper))
        #expect(ratio >= 4.5, "\(theme.name): \(role) on \(paper) has \(ratio)")
      }
    }
  }

  @Test(arguments: Theme.all) func linesOfThePassesStandOut(theme: Theme) {
    for role in [Role.forward, .backward, .ink] {
      #expect(contrast(theme.color(role), theme.color(.background)) >= 3)
    }
  }

  @Test(arguments: Theme.all) func passesDifferWithoutColour(theme: Theme) {
    #expect(theme.pen(.backward).width >= 2 * theme.pen(.forward).width)
    #expect(theme.pen(.backward).dash != theme.pen(.forward).dash)
  }

  @Test func printHasNoColour() {
    for role in Role.allCases {
      let color = Theme.print.color(role)
      #expect(color.red == color.green && color.green == color.blue)
    }
  }

  @Test(arguments: Theme.all) func heatMapsTellNegativeZeroAndPositiveApart(theme: Theme) {
    // Zero has one colour, whether there are negative numbers or not.
    #expect(theme.color(.sequential, sample: 0) == theme.color(.diverging, sample: 128))
    let (low, zero, high) = (
      theme.color(.diverging, sample: 1), theme.color(.diverging, sample: 128),
      theme.color(.diverging, sample: 255)
    )
    #expect(low != zero && zero != high && low != high)
    #expect(high == theme.color(.sequential, sample: 255))
  }

  @Test func themesAreFoundByName() {
    #expect(Theme.named("safe") == .safe)
    #expect(Theme.named("neon") == nil)
  }

  @Test func styleSheetNamesVariablesAfterRoles() {
    #expect(StyleSheet.variables(.light).contains("--backward-text:#CC3311;"))
    #expect(
      StyleSheet.rules(.light, fills: [.forward], strokes: [.series1], scope: "#f1")
        == "#f1 .fill-forward{fill:var(--forward,#00694C)}"
        + "#f1 .stroke-series-1{stroke:var(--series-1,#2F5FD0)}")
  }
}
