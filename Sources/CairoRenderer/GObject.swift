import CPango

/// The one owner of a GLib object.
struct GObject: ~Copyable {
  private let pointer: UnsafeMutableRawPointer

  init(adopting pointer: UnsafeMutableRawPointer?, doing: String) throws(RenderError) {
    guard let pointer else { throw .cairo(doing: doing, message: "no object was made") }
    self.pointer = pointer
  }

  init(adopting pointer: OpaquePointer?, doing: String) throws(RenderError) {
    try self.init(adopting: pointer.map { UnsafeMutableRawPointer($0) }, doing: doing)
  }

  deinit { g_object_unref(pointer) }

  /// The object as a type of which C says nothing.
  var opaque: OpaquePointer { OpaquePointer(pointer) }

  /// The object as a C type.
  func `as`<T>(_ type: T.Type) -> UnsafeMutablePointer<T> {
    pointer.assumingMemoryBound(to: type)
  }
}
