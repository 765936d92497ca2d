/// What the page of an experiment shows, for `experiment.mustache`: of networks compared, of a
/// graph's layers, or of one that learned.
struct ExperimentModel {
  let title, lede: String
  let findings: [String]
  let sections: [Section]

  /// A heading, a sentence, and figures or tables.
  struct Section {
    let title, text: String
    let content: HTML
  }
}
