import Wording

/// A safetensors file that cannot be used, and why.
package enum SafetensorsError: Error, Sendable, Hashable {
  /// The file does not begin as a safetensors file does.
  case notSafetensors
  /// The header is not the JSON that it should be.
  case damagedHeader
  /// A tensor's numbers are of a type that cannot be read here.
  case type(name: String, found: String)
  /// A tensor's shape and the place of its numbers do not fit each other or the file.
  case place(name: String)
  /// The file is shorter or longer than its header says.
  case length(expected: Int, found: Int)

  /// One line that says what is wrong with a file of weights and what to do.
  package var message: Bilingual {
    Bilingual(
      en: "\(flaw.english); \(remedyOfWeights.english)",
      ko: "\(flaw.korean). \(remedyOfWeights.korean)")
  }

  /// What is wrong, in one sentence.
  package var flaw: Bilingual {
    switch self {
    case .notSafetensors:
      Bilingual(en: "not a safetensors file", ko: "safetensors 파일이 아닙니다")
    case .damagedHeader:
      Bilingual(en: "the safetensors header is damaged", ko: "safetensors 머리말이 손상되었습니다")
    case .type(let name, let found):
      Bilingual(
        en: "tensor '\(printable(name))' is of type \(printable(found))",
        ko: "텐서 '\(printable(name))'의 형식이 \(printable(found))입니다")
    case .place(let name):
      Bilingual(
        en: "the shape of tensor '\(printable(name))' does not fit its numbers",
        ko: "텐서 '\(printable(name))'의 모양과 숫자 개수가 맞지 않습니다")
    case .length(let expected, let found):
      Bilingual(
        en: "the file has \(found) bytes, not the \(expected) of its header",
        ko: "파일이 머리말의 \(expected)바이트가 아니라 \(found)바이트입니다")
    }
  }

  /// What to do about a file of any tensors.
  package var help: Bilingual {
    switch self {
    case .notSafetensors, .damagedHeader, .place, .length:
      Bilingual(en: "save the tensors again", ko: "텐서를 다시 저장하십시오")
    case .type:
      Bilingual(
        en: "save it as F16, BF16, F32, F64 or whole numbers",
        ko: "F16, BF16, F32, F64나 정수로 저장하십시오")
    }
  }

  private var remedyOfWeights: Bilingual {
    switch self {
    case .notSafetensors:
      Bilingual(
        en: "give one that 'backdraw train --save' has written",
        ko: "'backdraw train --save'로 저장한 파일을 주십시오")
    case .type: Bilingual(en: "save it as F32 or F64", ko: "F32나 F64로 저장하십시오")
    case .damagedHeader, .place, .length:
      Bilingual(en: "save the weights again", ko: "가중치를 다시 저장하십시오")
    }
  }
}

extension SafetensorsError: CustomStringConvertible {
  /// The English message.
  package var description: String { message[.english] }
}
