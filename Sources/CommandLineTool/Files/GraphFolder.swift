import Autodiff
import GraphLanguage
import TensorFiles
import Wording

/// The folder of a graph, from which its files of tensors are read, and nothing else is.
struct GraphFolder: Sendable {
  private let path: String

  /// The folder of a graph file; that in which the program was started for standard input and for a
  /// text of the command line.
  init(ofGraph file: String?) {
    guard let file, file != "-" else {
      path = "."
      return
    }
    let slash = file.lastIndex(of: "/")
    path = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
  }

  /// Reads a tensor for a graph.
  func read(_ file: TensorReference, _ most: Int) -> Result<Tensor<Double>, TensorRefusal> {
    do {
      let bytes = try bytes(of: file.path)
      return .success(try TensorFile.tensor(file.name, of: bytes, most: most))
    } catch let flaw as TensorPath.Flaw {
      return .failure(TensorRefusal(flaw.message, help: flaw.help))
    } catch let error as TensorFileError {
      return .failure(TensorRefusal(error.message, help: error.help))
    } catch let error as SystemError {
      return .failure(TensorRefusal(error.reason, help: TensorPath.remedy))
    } catch {
      return .failure(TensorRefusal(SystemError(EIO).reason))
    }
  }

  private func bytes(of name: String) throws -> [UInt8] {
    if let flaw = TensorPath.flaw(of: name) { throw flaw }
    let folder = try Self.resolved(path)
    // One that is missing may come.
    ReadFiles.note(folder + "/" + name)
    let file = try Self.resolved(folder + "/" + name)
    // A link may lead to another place in the folder.
    guard file.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else {
      throw TensorPath.Flaw.leaves
    }
    return try InputFile.readFile(file)
  }

  /// A path without links.
  private static func resolved(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw SystemError(errno) }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
