import CCairo
import CHarfBuzz
import Synchronization

/// The one owner of a font whose file is in memory.
final class MemoryFace {
  /// The font as Cairo knows it.
  let cairo: OpaquePointer

  /// What letters come from, until the last of Cairo's caches has let go of them.
  private final class Source {
    let file: OpaquePointer
    let face: FT_Face

    init(file: OpaquePointer, face: FT_Face) {
      self.file = file
      self.face = face
    }

    deinit {
      FreeTypeLibrary.shared.close(face)
      hb_blob_destroy(file)
    }
  }

  /// The name under which a font keeps its source; its address counts.
  nonisolated(unsafe) private static let key = UnsafeMutablePointer<cairo_user_data_key_t>
    .allocate(capacity: 1)

  /// Opens a file, which is let go of in any case; nil where it is no font.
  init?(adopting file: OpaquePointer) {
    var length: UInt32 = 0
    guard let bytes = hb_blob_get_data(file, &length),
      let face = FreeTypeLibrary.shared.open(
        UnsafeRawBufferPointer(start: bytes, count: Int(length)))
    else {
      hb_blob_destroy(file)
      return nil
    }
    let source = Unmanaged.passRetained(Source(file: file, face: face))
    guard let cairo = cairo_ft_font_face_create_for_ft_face(face, Int32(FT_LOAD_NO_HINTING)),
      cairo_font_face_set_user_data(
        cairo, Self.key, source.toOpaque(),
        { source in
          guard let source else { return }
          Unmanaged<Source>.fromOpaque(source).release()
        }) == CAIRO_STATUS_SUCCESS
    else {
      source.release()
      return nil
    }
    self.cairo = cairo
  }

  deinit { cairo_font_face_destroy(cairo) }
}

/// FreeType, which opens and closes fonts one at a time.
private final class FreeTypeLibrary: Sendable {
  static let shared = FreeTypeLibrary()

  private let lock = Mutex(())
  /// Nil where there is no memory.
  nonisolated(unsafe) private let library: FT_Library?

  private init() {
    var library: FT_Library?
    self.library = FT_Init_FreeType(&library) == 0 ? library : nil
  }

  /// The font that some bytes are, which must stay; nil where they are none.
  func open(_ bytes: UnsafeRawBufferPointer) -> FT_Face? {
    nonisolated(unsafe) var face: FT_Face?
    nonisolated(unsafe) let bytes = bytes.assumingMemoryBound(to: FT_Byte.self)
    return lock.withLock { _ in
      FT_New_Memory_Face(library, bytes.baseAddress, FT_Long(bytes.count), 0, &face) == 0
    } ? face : nil
  }

  func close(_ face: FT_Face) {
    nonisolated(unsafe) let face = face
    _ = lock.withLock { _ in FT_Done_Face(face) }
  }
}
