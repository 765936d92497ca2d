import Foundation
import Testing

/// `render --fit`, `--width` and `--aspect`: figures have the size that is asked for, and numbers can
/// be read.
@Suite struct FitTests {
  private static let apples = "apple = 100; count = 2; price = apple * count"
  /// Ten operations in a line.
  private static let long: String = {
    var text = "x = 0.5; y0 = x * 1.5\n"
    for step in 1...10 {
      text += "w\(step) = 0.\(step)\ny\(step) = tanh(y\(step - 1) * w\(step))\n"
    }
    return text
  }()

  private struct Document: Decodable {
    let width: Double
    let height: Double
    let numberSize: Double?
    let rows: Int
    let direction: String
    let means: [String]?
  }

  private func layout(_ graph: String, _ arguments: String...) throws -> Document {
    let run = try Program.run(
      ["render", "-", "--format", "layout", "--language", "en"] + arguments, input: graph)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
  }

  // MARK: Exact sizes

  /// The width and height in an SVG's head.
  private func extents(ofSVG text: String) -> (width: Double, height: Double)? {
    guard let match = text.firstMatch(of: /viewBox="0 0 ([\d.]+) ([\d.]+)"/),
      let width = Double(match.output.1), let height = Double(match.output.2)
    else { return nil }
    return (width, height)
  }

  /// The pixels in a PNG's head.
  private func extents(ofPNG data: Data) -> (width: Int, height: Int) {
    func number(_ place: Int) -> Int { data[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }

  /// The points in a PDF's page.
  private func extents(ofPDF data: Data) -> (width: Double, height: Double)? {
    let text = String(decoding: data, as: UTF8.self)
    guard let match = text.firstMatch(of: /MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]/),
      let width = Double(match.output.1), let height = Double(match.output.2)
    else { return nil }
    return (width, height)
  }

  @Test(arguments: [
    ("16:9", 1600, 900), ("4:3", 1024, 768), ("1:1", 777, 777), ("21:9", 1680, 720),
    ("3:4", 900, 1200),
    ("1.5:1", 1200, 800),
  ])
  func sizesAreExact(_ aspect: String, _ width: Int, _ height: Int) throws {
    let folder = Folder()
    let files = ["a.svg", "a.png", "a.pdf"].map { folder.path($0) }
    for graph in [Self.apples, Self.long] {
      let run = try Program.run(
        ["render", "-", "--aspect", aspect, "--width", "\(width)", "--quiet"]
          + files.flatMap { ["-o", $0] }, input: graph)
      #expect(run.status == 0 && run.errors.isEmpty)
      let svg = try #require(extents(ofSVG: folder.text("a.svg")))
      #expect(svg == (Double(width), Double(height)))
      #expect(extents(ofPNG: folder.data("a.png")) == (width, height))
      let pdf = try #require(extents(ofPDF: folder.data("a.pdf")))
      #expect(abs(pdf.width - Double(width) * 0.75) < 0.01)
      #expect(abs(pdf.height - Double(height) * 0.75) < 0.01)
    }
  }

  /// Without a width the aspect is exact, too, in whole pixels.
  @Test(arguments: [("16:9", 16, 9), ("4:3", 4, 3), ("1:1", 1, 1), ("3:2", 3, 2)])
  func aspectsAreExact(_ aspect: String, _ width: Int, _ height: Int) throws {
    let folder = Folder()
    for graph in [Self.apples, Self.long] {
      let run = try Program.run(
        ["render", "-", "--aspect", aspect, "-o", folder.path("a.png")], input: graph)
      #expect(run.status == 0)
      let size = extents(ofPNG: folder.data("a.png"))
      #expect(size.width * height == size.height * width)
    }
  }

  @Test(arguments: ["333", "1000.5", "1601"]) func widthsAreExact(_ width: String) throws {
    for graph in [Self.apples, Self.long] {
      #expect(try layout(graph, "--width", width, "--quiet").width == Double(width))
    }
  }

  @Test(arguments: [
    ("slide", 1920.0, 1080.0...1080.0, 24.0), ("a4", 604.724, 10...933.543, 8),
    ("letter", 627.024, 10...867.024, 8), ("column", 302.362, 10...20_000, 8),
    ("phone", 390, 10...20_000, 12), ("1280x720px", 1280, 720...720, 16),
    ("160x100mm", 604.724, 377.952...377.953, 8), ("6x4in", 576, 384...384, 8),
    ("720x480pt", 960, 640...640, 8), ("900x600", 900, 600...600, 13.333),
  ])
  func framesAreFilled(
    _ frame: String, _ width: Double, _ heights: ClosedRange<Double>, _ readable: Double
  ) throws {
    for graph in [Self.apples, Self.long] {
      let document = try layout(graph, "--fit", frame, "--quiet")
      #expect(document.width == width && heights.contains(document.height), "\(document)")
      #expect(try #require(document.numberSize) >= readable, "\(document)")
    }
  }

  /// A figure says how large it is in its frame's unit.
  @Test(arguments: [
    ("slide", "width=\"1920\" height=\"1080\""), ("a4", "width=\"160mm\""),
    ("160x100mm", "width=\"160mm\" height=\"100mm\""),
    ("6.5x4in", "width=\"6.5in\" height=\"4in\""),
    ("320x200pt", "width=\"320pt\" height=\"200pt\""), ("phone", "width=\"390\""),
  ])
  func unitsAreTheFrames(_ frame: String, _ attributes: String) throws {
    let run = try Program.run(
      "render", "-", "--format", "svg", "--fit", frame, "--quiet", input: Self.apples)
    #expect(run.status == 0 && run.output.contains(attributes))
  }

  // MARK: Means

  @Test func aGraphThatFitsStaysAsItIs() throws {
    let document = try layout(Self.apples, "--fit", "slide")
    #expect(document.rows == 1 && document.direction == "lr" && document.means == nil)
  }

  @Test func aLongGraphTurns() throws {
    let slide = try layout(Self.long, "--fit", "slide", "--direction", "lr")
    #expect(slide.rows > 1 && slide.means == ["rows"] && slide.direction == "lr")
    let tall = try layout(Self.long, "--fit", "a4")
    #expect(tall.means != nil)
  }

  @Test func aDirectionThatIsGivenStays() throws {
    for direction in ["lr", "tb"] {
      for frame in ["slide", "a4", "phone"] {
        let document = try layout(
          Self.long, "--fit", frame, "--direction", direction, "--quiet")
        #expect(document.direction == direction)
      }
    }
  }

  @Test func widthAndAspectChooseALayout() throws {
    #expect(try layout(Self.long, "--width", "600", "--quiet").means != nil)
    #expect(try layout(Self.long, "--aspect", "4:3").means != nil)
    #expect(try layout(Self.apples, "--width", "600").means == nil)
  }

  @Test func numbersThatStaySmallAreSaid() throws {
    let run = try Program.run(
      "render", "-", "--format", "svg", "--fit", "60x60px", "--language", "en", input: Self.long)
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("--fit: warning: the smallest number is "))
    let paper = try Program.run(
      "render", "-", "--format", "svg", "--fit", "20x20mm", "--language", "en", input: Self.long)
    #expect(paper.errors.contains(" pt high, and it takes 6.0 pt to be read"))
    let korean = try Program.run(
      "render", "-", "--format", "svg", "--fit", "60x60px", "--language", "ko", input: Self.long)
    #expect(korean.errors.contains("가장 작은 수의 크기가"))
    let quiet = try Program.run(
      "render", "-", "--format", "svg", "--fit", "60x60px", "--quiet", input: Self.long)
    #expect(quiet.errors.isEmpty)
  }

