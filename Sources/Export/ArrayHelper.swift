/// A function that a program defines for itself, since NumPy has none; only those that are called are
/// written, in this order.
enum ArrayHelper: CaseIterable, Hashable {
  case sigmoid, erf, softmax, logSoftmax, share, otherFactors, scattered, images

  /// What the functions are called, so that no number is.
  static let names: Set<String> = definedNames(in: allCases.map(\.text))

  /// The function's text.
  var text: String {
    switch self {
    case .sigmoid:
      """
      def sigmoid(x):
          return 1 / (1 + np.exp(-x))
      """
    case .erf:
      """
      def erf(x):
          return np.vectorize(math.erf)(x)
      """
    case .softmax:
      """
      def softmax(x, axis):
          # The largest is taken away so that no exponential overflows.
          e = np.exp(x - np.max(x, axis=axis, keepdims=True))
          return e / np.sum(e, axis=axis, keepdims=True)
      """
    case .logSoftmax:
      """
      def log_softmax(x, axis):
          z = x - np.max(x, axis=axis, keepdims=True)
          return z - np.log(np.sum(np.exp(z), axis=axis, keepdims=True))
      """
    case .share:
      """
      def share(chosen, axis):
          # 1 where an entry was chosen, shared equally among ties.
          return chosen / np.sum(chosen, axis=axis, keepdims=True)
      """
    case .otherFactors:
      """
      def other_factors(x, axes):
          # For each entry, the product of all others along the axes.
          y = np.moveaxis(x, axes, range(x.ndim - len(axes), x.ndim))
          rows = y.reshape(-1, int(np.prod(y.shape[x.ndim - len(axes):])))
          others = [np.prod(np.delete(rows, k, axis=1), axis=1) for k in range(rows.shape[1])]
          y = np.stack(others, axis=1).reshape(y.shape)
          return np.moveaxis(y, range(x.ndim - len(axes), x.ndim), axes)
      """
    case .scattered:
      """
      def scattered(shape, index, gradient):
          # Zeros, with what arrives put back where it was taken; what was taken twice adds up.
          x = np.zeros(shape)
          np.add.at(x, index, gradient)
          return x
      """
    case .images:
      """
      def window_places(shape, size, stride, padding):
          # Row and column of each entry of each window in the padded image.
          rows = (shape[-2] + 2 * padding - size[0]) // stride + 1
          columns = (shape[-1] + 2 * padding - size[1]) // stride + 1
          i = np.repeat(np.arange(size[0]), size[1])[:, None]
          j = np.tile(np.arange(size[1]), size[0])[:, None]
          i = i + stride * np.repeat(np.arange(rows), columns)[None, :]
          j = j + stride * np.tile(np.arange(columns), rows)[None, :]
          return i, j, rows, columns


      def padded(x, padding, value=0.0):
          around = [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2
          return np.pad(x, around, constant_values=value)


      def patches(x, size, stride, padding):
          # The windows of images (…, C, H, W) as columns: (…, C·KH·KW, windows).
          i, j, rows, columns = window_places(x.shape, size, stride, padding)
          taken = padded(x, padding)[..., i, j]
          return taken.reshape(x.shape[:-3] + (-1, rows * columns))


      def patches_back(columns, shape, size, stride, padding):
          # What arrives at the columns, where each entry came from; overlaps add up.
          i, j, _, _ = window_places(shape, size, stride, padding)
          x = np.zeros(tuple(shape[:-2]) + (shape[-2] + 2 * padding, shape[-1] + 2 * padding))
          entries = columns.reshape(tuple(shape[:-2]) + i.shape)
          np.add.at(x, (..., i, j), entries)
          return x[..., padding:padding + shape[-2], padding:padding + shape[-1]]


      def correlate(x, w, stride, padding):
          # Each filter over each window, added up.
          _, _, rows, columns = window_places(x.shape, w.shape[2:], stride, padding)
          y = w.reshape(len(w), -1) @ patches(x, w.shape[2:], stride, padding)
          return y.reshape(x.shape[:-3] + (len(w), rows, columns))


      def correlate_back(gradient, w, shape, stride, padding):
          # The gradient for the images.
          arriving = gradient.reshape(gradient.shape[:-2] + (-1,))
          columns = w.reshape(len(w), -1).T @ arriving
          return patches_back(columns, shape, w.shape[2:], stride, padding)


      def correlate_filters(x, gradient, shape, stride, padding):
          # The gradient for the filters: a sum over all windows of all images.
          arriving = gradient.reshape(gradient.shape[:-2] + (-1,))
          columns = patches(x, shape[2:], stride, padding)
          products = arriving @ np.swapaxes(columns, -1, -2)
          return products.reshape((-1,) + tuple(shape)).sum(axis=0)


      def pooled(x, window, stride, padding, value):
          # The entries of each window: (…, C, entries, windows).
          i, j, rows, columns = window_places(x.shape, (window, window), stride, padding)
          return padded(x, padding, value)[..., i, j], rows, columns


      def max_pool(x, window, stride, padding):
          entries, rows, columns = pooled(x, window, stride, padding, -np.inf)
          return entries.max(axis=-2).reshape(x.shape[:-2] + (rows, columns))


      def max_pool_back(x, gradient, window, stride, padding):
          # All that arrives goes to the first of the largest entries.
          entries, _, _ = pooled(x, window, stride, padding, -np.inf)
          first = np.argmax(entries, axis=-2)
          chosen = np.arange(entries.shape[-2])[:, None] == first[..., None, :]
          arriving = gradient.reshape(gradient.shape[:-2] + (1, -1))
          return patches_back(chosen * arriving, x.shape, (window, window), stride, padding)


      def average_pool(x, window, stride, padding):
          entries, rows, columns = pooled(x, window, stride, padding, 0.0)
          return entries.mean(axis=-2).reshape(x.shape[:-2] + (rows, columns))


      def average_pool_back(gradient, shape, window, stride, padding):
          # What arrives is shared equally among the entries of the window.
          arriving = gradient.reshape(gradient.shape[:-2] + (1, -1)) / window ** 2
          entries = np.repeat(arriving, window ** 2, axis=-2)
          return patches_back(entries, shape, (window, window), stride, padding)
      """
    }
  }
}

/// What functions are called that some texts define.
func definedNames(in texts: [String]) -> Set<String> {
  let lines = texts.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("def ") }
  return Set(lines.map { String($0.dropFirst(4).prefix { $0 != "(" }) })
}
