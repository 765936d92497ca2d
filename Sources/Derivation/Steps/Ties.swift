import Autodiff
import Notation

/// Which entries tie for the largest or the smallest, and what share of the gradient each receives.
extension Derivation {
  /// A sentence for each tie of a node that takes the largest or the smallest.
  func tieNotes(_ node: NodeID) -> [Sentence] {
    guard let hit = kinks[node], hit.kink.convention == .shared else { return [] }
    let ties = hit.kink.place == .equalEntries ? tiedEntries(node) : tiedOperands(node)
    var notes = ties.prefix(Self.tieLimit).map { tie in
      let share = Math.fraction(.number("1"), .number(String(tie.count)))
      let names = tie.names + [numerals.math(tie.value)]
      let equal = Math.joined(names, by: "=")
      return BilingualSentence(
        en: "\(equal): each receives \(share) of the gradient.",
        ko: "\(equal): 기울기를 \(share)씩 나누어 받습니다.")[language]
    }
    if ties.count > Self.tieLimit {
      let more = ties.count - Self.tieLimit
      notes.append(
        BilingualSentence(
          en: "There \(more == 1 ? "is 1 more tie" : "are \(more) more ties") of this kind.",
          ko: "이렇게 값이 같은 곳이 \(more)군데 더 있습니다.")[language])
    }
    return notes
  }

  /// Equal entries that were chosen together.
  private struct Tie {
    /// What they are called: the first ones and the last where there are many.
    let names: [Math]
    let count: Int
    let value: Double
  }

  /// The most ties that are named, and the most entries of one.
  private static let tieLimit = 4

  /// The runs of a reduction in which several entries are the one that is taken.
  private func tiedEntries(_ node: NodeID) -> [Tie] {
    let operand = trace.operands(of: node)[0]
    let (x, y) = (trace.value(of: operand), trace.value(of: node))
    let symbol = symbols.symbol(operand)
    var winners = [[Int]](repeating: [], count: y.elements.count)
    let signature = trace.signature(of: node)
    for place in x.elements.indices {
      let result = signature.reducedPlace(of: x.shape.index(ofPlace: place))
      if x.elements[place] == y.elements[result] { winners[result].append(place) }
    }
    return winners.indices.filter { winners[$0].count > 1 }.map { result in
      let places = winners[result]
      let isLong = places.count > Self.tieLimit
      var names = (isLong ? Array(places.prefix(Self.tieLimit - 2)) : places).map {
        Math.entry(symbol, x.shape.index(ofPlace: $0))
      }
      if isLong, let last = places.last {
        names += [.sign("⋯"), .entry(symbol, x.shape.index(ofPlace: last))]
      }
      return Tie(names: names, count: places.count, value: y.elements[result])
    }
  }

  /// The entries at which two operands are equal.
  private func tiedOperands(_ node: NodeID) -> [Tie] {
    let operands = trace.operands(of: node)
    let shape = trace.shape(of: node)
    let values = operands.map { trace.value(of: $0) }
    return (0..<shape.count).compactMap { place in
      let places = values.map { $0.shape.source(of: place, in: shape) }
      let value = values[0].elements[places[0]]
      guard value == values[1].elements[places[1]] else { return nil }
      // A number that was written says its value itself.
      let names = operands.indices.filter { !isWritten(operands[$0]) }.map { slot in
        Math.entry(
          symbols.symbol(operands[slot]), values[slot].shape.index(ofPlace: places[slot]))
      }
      return Tie(names: names, count: 2, value: value)
    }
  }
}

extension Shape {
  /// Which entry of a shape is repeated into an entry of a larger one.
  func source(of entry: Int, in larger: Shape) -> Int {
    let index = larger.index(ofPlace: entry).suffix(rank)
    return place(of: zip(index, extents).map { $1 == 1 ? 0 : $0 })
  }
}
