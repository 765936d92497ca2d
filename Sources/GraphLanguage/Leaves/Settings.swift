import Autodiff
import Wording

// Literals that somebody set in the place of a leaf's own. Each is a text of its own, with places and
// errors of its own.

extension GraphParser {
  /// The setting of a leaf, if there is one.
  func setting(of name: String?) -> GraphInputs.Setting? {
    guard let name else { return nil }
    return inputs.settings.first { $0.name == name }
  }

  /// The literal that is set in a leaf's place; nil where it is none, or of another shape than is
  /// asked for, which is reported.
  mutating func replacement(
    by setting: GraphInputs.Setting, for name: String, in shape: Shape?
  ) -> Tensor<Double>? {
    usedSettings.insert(name)
    guard case .success(let source) = SourceText.read(Array(setting.text.utf8), file: setting.place)
    else { return nil }
    var parser = GraphParser(source: source)
    parser.inputs = GraphInputs(
      seed: inputs.seed ?? settings.seed, reader: inputs.reader)
    parser.builder.memory = builder.memory
    parser.definedNames = [name]
    let value = try? parser.readSetting(of: name, in: shape)
    if parser.diagnostics.count > 0 {
      settingFlaws += parser.diagnostics.diagnostics(names: parser.names).errors
    }
    if value == nil { program.isPoisoned = true }
    return value
  }

  private mutating func readSetting(
    of name: String, in shape: Shape?
  ) throws(SyntaxFailure) -> Tensor<Double>? {
    _ = try takeName()
    guard take(.equals) else { throw unexpected(.equals) }
    let location = token.location
    try parseExpression()
    guard token.kind == .end else { throw unexpected(.operatorOrEnd) }
    guard let steps = program.constantSteps(from: 0) else {
      if program.isPoisoned { return nil }
      throw fail(location, .literalNeeded(name))
    }
    let value = try workedOut(steps, at: location)
    if let shape, value.shape != shape {
      throw fail(location, .settingShape(name, value.shape, shape))
    }
    return value
  }

  /// What is wrong with the settings, once all names are known; nil where all is well.
  mutating func wrongSettings() -> Diagnostics? {
    var errors = settingFlaws
    for (index, setting) in inputs.settings.enumerated() {
      let name = setting.name
      let isTwice = inputs.settings[..<index].contains { $0.name == name }
      guard isTwice || !usedSettings.contains(name) else { continue }
      let isComputed = computedSettings.contains(setting)
      // A leaf that could not be read has its own error.
      if !isTwice, !isComputed, case .unknown? = names[name] { continue }
      let message: Message =
        isTwice
        ? .settingTwice(name)
        : isComputed || names[name] != nil
          ? .settingComputed(name) : .settingUnknown(name, leaves: builder.leafNames)
      guard
        case .success(let source) = SourceText.read(Array(setting.text.utf8), file: setting.place)
      else { continue }
      errors.append(
        Diagnostic(
          file: setting.place, place: SourcePlace(line: 1, column: 1), severity: .error,
          message: message.text, help: message.help, excerpt: Excerpt(around: 0, in: source)))
    }
    guard !errors.isEmpty else { return nil }
    let shown = errors.prefix(DiagnosticList.limit)
    return Diagnostics(
      errors: Array(shown), omitted: errors.count - shown.count, concernsSettings: true)
  }
}
