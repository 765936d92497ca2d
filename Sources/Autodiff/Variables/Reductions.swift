// Functions that put many entries into one: of all entries, along an axis, or along several.

extension Variable {
  /// The sum of all entries, a single number.
  ///
  ///     let y = try (sigmoid(x) * x).sum()
  public func sum() -> Variable { applying(.sum, toShape: .scalar) }

  /// The sum along an axis, which goes, or stays with an extent of 1; a negative axis counts from the
  /// end.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func sum(axis: Int, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.sum, [axis], keepsAxis)
  }

  /// The sum along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or where one stands twice.
  public func sum(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.sum, axes, keepsAxes)
  }

  /// The mean of all entries, a single number.
  public func mean() -> Variable { applying(.mean, toShape: .scalar) }

  /// The mean along an axis, which goes, or stays with an extent of 1; a negative axis counts from the
  /// end.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func mean(axis: Int, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.mean, [axis], keepsAxis)
  }

  /// The mean along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or where one stands twice.
  public func mean(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.mean, axes, keepsAxes)
  }

  /// The product of all entries, a single number. Its gradient is right also where entries are 0.
  public func product() -> Variable { applying(.productOver, toShape: .scalar) }

  /// The product along an axis, which goes, or stays with an extent of 1; a negative axis counts from the
  /// end.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func product(axis: Int, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.productOver, [axis], keepsAxis)
  }

  /// The product along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or where one stands twice.
  public func product(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.productOver, axes, keepsAxes)
  }

  /// The logarithm of the sum of exponentials, ln Σ eˣ, without overflow, of all entries, a single number.
  public func logSumExp() -> Variable { applying(.logSumExp, toShape: .scalar) }

  /// The logarithm of the sum of exponentials, ln Σ eˣ, without overflow, along an axis, which goes, or stays with an extent of 1; a negative axis counts from the
  /// end.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func logSumExp(axis: Int, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.logSumExp, [axis], keepsAxis)
  }

  /// The logarithm of the sum of exponentials, ln Σ eˣ, without overflow, along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or where one stands twice.
  public func logSumExp(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.logSumExp, axes, keepsAxes)
  }

  /// The Euclidean norm, √Σ x², of all entries, a single number. Where it is 0, its derivative is taken to be 0.
  public func norm() -> Variable { applying(.norm, toShape: .scalar) }

  /// The Euclidean norm, √Σ x², along an axis, which goes, or stays with an extent of 1; a negative axis counts from the
  /// end.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func norm(axis: Int, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.norm, [axis], keepsAxis)
  }

  /// The Euclidean norm, √Σ x², along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or where one stands twice.
  public func norm(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.norm, axes, keepsAxes)
  }

  /// The largest entry, of all or along an axis; equals share the gradient.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or no entry.
  public func max(axis: Int? = nil, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.maxOver, axis.map { [$0] }, keepsAxis)
  }

  /// The largest entry along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or no entry.
  public func max(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.maxOver, axes, keepsAxes)
  }

  /// The smallest entry, of all or along an axis; equals share the gradient.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or no entry.
  public func min(axis: Int? = nil, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.minOver, axis.map { [$0] }, keepsAxis)
  }

  /// The smallest entry along several axes.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or no entry.
  public func min(axes: [Int], keepsAxes: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.minOver, axes, keepsAxes)
  }

  /// The variance Σ (x − x̄)² / (n − d), of all entries or along axes.
  ///
  /// - Parameters:
  ///   - axes: The axes; all when left out.
  ///   - ddof: How many entries d the count is less by: 0 for a population, 1 for a sample of one.
  ///   - keepsAxes: Whether the axes stay, with an extent of 1.
  /// - Throws: ``ShapeError`` where there is no such axis, or where there are too few entries.
  public func variance(
    axes: [Int]? = nil, ddof: Int = 0, keepsAxes: Bool = false
  ) throws(ShapeError) -> Variable {
    var attributes = Attributes(over: Axes(axes), keepsAxes: keepsAxes)
    attributes[.ddof] = ddof
    return try applying(.variance, [], attributes)
  }

  /// The standard deviation √(Σ (x − x̄)² / (n − d)), of all entries or along axes. Where it is
  /// 0, its derivative is taken to be 0.
  ///
  /// - Parameters:
  ///   - axes: The axes; all when left out.
  ///   - ddof: How many entries d the count is less by: 0 for a population, 1 for a sample of one.
  ///   - keepsAxes: Whether the axes stay, with an extent of 1.
  /// - Throws: ``ShapeError`` where there is no such axis, or where there are too few entries.
  public func standardDeviation(
    axes: [Int]? = nil, ddof: Int = 0, keepsAxes: Bool = false
  ) throws(ShapeError) -> Variable {
    var attributes = Attributes(over: Axes(axes), keepsAxes: keepsAxes)
    attributes[.ddof] = ddof
    return try applying(.standardDeviation, [], attributes)
  }

  /// The sums of the entries up to each, x₀ + … + xₖ, along an axis; a negative one counts from the end.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func cumulativeSum(axis: Int) throws(ShapeError) -> Variable {
    try applying(.cumsum, [], Attributes(axis: axis))
  }

  /// The place of the largest entry, from 0, of all or along an axis; of equals, that of the first. No
  /// gradient flows through it.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis, or no entry.
  public func argmax(axis: Int? = nil, keepsAxis: Bool = false) throws(ShapeError) -> Variable {
    try reduced(.argmax, axis.map { [$0] }, keepsAxis)
  }

  private func reduced(
    _ kind: OperationKind, _ axes: [Int]?, _ keepsAxes: Bool
  ) throws(ShapeError) -> Variable {
    try applying(kind, [], Attributes(over: Axes(axes), keepsAxes: keepsAxes))
  }
}
