import Autodiff
import Wording

/// What a graph takes beside its text: what its numbers are drawn from, who reads its files, and
/// literals in the place of its own.
///
///     GraphInputs(seed: 7, settings: [GraphInputs.Setting("W=[1, 2]", place: "--set")])
package struct GraphInputs: Sendable {
  /// What drawn numbers begin from; that of the text where nil, and 1 where that says nothing.
  package var seed: UInt64?
  /// Leaves that take another literal.
  package var settings: [Setting]
  /// Reads the tensors that the text loads; nil where no file may be read.
  package var reader: TensorReader?

  /// Fills the leaves that training fills, `batch x = images`; nil where there are no data.
  package var batches: BatchReader?

  /// Creates inputs; without any, a text stands for itself.
  package init(
    seed: UInt64? = nil, settings: [Setting] = [], reader: TensorReader? = nil,
    batches: BatchReader? = nil
  ) {
    self.seed = seed
    self.settings = settings
    self.reader = reader
    self.batches = batches
  }

  /// A leaf that takes another literal, as somebody wrote it: `W=[[1, 2]]`.
  package struct Setting: Sendable, Hashable {
    /// All of it.
    package let text: String
    /// What messages call it, `--set`.
    package let place: String

    /// Takes a setting as it was written.
    package init(_ text: String, place: String) {
      self.text = text
      self.place = place
    }

    /// The leaf's name.
    var name: String {
      let name = text.prefix { $0 != "=" }.drop { $0 == " " }
      return String(name.reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// Reads one tensor for a graph; the language itself sees no files.
///
/// - Parameters:
///   - file: Which tensor of which file.
///   - most: How many numbers it may have.
package typealias TensorReader =
  @Sendable (_ file: TensorReference, _ most: Int) -> Result<Tensor<Double>, TensorRefusal>

/// Fills a leaf with rows of a data set: how many there are is the reader's to say, and the same for all
/// leaves of a graph.
///
/// - Parameters:
///   - source: What it is filled with.
///   - row: The shape of one row where the graph gives one: [1, 28, 28] of images, [16] of windows of
///     text. Without it an image is a row of its pixels, and text is one document as a whole.
package typealias BatchReader =
  @Sendable (_ source: BatchSource, _ row: Shape?) -> Result<Tensor<Double>, TensorRefusal>

/// A tensor in a file: `load("weights.safetensors", "layer1.weight")`.
package struct TensorReference: Sendable, Hashable {
  /// The file, from the folder of the graph on; anything at all that somebody wrote.
  package let path: String
  /// The tensor's name in the file, if one is given.
  package let name: String?

  /// Names a tensor in a file.
  package init(path: String, name: String? = nil) {
    self.path = path
    self.name = name
  }
}

/// Why a tensor cannot be loaded, and what to do.
package struct TensorRefusal: Error, Sendable, Hashable {
  /// What is wrong, in one sentence.
  package let message: Bilingual
  /// What to do about it.
  package let help: Bilingual?

  /// Says why a tensor cannot be loaded.
  package init(_ message: Bilingual, help: Bilingual? = nil) {
    self.message = message
    self.help = help
  }
}
