import Autodiff

/// The neurons of a network that are drawn, and the lines between them: of a large bank the first few
/// and the last, of maps one stack.
struct NetworkUnits {
  /// A neuron, or a number that enters.
  struct Unit: Hashable {
    /// In which bank.
    let bank: Int
    /// Which of its neurons, from 0; 0 for a stack of maps.
    let index: Int
  }

  /// What stands in a column.
  enum Slot: Hashable {
    /// A neuron, by its place in `units`.
    case unit(Int)
    /// Dots for so many that are left out.
    case dots(Int)
  }

  /// A line from one neuron to another.
  struct Line: Hashable {
    /// The places of the two in `units`.
    let from: Int
    let to: Int
    /// Which input of the second one's bank it belongs to.
    let input: Int
  }

  private(set) var units: [Unit] = []
  /// What stands in each column, from the top down.
  private(set) var columns: [[Slot]] = []
  private(set) var lines: [Line] = []

  /// The most neurons of a bank that are drawn.
  static let most = 8
  /// How many are drawn before the dots and behind them where there are more.
  private static let (first, last) = (4, 1)

  init(_ network: Network) {
    var places: [Unit: Int] = [:]
    for column in 0..<network.columnCount {
      var slots: [Slot] = []
      for bank in network.banks(inColumn: column) {
        let count = network.banks[bank].drawn
        let isWhole = count <= Self.most
        for index in isWhole ? Array(0..<count) : Array(0..<Self.first) {
          slots.append(.unit(add(Unit(bank: bank, index: index), &places)))
        }
        if isWhole { continue }
        slots.append(.dots(count - Self.first - Self.last))
        for index in (count - Self.last)..<count {
          slots.append(.unit(add(Unit(bank: bank, index: index), &places)))
        }
      }
      columns.append(slots)
    }
    for (to, unit) in units.enumerated() {
      for (slot, input) in network.banks[unit.bank].inputs.enumerated() {
        let source = network.banks[input.bank]
        for index in 0..<source.drawn
        where input.weights != nil || source.maps != nil || index == unit.index {
          guard let from = places[Unit(bank: input.bank, index: index)] else { continue }
          lines.append(Line(from: from, to: to, input: slot))
        }
      }
    }
  }

  private mutating func add(_ unit: Unit, _ places: inout [Unit: Int]) -> Int {
    places[unit] = units.count
    units.append(unit)
    return units.count - 1
  }
}

extension Network.Bank {
  /// Of how many things it is made: of one stack, or of so many numbers.
  fileprivate var drawn: Int { maps == nil ? places.units : 1 }
}
