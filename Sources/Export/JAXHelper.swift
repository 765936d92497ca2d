/// A function that a program in JAX defines for itself; only those that are called are written, in
/// this order.
enum JAXHelper: CaseIterable, Hashable {
  case clipped, absolute, hardtanh, relu6, standardized, pooled, attention

  /// What the functions are called, so that no number is.
  static let names: Set<String> = definedNames(in: allCases.map(\.text))

  /// The function's text.
  var text: String {
    switch self {
    case .clipped:
      """
      def clipped(x, low, high):
          # The derivative at the bounds is 1; that of jnp.clip would be one half there.
          return jnp.where((x >= low) & (x <= high), x, jnp.clip(x, low, high))
      """
    case .absolute:
      """
      def absolute(x):
          # The derivative at 0 is 0; that of jnp.abs would be 1 there.
          return x * jnp.sign(x)
      """
    case .hardtanh:
      """
      def hardtanh(x):
          # The derivative at −1 and 1 is 0; that of jax.nn.hard_tanh would be 1 there.
          return jnp.where(jnp.abs(x) < 1, x, jnp.sign(x))
      """
    case .relu6:
      """
      def relu6(x):
          # The derivative at 0 and 6 is 0; that of jax.nn.relu6 would be one half there.
          return jnp.where((x > 0) & (x < 6), x, 6.0 * (x >= 6))
      """
    case .standardized:
      """
      def standardized(x, axis, epsilon):
          # With the mean 0 and the mean square 1 along the axes.
          centred = x - jnp.mean(x, axis=axis, keepdims=True)
          return centred / jnp.sqrt(jnp.mean(centred ** 2, axis=axis, keepdims=True) + epsilon)
      """
    case .pooled:
      """
      def pooled(x, start, operation, window, stride, padding):
          # One number for each window of the last two axes.
          ahead = (1,) * (x.ndim - 2)
          return jax.lax.reduce_window(
              x, start, operation, ahead + (window, window), ahead + (stride, stride),
              [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2)
      """
    case .attention:
      """
      def attention(q, k, v, causal=False):
          # softmax(Q Kᵀ / √d) V; a place does not look at those behind it where it is causal.
          scores = q @ jnp.swapaxes(k, -1, -2) / q.shape[-1] ** 0.5
          if causal:
              scores = jnp.where(jnp.tril(jnp.ones(scores.shape[-2:])) > 0, scores, -jnp.inf)
          return jax.nn.softmax(scores, axis=-1) @ v
      """
    }
  }
}
