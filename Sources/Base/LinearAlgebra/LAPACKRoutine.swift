import CLapacke

/// The LAPACK routines in use, each with its arguments in the order that a negative `info` counts them.
package enum LAPACKRoutine: String, Sendable {
  case dpotrf, dgelqf, dormlq, dgesdd, dsyevd

  var arguments: [String] {
    switch self {
    case .dpotrf: ["matrix_layout", "uplo", "n", "a", "lda"]
    case .dgelqf: ["matrix_layout", "m", "n", "a", "lda", "tau"]
    case .dormlq: ["matrix_layout", "side", "trans", "m", "n", "k", "a", "lda", "tau", "c", "ldc"]
    case .dgesdd: ["matrix_layout", "jobz", "m", "n", "a", "lda", "s", "u", "ldu", "vt", "ldvt"]
    case .dsyevd: ["matrix_layout", "jobz", "uplo", "n", "a", "lda", "w"]
    }
  }

  /// What a non-zero `info` of this routine means; nil when it means success.
  package func error(info: Int) -> LinearAlgebraError? {
    if info == 0 { return nil }
    if info == Int(LAPACK_WORK_MEMORY_ERROR) || info == Int(LAPACK_TRANSPOSE_MEMORY_ERROR) { return .outOfMemory(self) }
    if info < 0 { return .illegalArgument(self, position: -info, name: -info <= arguments.count ? arguments[-info - 1] : "unknown") }
    return self == .dpotrf ? .notPositiveDefinite(order: info) : .noConvergence(self, unconverged: info)
  }

  func check(_ info: Int32) throws(LinearAlgebraError) {
    if let error = error(info: Int(info)) { throw error }
  }
}
