/// The loops that must be fast, over memory that the caller owns.
///
/// Matrices are row-major without padding between rows. Counts are not negative, and pointers reach
/// as many elements as the shapes say; neither is checked. A result may be the same memory as an
/// operand in the elementwise kernels, and nowhere else. Each result is the same from run to run on
/// one machine, whoever divides the work: the order of every sum is fixed by the shapes alone.
package enum Kernels {}
