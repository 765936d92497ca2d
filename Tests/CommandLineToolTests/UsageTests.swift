import Foundation
import Testing
import Wording

/// What is said of a command line that is wrong.
@Suite struct UsageTests {
  /// Wrong command lines, with what is said of them in English and in Korean, each in one line.
  static let faults: [(arguments: [String], said: Bilingual)] = [
    (
      ["rendr"],
      Bilingual(
        en: "rendr: error: there is no such command; did you mean 'render'?",
        ko: "rendr: 오류: 그런 명령이 없습니다. 혹시 'render'를 쓰려고 했습니까?")
    ),
    (
      ["frobnicate", "x.graph"],
      Bilingual(
        en:
          "frobnicate: error: there is no such command; the commands are render, explain, slides, "
          + "trace, check, export, import, quiz, batch, grade, train, vanish, book, functions, help",
        ko: "frobnicate: 오류: 그런 명령이 없습니다. 쓸 수 있는 명령: render, explain, slides, trace, "
          + "check, export, import, quiz, batch, grade, train, vanish, book, functions, help")
    ),
    (
      ["render", "x.graph", "--thme", "dark"],
      Bilingual(
        en: "--thme: error: 'backdraw render' has no such option; did you mean '--theme'?",
        ko: "--thme: 오류: 'backdraw render'에는 없는 옵션입니다. 혹시 '--theme'을 쓰려고 했습니까?")
    ),
    (
      ["trace", "-e", "x=1", "--theme", "dark"],
      Bilingual(
        en: "--theme: error: 'backdraw trace' has no such option; it belongs to 'backdraw render', "
          + "'backdraw slides'",
        ko: "--theme: 오류: 'backdraw trace'에는 없는 옵션입니다. 'backdraw render', "
          + "'backdraw slides'의 옵션입니다")
    ),
    (
      ["trace", "-e", "x=1", "-z"],
      Bilingual(
        en: "-z: error: 'backdraw trace' has no such option; see 'backdraw trace --help'",
        ko: "-z: 오류: 'backdraw trace'에는 없는 옵션입니다. 'backdraw trace --help'로 옵션을 볼 수 "
          + "있습니다")
    ),
    (
      ["explain", "--blank", "gradientz", "x.graph"],
      Bilingual(
        en: "--blank: error: 'gradientz' is not one of none, gradients, values, products or all; "
          + "did you mean 'gradients'?",
        ko: "--blank: 오류: 'gradientz'는 none, gradients, values, products, all 가운데 하나가 "
          + "아닙니다. 혹시 'gradients'를 쓰려고 했습니까?")
    ),
    (
      ["render", "x.graph", "--fit", "slides"],
      Bilingual(
        en: "--fit: error: 'slides' is not one of slide, a4, letter, column or phone, or a width "
          + "and a height such as 160x247mm; did you mean 'slide'?",
        ko: "--fit: 오류: 'slides'는 slide, a4, letter, column, phone 가운데 하나나 160x247mm 같은 "
          + "너비와 높이가 아닙니다. 혹시 'slide'를 쓰려고 했습니까?")
    ),
    (
      ["render", "x.graph", "--theme"],
      Bilingual(
        en: "--theme: error: its value is missing; write --theme <theme>",
        ko: "--theme: 오류: 값이 빠졌습니다. --theme <테마> 꼴로 쓰십시오")
    ),
    (
      ["render", "x.graph", "--theme", "--width", "5"],
      Bilingual(
        en: "--theme: error: its value is missing; write --theme <theme>",
        ko: "--theme: 오류: 값이 빠졌습니다. --theme <테마> 꼴로 쓰십시오")
    ),
    (
      ["trace", "-e", "x=1", "--digits", "--quiet"],
      Bilingual(
        en: "--digits: error: its value is missing; write --digits <count>",
        ko: "--digits: 오류: 값이 빠졌습니다. --digits <개수> 꼴로 쓰십시오")
    ),
    (
      ["trace", "-e", "x=1", "-o", "-x.txt"],
      Bilingual(
        en: "-o: error: its value is missing; '-x.txt' looks like an option; if it is the value, "
          + "write --output=-x.txt",
        ko: "-o: 오류: 값이 빠졌습니다. '-x.txt'은(는) 옵션처럼 보입니다. 값이라면 "
          + "--output=-x.txt처럼 쓰십시오")
    ),
    (
      ["render", "x.graph", "--theme", "drak", "-o", "x.svg"],
      Bilingual(
        en: "--theme: error: 'drak' is not one of light, dark, safe or print; did you mean 'dark'?",
        ko: "--theme: 오류: 'drak'은(는) light, dark, safe, print 가운데 하나가 아닙니다. 혹시 "
          + "'dark'를 쓰려고 했습니까?")
    ),
    (
      ["trace", "-e", "x=1", "--digits", "x"],
      Bilingual(
        en: "--digits: error: 'x' is not a whole number from 1 to 17",
        ko: "--digits: 오류: 'x'는 1부터 17까지의 정수가 아닙니다")
    ),
    (
      ["trace", "-e", "x=1", "--digits", "18"],
      Bilingual(
        en: "--digits: error: '18' is not a whole number from 1 to 17",
        ko: "--digits: 오류: '18'은 1부터 17까지의 정수가 아닙니다")
    ),
    (
      ["render", "x.graph", "-o", "x.svg", "--width", "-5"],
      Bilingual(
        en: "--width: error: '-5' is not a number from 1 to 1,000,000",
        ko: "--width: 오류: '-5'는 1부터 1,000,000까지의 수가 아닙니다")
    ),
    (
      ["train", "--optimizer", "momentum:2"],
      Bilingual(
        en: "--optimizer: error: 'momentum:2' is not sgd, momentum:SHARE or adam:SHARE,SHARE with "
          + "shares from 0 and below 1, or one of these names alone",
        ko: "--optimizer: 오류: 'momentum:2'는 sgd, momentum:비율, adam:비율,비율(비율은 0 이상 1 미만) "
          + "가운데 하나나 그 이름이 아닙니다")
    ),
    (
      ["trace", "-e", "x=1", "--language", "fr"],
      Bilingual(
        en: "--language: error: 'fr' is not one of ko or en",
        ko: "--language: 오류: 'fr'은 ko, en 가운데 하나가 아닙니다")
    ),
    (
      ["trace", "-e", "x=1", "--quiet=3"],
      Bilingual(
        en: "--quiet: error: it takes no value; leave out '=3'",
        ko: "--quiet: 오류: 값을 받지 않는 옵션입니다. '=3'을 빼십시오")
    ),
    (
      ["trace", "a.graph", "b.graph"],
      Bilingual(
        en:
          "b.graph: error: 'backdraw trace' takes no further argument; see 'backdraw trace --help'",
        ko: "b.graph: 오류: 'backdraw trace' 명령은 인자를 더 받지 않습니다. 'backdraw trace "
          + "--help'로 옵션을 볼 수 있습니다")
    ),
    (
      ["book", "lesson", "5"],
      Bilingual(
        en: "lesson: error: 'backdraw book' takes options alone; did you mean '--lesson'?",
        ko: "lesson: 오류: 'backdraw book' 명령은 옵션만 받습니다. 혹시 '--lesson'을 쓰려고 "
          + "했습니까?")
    ),
    (
      ["train", "x.graph", "steps"],
      Bilingual(
        en: "steps: error: 'backdraw train' takes no further argument; did you mean '--steps'?",
        ko: "steps: 오류: 'backdraw train' 명령은 인자를 더 받지 않습니다. 혹시 '--steps'를 쓰려고 "
          + "했습니까?")
    ),
    (
      ["render", "-e", "x=1", "-o", "x.svg", "--frames", "--strip"],
      Bilingual(
        en: "--strip: error: it does not go with --frames; leave out one of them",
        ko: "--strip: 오류: --frames와 함께 쓸 수 없습니다. 둘 가운데 하나를 빼십시오")
    ),
    (
      ["trace"],
      Bilingual(
        en: "error: a graph is missing; give a graph file, - for standard input, or "
          + "-e 'x = 3; y = x^2'",
        ko: "오류: 그래프가 없습니다. 그래프 파일, 표준 입력을 뜻하는 -, 또는 -e 'x = 3; y = x^2'을 "
          + "주십시오")
    ),
    (
      ["render", "-e", "x=1"],
      Bilingual(
        en: "error: an output is missing; give -o FILE.svg, or --format svg",
        ko: "오류: 그림을 쓸 곳이 없습니다. -o 그림.svg나 --format svg를 주십시오")
    ),
    (
      ["--generate-completion-script", "tcsh"],
      Bilingual(
        en: "--generate-completion-script: error: there is no script for 'tcsh'; the shells are "
          + "zsh, bash, fish",
        ko: "--generate-completion-script: 오류: 'tcsh'에 쓸 스크립트가 없습니다. 쓸 수 있는 셸: "
          + "zsh, bash, fish")
    ),
  ]

