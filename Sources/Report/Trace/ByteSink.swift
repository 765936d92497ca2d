/// What takes the bytes of a text as they are written.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes a text and a line break.
///
/// - Throws: The sink's error.
func writeLine(_ text: String = "", to sink: ByteSink) throws {
  var text = text + "\n"
  try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
}
