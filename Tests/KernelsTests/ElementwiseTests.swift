import Kernels
import Testing

@Suite struct ElementwiseTests {
  @Test func everyByteIsItsQuotient() {
    let bytes = [UInt8](0...255)
    var floats = [Float](repeating: 0, count: 256)
    var doubles = [Double](repeating: 0, count: 256)
    Kernels.unitIntervalRows(bytes, columns: 256, which: [0], count: 1, into: &floats)
    Kernels.unitIntervalRows(bytes, columns: 256, which: [0], count: 1, into: &doubles)
    #expect(floats == bytes.map { Float($0) / 255 })
    #expect(doubles == bytes.map { Double($0) / 255 })
  }

  @Test func rowsAreDrawn() {
    let bytes = (0..<60).map(UInt8.init)
    let which: [Int32] = [5, 0, 5, 2, 1, 3, 4, 0, 0, 1, 2]
    var drawn = [Double](repeating: -1, count: 110)
    Kernels.unitIntervalRows(bytes, columns: 10, which: which, count: 11, into: &drawn)
    for (i, row) in which.enumerated() {
      for column in 0..<10 {
        #expect(drawn[i * 10 + column] == Double(Int(row) * 10 + column) / 255)
      }
    }
  }
}
