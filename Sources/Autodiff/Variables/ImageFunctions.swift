// Functions of images: what runs over them in windows.

/// Each filter of `filters` laid over every window of the images, multiplied entry by entry and added
/// up: a convolution as networks have it.
///
///     let y = try conv2d(images, filters, bias, padding: 1)
///
/// - Parameters:
///   - images: (N, C, H, W), or (C, H, W) for one image.
///   - filters: (F, C, KH, KW).
///   - bias: A number for each filter, (F,).
///   - stride: How far neighbouring windows lie apart.
///   - padding: How many rows and columns of zeros lie around each image.
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func conv2d<Scalar>(
  _ images: Variable<Scalar>, _ filters: Variable<Scalar>, _ bias: Variable<Scalar>? = nil,
  stride: Int = 1, padding: Int = 0
) throws(ShapeError) -> Variable<Scalar> {
  try images.applying(
    .conv2D, [filters] + (bias.map { [$0] } ?? []), Attributes(stride: stride, padding: padding))
}

/// The largest entry of each window of images; of equal ones the first receives the gradient.
///
/// - Parameters:
///   - images: (N, C, H, W), or (C, H, W) for one image.
///   - window: How many rows and columns a window has.
///   - stride: How far neighbouring windows lie apart: the window where it is left out.
///   - padding: How many rows and columns lie around each image, at most half a window.
/// - Throws: ``ShapeError`` where these are no images, or where no window fits.
public func maxPool2d<Scalar>(
  _ images: Variable<Scalar>, _ window: Int, stride: Int? = nil, padding: Int = 0
) throws(ShapeError) -> Variable<Scalar> {
  try images.applying(
    .maxPool2D, [], Attributes(window: window, stride: stride, padding: padding))
}

/// The mean of each window of images, zeros of the padding counted.
///
/// - Parameters:
///   - images: (N, C, H, W), or (C, H, W) for one image.
///   - window: How many rows and columns a window has.
///   - stride: How far neighbouring windows lie apart: the window where it is left out.
///   - padding: How many rows and columns lie around each image, at most half a window.
/// - Throws: ``ShapeError`` where these are no images, or where no window fits.
public func avgPool2d<Scalar>(
  _ images: Variable<Scalar>, _ window: Int, stride: Int? = nil, padding: Int = 0
) throws(ShapeError) -> Variable<Scalar> {
  try images.applying(
    .avgPool2D, [], Attributes(window: window, stride: stride, padding: padding))
}