  @Test(arguments: faults.indices, Language.allCases)
  func whatIsWrongIsSaidInTheChosenLanguage(_ index: Int, _ language: Language) throws {
    let (arguments, said) = Self.faults[index]
    let run = try Program.run(
      arguments, environment: ["LC_ALL": "", "LANG": "\(language.rawValue)_XX.UTF-8"])
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors == said[language] + "\n")
  }

  /// Command lines that are wrong in other ways, or right in form and wrong in what they ask for.
  @Test(
    arguments: [
      ["--nonsense"], ["trace", "---x"], ["trace", "-e", "x=1", "--format", "xml"],
      ["trace", "-e", "x=1", "-o", ""], ["check", "-e", "x=1", "--tolerance", "-1"], ["-"],
      ["trace", "/no/such"], ["trace", "-e", "x = y"], ["trace", "-e", "x=1", "-o", "/no/such/x"],
      ["render", "-e", "x=1", "--format", "svg", "--font", "No Such Font"],
      ["render", "-e", "x=1", "--format", "png", "--scale", "100000"],
      ["explain", "-e", "x=1", "--of", "y"], ["train", "--data", "/no/such"],
      ["check", "--mnist", "-e", "x=1"], ["train", "--steps", "0"], ["vanish", "--path", "1,2"],
      ["train", "--load", "w", "--initialization", "he"], ["book", "--lesson", "no such lesson"],
    ] as [[String]])
  func everyLanguageHasTheSameStatusAndItsOwnLabel(_ arguments: [String]) throws {
    let runs = try Language.allCases.map { language in
      (language, try Program.run(arguments + ["--language", language.rawValue]))
    }
    for (language, run) in runs {
      #expect(run.status == runs[0].1.status && run.status > 1 && run.output.isEmpty)
      let label = "\(MessageLabel.error[language]): "
      #expect(run.errors.hasPrefix(label) || run.errors.contains(": " + label), "\(run.errors)")
      for other in Language.allCases where other != language {
        #expect(!run.errors.contains("\(MessageLabel.error[other]): "))
      }
    }
    #expect(Set(runs.map(\.1.errors)).count == runs.count)
  }

  @Test(arguments: [
    ["--language", "ko", "rendr"], ["rendr", "--language", "ko"], ["rendr", "--language=ko"],
    ["--language", "en", "rendr", "--language", "ko"],
  ])
  func theOptionChoosesTheLanguageWhereverItStands(_ arguments: [String]) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 64 && run.errors == Self.faults[0].said[.korean] + "\n")
    let english = try Program.run(
      ["rendr", "--", "--language", "ko"], environment: ["LC_ALL": "en_GB"])
    #expect(english.errors == Self.faults[0].said[.english] + "\n")
  }

  @Test func whatEveryCommandTakesMayStandBeforeIt() throws {
    let before = try Program.run("--language", "ko", "trace", "-e", "x = 1; y = x")
    let after = try Program.run("trace", "-e", "x = 1; y = x", "--language", "ko")
    #expect(before.status == 0 && before.output == after.output && before.errors.isEmpty)
    let quiet = try Program.run("-q", "trace", "-e", "x = 0; y = log(x)")
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
  }

  @Test func diagnosticsHaveTheirLabelsInKorean() throws {
    let run = try Program.run(
      "trace", "-", "--language", "ko", input: "apple = 100\ntotal = aple * 2\n")
    #expect(
      run.errors == """
        <stdin>:2:9: 오류: 'aple'은 정의되지 않은 이름입니다
        total = aple * 2
                ^
        도움말: 혹시 'apple'을 쓰려고 했습니까?

        """)
    let warned = try Program.run("trace", "-e", "x = 0; y = log(x)", "--language", "ko")
    #expect(warned.status == 0 && warned.errors.hasPrefix("<expression>:1:12: 경고: "))
  }

  @Test func whatATerminalWouldObeyIsNotPrinted() throws {
    let run = try Program.run("\u{1B}[2Jrender", "--language", "en")
    #expect(run.status == 64 && run.errors.hasPrefix("␛[2Jrender: error: "))
  }
}
