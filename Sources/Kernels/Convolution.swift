import CKernels
import Concurrency

extension Kernels {
  /// The loops for a scalar type; nil for one that has none of its own.
  private static func table<Scalar>(_ type: Scalar.Type) -> UnsafePointer<kernel_table>? {
    if type == Float.self { return Float.kernels }
    if type == Double.self { return Double.kernels }
    return nil
  }

  /// Work on the numbers from 0 up to a count in parts of neighbours, on several threads where there
  /// are so many that it pays.
  package static func inParts(_ count: Int, threads: Int, _ body: (Range<Int>) -> Void) {
    concurrentParts(count, threads: count < 1 << 15 ? 1 : threads, body)
  }

  /// y = the filters over all windows of the images, plus a bias for each filter.
  ///
  /// - Parameters:
  ///   - bias: A number for each filter, if any.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: Whether it was done: false for a scalar type without kernels.
  package static func convolve<Scalar>(
    _ layout: WindowLayout, images: Int, _ x: UnsafePointer<Scalar>,
    filters: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>?,
    into y: UnsafeMutablePointer<Scalar>, threads: Int
  ) -> Bool {
    guard let table = table(Scalar.self)?.pointee else { return false }
    concurrentParts(images, threads: threads) { part in
      withUnsafePointer(to: layout.windows) {
        table.convolve(
          $0, part.count, x + part.lowerBound * layout.imageCount, filters, bias,
          y + part.lowerBound * layout.resultCount)
      }
    }
    return true
  }

  /// result = (or +=) the gradient of the images, from what arrives at the windows.
  ///
  /// - Parameter threads: How many threads work; the result does not depend on it.
  /// - Returns: Whether it was done: false for a scalar type without kernels, where windows stand
  ///   several entries apart, and where a filter's entry is not finite.
  package static func convolveToImages<Scalar>(
    _ layout: WindowLayout, images: Int, upstream: UnsafePointer<Scalar>,
    filters: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, accumulate: Bool,
    threads: Int
  ) -> Bool {
    guard layout.windows.stride == 1, let table = table(Scalar.self)?.pointee,
      table.all_finite(layout.filterCount, filters) != 0
    else { return false }
    concurrentParts(images, threads: threads) { part in
      withUnsafePointer(to: layout.windows) {
        table.convolve_to_images(
          $0, part.count, upstream + part.lowerBound * layout.resultCount, filters,
          result + part.lowerBound * layout.imageCount, accumulate ? 1 : 0)
      }
    }
    return true
  }

  /// Into how many parts images are divided for the filters' gradient, on however many threads: the
  /// parts' sums are added up in their order.
  private static func parts(_ images: Int) -> Int { min(8, max(1, images / 4)) }

  /// result = (or +=) the gradient of the filters, from what arrives at the windows.
  ///
  /// - Parameter threads: How many threads work; the result does not depend on it.
  /// - Returns: Whether it was done: false for a scalar type without kernels, and where an image's
  ///   entry is not finite.
  package static func convolveToFilters<Scalar>(
    _ layout: WindowLayout, images: Int, _ x: UnsafePointer<Scalar>,
    upstream: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, accumulate: Bool,
    threads: Int
  ) -> Bool {
    guard let table = table(Scalar.self)?.pointee,
      table.all_finite(images * layout.imageCount, x) != 0
    else { return false }
    let (parts, count) = (parts(images), layout.filterCount)
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: parts * count) { sums in
      guard let sums = sums.baseAddress else { return }
      concurrentParts(parts, threads: threads) { range in
        for part in range {
          let (first, end) = (part * images / parts, (part + 1) * images / parts)
          withUnsafePointer(to: layout.windows) {
            table.convolve_to_filters(
              $0, end - first, x + first * layout.imageCount,
              upstream + first * layout.resultCount, sums + part * count, 0)
          }
        }
      }
      table.column_sums(parts, count, sums, result, accumulate ? 1 : 0)
    }
    return true
  }

  /// result (filters) = (or +=) the sum of what arrives at the windows of each filter.
  ///
  /// - Returns: Whether it was done: false for a scalar type without kernels.
  package static func windowSums<Scalar>(
    _ layout: WindowLayout, images: Int, upstream: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool {
    guard let table = table(Scalar.self)?.pointee else { return false }
    let (filters, count) = (layout.windows.filters, layout.windows.down * layout.windows.across)
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: images * filters) { sums in
      guard let sums = sums.baseAddress else { return }
      table.row_sums(images * filters, count, upstream, sums)
      table.column_sums(images, filters, sums, result, accumulate ? 1 : 0)
    }
    return true
  }

  /// y = the largest of each 2×2 entries of each plane (height×width) of x, in steps of 2, and NaN
  /// where there is one; an odd last row or column is left out.
  ///
  /// - Returns: Whether it was done: false for a scalar type without kernels.
  package static func maxPoolPairs<Scalar>(
    planes: Int, height: Int, width: Int, _ x: UnsafePointer<Scalar>,
    into y: UnsafeMutablePointer<Scalar>, threads: Int
  ) -> Bool {
    guard let table = table(Scalar.self)?.pointee else { return false }
    concurrentParts(planes, threads: threads) { part in
      table.max_pool_pairs(
        part.count, height, width, x + part.lowerBound * height * width,
        y + part.lowerBound * (height / 2) * (width / 2))
    }
    return true
  }

  /// result = (or +=) what arrives at each window, at the first of its largest entries.
  ///
  /// - Returns: Whether it was done: false for a scalar type without kernels.
  package static func maxPoolPairsBackward<Scalar>(
    planes: Int, height: Int, width: Int, _ x: UnsafePointer<Scalar>,
    upstream: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, accumulate: Bool,
    threads: Int
  ) -> Bool {
    guard let table = table(Scalar.self)?.pointee else { return false }
    concurrentParts(planes, threads: threads) { part in
      let first = part.lowerBound * height * width
      table.max_pool_pairs_backward(
        part.count, height, width, x + first,
        upstream + part.lowerBound * (height / 2) * (width / 2), result + first,
        accumulate ? 1 : 0)
    }
    return true
  }
}
