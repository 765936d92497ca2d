import Scene

/// A place in a list of contents.
package struct PageBookmark: Sendable, Hashable {
  /// What it is called.
  package let title: String
  /// The page, counted from 0.
  package let page: Int
  /// The distance from the page's top in pixels.
  package let top: Double
}

/// Pages with a list of contents: what is written as one PDF.
package protocol PagedDocument {
  /// The pages from the first to the last.
  var pages: [Scene] { get }
  /// The list of contents.
  var bookmarks: [PageBookmark] { get }
}
