import Diagram
import Foundation
import Scene
import Testing
import Wording

@testable import Report

@Suite struct CourseTests {
  private static func lesson(_ name: String, _ needs: String = "") throws -> Lesson {
    let text = Array("---\ntitle: T \(name)\nsummary: S\nchapter: C\n---\nText.\n".utf8)
    return try Lesson(
      name: name, files: ["ko.md": text, "en.md": text, "needs.txt": Array(needs.utf8)])
  }

  @Test func whatOthersLeadToAnywayHasNoArrow() throws {
    let course = try Course([
      try Self.lesson("00-a"), try Self.lesson("01-b", "00-a\n"),
      try Self.lesson("02-c", "00-a\n\n01-b"),
    ])
    let map = course.map(.english)
    #expect(map.arrows.map { [$0.from, $0.to] } == [[0, 1], [1, 2]])
    #expect(map.lessons[2].saying == "Lesson 2: T 02-c, after 0, 1")
    #expect(course.map(.korean).lessons[1].saying == "1강 T 01-b, 0강 다음")
  }

  @Test func aNeedThatIsNotThereOrComesLaterIsNamed() throws {
    for (needs, message) in [
      ("\n02-x\n", "01-b/needs.txt:2: error: there is no lesson '02-x'"),
      ("01-b", "01-b/needs.txt:1: error: '01-b' does not come before this lesson"),
    ] {
      let lessons = [try Self.lesson("00-a"), try Self.lesson("01-b", needs)]
      let error = #expect(throws: TemplateError.self) { try Course(lessons) }
      #expect(error?.description.hasPrefix(message) == true)
    }
  }

  /// The lessons of the project.
  private static let lessons: [Lesson] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates/lessons")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter { $0.first?.isNumber == true }.sorted().compactMap { name in
      let folder = root.appending(path: name)
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return try? Lesson(
        name: name,
        files: Dictionary(
          uniqueKeysWithValues: files.compactMap { file in
            (try? Data(contentsOf: folder.appending(path: file))).map { (file, Array($0)) }
          }))
    }
  }()

  /// A lesson speaks of an earlier one because it builds on it, but for one comparison.
  @Test func lessonsNeedTheEarlierOnesThatTheySpeakOf() throws {
    let map = try Course(Self.lessons).map(.english)
    #expect(map.lessons.count > 35)
    var known: [Set<Int>] = []
    for (index, lesson) in Self.lessons.enumerated() {
      let needs = map.lessons[index].needs
      known.append(needs.reduce(into: Set(needs)) { $0.formUnion(known[$1]) })
      let links = Set((lesson.prose[.english]?.text ?? []).flatMap(\.links).map(\.address))
      for (earlier, other) in Self.lessons.prefix(index).enumerated()
      where links.contains(other.name + ".html") && !known[index].contains(earlier) {
        #expect([other.name, lesson.name] == ["28-convolution", "33-recurrent-networks"])
      }
    }
  }

  @Test func boxesOfTheMapDoNotOverlap() throws {
    let map = try Course(Self.lessons).map(.korean)
    for scene in [
      CourseRows(map, width: 1_180, measuring: MonospaceMeasure()).scene,
      CourseColumn(map, width: 320, measuring: MonospaceMeasure()).scene,
    ] {
      let frames = scene.targets.compactMap { target -> Rect? in
        if case .rectangle(let frame) = target.shape { frame } else { nil }
      }
      #expect(frames.count == map.lessons.count)
      for (index, frame) in frames.enumerated() {
        #expect(frame.x >= 0 && frame.maxX <= scene.size.width && frame.maxY <= scene.size.height)
        #expect(!frames[(index + 1)...].contains(where: frame.overlaps))
      }
    }
  }
}
