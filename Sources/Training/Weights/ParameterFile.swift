import Autodiff
import TensorFiles
import Wording

/// Weights as a file: W1, b1, W2, b2, … as safetensors.
extension NetworkParameters where Scalar: BinaryFloatingPoint {
  /// The parameters under their names, and what the network is.
  package func safetensors(of description: NetworkDescription) -> Safetensors<Scalar> {
    Safetensors(
      layers.enumerated().flatMap { index, layer in
        [
          .init("W\(index + 1)", layer.weights), .init("b\(index + 1)", layer.biases),
        ]
      },
      metadata: description.metadata)
  }

  /// The parameters of a file.
  ///
  /// - Throws: `ParameterFileError` where a layer is missing, is not of the shape that the ones before
  ///   it ask for, or has numbers that are none.
  package init(_ file: Safetensors<Scalar>) throws(ParameterFileError) {
    var layers: [Layer] = []
    while let weights = file["W\(layers.count + 1)"] {
      let number = layers.count + 1
      guard let biases = file["b\(number)"] else { throw .missing(name: "b\(number)") }
      guard weights.shape.rank == 2, biases.shape.rank == 1,
        weights.shape.extents[1] == biases.shape.extents[0],
        layers.last.map({ $0.biases.shape.extents[0] == weights.shape.extents[0] }) ?? true
      else { throw .shape(name: "W\(number)", found: weights.shape) }
      guard weights.shape.count > 0 else { throw .empty(name: "W\(number)") }
      for (name, tensor) in [("W\(number)", weights), ("b\(number)", biases)] {
        guard tensor.elements.allSatisfy(\.isFinite) else { throw .notFinite(name: name) }
      }
      layers.append(Layer(weights: weights, biases: biases))
    }
    guard !layers.isEmpty else { throw .missing(name: "W1") }
    self.init(layers: layers)
  }

  /// The numbers of inputs, of each hidden layer's units, and of classes.
  package var widths: [Int] {
    layers.map { $0.weights.shape.extents[0] } + [layers[layers.count - 1].biases.shape.extents[0]]
  }
}

/// A file of tensors that are not a network's weights.
package enum ParameterFileError: Error, Sendable {
  /// A tensor is missing.
  case missing(name: String)
  /// A layer's shape does not fit.
  case shape(name: String, found: Shape)
  /// A graph's parameter has another shape than the tensor of its name.
  case otherShape(name: String, found: Shape, needed: Shape)
  /// A graph's parameter is missing among the tensors that there are.
  case missingAmong(name: String, found: [String])
  /// A layer has no weights at all.
  case empty(name: String)
  /// A tensor has infinities, or what is not a number.
  case notFinite(name: String)
  /// The activation is none that networks have here.
  case activation(String)

  /// Some names, as many as can be read.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { printable($0) }.joined(separator: ", ")
    return names.count > 12 ? shown + ", …" : names.isEmpty ? "—" : shown
  }

  /// One line that says what is wrong and what to do.
  package var message: Bilingual {
    switch self {
    case .missing(let name):
      Bilingual(
        en: "there is no tensor '\(name)'; give a file that 'backdraw train --save' has written",
        ko: "텐서 '\(name)'\(Particle.subject.after(name)) 없습니다. "
          + "'backdraw train --save'로 저장한 파일을 주십시오")
    case .shape(let name, let found):
      Bilingual(
        en: "'\(name)' has the shape \(found), which does not fit its biases or the layer before",
        ko: "'\(name)'의 모양 \(found)\(Particle.subject.after("\(found)")) 편향이나 앞 층과 맞지 않습니다")
    case .otherShape(let name, let found, let needed):
      Bilingual(
        en: "'\(name)' has the shape \(found), but the graph's parameter is \(needed); "
          + "give weights of this graph",
        ko: "'\(name)'의 모양은 \(found)인데 그래프의 매개변수는 \(needed)입니다. "
          + "이 그래프의 가중치를 주십시오")
    case .missingAmong(let name, let found):
      Bilingual(
        en: "there is no tensor '\(name)'; the file has \(Self.list(found))",
        ko: "텐서 '\(name)'\(Particle.subject.after(name)) 없습니다. "
          + "파일에 있는 것: \(Self.list(found))")
    case .empty(let name):
      Bilingual(
        en: "'\(name)' has no entries; give a file that 'backdraw train --save' has written",
        ko: "'\(name)'에 원소가 없습니다. 'backdraw train --save'로 저장한 파일을 주십시오")
    case .notFinite(let name):
      Bilingual(
        en: "'\(name)' has entries that are infinite or not a number; train again, with a smaller "
          + "--rate",
        ko: "'\(name)'에 무한대나 수가 아닌 값이 있습니다. --rate를 줄여 다시 학습하십시오")
    case .activation(let name):
      Bilingual(
        en: "the activation '\(printable(name))' is not known; name one with --activation",
        ko: "'\(printable(name))'\(Particle.topic.after(name)) 모르는 활성화 함수입니다. "
          + "--activation으로 지정하십시오")
    }
  }
}

extension NetworkDescription {
  /// What a file of weights says of the network.
  package var metadata: [String: String] {
    [
      "activation": activation.rawValue,
      "widths": widths.map(String.init).joined(separator: "-"),
    ]
  }
}

extension NetworkDescription.Activation {
  /// The activation that a file of weights names, or nil where it names none.
  ///
  /// - Throws: `ParameterFileError` where it names one that networks do not have.
  package init?(of metadata: [String: String]) throws(ParameterFileError) {
    guard let name = metadata["activation"] else { return nil }
    guard let activation = Self(rawValue: name) else { throw .activation(name) }
    self = activation
  }
}
