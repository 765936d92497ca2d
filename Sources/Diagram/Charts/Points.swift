import Scene

extension [Point] {
  /// The exponential moving average of the heights, corrected for its start (Kingma and Ba, Adam,
  /// 2015): each average keeps a share of the one before it.
  func movingAverage(keeping share: Double) -> [Point] {
    let share = Swift.max(0, Swift.min(share, 0.9999))
    var average = 0.0
    var weight = 0.0
    return map { point in
      guard point.y.isFinite else { return point }
      average = share * average + (1 - share) * point.y
      weight = share * weight + (1 - share)
      return Point(point.x, average / weight)
    }
  }

  /// As many points as a picture can show: of each run of neighbours the lowest and the highest.
  func thinned(to limit: Int) -> [Point] {
    guard count > limit, limit >= 4 else { return self }
    let runs = limit / 2
    var thinned: [Point] = []
    for run in 0..<runs {
      let part = self[(run * count / runs)..<((run + 1) * count / runs)]
      guard let low = part.indices.min(by: { self[$0].y < self[$1].y }),
        let high = part.indices.max(by: { self[$0].y < self[$1].y })
      else { continue }
      thinned.append(self[Swift.min(low, high)])
      if low != high { thinned.append(self[Swift.max(low, high)]) }
    }
    return thinned
  }
}

extension [Double] {
  /// Ascending places moved as little as needed to stand a distance apart within bounds.
  func spread(by distance: Double, within bounds: ClosedRange<Double>) -> [Double] {
    var pools: [(center: Double, count: Int)] = []
    func half(_ count: Int) -> Double { Double(count - 1) / 2 * distance }
    for place in self {
      pools.append((place, 1))
      while pools.count > 1 {
        let (a, b) = (pools[pools.count - 2], pools[pools.count - 1])
        guard a.center + half(a.count) + distance > b.center - half(b.count) else { break }
        let count = a.count + b.count
        // Each member's wish for the middle of the pool, on average.
        let wish =
          (a.center * Double(a.count) + b.center * Double(b.count)) / Double(count)
        pools.removeLast(2)
        pools.append((wish, count))
      }
    }
    return pools.flatMap { pool -> [Double] in
      let room = half(pool.count)
      let center = Swift.max(
        bounds.lowerBound + room, Swift.min(pool.center, bounds.upperBound - room))
      return (0..<pool.count).map { center - room + Double($0) * distance }
    }
  }
}
