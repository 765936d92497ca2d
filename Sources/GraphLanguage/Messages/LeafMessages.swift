import Autodiff
import Wording

// Numbers that are made, drawn, loaded or set.

extension Message {
  // MARK: Arguments

  static func argumentNotWritten(_ function: String) -> Message {
    Message(
      en: "the arguments of \(quoted(function)) are numbers that are written out",
      ko: "\(quoted(function))의 인수에는 수를 직접 써야 합니다",
      help: Bilingual(
        en: "write numbers, or arithmetic on numbers", ko: "수나, 수만으로 된 산술을 쓰십시오"))
  }

  static func shapeInBrackets(_ function: String) -> Message {
    Message(
      en: "\(quoted(function)) takes one shape", ko: "\(quoted(function))의 인수는 모양 하나입니다",
      help: Bilingual(
        en: "write it in brackets: \(function)([2, 3])", ko: "\(function)([2, 3])처럼 괄호로 묶으십시오"))
  }

  static let shapeNotPositive = Message(
    en: "a shape is a list of whole numbers from 1", ko: "모양은 1 이상인 정수의 목록이어야 합니다",
    help: Bilingual(en: "write [2, 3]", ko: "[2, 3]처럼 쓰십시오"))

  static func oneNumberNeeded(_ parameter: String, _ function: String) -> Message {
    Message(
      en: "\(quoted(parameter)) of \(quoted(function)) is one finite number",
      ko: "\(quoted(function))의 \(quoted(parameter).with(.topic)) 유한한 수 하나여야 합니다")
  }

  static func countNeeded(_ function: String) -> Message {
    Message(
      en: "\(quoted(function)) takes a whole number from 1 here",
      ko: "여기서 \(quoted(function))에는 1 이상인 정수를 써야 합니다")
  }

  static let emptyRange = Message(
    en: "this range has no numbers", ko: "이 범위에는 수가 없습니다",
    help: Bilingual(
      en: "it begins at the first number and ends before the second: arange(1, 5)",
      ko: "범위는 첫 수에서 시작해 둘째 수 앞에서 끝납니다: arange(1, 5)"))

  // MARK: Drawn numbers

  static let negativeDeviation = Message(
    en: "a standard deviation is not negative", ko: "표준편차는 음수일 수 없습니다",
    help: Bilingual(
      en: "the mean comes first: normal(0, 0.1)", ko: "normal(0, 0.1)처럼 평균을 먼저 쓰십시오"))

  static func emptyInterval(_ low: Double, _ high: Double) -> Message {
    Message(
      en: "'uniform' draws from a smaller number up to a larger one",
      ko: "'uniform'은 작은 수부터 큰 수까지에서 뽑습니다",
      help: low > high
        ? Bilingual(en: "turn them round: uniform(-1, 1)", ko: "uniform(-1, 1)처럼 차례를 바꾸십시오") : nil)
  }

  static let stepNotPositive = Message(
    en: "the step of 'uniform' is a number above 0, and not too small",
    ko: "'uniform'의 step은 0보다 크고 너무 작지 않은 수여야 합니다")

  static let digitsOutOfRange = Message(
    en: "'digits' is a whole number from 1 to 15", ko: "'digits'에는 1부터 15까지의 정수를 씁니다")

  static let seedNotWhole = Message(
    en: "'seed' takes a whole number from 0", ko: "'seed'에는 0 이상의 정수를 씁니다",
    help: Bilingual(en: "write seed 7", ko: "seed 7처럼 쓰십시오"))

  static func seedTooLate(line: Int) -> Message {
    Message(
      en: "numbers were drawn already on line \(line)", ko: "\(line)번째 줄에서 이미 수를 뽑았습니다",
      help: Bilingual(
        en: "put 'seed' above the first drawn number", ko: "seed 줄을 처음 뽑는 수보다 위에 두십시오"))
  }

  // MARK: Files

  static let noFiles = Message(
    en: "no file can be loaded here", ko: "여기서는 파일을 읽을 수 없습니다",
    help: Bilingual(en: "write the numbers out: [1, 2]", ko: "[1, 2]처럼 수를 직접 쓰십시오"))

  static func notLoaded(_ path: String, _ refusal: TensorRefusal) -> Message {
    let path = quoted(printable(path))
    return Message(
      en: "\(path) cannot be loaded: \(refusal.message.english)",
      ko: "\(path.with(.object)) 읽을 수 없습니다. \(refusal.message.korean)", help: refusal.help)
  }

  // MARK: Settings

  static func settingShape(_ name: String, _ found: Shape, _ needed: Shape) -> Message {
    Message(
      en: "\(quoted(name)) has shape \(shown(needed)), and is set to shape \(shown(found))",
      ko: "\(quoted(name))의 모양은 \(shown(needed))인데 모양이 \(shown(found))인 값을 주었습니다",
      help: Bilingual(
        en: "give a literal of shape \(shown(needed))", ko: "모양이 \(shown(needed))인 리터럴을 주십시오"))
  }

  static func settingTwice(_ name: String) -> Message {
    Message(
      en: "\(quoted(name)) is set twice", ko: "\(quoted(name).with(.object)) 두 번 정했습니다",
      help: Bilingual(en: "leave one of them out", ko: "하나를 빼십시오"))
  }

  static func settingComputed(_ name: String) -> Message {
    Message(
      en: "\(quoted(name)) is computed, and cannot be set",
      ko: "\(quoted(name).with(.topic)) 계산한 값이라 바꿀 수 없습니다",
      help: Bilingual(
        en: "set a leaf that it is computed from", ko: "이 값을 계산할 때 쓰는 변수를 바꾸십시오"))
  }

  static func settingUnknown(_ name: String, leaves: [String]) -> Message {
    Message(
      en: "the graph has no leaf \(quoted(name))",
      ko: "그래프에 변수 \(quoted(name).with(.subject)) 없습니다",
      help: closestSpelling(of: name, among: leaves).map(meant)
        ?? (leaves.isEmpty || leaves.count > 12
          ? nil
          : Bilingual(
            en: "its leaves are \(leaves.joined(separator: ", "))",
            ko: "그래프의 변수: \(leaves.joined(separator: ", "))")))
  }
}
