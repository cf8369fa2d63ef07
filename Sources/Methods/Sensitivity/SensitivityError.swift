import LinearAlgebra
import Statistics

/// Why a sensitivity analysis cannot be made from these inputs and outputs. Evaluations count from zero in the payload, from one in words.
package enum SensitivityError: Error, Hashable, Sendable {
  /// The outputs do not fill whole blocks of the design.
  case wrongOutputCount(found: Int, evaluationsEach: Int)
  /// As many outputs as evaluations were needed.
  case outputsForOtherInputs(outputs: Int, evaluations: Int)
  /// Fewer of `what` than the method needs.
  case tooFew(what: String, found: Int, needed: Int)
  case notFinite(evaluation: Int, value: Double)
  /// Every output is the same number, so nothing is sensitive and no index is defined.
  case constantOutput(Double)
  /// Morris' grid needs an even number of levels, at least two, so that every level is visited equally often.
  case oddLevels(Int)
  /// The inputs follow from each other, or there are too few evaluations for them.
  case regression(RegressionError)
  case unusable(LinearAlgebraError)
}

extension SensitivityError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .wrongOutputCount(let found, let each):
      "\(found) outputs do not fill the design, which has \(each) evaluations for every base point: "
        + "check the number of inputs or groups and whether second order was asked for"
    case .outputsForOtherInputs(let outputs, let evaluations): "\(outputs) outputs were given for \(evaluations) evaluations"
    case .tooFew(let what, let found, let needed): "the method needs at least \(needed) \(what), there are \(found)"
    case .notFinite(let evaluation, let value): "the output of evaluation \(evaluation + 1) is \(value)"
    case .constantOutput(let value): "every output is \(value), so no input has an effect and the indices are not defined"
    case .oddLevels(let levels): "a Morris grid needs an even number of levels, at least 2, not \(levels)"
    case .regression(let error): error.description
    case .unusable(let error): error.description
    }
  }
}
