import Kernels

/// Numbers or rows in one piece of memory, as an array has them, for tapes of millions of nodes: it
/// grows without copying, and large ones lie in large pages.
///
/// A value like any other: a copy keeps what it has, whatever happens to the original.
package struct Buffer<Element: BitwiseCopyable & Sendable>: RandomAccessCollection,
  @unchecked Sendable
{
  /// The piece of memory, given back when nobody has it any more.
  private final class Memory {
    let base: UnsafeMutablePointer<Element>
    let capacity: Int
    let spares: SparePages?
    /// Whether a larger piece has taken the memory over.
    var hasMoved = false

    init(_ memory: UnsafeMutableRawPointer, capacity: Int, spares: SparePages?) {
      base = memory.bindMemory(to: Element.self, capacity: capacity)
      self.capacity = capacity
      self.spares = spares
    }

    /// Memory for so many elements; it holds anything.
    convenience init(capacity: Int, spares: SparePages?) {
      let bytes = Buffer.bytes(capacity)
      if let spare = spares?.take(bytes: bytes) {
        self.init(
          spare.memory, capacity: spare.bytes / MemoryLayout<Element>.stride, spares: spares)
      } else {
        self.init(Kernels.allocate(bytes: bytes), capacity: capacity, spares: spares)
      }
    }

    deinit {
      if hasMoved { return }
      let bytes = Buffer.bytes(capacity)
      if let spares { spares.give(base, bytes: bytes) } else { Kernels.free(base, bytes: bytes) }
    }
  }

  private var memory: Memory
  /// Where the elements lie.
  @usableFromInline private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  /// How many elements there are.
  package private(set) var count: Int

  private static func bytes(_ count: Int) -> Int { count * MemoryLayout<Element>.stride }

  /// No elements yet.
  init() { self.init(uninitialized: 0, spares: nil) }

  /// So many elements, which hold anything until they are set.
  ///
  /// - Parameter spares: Where memory comes from and goes back to, if not to the system.
  init(uninitialized count: Int, spares: SparePages?) {
    memory = Memory(capacity: Swift.max(count, 16), spares: spares)
    base = memory.base
    capacity = memory.capacity
    self.count = count
  }

  /// Copies of one element.
  init(repeating element: Element, count: Int, spares: SparePages? = nil) {
    self.init(uninitialized: count, spares: spares)
    base.update(repeating: element, count: count)
  }

  /// The position of the first element.
  package var startIndex: Int { 0 }
  /// The position behind the last element.
  package var endIndex: Int { count }

  /// The element at a position; to set it, the buffer must be nobody else's: see `own()`.
  @inlinable package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "an element that is there")
    return base[index]
  }

  /// Adds an element at the end.
  ///
  /// Copies do not see what lies behind their own last element, so that nothing has to be copied for
  /// them here; but of all copies only one, the tape's, may be added to.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { makeRoom(for: count + 1) }
    base[count] = element
    count += 1
  }

  /// Adds elements at the end.
  mutating func append(contentsOf elements: some Collection<Element>) {
    makeRoom(for: count + elements.count)
    for element in elements { append(element) }
  }

  /// Adds copies of an element until there are so many.
  mutating func fill(to count: Int, with element: Element) {
    guard self.count < count else { return }
    makeRoom(for: count)
    (base + self.count).update(repeating: element, count: count - self.count)
    self.count = count
  }

  /// Makes room for so many elements in all, so that adding them moves nothing.
  mutating func reserveCapacity(_ count: Int) { makeRoom(for: count) }

  /// Removes all elements and keeps the room they had.
  mutating func removeAll() {
    count = 0
    if !isKnownUniquelyReferenced(&memory) { copy(capacity: capacity) }
  }

  /// The elements, to be changed in place: nobody else has them after this.
  mutating func own() -> UnsafeMutablePointer<Element> {
    if !isKnownUniquelyReferenced(&memory) { copy(capacity: capacity) }
    return base
  }

  /// Room for so many elements, and nobody else who has them.
  @inline(never)
  private mutating func makeRoom(for count: Int) {
    let larger = count <= capacity ? capacity : Swift.max(count, 2 * capacity)
    guard isKnownUniquelyReferenced(&memory) else { return copy(capacity: larger) }
    guard larger > capacity else { return }
    let grown = Kernels.grow(
      base, bytes: Self.bytes(capacity), to: Self.bytes(larger))
    memory.hasMoved = true
    take(Memory(grown, capacity: larger, spares: memory.spares))
  }

  private mutating func copy(capacity: Int) {
    let copy = Memory(capacity: capacity, spares: memory.spares)
    copy.base.update(from: base, count: count)
    take(copy)
  }

  private mutating func take(_ memory: Memory) {
    self.memory = memory
    base = memory.base
    capacity = memory.capacity
  }
}
