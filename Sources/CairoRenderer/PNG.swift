import CCairo
import Scene

extension Painter {
  /// Paints a scene to a PNG on the theme's paper.
  ///
  /// - Parameter scale: pixels of the PNG for each of the scene's.
  /// - Throws: ``RenderError/tooManyPixels(width:height:)`` beyond 32,767 a side or 2²⁷ in all,
  ///   and the errors of ``svg(_:options:)``.
  package func png(_ scene: Scene, scale: Double = 1) throws(RenderError) -> [UInt8] {
    try painted(scene, scale: scale).finish()
  }

  /// A scene in pixels.
  func painted(_ scene: Scene, scale: Double) throws(RenderError) -> Canvas {
    try check(scene)
    guard scale > 0, scale.isFinite else { throw .badScale(scale) }
    // What binary fractions add to a length is no pixel.
    let width = (scene.size.width * scale - 1e-6).rounded(.up)
    let height = (scene.size.height * scale - 1e-6).rounded(.up)
    guard width <= 32_767, height <= 32_767, width * height <= 134_217_728 else {
      throw .tooManyPixels(width: width, height: height)
    }
    let canvas = try Canvas.make(.pixels, width: width, height: height)
    cairo_scale(canvas.context, scale, scale)
    try paint(scene, on: canvas)
    return canvas
  }
}
