import Autodiff

/// What the nodes of a graph are called in a program: their names where Python takes them, `u1`, `u2`
/// where they have none. No two are called alike, and none as Python's own words.
struct PythonNames {
  private var names: [NodeID: String] = [:]

  /// Names the nodes of a trace.
  ///
  /// - Parameter functions: What the program calls by name beside Python's own words.
  init(_ trace: Trace<Double>, taken functions: Set<String> = []) {
    let designations = Designations(trace.annotations)
    var taken = Self.reserved.union(functions)
    func unique(_ name: String) -> String {
      var (candidate, number) = (name, 2)
      while taken.contains(candidate) || taken.contains("d_" + candidate) {
        candidate = "\(name)_\(number)"
        number += 1
      }
      taken.insert(candidate)
      taken.insert("d_" + candidate)
      return candidate
    }
    var unnamed = 0
    for node in trace.nodes {
      if let name = designations.text(node) ?? trace.annotations.names[node] {
        names[node] = unique(Self.identifier(name))
      } else {
        unnamed += 1
        names[node] = unique("u\(unnamed)")
      }
    }
  }

  /// The name of a node.
  subscript(node: NodeID) -> String { names[node] ?? "u0" }

  /// The name of its gradient.
  func gradient(of node: NodeID) -> String { "d_" + self[node] }

  /// A name as Python takes it: what is no letter and no digit becomes an underscore.
  private static func identifier(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        scalar.isASCII
        ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        : scalar.properties.isAlphabetic
      if isPlain {
        text.unicodeScalars.append(scalar)
      } else if let digit = scalar.properties.numericValue, digit == digit.rounded() {
        text += "\(Int(digit))"
      } else if !text.hasSuffix("_") {
        text += "_"
      }
    }
    while text.hasSuffix("_") { text.removeLast() }
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else {
      return "n" + text
    }
    return text
  }

  /// Python's words, and what the programs call by name.
  private static let reserved: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield",
    "np", "jnp", "jax", "math", "torch", "F", "check", "forward", "Value", "print", "abs", "max",
    "min", "range", "len", "sys", "parameters", "gradients", "values",
    "gradient", "pull_back", "functools", "int", "float",
  ]
}
