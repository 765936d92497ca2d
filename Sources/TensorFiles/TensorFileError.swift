import Autodiff
import Wording

/// An `.npy` file that cannot be used, and why.
package enum NPYError: Error, Sendable, Hashable {
  /// The file does not begin as such a file does.
  case notNPY
  /// A version of the format that did not exist.
  case version(Int, Int)
  /// The header is not the dictionary that it should be.
  case damagedHeader
  /// The entries are records of several fields.
  case records
  /// The entries are no numbers, or of a type that nothing else has.
  case type(String)
  /// The file has other numbers than its header says.
  case length(shape: Shape, found: Int)
}

/// A file that no tensor can be loaded from, and why.
package enum TensorFileError: Error, Sendable, Hashable {
  case npy(NPYError)
  case safetensors(SafetensorsError)
  /// It is neither of the two formats.
  case unknownFormat
  /// It is an archive: NumPy's `.npz`, or PyTorch's own file.
  case archive
  /// A tensor of an `.npy` file was named, which has one without a name.
  case nameOfNPY(String)
  /// It has several tensors, and none was named.
  case nameMissing([String])
  /// It has no tensor of the name, but these.
  case noTensor(String, [String])
  /// The tensor has no numbers.
  case empty(Shape)
  /// The tensor has more numbers than are allowed.
  case tooLarge(Shape)
  /// An entry is not a number.
  case notANumber(index: [Int])
  /// An entry is a whole number so large that a double need not hold it.
  case inexact(index: [Int])

  /// What is wrong, in one sentence.
  package var message: Bilingual {
    switch self {
    case .npy(let error): error.message
    case .safetensors(let error): error.flaw
    case .unknownFormat:
      Bilingual(
        en: "the file is neither .npy nor .safetensors", ko: ".npy 파일도 .safetensors 파일도 아닙니다")
    case .archive:
      Bilingual(
        en: "the file is an archive (NumPy's .npz, or PyTorch's own .pt)",
        ko: "압축된 묶음 파일입니다(NumPy의 .npz나 PyTorch의 .pt)")
    case .nameOfNPY(let name):
      Bilingual(
        en: "an .npy file has one tensor, without a name, and not '\(printable(name))'",
        ko: ".npy 파일의 텐서는 하나이고 이름이 없어서 '\(printable(name))'\(Particle.object.after(name)) 찾을 수 없습니다"
      )
    case .nameMissing(let names):
      Bilingual(
        en: "the file has \(names.count) tensors: \(Self.list(names))",
        ko: "파일에 텐서가 \(names.count)개 있습니다: \(Self.list(names))")
    case .noTensor(let name, let names):
      Bilingual(
        en: "the file has no tensor '\(printable(name))', but \(Self.list(names))",
        ko: "파일에 텐서 '\(printable(name))'\(Particle.subject.after(name)) 없습니다. 있는 것: "
          + Self.list(names))
    case .empty(let shape):
      Bilingual(
        en: "the tensor has no numbers: its shape is \(shape)", ko: "텐서에 수가 없습니다. 모양이 \(shape)입니다")
    case .tooLarge(let shape):
      Bilingual(
        en: "the tensor of shape \(shape) has too many numbers for a graph",
        ko: "모양이 \(shape)인 텐서는 그래프에 담기에 너무 큽니다")
    case .notANumber(let index):
      Bilingual(en: "the entry \(index) is NaN", ko: "원소 \(index)의 값이 NaN입니다")
    case .inexact(let index):
      Bilingual(
        en: "the entry \(index) is a whole number of 2⁵³ or more, too large to be exact",
        ko: "원소 \(index)의 정수가 2⁵³ 이상이어서 배정밀도로 정확히 나타낼 수 없습니다")
    }
  }

  /// What to do about it.
  package var help: Bilingual {
    switch self {
    case .npy(let error): error.help
    case .safetensors(let error): error.help
    case .unknownFormat:
      Bilingual(
        en: "save one array with numpy.save, or several with safetensors",
        ko: "배열 하나는 numpy.save로, 여럿은 safetensors로 저장하십시오")
    case .archive:
      Bilingual(
        en: "save one array with numpy.save as .npy, or named tensors as .safetensors",
        ko: "배열 하나는 numpy.save로 .npy에, 이름이 있는 텐서는 .safetensors에 저장하십시오")
    case .nameOfNPY:
      Bilingual(en: "leave the name out: load(\"x.npy\")", ko: "load(\"x.npy\")처럼 이름을 빼십시오")
    case .nameMissing:
      Bilingual(
        en: "name one: load(\"weights.safetensors\", \"W\")",
        ko: "load(\"weights.safetensors\", \"W\")처럼 이름을 쓰십시오")
    case .noTensor(let name, let names):
      closestSpelling(of: name, among: names).map { didYouMean("'\(printable($0))'") }
        ?? Bilingual(en: "use one of these names", ko: "이 이름 가운데 하나를 쓰십시오")
    case .empty:
      Bilingual(en: "save a tensor with at least one entry", ko: "원소가 하나 이상인 텐서를 저장하십시오")
    case .tooLarge: Bilingual(en: "save a part of it", ko: "일부만 저장하십시오")
    case .notANumber:
      Bilingual(
        en: "replace it before saving, as numpy.nan_to_num does",
        ko: "numpy.nan_to_num처럼 저장하기 전에 다른 수로 바꾸십시오")
    case .inexact:
      Bilingual(en: "save it as float64", ko: "float64로 바꾸어 저장하십시오")
    }
  }

  /// The first of some names.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { printable(String($0.prefix(60))) }
    return (shown + (names.count > shown.count ? ["…"] : [])).joined(separator: ", ")
  }
}

extension NPYError {
  /// What is wrong, in one sentence.
  var message: Bilingual {
    switch self {
    case .notNPY: Bilingual(en: "the .npy file is cut short", ko: ".npy 파일이 중간에 끊겼습니다")
    case .version(let major, let minor):
      Bilingual(
        en: "the .npy file is of an unknown version \(major).\(minor)",
        ko: ".npy 파일의 버전 \("\(major).\(minor)".with(.object)) 모릅니다")
    case .damagedHeader:
      Bilingual(en: "the header of the .npy file is damaged", ko: ".npy 파일의 머리말이 손상되었습니다")
    case .records:
      Bilingual(
        en: "the .npy file holds records of several fields, not numbers",
        ko: ".npy 파일에 수가 아니라 필드가 여럿인 레코드가 있습니다")
    case .type(let name):
      Bilingual(
        en:
          "the .npy file is of type '\(printable(String(name.prefix(60))))'\(Self.isObject(name) ? ", Python objects" : "")",
        ko:
          ".npy 파일의 형식이 '\(printable(String(name.prefix(60))))'\(Self.isObject(name) ? "(파이썬 객체)" : "")입니다"
      )
    case .length(let shape, let found):
      Bilingual(
        en: "the .npy file has \(found) bytes of numbers, which do not fit its shape \(shape)",
        ko: ".npy 파일의 수가 \(found)바이트인데 모양 \("\(shape)".with(.and)) 맞지 않습니다")
    }
  }

  /// What to do about it.
  var help: Bilingual {
    switch self {
    case .notNPY, .version, .damagedHeader, .length:
      Bilingual(en: "save it again with numpy.save", ko: "numpy.save로 다시 저장하십시오")
    case .records, .type:
      Bilingual(
        en: "save it as numbers: x.astype(float)", ko: "x.astype(float)처럼 수로 바꾸어 저장하십시오")
    }
  }

  private static func isObject(_ type: String) -> Bool { type.hasSuffix("O") }
}
