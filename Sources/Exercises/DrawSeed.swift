import Formats

/// What the numbers of one sheet, of one student or of one variant, are drawn from: the seed of all and
/// the sheet's own id, and nothing else, so that it does not matter who else is in the class and which
/// machine draws.
///
/// It is the first 64 bits of the digest of the words `backdraw draw`, the seed, the id, and which
/// attempt it is.
package func drawSeed(_ seed: UInt64, id: String, attempt: Int = 0) -> UInt64 {
  let digest = Fingerprint(of: ["backdraw draw", "\(seed)", id, "\(attempt)"]).text()
  return UInt64(digest.prefix(16), radix: 16) ?? 0
}
