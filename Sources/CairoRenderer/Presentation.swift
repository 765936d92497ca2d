import CZlib
import Formats
import Scene

extension Painter {
  /// Writes scenes as a presentation for PowerPoint and its like, a slide each, in shapes that they
  /// edit.
  ///
  /// - Parameters:
  ///   - notes: what is said to each slide, a paragraph each; none where left out.
  ///   - font: a family in place of those that all of them have.
  /// - Throws: ``RenderError/noPages`` without scenes, and what ``check(_:)`` throws.
  package func presentation(
    _ scenes: [Scene], notes: [[String]] = [], preferring font: String? = nil
  ) throws(RenderError) -> [UInt8] {
    guard !scenes.isEmpty else { throw .noPages }
    for scene in scenes { try check(scene) }
    let writer = PresentationWriter(theme: theme, measure: text, preferring: font)
    var archive = ZIPArchive()
    for part in writer.parts(scenes, notes: notes) {
      let bytes = Array(part.text.utf8)
      archive.add(part.path, bytes, deflated: deflated(bytes))
    }
    return archive.finish()
  }

  /// Bytes as RFC 1951 has them; nil where zlib has no memory for it.
  private func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    // RFC 1950 puts two bytes before them and a sum of four behind.
    var count = compressBound(UInt(bytes.count))
    var wrapped = [UInt8](repeating: 0, count: Int(count))
    guard compress2(&wrapped, &count, bytes, UInt(bytes.count), 9) == Z_OK, count > 6 else {
      return nil
    }
    return Array(wrapped[2..<(Int(count) - 4)])
  }
}
