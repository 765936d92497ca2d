/// The lessons of a course, and which of them build on which.
///
///     let map = CourseMap(
///       title: "Lessons", description: "", language: "en", parts: ["Graphs", "Layers"],
///       lessons: [
///         .init(number: "1", title: "Two apples", part: 0, needs: [], saying: "Lesson 1"),
///         .init(number: "2", title: "One node", part: 1, needs: [0], saying: "Lesson 2, after 1"),
///       ])
///
/// It is drawn in rows from left to right, `CourseRows`, or as one column, `CourseColumn`.
package struct CourseMap: Sendable {
  /// A lesson of the map.
  package struct Lesson: Sendable {
    /// What it is called for short.
    package let number: String
    package let title: String
    /// The part that it belongs to, by its place among the parts.
    package let part: Int
    /// The lessons that it builds on without a detour, by their places; all of them come before it.
    package let needs: [Int]
    /// What is said of it where it is pointed at.
    package let saying: String

    package init(number: String, title: String, part: Int, needs: [Int], saying: String) {
      self.number = number
      self.title = title
      self.part = part
      self.needs = needs
      self.saying = saying
    }
  }

  /// An arrow from a lesson to one that builds on it.
  package struct Arrow: Hashable, Sendable {
    package let from, to: Int
  }

  package let title, description, language: String
  /// The names of the parts, in order.
  package let parts: [String]
  /// The lessons, in the order of reading.
  package let lessons: [Lesson]
  /// The arrows that say which lessons build on which: none where others lead there by a detour.
  package let arrows: [Arrow]

  /// A map of lessons.
  package init(
    title: String, description: String, language: String, parts: [String], lessons: [Lesson]
  ) {
    self.title = title
    self.description = description
    self.language = language
    self.parts = parts
    self.lessons = lessons
    // All that each lesson builds on, however far back.
    var foundations: [Set<Int>] = []
    var arrows: [Arrow] = []
    for (index, lesson) in lessons.enumerated() {
      let needs = Set(lesson.needs)
      let behind = needs.reduce(into: Set<Int>()) { $0.formUnion(foundations[$1]) }
      foundations.append(needs.union(behind))
      arrows += needs.subtracting(behind).sorted().map { Arrow(from: $0, to: index) }
    }
    self.arrows = arrows
  }
}
