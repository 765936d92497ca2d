import Wording

extension String {
  /// The prose of a lesson with what paper needs and a screen does not: a number behind each link
  /// and a list of where they lead, and the folded answers on a page of their own.
  ///
  /// - Parameter title: What the page at an address is called; nil for an address elsewhere, which
  ///   is printed as it is.
  func linkedForPaper(_ language: Language, title: (String) -> String?) -> String {
    let isKorean = language == .korean
    let (text, links) = numberingLinks(title)
    var html = text
    let answers = answers
    if !answers.isEmpty {
      html += "<section class=\"paper answers\"><h2>\(isKorean ? "답" : "Answers")</h2><ol>"
      for answer in answers { html += "<li>\(answer)</li>" }
      html += "</ol></section>\n"
    }
    if !links.isEmpty {
      html += "<section class=\"paper links\"><h2>\(isKorean ? "링크" : "Links")</h2><ol>"
      for link in links { html += "<li>\(link)</li>" }
      html += "</ol></section>\n"
    }
    return html
  }

  /// Each link to another page with its number behind it, and where they lead.
  private func numberingLinks(_ title: (String) -> String?) -> (text: String, links: [String]) {
    var links: [String] = []
    var text = ""
    var rest = self[...]
    while let open = rest.firstRange(of: "<a href=\"") {
      guard let quote = rest[open.upperBound...].firstIndex(of: "\""),
        let close = rest[quote...].firstRange(of: "</a>")
      else { break }
      let address = String(rest[open.upperBound..<quote])
      text += rest[..<close.upperBound]
      rest = rest[close.upperBound...]
      // What leads within the page or to a term says nothing on paper.
      if address.hasPrefix("#") || address.hasPrefix("glossary.html") { continue }
      let name = title(String(address.prefix { $0 != "#" })).map(escaped) ?? address
      if !links.contains(name) { links.append(name) }
      text += "<sup class=\"paper\">\((links.firstIndex(of: name) ?? 0) + 1)</sup>"
    }
    return (text + rest, links)
  }

  /// What stands in the folded parts, without their summaries.
  private var answers: [String] {
    var answers: [String] = []
    var rest = self[...]
    while let open = rest.firstRange(of: "</summary>") {
      guard let close = rest[open.upperBound...].firstRange(of: "</details>") else { break }
      let answer = String(rest[open.upperBound..<close.lowerBound])
      // A folded figure stays where it is: its ids stand once.
      if !answer.contains(" id=\"") { answers.append(answer) }
      rest = rest[close.upperBound...]
    }
    return answers
  }
}
