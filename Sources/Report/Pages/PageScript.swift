/// A script of a page: a template, without what people read in its source, and a call of it.
struct PageScript {
  private let text: String

  /// - Parameters:
  ///   - template: The template.
  ///   - call: What is run behind it; nothing when left out.
  init(_ template: String, call: String = "") {
    let lines = template.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty && !$0.hasPrefix("//") }
    text = "\n{\n" + lines.joined(separator: "\n") + "\n" + call + "}\n"
  }

  /// What the page's policy calls it.
  var digest: String { ScriptDigest.of(text) }

  /// The element.
  var html: HTML { HTML(markup: "<script>" + text + "</script>\n") }
}
