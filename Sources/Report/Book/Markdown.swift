import CMark

/// CommonMark to HTML; what is written as HTML stays, for the marks that lessons put in.
func html(fromMarkdown text: String) -> String {
  guard let pointer = cmark_markdown_to_html(text, text.utf8.count, CMARK_OPT_UNSAFE) else {
    return ""
  }
  defer { pointer.deallocate() }
  return String(cString: pointer)
}
