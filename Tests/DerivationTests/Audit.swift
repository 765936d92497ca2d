import Foundation

@testable import Derivation

/// What was read back, and what does not hold.
struct Audit {
  /// Pieces that were worked out and held against the printed result where `=` stands.
  var checked = 0
  /// Pieces that stand before `≈`.
  var approximate = 0
  /// Pieces in names that were worked out with the values that the names stand for.
  var named = 0
  /// Pieces that were not worked out, by the reason.
  var skipped: [String: Int] = [:]
  var faults: [String] = []
  let digits: Int
  /// What names stand for, where that is known.
  var names = PencilNames()

  init(digits: Int) { self.digits = digits }

  /// Works every piece with numbers out and holds it against the next number that is printed.
  mutating func read(_ equation: Equation) throws {
    try read(MathMLWriter().block(equation)) { PlainTextWriter().text(equation.math) }
  }

  /// The same for an equation's markup; its name stands in faults.
  mutating func read(_ markup: String, name: () -> String) throws {
    read(PrintedEquation(try Element.read(markup)), name: name)
  }

  /// A piece that was worked out.
  private struct Result {
    let place: Int
    let value: PencilValue
    let largest: Double
    /// Whether names stand in it, so that it is exact.
    let isNamed: Bool
  }

  /// The same for an equation that was read.
  mutating func read(_ printed: PrintedEquation, name: () -> String) {
    var results: [Result] = []
    for (place, piece) in printed.pieces.enumerated() {
      do {
        results.append(try result(place, piece.elements))
      } catch Unreadable.symbolic {
        skipped["names", default: 0] += 1
      } catch Unreadable.elided {
        skipped["⋯", default: 0] += 1
      } catch Unreadable.lost {
        skipped["digits", default: 0] += 1
      } catch {
        fault(name(), "\(error)")
        return
      }
    }
    guard let last = results.last(where: { !$0.isNamed }) else {
      compareNamed(results, name: name)
      return
    }
    // Names carry the rounding of all that they were computed from.
    let largest = results.lazy.map(\.largest).max() ?? 0
    for result in results where result.place != last.place {
      guard result.value.entries.allSatisfy(\.isFinite) == last.value.entries.allSatisfy(\.isFinite)
      else {
        // Too large for the pencil, or for the machine.
        skipped["∞", default: 0] += 1
        continue
      }
      guard result.value.printedShape == last.value.printedShape else {
        fault(name(), "\(result.value.shape) is not \(last.value.shape)")
        continue
      }
      let isApproximate = printed.pieces[(min(result.place, last.place) + 1)...last.place]
        .contains { $0.relation == "≈" }
      if result.isNamed {
        named += 1
      } else if isApproximate {
        approximate += 1
      } else {
        checked += 1
      }
      let slack = (result.isNamed ? largest : result.largest) * 1e-14
      let scale = max(result.largest, last.largest)
      for (a, b) in zip(result.value.entries, last.value.entries) {
        // Of rounded numbers the last digit may differ, or what is left of terms that cancel.
        let holds =
          isApproximate && !result.isNamed
          ? isNear(a, b, b == 0 ? scale : abs(b)) || abs(a - b) <= slack
          : agrees(a, b, slack)
        if !holds {
          fault(name(), "\(a) is not \(b)\(result.isNamed ? ", with names" : "")")
          break
        }
      }
    }
  }

  private func result(_ place: Int, _ elements: [Element]) throws -> Result {
    if let (value, largest) = try? PencilEvaluator.measured(elements, PencilNames()) {
      return Result(place: place, value: value, largest: largest, isNamed: false)
    }
    let (value, largest) = try PencilEvaluator.measured(elements, names)
    return Result(place: place, value: value, largest: largest, isNamed: true)
  }

  /// Where no number is printed, what names come to is the same from piece to piece.
  private mutating func compareNamed(_ results: [Result], name: () -> String) {
    guard let first = results.first else { return }
    for other in results.dropFirst() {
      named += 1
      guard first.value.printedShape == other.value.printedShape else {
        fault(name(), "\(first.value.shape) is not \(other.value.shape), with names")
        continue
      }
      let scale = max(first.largest, other.largest)
      for (a, b) in zip(first.value.entries, other.value.entries)
      where a.isFinite && b.isFinite && abs(a - b) > 1e-9 * abs(a) + 1e-13 * scale {
        fault(name(), "\(a) is not \(b), with names")
        break
      }
    }
  }

  mutating func fault(_ equation: String, _ why: String) {
    faults.append("\(equation)   — \(why)")
  }

  /// Whether a number rounds to the one that is printed; a half may fall to either side.
  private func agrees(_ a: Double, _ b: Double, _ slack: Double) -> Bool {
    // Terms that cancel in decimals leave a remainder in binary numbers.
    if a == b || !b.isFinite || !a.isFinite || (b == 0 && abs(a) < max(1e-15, slack)) {
      return true
    }
    if a * (1 - 1e-12) - slack <= b, b <= a * (1 + 1e-12) + slack { return true }
    return [a, a * (1 + 1e-12) + slack, a * (1 - 1e-12) - slack].contains {
      rounded($0) == rounded(b)
    }
  }

  private func isNear(_ a: Double, _ b: Double, _ size: Double) -> Bool {
    !a.isFinite || !b.isFinite || abs(a - b) <= 5 * pow(10, 1 - Double(digits)) * size
  }

  private func rounded(_ x: Double) -> Double {
    guard x != 0 else { return 0 }
    let whole = abs(x) < 1e6 ? Int(log10(abs(x)).rounded(.down)) + 1 : 0
    return Double(String(format: "%.\(max(digits, whole) - 1)e", x)) ?? x
  }
}
