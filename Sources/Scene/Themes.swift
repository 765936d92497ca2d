// The four themes. Colours of the passes are those of the project's design: contrasts by WCAG,
// colour-blind distances after Machado et al. (2009). No pair of colours survives a grey printer,
// so in every theme the backward pass is also bolder and in long dashes.

extension Theme {
  /// Green and red on white: the default.
  package static let light = Theme(
    name: "light", isDark: false, negative: Color(0x6B3FA0), positive: Color(0xA87400),
    pen: { pen($0) }
  ) { role in
    switch role {
    case .ink: Color(0x1F2937)
    case .muted: Color(0x576070)
    case .line: Color(0x8A93A1)
    case .grid: Color(0xE3E6EB)
    case .background: Color(0xFFFFFF)
    case .node: Color(0xFFFFFF)
    case .band: Color(0xF3F4F6)
    case .bandText: Color(0x576070)
    case .highlight: Color(0xFFF6D6)
    case .kink: Color(0x7A3FA0)
    case .forward, .forwardText: Color(0x00694C)
    case .backward, .backwardText: Color(0xCC3311)
    case .series1: Color(0x2F5FD0)
    case .series2: Color(0x8A6100)
    case .series3: Color(0x9C2F8A)
    case .series4: Color(0x4B5563)
    case .series5: Color(0x0B76A0)
    case .series6: Color(0x6D45C4)
    case .series7: Color(0x7A4E2D)
    case .series8: Color(0x5B2A5E)
    }
  }

  /// Light marks on a dark screen.
  package static let dark = Theme(
    name: "dark", isDark: true, negative: Color(0xB79CF2), positive: Color(0xE5C158),
    pen: { pen($0) }
  ) { role in
    switch role {
    case .ink: Color(0xE5E7EB)
    case .muted: Color(0xA3ABB8)
    case .line: Color(0x7B8494)
    case .grid: Color(0x2B3546)
    case .background: Color(0x111827)
    case .node: Color(0x182133)
    case .band: Color(0x1C2638)
    case .bandText: Color(0xA9B1BD)
    case .highlight: Color(0x3A3318)
    case .kink: Color(0xCDA6F5)
    case .forward, .forwardText: Color(0x56C596)
    case .backward, .backwardText: Color(0xFF9A76)
    case .series1: Color(0x8FB3FF)
    case .series2: Color(0xE5C158)
    case .series3: Color(0xE59BD8)
    case .series4: Color(0xB8C0CC)
    case .series5: Color(0x6FC6EE)
    case .series6: Color(0xB9A0FF)
    case .series7: Color(0xD2A583)
    case .series8: Color(0xD58FD5)
    }
  }

  /// Blue and orange, far apart for every kind of colour vision.
  package static let safe = Theme(
    name: "safe", isDark: false, negative: Color(0x6B3FA0), positive: Color(0x8A6100),
    pen: { pen($0, dashesSeries: true) }
  ) { role in
    switch role {
    case .forward, .forwardText: Color(0x0072B2)
    case .backward: Color(0xD55E00)
    case .backwardText: Color(0xB84E00)
    case .series1: Color(0x2B2B2B)
    case .series2: Color(0x9C2F8A)
    case .series3: Color(0x00706A)
    case .series4: Color(0x5F6672)
    case .series5: Color(0x6D45C4)
    case .ink, .muted, .line, .grid, .background, .node, .band, .bandText, .highlight, .kink,
      .series6, .series7, .series8:
      light.color(role)
    }
  }

  /// Black and grey, for paper.
  package static let print = Theme(
    name: "print", isDark: false, negative: Color(0xFFFFFF), zero: Color(0xB8B8B8),
    positive: Color(0x000000), pen: { pen($0, dashesSeries: true) }
  ) { role in
    switch role {
    case .ink: Color(0x000000)
    case .muted: Color(0x4D4D4D)
    case .line: Color(0x808080)
    case .grid: Color(0xD9D9D9)
    case .background: Color(0xFFFFFF)
    case .node: Color(0xFFFFFF)
    case .band: Color(0xF0F0F0)
    case .bandText: Color(0x404040)
    case .highlight: Color(0xE8E8E8)
    case .kink: Color(0x000000)
    case .forward, .forwardText: Color(0x555555)
    case .backward, .backwardText: Color(0x000000)
    case .series1: Color(0x000000)
    case .series2: Color(0x666666)
    case .series3: Color(0x333333)
    case .series4: Color(0x5C5C5C)
    case .series5: Color(0x1A1A1A)
    case .series6: Color(0x5F5F5F)
    case .series7: Color(0x404040)
    case .series8: Color(0x525252)
    }
  }

  private static func pen(_ role: Role, dashesSeries: Bool = false) -> Pen {
    switch role {
    case .forward: return Pen(width: 1.25)
    case .backward: return Pen(width: 2.5, dash: [9, 2.5])
    case .grid: return Pen(width: 0.75)
    case .line: return Pen(width: 1)
    case .series1: return Pen(width: 1.75)
    case .series2: return Pen(width: 1.75, dash: dashesSeries ? [6, 3] : [])
    case .series3: return Pen(width: 1.75, dash: dashesSeries ? [2, 2] : [])
    case .series4: return Pen(width: 1.75, dash: dashesSeries ? [8, 3, 2, 3] : [])
    case .series5: return Pen(width: 1.25)
    case .series6: return Pen(width: 1.25, dash: dashesSeries ? [6, 3] : [])
    case .series7: return Pen(width: 1.25, dash: dashesSeries ? [2, 2] : [])
    case .series8: return Pen(width: 1.25, dash: dashesSeries ? [8, 3, 2, 3] : [])
    case .ink, .muted, .background, .node, .band, .bandText, .highlight, .kink, .forwardText,
      .backwardText:
      return Pen(width: 1.25)
    }
  }
}
