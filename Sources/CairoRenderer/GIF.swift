import CGIF
import Scene

extension Painter {
  /// Paints scenes of one size to a GIF that plays: the steps one after the other, the last one
  /// longer, and then from the beginning.
  ///
  /// All steps share one palette; of each step only the rectangle is written in which it differs
  /// from the one before ("Graphics Interchange Format, Version 89a", CompuServe 1990).
  ///
  /// - Parameters:
  ///   - scenes: the steps; at least one.
  ///   - playing: how long they take.
  ///   - scale: pixels of the GIF for each of the scenes'.
  /// - Throws: what ``png(_:scale:)`` throws.
  package func animatedGIF(
    _ scenes: [Scene], _ playing: Playing, scale: Double = 1
  ) throws(RenderError) -> [UInt8] {
    // Painted twice, so that not all of them are held at once.
    var counts: [UInt32: Int] = [:]
    var last: UInt32?
    for scene in scenes {
      var run = 0
      for color in try painted(scene, scale: scale).pixels().colors {
        if color == last {
          run += 1
        } else {
          if let last { counts[last, default: 0] += run }
          (last, run) = (color, 1)
        }
      }
      if let last { counts[last, default: 0] += run }
      last = nil
    }
    let palette = Palette(counts)
    var file: GIFFile?
    var before: [UInt8] = []
    for (index, scene) in scenes.enumerated() {
      let (width, height, colors) = try painted(scene, scale: scale).pixels()
      let places = colors.map(palette.place)
      let seconds = playing.duration(of: index + 1)
      if file == nil { file = try GIFFile(width: width, height: height, palette) }
      let part = Part.changed(places, before, width: width, height: height)
      try file?.add(part, of: places, width: width, seconds: seconds)
      before = places
    }
    return try file?.finish() ?? []
  }
}

/// A rectangle of pixels.
private struct Part {
  var left = 0
  var top = 0
  var width: Int
  var height: Int

  /// Where a picture differs from the one before; all of the first, one pixel where nothing does.
  static func changed(_ new: [UInt8], _ old: [UInt8], width: Int, height: Int) -> Part {
    guard old.count == new.count else { return Part(width: width, height: height) }
    var (left, right, top, bottom) = (width, -1, height, -1)
    for row in 0..<height {
      for column in 0..<width where new[row * width + column] != old[row * width + column] {
        left = min(left, column)
        right = max(right, column)
        top = min(top, row)
        bottom = row
      }
    }
    guard right >= 0 else { return Part(width: 1, height: 1) }
    return Part(left: left, top: top, width: right - left + 1, height: bottom - top + 1)
  }
}

/// A file that giflib writes; closed at the latest with its last use.
private final class GIFFile {
  private var file: UnsafeMutablePointer<GifFileType>?
  private var bytes: [UInt8] = []

  /// A file that plays for ever.
  init(width: Int, height: Int, _ palette: Palette) throws(RenderError) {
    var error: Int32 = 0
    file = EGifOpen(
      Unmanaged.passUnretained(self).toOpaque(),
      { file, data, length in
        guard let user = file?.pointee.UserData else { return 0 }
        let file = Unmanaged<GIFFile>.fromOpaque(user).takeUnretainedValue()
        file.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return length
      }, &error)
    guard file != nil else { throw Self.failure(error) }
    EGifSetGifVersion(file, true)
    // A palette of a GIF has 2ⁿ colours.
    var colors = palette.colors.map { color in
      GifColorType(
        Red: UInt8(color >> 16), Green: UInt8(color >> 8 & 0xFF), Blue: UInt8(color & 0xFF))
    }
    let bits = GifBitSize(Int32(max(2, colors.count)))
    while colors.count < 1 << bits { colors.append(GifColorType(Red: 0, Green: 0, Blue: 0)) }
    let map = GifMakeMapObject(Int32(colors.count), colors)
    defer { GifFreeMapObject(map) }
    try check(EGifPutScreenDesc(file, Int32(width), Int32(height), bits, 0, map))
    try check(EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE))
    let application = Array("NETSCAPE2.0".utf8)
    try check(EGifPutExtensionBlock(file, Int32(application.count), application))
    // Block 1: how often it plays again, 0 for ever.
    let again: [UInt8] = [1, 0, 0]
    try check(EGifPutExtensionBlock(file, Int32(again.count), again))
    try check(EGifPutExtensionTrailer(file))
  }

  /// Adds a step: a part of a picture, over what was there.
  func add(_ part: Part, of places: [UInt8], width: Int, seconds: Double) throws(RenderError) {
    var control = GraphicsControlBlock(
      DisposalMode: DISPOSE_DO_NOT, UserInputFlag: false,
      DelayTime: Int32((seconds * 100).rounded()), TransparentColor: NO_TRANSPARENT_COLOR)
    var block = [UInt8](repeating: 0, count: 4)
    let length = EGifGCBToExtension(&control, &block)
    try check(EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, Int32(length), block))
    try check(
      EGifPutImageDesc(
        file, Int32(part.left), Int32(part.top), Int32(part.width), Int32(part.height), false, nil))
    for row in part.top..<part.top + part.height {
      let start = row * width + part.left
      var line = Array(places[start..<start + part.width])
      try check(EGifPutLine(file, &line, Int32(line.count)))
    }
  }

  /// Ends the file and returns its bytes.
  func finish() throws(RenderError) -> [UInt8] {
    var error: Int32 = 0
    let isWhole = EGifCloseFile(file, &error) == GIF_OK
    file = nil
    guard isWhole else { throw Self.failure(error) }
    return bytes
  }

  deinit {
    var error: Int32 = 0
    if file != nil { _ = EGifCloseFile(file, &error) }
  }

  private func check(_ status: Int32) throws(RenderError) {
    guard status == GIF_OK else { throw Self.failure(file?.pointee.Error ?? 0) }
  }

  private static func failure(_ error: Int32) -> RenderError {
    let words = GifErrorString(error).map { String(cString: $0) }
    return .gif(words ?? "error \(error)")
  }
}
