import Scene

/// The style rules by which an SVG plays, without a script: layers appear, shine and travel, step by
/// step and then from the beginning. It stands while the pointer rests on it, and is whole for who
/// asks for reduced motion.
struct SVGAnimation {
  private let playing: Playing
  private let prefix: String

  init(_ playing: Playing, prefix: String) {
    self.playing = playing
    self.prefix = prefix
  }

  /// The word by which a layer's group takes part.
  static func className(_ timing: Timing) -> String {
    switch timing {
    case .from(let step, let faint): faint > 0 ? "plays-node-\(step)" : "plays-from-\(step)"
    case .during(let step): "plays-during-\(step)"
    case .travelling(let step, _): "plays-along-\(step)"
    }
  }

  /// The rules for the layers of a scene.
  func rules(for layers: [Layer]) -> String {
    var seen: Set<String> = []
    var text = ""
    for timing in layers.compactMap(\.timing) {
      let name = Self.className(timing)
      guard seen.insert(name).inserted else { continue }
      let duration = decimal(playing.duration)
      text += "@keyframes \(prefix)-\(name){\(frames(of: timing))}"
      text += "#\(prefix) .\(name){animation:\(prefix)-\(name) \(duration)s linear infinite}"
    }
    text += "#\(prefix):hover *{animation-play-state:paused}"
    return text + "@media (prefers-reduced-motion:reduce){#\(prefix) *{animation:none!important}}"
  }

  /// How long things take to appear, in parts of a step.
  private static let fade = 0.2
  /// How long a pulse travels, in parts of a step.
  private static let travel = 0.75

  private func frames(of timing: Timing) -> String {
    let start = playing.start(of: timing.step)
    let step = playing.stepDuration / playing.duration
    func percent(_ part: Double) -> String { decimal(part * 100, places: 3) + "%" }
    switch timing {
    case .from(_, let faint):
      let before = "opacity:\(decimal(faint))"
      return "0%,\(percent(start)){\(before)}"
        + "\(percent(start + Self.fade * step)),100%{opacity:1}"
    case .during:
      let end = start + step
      return "0%,\(percent(start)){opacity:0}\(percent(start + Self.fade * step)),"
        + "\(percent(end - Self.fade * step)){opacity:1}\(percent(end)),100%{opacity:0}"
    case .travelling:
      let end = start + Self.travel * step
      let tick = 0.02 * step
      return "0%,\(percent(start)){opacity:0;offset-distance:0%}"
        + "\(percent(start + tick)){opacity:1}\(percent(end)){opacity:1;offset-distance:100%}"
        + "\(percent(end + tick)),100%{opacity:0;offset-distance:100%}"
    }
  }
}
