/// Writes an expression of Python in the graph language.
struct ExpressionTranslation {
  /// What the names of the snippet are called in the graph.
  let names: [String: String]
  /// The functions of the snippet that are defined above.
  var functions: [String: SnippetTranslation.Function] = [:]
  /// The names of all functions that it defines somewhere.
  var functionNames: Set<String> = []

  /// The text; an expression binds as tightly as it did, since both languages agree in that.
  func text(_ expression: PythonExpression) throws(SnippetComplaint) -> String {
    switch expression.kind {
    case .number(let text): return text
    case .name(let name):
      if let known = names[name] { return known }
      if ["True", "False"].contains(name) { return name.lowercased() }
      throw SnippetComplaint(expression.place, .name(name))
    case .text: throw SnippetComplaint(expression.place, .operation("\""))
    case .list(let items): return "[" + (try texts(items)).joined(separator: ", ") + "]"
    case .sign(let sign, let operand): return (sign == "-" ? "-" : "") + (try text(operand))
    case .binary(let sign, let left, let right):
      let operation = sign == "**" ? "^" : sign
      let space = operation == "^" ? "" : " "
      return (try text(left)) + space + operation + space + (try text(right))
    case .group(let inner): return "(" + (try text(inner)) + ")"
    case .attribute(let base, let name): return try attribute(base, name, expression)
    case .call(let function, let arguments): return try call(function, arguments)
    case .subscripted(let base, let indices):
      let written = try indices.map { index throws(SnippetComplaint) in try self.index(index) }
      return (try operand(base)) + "[" + written.joined(separator: ", ") + "]"
    }
  }

  private func texts(_ items: [PythonExpression]) throws(SnippetComplaint) -> [String] {
    var found: [String] = []
    for item in items { found.append(try text(item)) }
    return found
  }

  /// An expression behind which something can stand.
  private func operand(_ expression: PythonExpression) throws(SnippetComplaint) -> String {
    switch expression.kind {
    case .binary, .sign: "(" + (try text(expression)) + ")"
    case .number, .name, .text, .list, .group, .attribute, .call, .subscripted: try text(expression)
    }
  }

  private func index(_ index: PythonExpression.Index) throws(SnippetComplaint) -> String {
    switch index {
    case .entry(let entry): return try text(entry)
    case .range(let from, let to, let step):
      var written = ""
      if let from { written += try text(from) }
      written += ":"
      if let to { written += try text(to) }
      if let step { written += ":" + (try text(step)) }
      return written
    }
  }

  private func attribute(
    _ base: PythonExpression, _ name: String, _ whole: PythonExpression
  ) throws(SnippetComplaint) -> String {
    if let path = whole.dotted, let module = base.dotted,
      names[String(path.prefix { $0 != "." })] == nil, ForeignCalls.modules.contains(module)
    {
      switch name {
      case "pi", "e", "inf": return name
      default: throw SnippetComplaint(whole.place, .function(path))
      }
    }
    switch name {
    case "T": return (try operand(base)) + ".T"
    case "data": return try text(base)
    default: throw SnippetComplaint(whole.place, .attribute(name))
    }
  }

  // MARK: Calls

  private func call(
    _ function: PythonExpression, _ arguments: [PythonExpression.Argument]
  ) throws(SnippetComplaint) -> String {
    if let path = function.dotted {
      let parts = path.split(separator: ".").map(String.init)
      let module = parts.dropLast().joined(separator: ".")
      if parts.count == 1, functionNames.contains(path) {
        guard let own = functions[path] else { throw SnippetComplaint(function.place, .name(path)) }
        return try written(own, arguments, named: path, at: function.place)
      }
      if parts.count == 1 || names[parts[0]] == nil {
        if ForeignCalls.draws(path) { throw SnippetComplaint(function.place, .draws(path)) }
        guard parts.count == 1 || ForeignCalls.modules.contains(module) else {
          throw SnippetComplaint(function.place, .function(path))
        }
        return try written(parts[parts.count - 1], arguments, named: path, at: function.place)
      }
    }
    guard case .attribute(let base, let method) = function.kind else {
      throw SnippetComplaint(function.place, .operation("("))
    }
    return try self.method(method, of: base, arguments, at: function.place)
  }

  /// A call of a function of the snippet; arguments by keyword take their parameters' places.
  private func written(
    _ function: SnippetTranslation.Function, _ arguments: [PythonExpression.Argument],
    named path: String, at place: SnippetPlace
  ) throws(SnippetComplaint) -> String {
    var values: [String: String] = [:]
    for (position, argument) in arguments.enumerated() {
      guard
        let parameter = argument.keyword
          ?? (position < function.parameters.count ? function.parameters[position] : nil),
        function.parameters.contains(parameter), values[parameter] == nil
      else { throw SnippetComplaint(argument.value.place, .arguments(path)) }
      values[parameter] = try text(argument.value)
    }
    let written = function.parameters.compactMap { values[$0] }
    guard written.count == function.parameters.count else {
      throw SnippetComplaint(place, .arguments(path))
    }
    return function.name + "(" + written.joined(separator: ", ") + ")"
  }

