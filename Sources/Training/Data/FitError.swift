import Autodiff

/// Images, a network and what is asked of them that do not fit each other: found before the work.
package enum FitError: Error, Sendable, Hashable {
  /// The images to test with are not of the size of those to train with.
  case size(training: [Int], test: [Int])
  /// The network has other inputs than an image has pixels.
  case inputs(Int, pixels: Int)
  /// The network tells other classes apart than the labels name.
  case classes(Int, labels: Int)
  /// There are fewer images than are asked for.
  case images(Int, needed: Int)
  /// A graph tells so many classes or tokens apart, or has places for so many, and the data have more.
  case labels(Int, needed: Int)
  /// What a graph predicts has another shape than what it is compared with.
  case predicted(Shape, needed: [Int])
  /// A graph has no parameters.
  case nothingToLearn
  /// The loss of a graph is no single number.
  case loss(Shape)
  /// A graph takes batches of images and of text together, or of texts of different shapes.
  case mixedSources
  /// There are fewer windows of a length to learn from or to measure on than a batch takes.
  case windows(Int, needed: Int, length: Int)
  /// The network's own parts do not fit each other.
  case shape(ShapeError)
}

extension ImageDataset {
  /// Fails where the images of a test set are of another size than these.
  package func requireSize(ofTest test: ImageDataset) throws(FitError) {
    guard (rows, columns) == (test.rows, test.columns) else {
      throw .size(training: [rows, columns], test: [test.rows, test.columns])
    }
  }
}

extension NetworkDescription {
  /// Fails where the network takes other images, or knows other classes, than a data set has.
  package func requireFit(_ data: ImageDataset) throws(FitError) {
    guard widths[0] == data.pixelCount else { throw .inputs(widths[0], pixels: data.pixelCount) }
    guard widths[depth] == data.classes else {
      throw .classes(widths[depth], labels: data.classes)
    }
  }
}

/// What a body gives, with a shape that does not fit as one of the things that may not.
func fitting<Result>(
  _ body: () throws(ShapeError) -> Result
) throws(FitError) -> Result {
  do { return try body() } catch { throw .shape(error) }
}
