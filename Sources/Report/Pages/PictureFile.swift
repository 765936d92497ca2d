import Scene

/// A picture in a file beside a page, which a phone loads in place of a wider one on the page.
///
/// It has the page's colours, light or dark, and shows a step of a pass by its fragment: `figure.svg#s3`.
struct PictureFile: Sendable, Hashable {
  /// Where it stands, from the page's folder.
  let name: String
  /// The file's contents.
  let text: String
  /// The picture's extents.
  let size: Size

  /// A picture as a file.
  ///
  /// - Parameter steps: How many steps of a pass it shows one by one.
  init(_ picture: SVGFragment, name: String, size: Size, steps: Int = 0) {
    self.name = name
    self.size = size
    var rules = Page.colours(of: ":root")
    var places = ""
    if steps > 0 {
      rules += TimedRules.all
      for step in 1...steps {
        rules += TimedRules.time(of: step) + "#s\(step):target~svg{--step:\(step)}\n"
        places += "<g id=\"s\(step)\"/>"
      }
    }
    let glyphs = picture.glyphs.map { $0.markup + "\n" }.joined()
    let (width, height) = ("\(Int(size.width.rounded()))", "\(Int(size.height.rounded()))")
    text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
      + "viewBox=\"0 0 \(width) \(height)\">\n<style>\(escaped(rules))</style>\n"
      + "<defs>\n\(glyphs)</defs>\n\(places)\(picture.markup)\n</svg>\n"
  }

  /// The element that loads it, and the need for it.
  ///
  /// - Parameters:
  ///   - step: Which step it shows; the whole picture when left out.
  ///   - alternative: What it says to who does not see it; nothing where the page says the same.
  ///   - style: The class of the element.
  ///   - areas: The name of the map with the areas in it that lead somewhere.
  func image(
    step: Int? = nil, alternative: String = "", style: String? = nil, areas: String? = nil
  ) -> HTML {
    let image = HTML.void(
      "img",
      [
        "class": style, "loading": "lazy",
        "src": name + (step.map { "#s\($0)" } ?? ""), "alt": alternative,
        "usemap": areas.map { "#" + $0 },
        "width": "\(Int(size.width.rounded()))", "height": "\(Int(size.height.rounded()))",
      ])
    return HTML(markup: image.markup, needs: PageNeeds(files: [self]))
  }
}

/// The rules by which marks appear when their step has come, and stand out while it is shown.
enum TimedRules {
  /// The rules of all marks that have a step.
  static let all =
    ".timed{opacity:clamp(0,var(--step,99) - var(--at) + 1,1)}\n"
    + ".node.timed{opacity:clamp(.35,var(--step,99) - var(--at) + 1,1)}\n"
    + ".now{opacity:clamp(0,1 - max(var(--step,99) - var(--at),var(--at) - var(--step,99)),1)}\n"

  /// The rule of the marks of one step.
  static func time(of step: Int) -> String { ".at-\(step){--at:\(step)}" }
}
