import Autodiff
import Notation

extension Derivation {
  /// The sums of a vector's or a matrix's entries up to each along an axis, term by term: 1, 1 + 2,
  /// 1 + 2 + 3; or those from each to the last. Nil where there are too many to be written.
  func runningSums(
    _ tensor: Tensor<Double>, _ axis: Int, fromEnd: Bool, _ numerals: Numerals
  ) -> Math? {
    let shape = tensor.shape
    guard let axis = shape.axis(axis), TensorSetter.isSmall(shape) else { return nil }
    let entries = tensor.elements.indices.map { place in
      let index = shape.index(ofPlace: place)
      let range = fromEnd ? index[axis]..<shape.extents[axis] : 0..<(index[axis] + 1)
      let terms = range.enumerated().map { position, l in
        var other = index
        other[axis] = l
        let term = tensor.elements[shape.place(of: other)]
        return position == 0 ? numerals.math(term) : numerals.factor(term)
      }
      return Math.joined(terms, by: "+")
    }
    guard shape.rank == 2 else { return .vector(entries) }
    let columns = shape.extents[1]
    return .matrix(
      (0..<shape.extents[0]).map { Array(entries[($0 * columns)..<(($0 + 1) * columns)]) })
  }
}
