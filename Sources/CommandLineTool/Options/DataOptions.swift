import ArgumentParser
import Wording

/// Which images networks see.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "A folder with the four files of a data set in the IDX format.",
        ko: "IDX 형식의 데이터 세트 파일 네 개가 든 폴더입니다."),
      value: .folder, otherwise: Bilingual(en: "MNIST's", ko: "MNIST의 폴더")),
    completion: .directory)
  var data: String?
}
