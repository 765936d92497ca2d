/// A value in memory of its own, which is reached by its address.
///
/// A class's stored property would be checked for exclusive access each time, and a coroutine that yields
/// a large value copies it wherever the compiler does not see through the call. Who has the cell sees to
/// it that nobody reads while another one writes.
struct Cell<Value>: ~Copyable {
  /// Where it is written.
  let place: UnsafeMutablePointer<Value>

  init(_ value: Value) {
    place = .allocate(capacity: 1)
    place.initialize(to: value)
  }

  deinit {
    place.deinitialize(count: 1)
    place.deallocate()
  }

  /// Where it is read.
  var address: UnsafePointer<Value> { UnsafePointer(place) }
}
