import Wording

/// A file of weights that cannot be used, and why.
package enum SafetensorsError: Error, Sendable, Hashable {
  /// The file does not begin as a safetensors file does.
  case notSafetensors
  /// The header is not the JSON that it should be.
  case damagedHeader
  /// A tensor's numbers are neither F32 nor F64.
  case type(name: String, found: String)
  /// A tensor's shape and the place of its numbers do not fit each other or the file.
  case place(name: String)
  /// The file is shorter or longer than its header says.
  case length(expected: Int, found: Int)

  /// One line that says what is wrong and what to do.
  package var message: Bilingual {
    switch self {
    case .notSafetensors:
      Bilingual(
        en: "not a safetensors file; give one that 'backdraw train --save' has written",
        ko: "safetensors 파일이 아닙니다. 'backdraw train --save'로 저장한 파일을 주십시오")
    case .damagedHeader:
      Bilingual(
        en: "the safetensors header is damaged; save the weights again",
        ko: "safetensors 머리말이 손상되었습니다. 가중치를 다시 저장하십시오")
    case .type(let name, let found):
      Bilingual(
        en: "tensor '\(name)' is of type \(found); save it as F32 or F64",
        ko: "텐서 '\(name)'의 형식이 \(found)입니다. F32나 F64로 저장하십시오")
    case .place(let name):
      Bilingual(
        en: "the shape of tensor '\(name)' does not fit its numbers; save the weights again",
        ko: "텐서 '\(name)'의 모양과 숫자 개수가 맞지 않습니다. 가중치를 다시 저장하십시오")
    case .length(let expected, let found):
      Bilingual(
        en: "the file has \(found) bytes, not the \(expected) of its header; "
          + "save the weights again",
        ko: "파일이 머리말의 \(expected)바이트가 아니라 \(found)바이트입니다. 가중치를 다시 저장하십시오")
    }
  }
}

extension SafetensorsError: CustomStringConvertible {
  /// The English message.
  package var description: String { message[.english] }
}
