/// A file that pages are made from, by the name of the file that takes its place.
package enum PageTemplate: String, CaseIterable, Sendable {
  /// The shell of every page.
  case page = "page.mustache"
  /// A derivation.
  case explain = "explain.mustache"
  case steps = "steps.mustache"
  case values = "values.mustache"
  case updates = "updates.mustache"
  case lesson = "lesson.mustache"
  case experiment = "experiment.mustache"
  case glossary = "glossary.mustache"
  case operations = "operations.mustache"
  case operation = "operation.mustache"
  case search = "search.mustache"
  case gallery = "gallery.mustache"
  case exhibit = "exhibit.mustache"
  /// The site's door, from which each language's contents are reached.
  case index = "index.mustache"
  case contents = "contents.mustache"
  /// The style sheet of all pages, without the colours of the themes.
  case style = "style.css"
  /// What is different where a derivation stands in a page of someone else's.
  case fragment = "fragment.css"
  /// What computes graphs anew on pages whose figures follow a reader's numbers.
  case computation = "computation.js"
  /// What writes these numbers into the figures, and asks for them.
  case live = "live.js"
  /// The script of pages that go through a figure's steps.
  case transport = "transport.js"
  /// The script of pages whose equations light the arrows of figures.
  case lights = "lights.js"

  /// Whether it is text with tags, and neither a style sheet nor a script.
  var hasTags: Bool {
    switch self {
    case .style, .fragment, .computation, .live, .transport, .lights: false
    case .page, .explain, .steps, .values, .updates, .lesson, .experiment, .glossary, .operations,
      .operation, .search, .gallery, .exhibit, .index, .contents:
      true
    }
  }

  /// The text that is built into the program.
  var builtIn: String {
    let bytes: [UInt8] =
      switch self {
      case .page: PackageResources.page_mustache
      case .explain: PackageResources.explain_mustache
      case .steps: PackageResources.steps_mustache
      case .values: PackageResources.values_mustache
      case .updates: PackageResources.updates_mustache
      case .lesson: PackageResources.lesson_mustache
      case .experiment: PackageResources.experiment_mustache
      case .glossary: PackageResources.glossary_mustache
      case .operations: PackageResources.operations_mustache
      case .operation: PackageResources.operation_mustache
      case .search: PackageResources.search_mustache
      case .gallery: PackageResources.gallery_mustache
      case .exhibit: PackageResources.exhibit_mustache
      case .index: PackageResources.index_mustache
      case .contents: PackageResources.contents_mustache
      case .style: PackageResources.style_css
      case .fragment: PackageResources.fragment_css
      case .computation: PackageResources.computation_js
      case .live: PackageResources.live_js
      case .transport: PackageResources.transport_js
      case .lights: PackageResources.lights_js
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
