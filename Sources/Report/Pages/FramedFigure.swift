import Diagram
import Scene

extension FigureWriter {
  /// A chart as a figure of a page, with a narrower one in its place on a phone.
  ///
  /// - Parameters:
  ///   - name: What its ids begin with.
  ///   - label: What a reader of the page is told it is; its title when left out.
  ///   - chart: Makes the chart, no wider than so many pixels, or as wide as it is.
  /// - Throws: What the painter throws.
  func figure(
    name: String, label: String? = nil, chart: (_ width: Double?) -> Scene
  ) throws -> HTML {
    let scene = chart(nil)
    let width = FigureFrame.phonePage.width
    let phone = scene.size.width > width ? chart(width) : nil
    return framed(try picture(scene, phone: phone, name), label: label ?? scene.title)
  }

  /// A scene as a figure of a page.
  ///
  /// - Parameters:
  ///   - name: What its ids begin with.
  ///   - label: What a reader of the page is told it is.
  /// - Throws: What the painter throws.
  func figure(_ scene: Scene, name: String, label: String) throws -> HTML {
    framed(try picture(scene, name), label: label)
  }
}

/// A picture in a frame that scrolls where it is wider than the page.
///
/// - Parameters:
///   - label: What the frame is called.
///   - isAcross: Whether it is printed on a sheet that lies across.
func framed(_ picture: HTML, label: String, isAcross: Bool = false) -> HTML {
  .element(
    "figure", ["class": isAcross ? "wide across" : "wide"],
    .element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": label], picture))
    + "\n"
}
