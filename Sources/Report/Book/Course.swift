import Diagram
import Formats
import Wording

/// The lessons in the order of reading, and which of them build on which.
struct Course: Sendable {
  let lessons: [Lesson]
  /// The lessons that each builds on, by their places.
  private let needs: [[Int]]

  /// - Throws: `TemplateError` where a lesson builds on one that there is not, or that comes later.
  init(_ lessons: [Lesson]) throws(TemplateError) {
    self.lessons = lessons
    var needs: [[Int]] = []
    for (index, lesson) in lessons.enumerated() {
      var places: [Int] = []
      for need in lesson.needs {
        let place = lessons.firstIndex { $0.name == need.name }
        guard let place, place < index else {
          throw Self.fault(lesson, need, isThere: place != nil)
        }
        places.append(place)
      }
      needs.append(places)
    }
    self.needs = needs
  }

  private static func fault(_ lesson: Lesson, _ need: Lesson.Need, isThere: Bool) -> TemplateError {
    TemplateError(
      file: "\(lesson.name)/\(Lesson.needsFile)", line: need.line,
      message: isThere
        ? Bilingual(
          en: "'\(need.name)' does not come before this lesson; name lessons that come earlier",
          ko: "'\(need.name)' 강의는 이 강의보다 앞에 있지 않습니다. 앞선 강의를 쓰십시오")
        : Bilingual(
          en: "there is no lesson '\(need.name)'; write a lesson's folder, such as '01-two-apples'",
          ko: "'\(need.name)' 강의가 없습니다. '01-two-apples'처럼 강의의 폴더 이름을 쓰십시오"))
  }

  /// The lessons of one part of the course, by their places.
  struct Part {
    let title: String
    var lessons: [Int]
  }

  /// The parts in their order.
  func parts(_ language: Language) -> [Part] {
    var parts: [Part] = []
    for (index, lesson) in lessons.enumerated() {
      let title = lesson.prose[language]?.chapter ?? ""
      if parts.last?.title != title { parts.append(Part(title: title, lessons: [])) }
      parts[parts.count - 1].lessons.append(index)
    }
    return parts
  }

  /// The course as a map.
  func map(_ language: Language) -> CourseMap {
    let parts = parts(language)
    let part = Dictionary(
      parts.enumerated().flatMap { index, part in part.lessons.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    return CourseMap(
      title: BookWords.map[language],
      description: BookWords.mapDescription(lessons.count, parts.count)[language],
      language: language.rawValue, parts: parts.map(\.title),
      lessons: lessons.enumerated().map { index, lesson in
        CourseMap.Lesson(
          number: String(lesson.number), title: lesson.heading.title(language),
          part: part[index] ?? 0, needs: needs[index],
          saying: BookWords.onMap(lesson.heading, needs: needs[index].map { lessons[$0].heading })[
            language])
      })
  }

  /// Adds what a language's map is made from to a fingerprint.
  func add(to fingerprint: inout Fingerprint, _ language: Language) {
    fingerprint.add(count: lessons.count)
    for lesson in lessons {
      guard let prose = lesson.prose[language] else { continue }
      for text in [lesson.name, prose.title, prose.summary, prose.chapter] { fingerprint.add(text) }
      fingerprint.add(count: lesson.needs.count)
      for need in lesson.needs { fingerprint.add(need.name) }
    }
  }
}
