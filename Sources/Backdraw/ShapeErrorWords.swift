public import Autodiff
import GraphLanguage
public import Wording

extension ShapeError {
  /// What is wrong with the operands of an operation, in a language.
  ///
  ///     do { _ = try a + b } catch { print(error.message(in: .korean)) }
  public func message(in language: Language) -> String { message[language] }
}

extension ShapeError: CustomStringConvertible {
  /// What is wrong, in English.
  public var description: String { message[.english] }
}
