import Autodiff
import GraphLanguage
import Synchronization
import Training
import Wording

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The first rows of data for the leaves of a graph that training fills; what the graph does not ask for
/// is not read.
final class BatchLoading: Sendable {
  private let data: URL?
  private let rows: FirstRows
  private let images = Mutex<ImageDataset?>(nil)
  private let text = Mutex<TextDataset?>(nil)

  init(_ data: URL?, _ count: Int?) {
    self.data = data
    rows = FirstRows(max(1, count ?? FirstRows.usual))
  }

  /// Fills a leaf.
  func read(_ source: BatchSource, _ row: Shape?) -> Result<Tensor<Double>, TensorRefusal> {
    guard let data else { return .failure(Self.noData) }
    do {
      switch source {
      case .images, .labels:
        return .success(
          try images.withLock { images in
            let set = try images ?? Self.images(in: data)
            images = set
            return try rows.tensor(of: source, row: row, from: set)
          })
      case .text, .tokens, .positions:
        return .success(
          try text.withLock { text in
            let set = try text ?? TextDataset(Array(Data(contentsOf: data)))
            text = set
            return try rows.tensor(of: source, row: row, from: set)
          })
      }
    } catch let error as BatchError {
      return .failure(TensorRefusal(error.message, help: error.help))
    } catch let error as DatasetError {
      return .failure(TensorRefusal(error.message))
    } catch let error as TextDatasetError {
      return .failure(TensorRefusal(error.message))
    } catch {
      return .failure(TensorRefusal(reasonOfFailure(error)))
    }
  }

  /// The training set of a folder in the IDX format, plain or gzip.
  private static func images(in folder: URL) throws -> ImageDataset {
    func file(_ name: String) throws -> [UInt8] {
      let packed = folder.appending(path: name + ".gz")
      if let bytes = try? Data(contentsOf: packed) { return Array(bytes) }
      return Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return try ImageDataset(
      images: file("train-images-idx3-ubyte"), labels: file("train-labels-idx1-ubyte"))
  }

  private static let noData = TensorRefusal(
    Bilingual(en: "there are no data here", ko: "여기에는 데이터가 없습니다"),
    help: Bilingual(
      en: "name them with data:, or set the leaf with setting:",
      ko: "data:로 데이터를 지정하거나 setting:으로 변수에 리터럴을 주십시오"))
}
