import Wording

/// Where a graph's file of tensors may lie: beside the graph, or in a folder below.
package enum TensorPath {
  /// Why a path is refused by its letters alone; nil where it leads nowhere else. Whoever opens the
  /// file must still see whether a link leads out.
  ///
  ///     TensorPath.flaw(of: "data/x.npy")   // nil
  package static func flaw(of path: String) -> Flaw? {
    if path.isEmpty { return .empty }
    // A backslash parts folders elsewhere, and a NUL ends a path for the system.
    if path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\") { return .absolute }
    if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return .absolute
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.contains("..") ? .leaves : nil
  }

  /// What to do where there is no such file.
  package static let remedy = Bilingual(
    en:
      "a path begins in the folder of the graph file, or where the program runs where there is none",
    ko: "경로는 그래프 파일이 있는 폴더에서, 그래프 파일이 없으면 프로그램을 실행한 폴더에서 시작합니다")

  /// Why a path is refused.
  package enum Flaw: Error, Sendable, Hashable {
    /// It names nothing.
    case empty
    /// It does not begin at the graph's folder, or has letters that no such path has.
    case absolute
    /// It leads out of the graph's folder, by `..` or by a link.
    case leaves
    /// What lies there is no file: a folder, a device, a pipe.
    case notAFile

    /// What is wrong, in one sentence.
    package var message: Bilingual {
      switch self {
      case .empty: Bilingual(en: "the path is empty", ko: "경로가 비어 있습니다")
      case .absolute:
        Bilingual(
          en: "a path begins in the folder of the graph file", ko: "경로는 그래프 파일이 있는 폴더에서 시작합니다")
      case .leaves:
        Bilingual(
          en: "the path leads out of the folder of the graph file",
          ko: "경로가 그래프 파일이 있는 폴더를 벗어납니다")
      case .notAFile: Bilingual(en: "this is no file", ko: "파일이 아닙니다")
      }
    }

    /// What to do about it.
    package var help: Bilingual {
      Bilingual(
        en: "put the file beside the graph and write load(\"x.npy\")",
        ko: "파일을 그래프 곁에 두고 load(\"x.npy\")처럼 쓰십시오")
    }
  }
}
