import Kernels
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite struct MemoryTests {
  @Test func memoryGrowsWithWhatIsInIt() {
    for (bytes, more) in [(1_000, 100_000), (100_000, 9 << 20), (9 << 20, 40 << 20)] {
      var memory = Kernels.allocate(bytes: bytes)
      #expect(memory.load(fromByteOffset: bytes - 8, as: Int.self) == 0)
      memory.storeBytes(of: 7, toByteOffset: bytes - 8, as: Int.self)
      memory = Kernels.grow(memory, bytes: bytes, to: more)
      #expect(memory.load(fromByteOffset: bytes - 8, as: Int.self) == 7)
      memory.storeBytes(of: 8, toByteOffset: more - 8, as: Int.self)
      Kernels.free(memory, bytes: more)
    }
  }

  /// A program that gets no memory ends with a status and a word, not by a signal.
  @Test func withoutMemoryTheProgramEndsWithAStatus() async {
    let run = await #expect(
      processExitsWith: .exitCode(65), observing: [\.standardErrorContent]
    ) { _ = Kernels.allocate(bytes: 1 << 60) }
    let words = String(decoding: run?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("no memory for 1152921504606846976 bytes"))
    await #expect(processExitsWith: .exitCode(65)) { _ = Kernels.allocate(bytes: .max) }
    await #expect(processExitsWith: .exitCode(65)) {
      _ = Kernels.grow(Kernels.allocate(bytes: 9 << 20), bytes: 9 << 20, to: 1 << 60)
    }
  }

  @Test func whoeverAsksIsToldBefore() async {
    await #expect(processExitsWith: .exitCode(3)) {
      Kernels.whenMemoryEnds { bytes in exit(bytes == 1 << 60 ? 3 : 4) }
      _ = Kernels.allocate(bytes: 1 << 60)
    }
  }
}
