public import Wording

/// Why a graph could not be read, or a figure or a derivation not be made: the place, what is wrong,
/// and what to do, in the language that was asked for.
///
///     do {
///       try Figure(Graph(source: "y = x * 2")).write(to: "y.svg")
///     } catch {
///       print(error)   // <source>:1:5: error: undefined name 'x' …
///     }
///
/// Operands whose shapes do not fit are a `ShapeError` instead: it comes from recording.
public struct BackdrawError: Error, Sendable, Hashable {
  /// What kind of thing went wrong.
  public enum Kind: Sendable, Hashable {
    /// The graph's text cannot be understood; `diagnostics` says where and why.
    case badGraph
    /// A file cannot be read.
    case unreadableFile
    /// A file cannot be written; what stood there before is unchanged.
    case unwritableFile
    /// The ending of a file's name is that of no picture.
    case unknownEnding
    /// There is no variable, function, layer or operation of a name.
    case unknownName
    /// A width, a scale or another number makes no sense.
    case badOption
    /// The computation has no neurons to be drawn as a network.
    case noNeurons
    /// A font is not installed, or none has a character that is needed.
    case missingFont
    /// The picture would be larger than can be drawn.
    case tooLarge
    /// The drawing library failed.
    case drawingFailed
  }

  /// What kind of thing went wrong.
  public let kind: Kind
  /// The errors of a graph's text in the order of their places, at most 20; empty for other kinds.
  public let diagnostics: [Graph.Diagnostic]
  /// The language of the description.
  public let language: Language
  private let text: Bilingual

  init(
    _ kind: Kind, _ text: Bilingual, in language: Language, diagnostics: [Graph.Diagnostic] = []
  ) {
    self.kind = kind
    self.text = text
    self.language = language
    self.diagnostics = diagnostics
  }

  /// The whole message in a language.
  public func message(in language: Language) -> String { text[language] }
}

extension BackdrawError: CustomStringConvertible {
  /// The whole message in the language that was asked for.
  public var description: String { text[language] }
}
