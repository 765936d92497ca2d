import Wording

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file's bytes.
func read(_ url: URL, _ language: Language) throws(BackdrawError) -> [UInt8] {
  do {
    return Array(try Data(contentsOf: url))
  } catch {
    throw BackdrawError(.unreadableFile, url, reading: true, error, in: language)
  }
}

/// Writes a file: under another name beside its place, which it then takes, so that a reader never
/// sees half a file and a failure leaves the old one.
func write(_ bytes: [UInt8], to url: URL, _ language: Language) throws(BackdrawError) {
  do {
    try Data(bytes).write(to: url, options: .atomic)
  } catch {
    throw BackdrawError(.unwritableFile, url, reading: false, error, in: language)
  }
}

extension BackdrawError {
  fileprivate init(
    _ kind: Kind, _ url: URL, reading: Bool, _ error: any Error, in language: Language
  ) {
    let path = url.isFileURL ? url.path(percentEncoded: false) : url.absoluteString
    let what =
      reading
      ? Bilingual(en: "cannot be read", ko: "읽을 수 없습니다")
      : Bilingual(en: "cannot be written", ko: "쓸 수 없습니다")
    let reason = reasonOfFailure(error)
    self.init(
      kind,
      Bilingual(
        en: "\(path): error: \(what[.english]): \(reason[.english])",
        ko: "\(path): 오류: \(what[.korean]). \(reason[.korean])"), in: language)
  }
}

/// Why a file cannot be read or written.
func reasonOfFailure(_ error: any Error) -> Bilingual {
  switch (error as? CocoaError)?.code {
  case .fileReadNoSuchFile?, .fileNoSuchFile?:
    Bilingual(en: "there is no such file or folder", ko: "그런 파일이나 폴더가 없습니다")
  case .fileReadNoPermission?, .fileWriteNoPermission?:
    Bilingual(en: "permission denied", ko: "권한이 없습니다")
  case .fileWriteOutOfSpace?:
    Bilingual(en: "no space is left on the device", ko: "디스크에 남은 공간이 없습니다")
  case .fileWriteVolumeReadOnly?:
    Bilingual(en: "the file system is read-only", ko: "읽기 전용 파일 시스템입니다")
  case .fileReadTooLarge?: Bilingual(en: "the file is too large", ko: "파일이 너무 큽니다")
  case .fileReadUnsupportedScheme?, .fileWriteUnsupportedScheme?:
    Bilingual(en: "give the URL of a file", ko: "파일의 URL을 주십시오")
  default: Bilingual(en: "is it a file in a folder of yours?", ko: "쓸 수 있는 폴더의 파일인지 보십시오")
  }
}
