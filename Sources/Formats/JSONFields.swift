/// A key of an object and what stands behind it.
extension JSONWriter {
  /// Writes a key, and what stands behind it by a function.
  package mutating func field(
    _ key: StaticString, _ write: (inout JSONWriter) throws -> Void
  ) rethrows {
    self.key(key)
    try write(&self)
  }

  /// Writes a key that is known only when the program runs, and a string.
  package mutating func field(named key: String, _ text: String) {
    self.key(key)
    value(text)
  }

  /// Writes a key that is known only when the program runs, and what stands behind it by a function.
  package mutating func field(
    named key: String, _ write: (inout JSONWriter) throws -> Void
  ) rethrows {
    self.key(key)
    try write(&self)
  }

  /// Writes a key and a string, or null.
  package mutating func field(_ key: StaticString, _ text: String?) {
    self.key(key)
    value(text)
  }

  /// Writes a key and a whole number, or null.
  package mutating func field(_ key: StaticString, _ number: Int?) {
    self.key(key)
    value(number)
  }

  /// Writes a key and a whole number without a sign, such as a seed.
  package mutating func field(_ key: StaticString, _ number: UInt64) {
    self.key(key)
    value(number)
  }

  /// Writes a key and a number, or null.
  package mutating func field(_ key: StaticString, _ number: Double?) {
    self.key(key)
    value(number)
  }

  /// Writes a key and true, false or null.
  package mutating func field(_ key: StaticString, _ flag: Bool?) {
    self.key(key)
    value(flag)
  }

  /// Writes a key and an array of whole numbers.
  package mutating func field(_ key: StaticString, _ numbers: [Int]) {
    self.key(key)
    array { for number in numbers { $0.value(number) } }
  }

  /// Writes a key and an array of numbers.
  package mutating func field(_ key: StaticString, _ numbers: [Double]) {
    self.key(key)
    array { for number in numbers { $0.value(number) } }
  }
}
