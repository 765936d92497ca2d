import CKernels

/// Threads that wait, awake for a little while, to share the products of a computation that runs again
/// and again; results do not depend on how many there are.
package final class Team: @unchecked Sendable {
  let team: OpaquePointer

  /// A team of so many at work in all; nil where one thread or one processor is all there is.
  package init?(threads: Int) {
    guard let team = team_create(Int32(clamping: threads)) else { return nil }
    self.team = team
  }

  deinit { team_free(team) }

  /// How many are at work in all.
  package var threads: Int { Int(team_threads(team)) }
}
