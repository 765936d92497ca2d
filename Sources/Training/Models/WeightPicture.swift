import Autodiff

/// Weights of a parameter that can be seen as pictures.
package struct WeightPicture: Sendable, Hashable {
  /// How the parameter's numbers make pictures.
  package enum Form: Sendable, Hashable {
    /// Each column of a matrix is a picture of the images' size: what a unit looks at.
    case units
    /// Each filter of a convolution is a picture for each channel that it reads.
    case filters
  }

  /// The parameter's name.
  package let name: String
  /// How its numbers make pictures.
  package let form: Form

  /// Names weights to be seen.
  package init(name: String, form: Form) {
    self.name = name
    self.form = form
  }
}

extension Model {
  /// The parameters that can be seen: matrices that images are multiplied by as they are, and the
  /// filters of convolutions.
  package var pictures: [WeightPicture] {
    var images = Set(batch.filter { $0.source == .images }.map(\.node))
    var pictures: [WeightPicture] = []
    for node in tape.nodes {
      let operands = tape.operands(of: node)
      guard operands.count > 1 || operands.first.map(images.contains) == true else { continue }
      switch tape.kind(of: node) {
      case .reshape, .flatten, .expandDims, .squeeze, .identity: images.insert(node)
      case .affine, .matmul:
        guard images.contains(operands[0]) else { continue }
        add(operands[1], .units, to: &pictures)
      case .conv2D: add(operands[1], .filters, to: &pictures)
      // Whatever else is made of an image is no image any more.
      case _: continue
      }
    }
    return pictures
  }

  private func add(_ node: NodeID, _ form: WeightPicture.Form, to pictures: inout [WeightPicture]) {
    guard let index = parameters.firstIndex(of: node) else { return }
    let picture = WeightPicture(name: names[index], form: form)
    guard !pictures.contains(picture) else { return }
    pictures.append(picture)
  }
}
