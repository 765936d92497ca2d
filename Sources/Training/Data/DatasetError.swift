import Wording

/// What is wrong with a data file, and what to do, in one line of either language.
package struct DatasetError: Error, Sendable, Hashable {
  /// Which of the two files.
  package enum Kind: Sendable, Hashable { case images, labels }

  /// The file that is wrong.
  package let kind: Kind
  /// What is wrong and what to do.
  package let message: Bilingual

  init(_ kind: Kind, en english: String, ko korean: String) {
    self.kind = kind
    message = Bilingual(en: english, ko: korean)
  }
}

extension DatasetError: CustomStringConvertible {
  /// The English message.
  package var description: String { message.english }
}
