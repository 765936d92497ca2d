import Scene
import Testing

@testable import Diagram

@Suite struct FrameTests {
  @Test func stepsFollowTheTwoPasses() throws {
    let frames = try figure(Lesson.square).frames()
    #expect(
      frames.steps.map(\.className) == ["step-f1", "step-f3", "step-b3", "step-b1", "step-b0"])
    #expect(frames.scenes.count == 5)
  }

  @Test func nothingJumpsBetweenFrames() throws {
    let figure = try figure(Lesson.network)
    let places = figure.scene.layers.filter { $0.node != nil }.map(\.items)
    for scene in figure.frames().scenes {
      #expect(scene.size == figure.scene.size)
      #expect(scene.layers.filter { $0.classes[0] == "node" }.map(\.items) == places)
    }
  }

  @Test func whatComesLaterIsNotYetThere() throws {
    let frames = try figure(Lesson.apples).frames()
    #expect(!frames.scene(0).words(in: "forward").contains("220"))
    #expect(frames.scene(1).words(in: "backward").isEmpty)
    #expect(frames.scene(2).words(in: "backward") == ["1.1", "200", "1"])
    #expect(frames.scene(3).words(in: "backward") == ["2.2", "110", "1.1", "200", "1"])
  }

  @Test func layeredSceneCarriesEveryStep() throws {
    let frames = try figure(Lesson.apples).frames()
    for (number, step) in frames.steps.enumerated() {
      let at = "at-\(number + 1)"
      #expect(
        frames.layered.layers.contains {
          $0.classes == ["now", step.className, at] && $0.opacity == 0 && !$0.items.isEmpty
        })
      #expect(frames.layered.layers.contains { $0.classes.suffix(2) == ["timed", at] })
    }
  }

  /// Each arrow has a line by which a page lights it, once the arrow is there; a figure that is not
  /// asked for them has none.
  @Test func arrowsAreLitOnceTheyAreThere() throws {
    #expect(try figure(Lesson.apples).scene.layers.allSatisfy { $0.classes[0] != "arrow" })
    var options = FigureOptions()
    options.lightsArrows = true
    let figure = try figure(Lesson.apples, options)
    let lines = figure.frames().layered.layers.filter { $0.classes[0] == "arrow" }
    // Steps 1 and 2 go forward, 3 and 4 come back: price, then the apple's price and count.
    #expect(lines.map(\.classes).contains(["arrow", "c4-0", "g3", "at-3"]))
    #expect(lines.map(\.classes).contains(["arrow", "c3-1", "g1", "at-4"]))
    #expect(lines.map(\.classes).contains(["arrow", "v3", "at-1"]))
    #expect(lines.allSatisfy { $0.opacity == 0 && $0.items.count == 1 })
    let forward = figure.seen(.forward).scene.layers.filter { $0.classes[0] == "arrow" }
    #expect(forward.map { $0.classes[1] }.sorted() == (0...4).map { "v\($0)" })
  }

  @Test func onePassAlone() throws {
    let figure = try figure(Lesson.apples)
    #expect(figure.frames(pass: .forward).steps.allSatisfy { $0.pass == .forward })
    // Seen forward alone, everything stands where it stands with the way back.
    let whole = figure.frames(pass: .backward).layered
    let forward = figure.seen(.forward)
    let alone = forward.frames(pass: .forward).layered
    #expect(alone.size == whole.size)
    #expect(alone.layers.allSatisfy { $0.classes[0] != "backward" })
    #expect(
      alone.layers.filter { $0.classes[0] == "node" }.map(\.items)
        == whole.layers.filter { $0.classes[0] == "node" }.map(\.items))
    #expect(!forward.description.contains("Backward") && figure.description.contains("Backward"))
    #expect(figure.frames(pass: .backward).steps.map(\.className) == ["step-b4", "step-b3"])
  }

  // MARK: Playing

  @Test func everyStepPlaysOnce() throws {
    let figure = try figure(Lesson.apples)
    let scene = figure.frames().animated
    #expect(scene.playing?.steps == 4)
    #expect(scene.size == figure.scene.size)
    for step in 1...4 {
      #expect(scene.layers.count { $0.timing == .during(step: step) } == 1)
    }
    // Forward, each result flows on along one arrow; backward, along the two of its operands.
    func pulses(_ step: Int) -> Int {
      scene.layers.count {
        if case .travelling(step, _) = $0.timing { true } else { false }
      }
    }
    #expect((1...4).map(pulses) == [1, 1, 3, 2])
    // Where nothing plays, what is seen in one step only is not there, and all else is.
    let still = scene.layers.filter { !$0.isMomentary && $0.classes != ["ghost"] }
    #expect(Set(still.flatMap(\.items)) == Set(figure.scene.layers.flatMap(\.items)))
  }

  @Test func aNetworkPlaysWholeArrows() throws {
    let figure = try NetworkFigure(try trace(Lesson.network), measuring: MonospaceMeasure())
    let scene = figure.frames().animated
    #expect(scene.playing?.steps == 8)
    let pulses = scene.layers.count { layer in
      if case .travelling(1, _) = layer.timing { true } else { false }
    }
    // σ₁ flows into one neuron, along one line that the weight interrupts.
    #expect(pulses == 1)
  }
}
