import CKernels

/// Windows that run over images, and the filters that are laid over them.
///
/// Images lie behind one another as channels × height × width, filters as channels × rows × columns;
/// what a convolution gives as filters × down × across for each image.
package struct WindowLayout: Sendable {
  let windows: window_layout

  /// Describes windows.
  ///
  /// - Parameters:
  ///   - filters: How many filters there are.
  ///   - rows: The rows of a window.
  ///   - columns: The columns of a window.
  ///   - stride: How many entries neighbouring windows lie apart.
  ///   - padding: How many zeros lie around an image.
  ///   - down: How many windows lie below one another.
  ///   - across: How many windows lie beside one another.
  package init(
    channels: Int, height: Int, width: Int, filters: Int, rows: Int, columns: Int, stride: Int,
    padding: Int, down: Int, across: Int
  ) {
    windows = window_layout(
      channels: channels, height: height, width: width, filters: filters, rows: rows,
      columns: columns, stride: stride, padding: padding, down: down, across: across)
  }

  /// How many entries an image, all filters, and an image's result have.
  var imageCount: Int { windows.channels * windows.height * windows.width }
  var filterCount: Int { windows.filters * windows.channels * windows.rows * windows.columns }
  var resultCount: Int { windows.filters * windows.down * windows.across }
}
