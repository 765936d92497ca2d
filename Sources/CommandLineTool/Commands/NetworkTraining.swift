import Autodiff
import TensorFiles
import Training
import Wording

// The built-in network: what `train` does where no graph is given.

extension TrainCommand {
  /// Trains the network that options and the weights to begin with describe.
  ///
  /// - Throws: `Failure` where weights or data are missing, bad, or do not fit.
  func trainNetwork(_ console: Console) throws -> TrainingResult {
    let weights = try load.map(readTensors)
    let loaded = try weights.map { try description(of: $0) }
    var plan = plan(of: loaded)
    if let loaded, loaded.widths != plan.network.widths {
      func text(_ widths: [Int]) -> String { widths.map(String.init).joined(separator: "-") }
      throw Failure(
        .badData, at: load ?? "",
        Bilingual(
          en: "the weights are of a network \(text(loaded.widths)), not "
            + text(plan.network.widths),
          ko: "가중치의 신경망은 \(text(loaded.widths))인데 "
            + "\(text(plan.network.widths))\(Particle.object.after(text(plan.network.widths))) 지정했습니다"
        ),
        remedy: Bilingual(en: "leave out --widths", ko: "--widths를 빼십시오"))
    }
    let sets = try DataFiles.images(in: data)
    if let load, let loaded {
      do throws(FitError) {
        try loaded.requireFit(sets.train)
      } catch {
        throw Failure(error, at: load)
      }
    } else {
      // Another data set may have pictures of another size.
      plan.network.widths[0] = sets.train.pixelCount
    }
    let trainer = Trainer(
      plan, training: sets.train, test: sets.test, threads: threads ?? processorCount)
    return try Interruption.listening {
      try runTraining(
        trainer, from: weights, at: (data ?? "Data/mnist", weights: load ?? ""), console: console)
    }
  }

  /// What is asked for.
  ///
  /// - Parameter loaded: The network of the weights to begin with.
  private func plan(of loaded: NetworkDescription?) -> TrainingPlan {
    var plan = TrainingPlan()
    if let loaded { plan.network = loaded }
    if let widths {
      let outer = plan.network.widths
      plan.network.widths = [outer[0]] + widths + [outer[outer.count - 1]]
    }
    if let activation { plan.network.activation = activation }
    if let initialization { plan.network.initialization = initialization }
    plan.learning = learning(seed: graph.seed ?? 1)
    return plan
  }

  /// The tensors of a file of weights.
  ///
  /// - Throws: `Failure` where it cannot be read.
  func readTensors(_ path: String) throws -> Safetensors<Float> {
    let bytes = try InputFile.read(path)
    do {
      return try Safetensors<Float>(reading: bytes)
    } catch {
      throw Failure(.badData, at: path, error.message)
    }
  }

  /// The network that weights are of.
  private func description(of weights: Safetensors<Float>) throws -> NetworkDescription {
    do throws(ParameterFileError) {
      var description = NetworkDescription()
      description.widths = try NetworkParameters(weights).widths
      if let activation {
        description.activation = activation
      } else if let saved = try NetworkDescription.Activation(of: weights.metadata) {
        description.activation = saved
      }
      return description
    } catch {
      throw Failure(.badData, at: load ?? "", error.message)
    }
  }
}
