import Engine
import Optimisation

extension NoPortfolio {
  /// Why there is none, as one says it after what was asked: only a proof says that there is none, an end of the time does not.
  /// - Parameters:
  ///   - timeLimit: seconds that each search had.
  ///   - explain: the command that says which limits conflict.
  func words(timeLimit: Double?, explain: String) -> String {
    let noProof = "which does not prove that there is none"
    switch status {
    case .infeasible:
      return "no portfolio keeps all limits (proven infeasible); '\(explain)' says which limits conflict"
    case .timeLimit:
      let time = timeLimit.map { "in \(plain($0)) s" } ?? "in the time given"
      return "no portfolio that keeps all limits was found \(time), \(noProof); try a longer --time-limit"
    case .interrupted:
      return "stopped before a portfolio that keeps all limits was found, \(noProof)"
    default:
      return "the search ended without a portfolio that keeps all limits (\(status.rawValue)), \(noProof); try another --solver"
    }
  }
}

/// A number without a decimal point where it is whole, as one writes it on a command line.
func plain(_ number: Double) -> String { number == number.rounded() ? String(Int(number)) : "\(number)" }
