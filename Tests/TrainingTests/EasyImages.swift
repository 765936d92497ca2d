import Training

/// Four classes of 2×2 images that are easily told apart.
func easyImages(_ count: Int) throws -> ImageDataset {
  var images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, UInt8(count), 0, 0, 0, 2, 0, 0, 0, 2]
  var labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, UInt8(count)]
  for index in 0..<count {
    let label = index % 4
    for pixel in 0..<4 { images.append(pixel == label ? 255 : UInt8((index * 37 + pixel) % 60)) }
    labels.append(UInt8(label))
  }
  return try ImageDataset(images: images, labels: labels, classes: 4)
}