  @Test func allFramesHaveTheSizeOfTheFrame() throws {
    let folder = Folder()
    let run = try Program.run(
      "render", "-", "--fit", "slide", "--frames", "-o", folder.path("a.svg"), input: Self.apples)
    #expect(run.status == 0 && folder.names.count > 1)
    for name in folder.names {
      let size = try #require(extents(ofSVG: folder.text(name)))
      #expect(size == (1920, 1080))
    }
  }

  @Test func bytesRepeat() throws {
    for frame in ["slide", "phone"] {
      let first = try Program.run(
        "render", "-", "--format", "svg", "--fit", frame, "--quiet", input: Self.long)
      let second = try Program.run(
        "render", "-", "--format", "svg", "--fit", frame, "--quiet", input: Self.long)
      #expect(first.status == 0 && first.output == second.output)
    }
  }

  // MARK: Conflicts

  @Test(arguments: [
    ["--fit", "slide", "--width", "300"], ["--fit", "slide", "--aspect", "1:1"],
    ["--fit", "slide", "--strip"],
  ])
  func whatDoesNotGoTogetherIsRefused(_ arguments: [String]) throws {
    let run = try Program.run(
      ["render", "-", "--format", "svg", "--language", "en"] + arguments, input: Self.apples)
    #expect(run.status == 64 && run.errors.contains(arguments[2] + ": error: "), "\(run.errors)")
  }

  @Test(arguments: ["wall", "10x", "0x10px", "10x20cm", "axb", "1e9x1e9px", "1x2x3"])
  func framesThatAreNoneAreRefused(_ frame: String) throws {
    let run = try Program.run(
      "render", "-", "--format", "svg", "--fit", frame, "--language", "en", input: Self.apples)
    #expect(run.status == 64 && run.errors.contains("slide, a4, letter, column or phone"))
  }
}
