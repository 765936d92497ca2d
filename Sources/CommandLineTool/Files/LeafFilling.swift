import Autodiff
import GraphLanguage
import Training

/// What a leaf of a graph is filled with, or why it cannot be.
struct LeafFilling {
  /// The numbers, or what is wrong with what the graph asks for.
  let result: Result<Tensor<Double>, TensorRefusal>
  /// What kept the data from being read. It ends the command, and is said in the graph's place.
  let failure: Failure?

  /// Takes rows of data.
  init(_ rows: () throws -> Tensor<Double>) {
    do {
      (result, failure) = (.success(try rows()), nil)
    } catch let error as BatchError {
      (result, failure) = (.failure(TensorRefusal(error.message, help: error.help)), nil)
    } catch {
      failure = error as? Failure
      result = .failure(TensorRefusal(failure?.message ?? DataFiles.notFound))
    }
  }
}
