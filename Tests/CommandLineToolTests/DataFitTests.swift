import Foundation
import Testing

/// Data and weights that do not fit each other are refused before the work, with status 65.
@Suite struct DataFitTests {
  /// A folder with a training and a test set of grey images.
  private func dataSet(
    training: (count: Int, rows: Int, columns: Int), test: (count: Int, rows: Int, columns: Int)
  ) -> Folder {
    let folder = Folder()
    func number(_ n: Int) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: n >> (24 - 8 * $0)) }
    }
    for (name, set) in [("train", training), ("t10k", test)] {
      let pixels = (0..<set.count * set.rows * set.columns).map { UInt8($0 * 7 % 256) }
      let header = [set.count, set.rows, set.columns].flatMap(number)
      folder.write(Data([0, 0, 8, 3] + header + pixels), to: "\(name)-images-idx3-ubyte")
      let labels = (0..<set.count).map { UInt8($0 % 10) }
      folder.write(
        Data([0, 0, 8, 1] + number(set.count) + labels), to: "\(name)-labels-idx1-ubyte")
    }
    return folder
  }

  /// A file of weights: all numbers the same.
  private func weights(
    _ widths: [Int], in folder: Folder, number: Float = 0.01, activation: String = "relu"
  ) -> String {
    var places = ["\"__metadata__\":{\"activation\":\"\(activation)\"}"]
    var count = 0
    for (index, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      for (name, shape) in [("W", [inputs, outputs]), ("b", [outputs])] {
        let size = shape.reduce(1, *)
        places.append(
          "\"\(name)\(index + 1)\":{\"dtype\":\"F32\",\"shape\":\(shape),"
            + "\"data_offsets\":[\(4 * count),\(4 * (count + size))]}")
        count += size
      }
    }
    let header = "{\(places.joined(separator: ","))}"
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    bytes += header.utf8
    for _ in 0..<count { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
    return folder.write(Data(bytes), to: "weights.safetensors")
  }

  @Test(arguments: [1, 5, 12]) func weightsOfOtherClassesAreRefused(classes: Int) throws {
    let folder = dataSet(training: (40, 4, 4), test: (20, 4, 4))
    let path = weights([16, 3, classes], in: folder)
    for steps in ["0", "2"] {
      let run = try Program.run(
        "train", "--load", path, "--steps", steps, "--data", folder.path(""))
      #expect(run.status == 65 && run.output.isEmpty)
      #expect(
        run.errors
          == "\(path): error: the network has \(classes) \(classes == 1 ? "class" : "classes")"
          + ", the labels 10; take weights that were learned from such labels\n")
    }
  }

  @Test func weightsOfOtherImagesAreRefused() throws {
    let folder = dataSet(training: (40, 4, 4), test: (20, 4, 4))
    let path = weights([9, 3, 10], in: folder)
    let run = try Program.run(
      "train", "--load", path, "--steps", "0", "--data", folder.path(""), "--language", "ko")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("\(path): 오류: 이미지의 픽셀은 16개인데 신경망의 입력은 9개입니다."))
  }

  @Test func weightsThatAreNoNumbersOrOfAnUnknownFunctionAreRefused() throws {
    let folder = dataSet(training: (40, 4, 4), test: (20, 4, 4))
    func run(_ path: String, _ more: String...) throws -> Program.Run {
      try Program.run(
        ["train", "--load", path, "--steps", "0", "--data", folder.path("")] + more)
    }
    let infinite = try run(weights([16, 10], in: folder, number: .infinity))
    #expect(infinite.status == 65 && infinite.errors.contains("'W1' has entries that are infinite"))
    let empty = try run(weights([16, 0, 10], in: folder))
    #expect(empty.status == 65 && empty.errors.contains("weights.safetensors: error: 'W1' has no"))
    let unknown = weights([16, 3, 10], in: folder, activation: "gelu")
    let refused = try run(unknown)
    #expect(refused.status == 65 && refused.errors.contains("'gelu' is not known; name one with"))
    #expect(try run(unknown, "--activation", "tanh").status == 0)
    #expect(try run(weights([16, 3, 10], in: folder), "--widths", "3").status == 0)
  }

  /// Larger, smaller, and as many pixels in another form.
  @Test(arguments: [(5, 5), (2, 2), (2, 8)]) func testImagesAreAsLargeAsThoseOfTraining(
    rows: Int, columns: Int
  ) throws {
    let folder = dataSet(training: (40, 4, 4), test: (20, rows, columns))
    for command in [
      ["train", "--steps", "1"], ["check", "--mnist"],
      ["vanish", "--depth", "2", "--width", "3", "--steps", "1"],
    ] {
      let run = try Program.run(command + ["--data", folder.path("")])
      #expect(run.status == 65 && run.output.isEmpty)
      #expect(
        run.errors.hasSuffix(
          "t10k-images-idx3-ubyte: error: the test images are \(rows)×\(columns), "
            + "the training images 4×4; take both from the same data set\n"))
    }
  }

  @Test func aCheckHasAsManyImagesAsItAsksFor() throws {
    let folder = dataSet(training: (2, 4, 4), test: (2, 4, 4))
    let run = try Program.run("check", "--mnist", "--data", folder.path(""))
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.contains("3 images are asked for, but there are 2; take fewer with --batch"))
    let two = try Program.run("check", "--mnist", "--batch", "2", "--data", folder.path(""))
    #expect(two.status == 0)
  }
}
