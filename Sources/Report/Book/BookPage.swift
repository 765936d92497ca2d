import Concurrency
import Diagram
import Formats
import Wording

/// What one page is made from, beside what every page knows of all others; nothing else can find its
/// way to the page.
protocol PageContent: Sendable {
  /// The page, from the site's root.
  var path: String { get }
  /// The experiments whose results it shows.
  var experiments: Set<Experiment> { get }
  /// Adds all that it is made from to a fingerprint.
  ///
  /// - Parameter links: The page's links, where what there is beside the book's own pages matters.
  func add(to fingerprint: inout Fingerprint, _ links: PageLinks)
  /// The page and the files beside it; the page is the first of them.
  ///
  /// - Throws: What is wrong with a text or a graph, and what the painter throws.
  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File]
}

extension PageContent {
  /// None.
  var experiments: Set<Experiment> { [] }
}

/// A page of the book that has not been made yet.
package struct BookPage: Sendable {
  /// Where it will stand, from the site's root.
  package let path: String
  /// The fingerprint of all that it is made from: with the same one its files have the same bytes.
  package let inputs: String
  /// The experiments whose results it shows.
  package let experiments: Set<Experiment>
  private let make: @Sendable (ExperimentResults, FigureWriter) throws -> [Book.File]

  /// A page of some content.
  ///
  /// - Parameters:
  ///   - data: The fingerprint of what experiments see.
  ///   - exists: Whether there is a file at a path from the site's root.
  init(
    _ content: some PageContent, _ shell: BookShell, data: String,
    _ exists: @escaping @Sendable (String) -> Bool
  ) {
    let links = PageLinks(page: content.path, exists: exists)
    var fingerprint = Fingerprint(of: [shell.inputs, content.path])
    if !content.experiments.isEmpty { fingerprint.add(data) }
    content.add(to: &fingerprint, links)
    path = content.path
    inputs = fingerprint.text()
    experiments = content.experiments
    make = { results, figures in
      try content.files(shell, links, results.only(content.experiments), figures)
    }
  }

  /// The page and the files beside it.
  fileprivate func files(
    _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    try make(results, figures)
  }
}

extension [BookPage] {
  /// The files of each page, made on several threads; the experiments that pages show are run beside
  /// the pages that show none.
  ///
  /// - Parameters:
  ///   - run: Runs an experiment.
  ///   - figures: Makes a painter of figures, for each of the threads.
  ///   - progress: Called with the path of each page that is done, from any thread.
  /// - Throws: `TemplateError` for a lesson's fault, `Diagnostics` for a graph's, and what experiments
  ///   and the painter throw.
  package func files(
    running run: @escaping @Sendable (Experiment) throws -> ExperimentResults,
    figures: @escaping @Sendable () throws -> FigureWriter,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> [[Book.File]] {
    // Each graph is arranged once, for all frames and languages.
    let memory = FigureMemory()
    let wanted = Experiment.allCases.filter { experiment in
      contains { $0.experiments.contains(experiment) }
    }
    var files = [[Book.File]](repeating: [], count: count)
    var results = ExperimentResults()
    func carryOut(_ tasks: [Task]) throws {
      let known = results
      let outcomes = try tasks.concurrentMap(
        context: { _ in
          var figures = try figures()
          figures.memory = memory
          return figures
        }
      ) { task, figures in
        switch task {
        case .experiment(let experiment): return Outcome.results(try run(experiment))
        case .page(let index):
          defer { progress(self[index].path) }
          return .files(index, try self[index].files(known, figures))
        }
      }
      for outcome in outcomes {
        switch outcome {
        case .results(let more): results.add(more)
        case .files(let index, let made): files[index] = made
        }
      }
    }
    let (plain, showing) = (
      indices.filter { self[$0].experiments.isEmpty },
      indices.filter { !self[$0].experiments.isEmpty }
    )
    try carryOut(wanted.map(Task.experiment) + plain.map(Task.page))
    try carryOut(showing.map(Task.page))
    return files
  }
}

/// What is carried out by one thread.
private enum Task: Sendable {
  case experiment(Experiment)
  case page(Int)
}

/// What became of it.
private enum Outcome: Sendable {
  case results(ExperimentResults)
  case files(Int, [Book.File])
}
