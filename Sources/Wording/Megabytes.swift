/// Bytes in megabytes, rounded up: what is needed and not there never looks as if it were.
///
///     megabytes(1)   // 1
package func megabytes(_ bytes: Int) -> Int {
  bytes / 1_048_576 + (bytes % 1_048_576 == 0 ? 0 : 1)
}
