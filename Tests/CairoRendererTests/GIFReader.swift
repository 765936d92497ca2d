import CGIF

/// A GIF as giflib reads it.
struct GIFReader {
  struct Step {
    /// Hundredths of a second.
    let delay: Int
    /// Of the rectangle that is written.
    let size: (width: Int, height: Int)
    /// The whole picture, row by row.
    let colors: [UInt32]
  }

  let width: Int
  let height: Int
  private(set) var steps: [Step] = []

  struct Unreadable: Error {
    let code: Int32
  }

  private final class Source {
    var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }
  }

  init(_ bytes: [UInt8]) throws {
    let source = Source(bytes)
    var error: Int32 = 0
    let opened = withExtendedLifetime(source) {
      DGifOpen(
        Unmanaged.passUnretained(source).toOpaque(),
        { file, buffer, length in
          guard let user = file?.pointee.UserData, let buffer else { return 0 }
          let source = Unmanaged<Source>.fromOpaque(user).takeUnretainedValue()
          let taken = source.rest.prefix(Int(length))
          for (index, byte) in taken.enumerated() { buffer[index] = byte }
          source.rest = source.rest.dropFirst(taken.count)
          return Int32(taken.count)
        }, &error)
    }
    guard let file = opened else { throw Unreadable(code: error) }
    defer { _ = DGifCloseFile(file, &error) }
    guard withExtendedLifetime(source, { DGifSlurp(file) }) == GIF_OK else {
      throw Unreadable(code: file.pointee.Error)
    }
    (width, height) = (Int(file.pointee.SWidth), Int(file.pointee.SHeight))
    guard let map = file.pointee.SColorMap?.pointee else { throw Unreadable(code: -1) }
    var canvas = [UInt32](repeating: 0, count: width * height)
    for index in 0..<Int(file.pointee.ImageCount) {
      let image = file.pointee.SavedImages[index]
      let place = image.ImageDesc
      for row in 0..<Int(place.Height) {
        for column in 0..<Int(place.Width) {
          let entry = map.Colors[Int(image.RasterBits[row * Int(place.Width) + column])]
          let target = (Int(place.Top) + row) * width + Int(place.Left) + column
          canvas[target] =
            UInt32(entry.Red) << 16 | UInt32(entry.Green) << 8 | UInt32(entry.Blue)
        }
      }
      var control = GraphicsControlBlock()
      _ = DGifSavedExtensionToGCB(file, Int32(index), &control)
      steps.append(
        Step(
          delay: Int(control.DelayTime), size: (Int(place.Width), Int(place.Height)),
          colors: canvas))
    }
  }
}
