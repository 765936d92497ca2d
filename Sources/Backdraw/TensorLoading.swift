import Autodiff
import GraphLanguage
import TensorFiles
import Wording

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a tensor for a graph, from its folder or a folder below.
func loadTensor(
  _ reference: TensorReference, in folder: URL, most: Int
) -> Result<Tensor<Double>, TensorRefusal> {
  if let flaw = TensorPath.flaw(of: reference.path) { return .failure(TensorRefusal(flaw)) }
  let folder = folder.resolvingSymlinksInPath().path(percentEncoded: false)
  let start = folder.hasSuffix("/") ? folder : folder + "/"
  let file = URL(filePath: start + reference.path).resolvingSymlinksInPath()
  let path = file.path(percentEncoded: false)
  // A link may lead to another place in the folder.
  guard path.hasPrefix(start) else { return .failure(TensorRefusal(TensorPath.Flaw.leaves)) }
  do {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      return .failure(TensorRefusal(TensorPath.Flaw.notAFile))
    }
    let bytes = Array(try Data(contentsOf: file))
    return .success(try TensorFile.tensor(reference.name, of: bytes, most: most))
  } catch let error as TensorFileError {
    return .failure(TensorRefusal(error.message, help: error.help))
  } catch {
    return .failure(TensorRefusal(reasonOfFailure(error), help: TensorPath.remedy))
  }
}

extension TensorRefusal {
  fileprivate init(_ flaw: TensorPath.Flaw) { self.init(flaw.message, help: flaw.help) }
}
