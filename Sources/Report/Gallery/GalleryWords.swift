import Derivation
import Diagram
import Scene
import Wording

/// The words of the gallery's pages.
enum GalleryWords {
  static let title = Bilingual(en: "Gallery", ko: "갤러리")

  static func lede(_ count: Int) -> Bilingual {
    Bilingual(
      en:
        "\(count) graphs that a course draws, from one gate to a transformer block. Each is drawn "
        + "for a slide, for A4 and for a phone; take what you need, with the command that made it.",
      ko: "수업에서 그리는 그래프 \(count)개를 게이트 하나부터 트랜스포머 블록까지 모았습니다. 그래프마다 "
        + "슬라이드, A4, 휴대전화에 맞게 그렸으니 필요한 것을 명령까지 함께 가져가십시오.")
  }

  static let source = Bilingual(en: "The graph", ko: "그래프")
  static let lessons = Bilingual(en: "Lessons that treat it", ko: "이 내용을 다루는 강의")
  static let examples = Bilingual(en: "Examples in the gallery", ko: "갤러리의 예제")

  /// What a frame is called.
  static func name(of frame: FigureFrame.Name) -> Bilingual {
    switch frame {
    case .slide: Bilingual(en: "Slide", ko: "슬라이드")
    case .a4: Bilingual(same: "A4")
    case .letter: Bilingual(same: "Letter")
    case .column: Bilingual(en: "Column", ko: "단")
    case .phone: Bilingual(en: "Phone", ko: "휴대전화")
    }
  }

  /// What is drawn in place of the whole graph.
  static func name(of part: GalleryFigure.Part) -> Bilingual {
    switch part {
    case .whole: Bilingual(en: "the graph", ko: "그래프")
    case .network: Bilingual(en: "the network", ko: "신경망 보기")
    case .collapsed: Bilingual(en: "its parts collapsed", ko: "묶음 접기")
    case .forward: Bilingual(en: "the forward pass alone", ko: "순전파만")
    case .backward: Bilingual(en: "the backward pass alone", ko: "역전파만")
    }
  }

  /// How large the smallest number is in a figure, and what it takes to be read.
  static func size(of figure: GalleryFigure) -> Bilingual {
    let frame = FigureFrame.named(figure.frame)
    // Sizes on paper are in points.
    let unit = frame.unit == .px ? LengthUnit.px : .pt
    func sized(_ pixels: Double) -> String {
      Numerals().text((pixels / unit.pixels * 10).rounded() / 10) + " \(unit)"
    }
    guard let size = figure.numberSize else { return Bilingual(same: "") }
    let (smallest, needed) = (sized(size), sized(frame.readable))
    return figure.isReadable
      ? Bilingual(
        en: "The smallest number is \(smallest) high; it takes \(needed) to be read.",
        ko: "가장 작은 수의 크기는 \(smallest)이고, \(needed)부터 읽을 수 있습니다.")
      : Bilingual(
        en:
          "Not everything can be read here: the smallest number is \(smallest) high, and it takes "
          + "\(needed).",
        ko: "여기서는 다 읽히지 않습니다. 가장 작은 수의 크기가 \(smallest)인데 \(needed)는 되어야 합니다.")
  }

  /// That repeated parts are drawn as one.
  static let folded = Bilingual(
    en: "So that it fits, repeated parts are drawn as one node.",
    ko: "자리에 맞도록 되풀이되는 부분을 노드 하나로 접었습니다.")

  /// What leads from a figure that cannot be read to what helps.
  static func remedy(_ figures: [GalleryFigure]) -> Bilingual {
    let parts = figures.map(\.part)
    return if parts.contains(.network) {
      Bilingual(en: "What helps: the network of neurons.", ko: "신경망으로 그리면 읽힙니다.")
    } else if parts.contains(.collapsed) {
      Bilingual(
        en: "What helps: each layer or function as one node.", ko: "층이나 함수를 노드 하나로 접으면 읽힙니다.")
    } else if parts.count == 2 {
      Bilingual(en: "What helps: a figure for each pass.", ko: "순전파와 역전파를 따로 그리면 읽힙니다.")
    } else if parts.isEmpty {
      Bilingual(
        en: "Nothing that was tried helps: use a larger frame.",
        ko: "다른 보기로도 읽히지 않으니 더 넓은 자리에 그리십시오.")
    } else {
      Bilingual(
        en: "What helps: one pass alone; the other takes a larger frame.",
        ko: "한쪽 전파만 그리면 읽히고, 나머지는 더 넓은 자리에 그려야 합니다.")
    }
  }
}
