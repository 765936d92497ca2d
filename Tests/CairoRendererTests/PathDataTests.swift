import CCairo
import Scene
import Testing

@testable import CairoRenderer

@Suite struct PathDataTests {
  private func text(_ elements: [Path.Element]) throws -> String {
    let data = try PathTracer().data(of: Path(elements))
    return String(decoding: data.bytes, as: UTF8.self)
  }

  static let paths: [([Path.Element], String)] = [
    (
      [.move(Point(100, 10)), .line(Point(120, 10)), .line(Point(120.5, 10.5)), .close],
      "M100 10h20l.5.5Z"
    ),
    ([.move(Point(1, 1)), .line(Point(2, 2)), .line(Point(3, 3.5))], "M1 1 2 2 3 3.5"),
    (
      [.move(Point(100, 100)), .line(Point(101.25, 99)), .line(Point(102.504, 98))],
      "M100 100l1.25-1 1.25-1"
    ),
    (
      [
        .move(.zero), .curve(.zero, Point(5, 5), Point(9, 5)),
        .curve(Point(13, 5), Point(18, 0), Point(18, 0)),
      ], "M0 0S5 5 9 5s9-5 9-5"
    ),
    (
      [
        .move(Point(300, 300)), .line(Point(300, 310)), .close, .move(Point(301, 300)),
        .line(Point(301, 310)), .close,
      ], "M300 300v10Zm1 0v10Z"
    ),
    // Moves that nothing is drawn after say nothing.
    ([.move(Point(7, 7)), .move(Point(1, 2)), .line(Point(5, 2)), .move(Point(9, 9))], "M1 2H5"),
    ([.move(Point(9, 9))], ""),
    ([], ""),
    // −0.004 is 0, 12.996 is 13.
    ([.move(Point(-0.004, -0.25)), .line(Point(12.996, -0.5))], "M0-.25 13-.5"),
  ]

  @Test(arguments: paths) func pathsSayNothingTwice(elements: [Path.Element], data: String) throws {
    #expect(try text(elements) == data)
  }

  /// What Cairo traces is where it was told, however the layer is placed.
  @Test(arguments: [0.01, 1, 40]) func placesStayThoseOfTheLayer(scale: Double) throws {
    let tracer = try PathTracer()
    tracer.place(
      Placement(offset: Point(123.456, -7), scale: scale), in: Size(1_000_000 * scale, 9))
    let far = Path.line(from: Point(-12_345.67, 0), to: Point(1_000_000, 9.87))
    let text = String(decoding: try tracer.data(of: far).bytes, as: UTF8.self)
    let numbers = text.dropFirst().split(separator: " ").compactMap { Double($0) }
    #expect(numbers.count == 4)
    for (number, exact) in zip(numbers, [-12_345.67, 0, 1_000_000, 9.87]) {
      // Cairo rounds to 256ths of a pixel, here an eighth of one of the picture's at least.
      #expect(abs(number - exact) * min(1, scale) <= 0.0051, "\(text)")
    }
  }
}
