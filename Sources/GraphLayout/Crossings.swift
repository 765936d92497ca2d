/// How many segments cross between all neighbouring ranks, in E log V by an accumulator tree
/// (W. Barth, M. Jünger, P. Mutzel, "Simple and efficient bilayer cross counting", 2002).
func countCrossings(_ layered: LayeredGraph, orders: [[Int]], places: [Int]) -> Int {
  var total = 0
  var tree: [Int] = []
  for (rank, order) in orders.enumerated() where rank + 1 < orders.count {
    var size = 1
    while size < orders[rank + 1].count { size *= 2 }
    tree = Array(repeating: 0, count: 2 * size)
    for item in order {
      let heads = layered.outgoing[item].map { places[layered.segments[$0].head] }.sorted()
      // What was entered to the right of a head is crossed by the segment to it.
      for head in heads {
        var index = head + size
        while index > 1 {
          if index % 2 == 0 { total += tree[index + 1] }
          index /= 2
        }
      }
      for head in heads {
        var index = head + size
        while index >= 1 {
          tree[index] += 1
          index /= 2
        }
      }
    }
  }
  return total
}
