import CKernels

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Elements that end, or begin, where memory may not be touched: a kernel that reads or writes one
/// element too far ends the tests here instead of a program elsewhere.
final class Guarded<Element: BitwiseCopyable> {
  enum Side: CaseIterable { case before, behind }

  private let memory: UnsafeMutableRawPointer
  private let bytes: Int
  let elements: UnsafeMutablePointer<Element>
  let count: Int

  init(_ count: Int, _ side: Side, _ element: (Int) -> Element) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let stride = MemoryLayout<Element>.stride
    let inside = (count * stride + page - 1) / page * page
    bytes = inside + 2 * page
    memory = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    mprotect(memory + page, inside, PROT_READ | PROT_WRITE)
    let start = side == .before ? page : page + inside - count * stride
    elements = (memory + start).bindMemory(to: Element.self, capacity: count)
    self.count = count
    for index in 0..<count { elements[index] = element(index) }
  }

  deinit { munmap(memory, bytes) }
}

/// A scalar type and its kernels of a level.
protocol Leveled: BitwiseCopyable, BinaryFloatingPoint {
  static func kernels(at level: Int) -> UnsafePointer<kernel_table>
}

extension Float: Leveled {
  static func kernels(at level: Int) -> UnsafePointer<kernel_table> {
    kernels_float_at(Int32(level))
  }
}

extension Double: Leveled {
  static func kernels(at level: Int) -> UnsafePointer<kernel_table> {
    kernels_double_at(Int32(level))
  }
}
