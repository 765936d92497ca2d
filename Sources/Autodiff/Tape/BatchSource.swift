/// What a leaf is filled with while a network trains: `batch x = images`.
package enum BatchSource: String, Sendable, Hashable, CaseIterable {
  /// Pixels of images in 0…1, (N, 784) or (N, 1, 28, 28).
  case images
  /// The class of each image, (N).
  case labels
  /// The tokens of a document, each in the place where the next is asked for: (n) for a whole document,
  /// (N, T) for windows of the running text.
  case text
  /// The token that follows each of `text`, in its shape.
  case tokens
  /// Which place each of `text` has, from 0, in its shape.
  case positions
}
