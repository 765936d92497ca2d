import Wording

/// Why the system refused something.
struct SystemError: Error, Equatable {
  let code: Int32

  init(_ code: Int32) { self.code = code }

  /// The reason in words.
  var reason: Bilingual {
    switch code {
    case ENOENT: Bilingual(en: "there is no such file or folder", ko: "그런 파일이나 폴더가 없습니다")
    case EACCES, EPERM: Bilingual(en: "permission denied", ko: "권한이 없습니다")
    case EISDIR: Bilingual(en: "this is a folder", ko: "폴더입니다")
    case ENOTDIR:
      Bilingual(en: "a part of the path is not a folder", ko: "경로 가운데 폴더가 아닌 것이 있습니다")
    case ENOSPC: Bilingual(en: "no space is left on the device", ko: "디스크에 남은 공간이 없습니다")
    case EDQUOT: Bilingual(en: "the disk quota is used up", ko: "디스크 할당량을 다 썼습니다")
    case EFBIG: Bilingual(en: "the file is too large", ko: "파일이 너무 큽니다")
    case EROFS: Bilingual(en: "the file system is read-only", ko: "읽기 전용 파일 시스템입니다")
    case ENAMETOOLONG: Bilingual(en: "the name is too long", ko: "이름이 너무 깁니다")
    case ELOOP: Bilingual(en: "its links lead in a circle", ko: "링크가 돌고 돕니다")
    case EIO: Bilingual(en: "the device failed", ko: "장치에서 오류가 났습니다")
    case EBADF: Bilingual(en: "it is closed", ko: "닫혀 있습니다")
    case EPIPE: Bilingual(en: "nobody reads it any more", ko: "읽는 쪽이 닫혔습니다")
    default: Bilingual(same: String(cString: strerror(code)))
    }
  }
}