  private func method(
    _ name: String, of base: PythonExpression, _ arguments: [PythonExpression.Argument],
    at place: SnippetPlace
  ) throws(SnippetComplaint) -> String {
    if ForeignCalls.passing.contains(name) { return try text(base) }
    let values = arguments.filter { $0.keyword == nil }.map(\.value)
    switch name {
    case "t", "transpose":
      if values.isEmpty { return (try operand(base)) + ".T" }
      throw SnippetComplaint(place, .arguments(name))
    case "view", "reshape", "permute", "expand", "broadcast_to":
      // The extents may stand side by side.
      let shape = values.count == 1 && isList(values[0]) ? values[0] : list(values, at: place)
      let known = name == "view" ? "reshape" : ForeignCalls.names[name] ?? name
      return known + "(" + (try text(base)) + ", " + (try text(shape)) + ")"
    case "size", "backward", "detach", "numel":
      throw SnippetComplaint(place, .method(name))
    default:
      let isKnown =
        ForeignCalls.same.contains(name) || ForeignCalls.names[name] != nil
        || ForeignCalls.operators[name] != nil
      guard isKnown else { throw SnippetComplaint(place, .method(name)) }
      let first = PythonExpression.Argument(keyword: nil, value: base)
      return try written(name, [first] + arguments, named: name, at: place)
    }
  }

  private func isList(_ expression: PythonExpression) -> Bool {
    if case .list = expression.kind { return true }
    return false
  }

  private func list(_ values: [PythonExpression], at place: SnippetPlace) -> PythonExpression {
    PythonExpression(kind: .list(values), place: place)
  }

  /// A call of a function by its own name, without its module.
  private func written(
    _ name: String, _ arguments: [PythonExpression.Argument], named path: String,
    at place: SnippetPlace
  ) throws(SnippetComplaint) -> String {
    let values = arguments.filter { $0.keyword == nil }.map(\.value)
    if ForeignCalls.makers.contains(name) {
      guard let value = values.first else { throw SnippetComplaint(place, .arguments(path)) }
      return try text(value)
    }
    if name == "linear", (2...3).contains(values.count) {
      let product = (try operand(values[0])) + " @ " + (try operand(values[1])) + ".T"
      return values.count == 2 ? product : "(" + product + " + " + (try text(values[2])) + ")"
    }
    if let sign = ForeignCalls.operators[name] {
      guard values.count == 2, arguments.count == 2 else {
        throw SnippetComplaint(place, .arguments(path))
      }
      return "(" + (try operand(values[0])) + " \(sign) " + (try operand(values[1])) + ")"
    }
    switch name {
    case "log1p" where values.count == 1: return "log(1 + " + (try text(values[0])) + ")"
    case "rsqrt" where values.count == 1: return "(1 / sqrt(" + (try text(values[0])) + "))"
    case "negative" where values.count == 1: return "(-" + (try operand(values[0])) + ")"
    case "embedding" where values.count == 2:
      // PyTorch's comes with the numbers first.
      return "embedding(" + (try text(values[1])) + ", " + (try text(values[0])) + ")"
    default: break
    }
    guard ForeignCalls.same.contains(name) || ForeignCalls.names[name] != nil else {
      throw SnippetComplaint(place, .function(path))
    }
    let known = ForeignCalls.names[name] ?? name
    return known + "(" + (try joined(arguments, of: known, named: path, at: place)) + ")"
  }

  private func joined(
    _ arguments: [PythonExpression.Argument], of function: String, named path: String,
    at place: SnippetPlace
  ) throws(SnippetComplaint) -> String {
    var written: [String] = []
    var keywords: [String] = []
    for (position, argument) in arguments.enumerated() {
      if let keyword = argument.keyword {
        guard let known = ForeignCalls.keywords[keyword] else {
          throw SnippetComplaint(argument.value.place, .keyword(keyword, of: path))
        }
        if let known { keywords.append("\(known)=" + (try text(argument.value))) }
      } else if position == 0, ["concat", "stack"].contains(function),
        case .list(let parts) = argument.value.kind
      {
        written += try texts(parts)
      } else if position == 0, function == "einsum", case .text(let equation) = argument.value.kind
      {
        written.append("\"\(equation)\"")
      } else if position == 1, Self.axisFunctions.contains(function) {
        // An axis may stand in its place there, and has its keyword here.
        keywords.append("axis=" + (try text(argument.value)))
      } else {
        written.append(try text(argument.value))
      }
    }
    return (written + keywords).joined(separator: ", ")
  }

  /// Functions whose second argument is an axis.
  private static let axisFunctions: Set<String> = [
    "sum", "mean", "prod", "var", "std", "logsumexp", "argmax", "softmax", "log_softmax", "concat",
    "stack",
  ]
}
