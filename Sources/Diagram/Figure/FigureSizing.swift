import Scene

extension FigureOptions {
  /// A scene made as wide, and given as much room round it, as is asked for.
  func sized(_ scene: Scene) -> Scene {
    var room = scene.size
    if let aspect, aspect > 0, aspect.isFinite {
      room = Size(
        max(room.width, room.height * aspect), max(room.height, room.width / aspect))
    }
    var scale = 1.0
    if let width, width > 0, width.isFinite, room.width > 0 { scale = width / room.width }
    guard room != scene.size else { return scale == 1 ? scene : scene.scaled(by: scale) }
    var sheet = Scene(
      size: Size(room.width * scale, room.height * scale), title: scene.title,
      description: scene.description, language: scene.language)
    let corner = Point(
      (room.width - scene.size.width) / 2 * scale, (room.height - scene.size.height) / 2 * scale)
    sheet.place(scene, at: corner, scale: scale)
    return sheet
  }
}
