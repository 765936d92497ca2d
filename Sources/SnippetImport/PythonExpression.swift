/// An expression of Python, as far as numbers are computed with it.
struct PythonExpression: Sendable {
  indirect enum Kind: Sendable {
    case number(String)
    case name(String)
    case text(String)
    case list([PythonExpression])
    case sign(String, PythonExpression)
    case binary(String, PythonExpression, PythonExpression)
    /// In brackets.
    case group(PythonExpression)
    case attribute(PythonExpression, String)
    case call(PythonExpression, [Argument])
    case subscripted(PythonExpression, [Index])
  }

  /// An argument of a call, with its keyword.
  struct Argument: Sendable {
    let keyword: String?
    let value: PythonExpression
  }

  /// What stands in square brackets, for one axis.
  enum Index: Sendable {
    case entry(PythonExpression)
    /// From, to, step.
    case range(PythonExpression?, PythonExpression?, PythonExpression?)
  }

  let kind: Kind
  let place: SnippetPlace

  /// `torch.nn.functional.relu` where it is names and dots alone.
  var dotted: String? {
    switch kind {
    case .name(let name): name
    case .attribute(let base, let name): base.dotted.map { $0 + "." + name }
    case .number, .text, .list, .sign, .binary, .group, .call, .subscripted: nil
    }
  }
}
