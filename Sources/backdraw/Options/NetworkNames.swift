import ArgumentParser
import Training

// What networks are called on the command line.

extension Initialization {
  /// `normal:0.01`, `xavier` or `he`.
  ///
  /// - Throws: `ValidationError` for anything else.
  init(named name: String) throws {
    switch name.lowercased() {
    case "xavier":
      self = .xavier
      return
    case "he":
      self = .he
      return
    case let text where text.hasPrefix("normal:"):
      if let deviation = Double(text.dropFirst(7)), deviation > 0, deviation.isFinite {
        self = .normal(deviation)
        return
      }
    default: break
    }
    throw ValidationError(
      "'--initialization \(name)' is not normal:DEVIATION, such as normal:0.01, xavier or he.")
  }
}

extension OptimizerKind {
  /// `sgd`, `momentum`, `momentum:0.9` or `adam`.
  ///
  /// - Throws: `ValidationError` for anything else.
  init(named name: String) throws {
    switch name.lowercased() {
    case "sgd":
      self = .sgd
      return
    case "adam":
      self = .adam
      return
    case "momentum":
      self = .momentum(0.9)
      return
    case let text where text.hasPrefix("momentum:"):
      if let momentum = Double(text.dropFirst(9)), (0..<1).contains(momentum) {
        self = .momentum(momentum)
        return
      }
    default: break
    }
    throw ValidationError(
      "'--optimizer \(name)' is not sgd, momentum, momentum:SHARE with a share from 0 and below 1, "
        + "or adam.")
  }
}

extension NetworkDescription.Activation {
  /// `relu`, `sigmoid` or `tanh`.
  ///
  /// - Throws: `ValidationError` for anything else.
  init(named name: String) throws {
    guard let activation = Self(rawValue: name.lowercased()) else {
      let names = Self.allCases.map(\.rawValue).sorted().joined(separator: ", ")
      throw ValidationError("'--activation \(name)' is not one of \(names).")
    }
    self = activation
  }
}
