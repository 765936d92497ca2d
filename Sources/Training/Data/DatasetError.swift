import Wording

/// What is wrong with a data file, and what to do, in one line of either language.
package struct DatasetError: Error, Sendable, Hashable {
  /// Which of the two files.
  package enum Kind: Sendable, Hashable {
    case images, labels

    /// What the file is called in a sentence.
    var name: Bilingual {
      switch self {
      case .images: Bilingual(en: "images", ko: "이미지")
      case .labels: Bilingual(en: "labels", ko: "레이블")
      }
    }

    /// How many axes its IDX file has.
    var axes: Int {
      switch self {
      case .images: 3
      case .labels: 1
      }
    }

    /// The other of the two files.
    var other: Kind {
      switch self {
      case .images: .labels
      case .labels: .images
      }
    }
  }

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
  package var description: String { message[.english] }
}
