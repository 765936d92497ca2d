import ArgumentParser
import Wording

/// How the text behind an option becomes a value, and what is said of the values that it takes.
///
///     @Option("digits", .whole(1...17), help: Bilingual(en: "How many digits.", ko: "자릿수입니다."))
///     var digits = 4
struct ValueReader<Value: Sendable>: Sendable {
  /// What the text must be, as it stands in "'x' is not …": `a whole number from 1 to 17`.
  let noun: Bilingual
  /// What help lists as the values; nil where its text says it.
  var values: Bilingual?
  /// The values that a shell completes, and that a misspelt one may stand for.
  var choices: [String] = []
  /// Whether what follows the option is its value even where it begins with a dash: a number may be
  /// negative.
  var takesDashes = false
  /// The value that a text stands for, or nil.
  let read: @Sendable (String) -> Value?
  /// A value as help shows it.
  let shown: @Sendable (Value) -> String

  /// The value behind an option.
  ///
  /// - Throws: `Failure` where the text is no such value.
  func value(of text: String, for option: String) throws(Failure) -> Value {
    if let value = read(text) { return value }
    throw Failure(value: text, of: option, isNot: noun, among: choices)
  }
}

extension Failure {
  /// An option has a value that it does not take.
  ///
  /// - Parameters:
  ///   - noun: What the value must be.
  ///   - choices: The values that may have been meant.
  init(value text: String, of option: String, isNot noun: Bilingual, among choices: [String]) {
    let word = "'\(printable(text))'"
    // In `momentum:2` the name is right, and what follows it is not.
    let others = choices.filter { !text.hasPrefix($0 + ":") }
    let meant = closestSpelling(of: text, among: others).map { didYouMean("'\($0)'") }
    self.init(
      .usage, at: option,
      Bilingual(
        en: "\(word) is not \(noun.english)",
        ko: "\(word.with(.topic)) \(noun.korean.with(.subject)) 아닙니다"),
      remedy: meant)
  }
}

extension Bilingual {
  /// One of some values, as it stands in "'x' is not …".
  static func one(of names: [String]) -> Bilingual {
    Bilingual(
      en: "one of \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")",
      ko: "\(names.joined(separator: ", ")) 가운데 하나")
  }
}

extension Option where Value: Sendable {
  /// An option with a default value.
  init(
    wrappedValue: Value, _ name: String, _ reader: ValueReader<Value>, help: Bilingual,
    value: Bilingual = .number
  ) {
    self.init(
      wrappedValue: wrappedValue, name: .customLong(name), parsing: reader.single,
      help: ArgumentHelp(
        help, value: value, values: reader.values,
        otherwise: Bilingual(same: reader.shown(wrappedValue))),
      completion: reader.completion,
      transform: { try reader.value(of: $0, for: "--" + name) })
  }

  /// An option that may be left out.
  init<Wrapped: Sendable>(
    _ name: String, _ reader: ValueReader<Wrapped>, help: Bilingual, value: Bilingual = .number,
    otherwise: Bilingual? = nil
  ) where Value == Wrapped? {
    self.init(
      name: .customLong(name), parsing: reader.single,
      help: ArgumentHelp(help, value: value, values: reader.values, otherwise: otherwise),
      completion: reader.completion,
      transform: { try reader.value(of: $0, for: "--" + name) })
  }

  /// An option that may be repeated.
  init<Element: Sendable>(
    wrappedValue: [Element], _ name: String, _ reader: ValueReader<Element>, help: Bilingual,
    value: Bilingual = .number, otherwise: Bilingual? = nil
  ) where Value == [Element] {
    self.init(
      wrappedValue: wrappedValue, name: .customLong(name),
      help: ArgumentHelp(help, value: value, values: reader.values, otherwise: otherwise),
      completion: reader.completion,
      transform: { try reader.value(of: $0, for: "--" + name) })
  }
}

extension ValueReader {
  fileprivate var single: SingleValueParsingStrategy { takesDashes ? .unconditional : .next }
  fileprivate var completion: CompletionKind? { choices.isEmpty ? nil : .list(choices) }
}

// MARK: - Numbers

extension ValueReader where Value: FixedWidthInteger & LosslessStringConvertible {
  /// A whole number of a range.
  static func whole(_ range: ClosedRange<Value>) -> ValueReader {
    let (least, most) = (grouped("\(range.lowerBound)"), grouped("\(range.upperBound)"))
    let isOpen = range.upperBound == .max
    return ValueReader(
      noun: isOpen
        ? Bilingual(en: "a whole number from \(least)", ko: "\(least) 이상의 정수")
        : Bilingual(
          en: "a whole number from \(least) to \(most)", ko: "\(least)부터 \(most)까지의 정수"),
      values: isOpen ? nil : Bilingual(en: "\(least) to \(most)", ko: "\(least)–\(most)"),
      takesDashes: true,
      read: { Value($0).flatMap { range.contains($0) ? $0 : nil } },
      shown: { grouped("\($0)") })
  }

  /// Digits in groups of three: `60,000`.
  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }
}

extension ValueReader<Double> {
  /// A finite number above 0.
  static let positive = real(Bilingual(en: "a number above 0", ko: "0보다 큰 수")) { $0 > 0 }
  /// How many times as large a picture becomes.
  static let scale = real(
    Bilingual(en: "a number from 0.001 to 1,000", ko: "0.001부터 1,000까지의 수")
  ) { (0.001...1_000).contains($0) }
  /// How wide a picture is.
  static let width = real(
    Bilingual(en: "a number from 1 to 1,000,000", ko: "1부터 1,000,000까지의 수")
  ) { (1...1_000_000).contains($0) }
  /// A finite number from 0.
  static let fromZero = real(Bilingual(en: "a number from 0", ko: "0 이상의 수")) { $0 >= 0 }
  /// A number above 0, at most 1.
  static let upToOne = real(
    Bilingual(en: "a number above 0 and up to 1", ko: "0보다 크고 1 이하인 수")
  ) { $0 > 0 && $0 <= 1 }
  /// A part of a whole.
  static let share = real(Bilingual(en: "a number from 0 to 1", ko: "0부터 1까지의 수")) {
    (0...1).contains($0)
  }

  private static func real(
    _ noun: Bilingual, _ contains: @escaping @Sendable (Double) -> Bool
  ) -> ValueReader {
    ValueReader(
      noun: noun, takesDashes: true,
      read: { Double($0).flatMap { $0.isFinite && contains($0) ? $0 : nil } }, shown: { "\($0)" })
  }
}

// MARK: - Choices

extension ValueReader
where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of few values, by its name, whatever the case of its letters.
  ///
  /// - Parameter other: Reads the other names that some have.
  static func choice(
    or other: @escaping @Sendable (String) -> Value? = { _ in nil }
  ) -> ValueReader {
    let names = Value.allCases.map(\.rawValue)
    let list = names.joined(separator: ", ")
    return ValueReader(
      noun: .one(of: names),
      values: Bilingual(same: list), choices: names,
      read: { Value(rawValue: $0) ?? Value(rawValue: $0.lowercased()) ?? other($0) },
      shown: \.rawValue)
  }
}
