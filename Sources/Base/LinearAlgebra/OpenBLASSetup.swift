import CLapacke
import COpenBLAS

/// Touched first by every wrapper; the global initialiser runs once, also under tasks.
///
/// One thread: several OpenBLAS threads under Swift tasks are slower, and the bits of a product would depend on their number.
/// LAPACKE's own NaN scan is off, because it would only say "argument 5"; `requireFinite` names the entry instead.
let openBLASReady: Void = {
  openblas_set_num_threads(1)
  LAPACKE_set_nancheck(0)
}()

/// A LAPACK option letter, such as `"U"` for the upper triangle.
func option(_ letter: Unicode.Scalar) -> CChar { CChar(letter.value) }

/// The library behind all products, its build, and the processor it took this one for.
package var blasDescription: String {
  _ = openBLASReady
  let build = openblas_get_config().map { String(cString: $0) } ?? "OpenBLAS"
  let core = openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  return "\(build.split(separator: " ").joined(separator: " ")), for \(core), \(openblas_get_num_threads()) thread"
}
