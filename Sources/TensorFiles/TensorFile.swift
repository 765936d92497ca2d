import Autodiff

/// A file that holds tensors: `.npy` of NumPy, or `.safetensors`. Its first bytes tell which.
package enum TensorFile {
  /// One tensor of a file, in double precision.
  ///
  /// Nothing is taken on trust: a header must fit the file to the byte, every entry is a number (it
  /// may be infinite), and whole numbers are exact.
  ///
  /// - Parameters:
  ///   - name: Which of a safetensors file's tensors; may be left out where there is one.
  ///   - file: All bytes of the file.
  ///   - most: How many numbers the tensor may have; looked at before any memory is taken.
  package static func tensor(
    _ name: String?, of file: [UInt8], most: Int = .max
  ) throws(TensorFileError) -> Tensor<Double> {
    if file.starts(with: NPY.magic) {
      if let name { throw .nameOfNPY(name) }
      let array: NPY
      do throws(NPYError) { array = try NPY(of: file) } catch { throw .npy(error) }
      try check(array.shape, most)
      return try checked(array.tensor(in: file), array.type)
    }
    if file.starts(with: archive) { throw .archive }
    let header: SafetensorsHeader
    do throws(SafetensorsError) {
      header = try SafetensorsHeader(of: file)
    } catch .notSafetensors {
      throw .unknownFormat
    } catch {
      throw .safetensors(error)
    }
    let names = header.places.map(\.name)
    guard name != nil || names.count == 1 else { throw .nameMissing(names) }
    guard let place = header.places.first(where: { $0.name == name ?? names[0] }) else {
      throw .noTensor(name ?? "", names)
    }
    try check(place.shape, most)
    let numbers = place.type.numbers(in: file[place.bytes])
    return try checked(Tensor(shape: place.shape, elements: numbers), place.type)
  }

  /// What zip archives begin with.
  private static let archive = Array("PK".utf8) + [3, 4]

  private static func check(_ shape: Shape, _ most: Int) throws(TensorFileError) {
    guard shape.count > 0 else { throw .empty(shape) }
    guard shape.count <= most else { throw .tooLarge(shape) }
  }

  private static func checked(
    _ tensor: Tensor<Double>, _ type: NumberType
  ) throws(TensorFileError) -> Tensor<Double> {
    func index(_ place: Int) -> [Int] {
      zip(tensor.shape.strides, tensor.shape.extents).map { place / $0 % $1 }
    }
    if let place = tensor.elements.firstIndex(where: \.isNaN) {
      throw .notANumber(index: index(place))
    }
    switch type {
    case .int64, .uint64:
      let place = tensor.elements.firstIndex { $0.magnitude >= 0x1p53 }
      if let place { throw .inexact(index: index(place)) }
    case .float16, .bfloat16, .float32, .float64, .int8, .int16, .int32, .uint8, .uint16, .uint32:
      break
    }
    return tensor
  }
}
