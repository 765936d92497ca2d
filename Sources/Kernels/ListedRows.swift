import CKernels

/// Rows of bytes whose nonzeros were listed once, to be multiplied as often as wanted: images, of which
/// four fifths are background.
///
/// A byte stands for a 255th of itself. Products have the same bits as those of the numbers themselves.
package final class ListedRows: @unchecked Sendable {
  private let lists: UnsafeMutablePointer<listed_rows>
  private let bytes: [UInt8]
  /// How many rows there are.
  package let count: Int
  /// How many bytes a row has.
  package let columns: Int

  /// Lists rows that lie one after another; nil where a row has more than 1,024 bytes.
  package init?(_ bytes: [UInt8], columns: Int) {
    guard columns > 0, let lists = listed_create(bytes.count / columns, columns, bytes) else {
      return nil
    }
    self.lists = lists
    self.bytes = bytes
    self.columns = columns
    count = bytes.count / columns
  }

  deinit { listed_free(lists) }

  /// Asks for the memory of chosen rows before it is needed.
  package func prefetch(_ chosen: UnsafeBufferPointer<Int32>) {
    guard let which = chosen.baseAddress else { return }
    listed_prefetch(lists, which, chosen.count)
  }

  /// result (chosen×columns) = the chosen rows, written out.
  package func write<Scalar: KernelScalar>(
    _ chosen: UnsafeBufferPointer<Int32>, into result: UnsafeMutablePointer<Scalar>
  ) {
    guard let which = chosen.baseAddress else { return }
    Kernels.unitIntervalRows(
      bytes, columns: columns, which: which, count: chosen.count, into: result)
  }

  /// C (chosen×n) = or += A · B, where A are the chosen rows.
  ///
  /// - Returns: Whether B (columns×n) is finite; where it is not, C holds anything and the product has
  ///   to be made of the rows written out.
  package func multiply<Scalar: KernelScalar>(
    _ chosen: UnsafeBufferPointer<Int32>, n: Int, _ b: UnsafePointer<Scalar>,
    into c: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool {
    guard let which = chosen.baseAddress else { return false }
    return Scalar.kernels.pointee.multiply_listed(
      chosen.count, n, lists, which, b, c, accumulate ? 1 : 0) != 0
  }

  /// C (columns×n) = or += Aᵀ · B, where A are the chosen rows.
  ///
  /// - Returns: Whether B (chosen×n) is finite; where it is not, C holds anything and the product has
  ///   to be made of the rows written out.
  package func multiplyTransposed<Scalar: KernelScalar>(
    _ chosen: UnsafeBufferPointer<Int32>, n: Int, _ b: UnsafePointer<Scalar>,
    into c: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool {
    guard let which = chosen.baseAddress else { return false }
    return Scalar.kernels.pointee.multiply_listed_transposed(
      chosen.count, n, lists, which, b, c, accumulate ? 1 : 0) != 0
  }
}
