import Autodiff
import Diagram
import Scene
import Training
import Wording

/// Weights as pictures.
extension TrainingCharts {
  /// The most pictures of one parameter.
  private static let most = 20

  /// The weights into each unit of the first layer as a picture of the inputs' size.
  ///
  /// - Parameter learned: Whether after the run or before it.
  package func weights(learned: Bool, measuring measure: any TextMeasuring) -> Scene {
    weights(
      result.pictures.first { $0.form == .units } ?? WeightPicture(name: "W1", form: .units),
      learned: learned, measuring: measure)
  }

  /// A parameter's weights as pictures.
  ///
  /// - Parameter learned: Whether after the run or before it.
  func weights(
    _ picture: WeightPicture, learned: Bool, measuring measure: any TextMeasuring
  ) -> Scene {
    let tensor = (learned ? result.after : result.before)[picture.name]
    let entries: [ImageGrid.Entry] =
      tensor.map { (tensor) -> [ImageGrid.Entry] in
        switch picture.form {
        case .units: units(tensor)
        case .filters: filters(tensor)
        }
      } ?? []
    return ImageGrid(
      ChartFrame(title: title(picture, learned: learned), width: width), entries: entries
    ).scene(in: language, measuring: measure)
  }

  private func title(_ picture: WeightPicture, learned: Bool) -> Bilingual {
    guard result.network == nil else {
      return learned
        ? Bilingual(en: "First layer's weights after learning", ko: "학습 뒤 첫 층의 가중치")
        : Bilingual(en: "First layer's weights before learning", ko: "학습 전 첫 층의 가중치")
    }
    return learned
      ? Bilingual(en: "\(picture.name) after learning", ko: "학습 뒤의 \(picture.name)")
      : Bilingual(en: "\(picture.name) before learning", ko: "학습 전의 \(picture.name)")
  }

  /// What colours reach their ends at.
  private func limit(_ weights: Tensor<Float>) -> Double {
    max(weights.elements.reduce(0) { max($0, abs(Double($1))) } * 0.6, 1e-30)
  }

  /// Each column of a matrix, as a picture of the images' size.
  private func units(_ weights: Tensor<Float>) -> [ImageGrid.Entry] {
    guard weights.shape.rank == 2, let (rows, columns) = result.imageSize,
      weights.shape.extents[0] == rows * columns
    else { return [] }
    let units = weights.shape.extents[1]
    let limit = limit(weights)
    return (0..<min(units, Self.most)).compactMap { unit in
      let values = (0..<rows * columns).map { Double(weights.elements[$0 * units + unit]) }
      return PixelGrid(columns: columns, rows: rows, values: values, limit: limit).map {
        .init($0, caption: Bilingual(same: "\(unit + 1)"))
      }
    }
  }

  /// Each filter, as a picture for each channel that it reads.
  private func filters(_ weights: Tensor<Float>) -> [ImageGrid.Entry] {
    guard weights.shape.rank == 4 else { return [] }
    let extents = weights.shape.extents
    let (channels, rows, columns) = (extents[1], extents[2], extents[3])
    let limit = limit(weights)
    return (0..<min(extents[0] * channels, Self.most)).compactMap { index in
      let values = (0..<rows * columns).map {
        Double(weights.elements[index * rows * columns + $0])
      }
      let caption =
        channels == 1 ? "\(index + 1)" : "\(index / channels + 1), \(index % channels + 1)"
      return PixelGrid(columns: columns, rows: rows, values: values, limit: limit).map {
        .init($0, caption: Bilingual(same: caption))
      }
    }
  }
}
