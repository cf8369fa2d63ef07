import Diagnostics
import Sensitivity

/// Uncertain inputs of any model, in the fields of SALib's problem (Herman & Usher 2017, *JOSS* 2(9), 97, doi:10.21105/joss.00097).
///
/// - Make: `loadProblem(_:)`
/// - Sample: `SampleDesign`
/// - Analyse: `SensitivityAnalysis`
package struct Problem: Sendable {
  /// The file as the user named it.
  package let file: String
  package let inputs: [ProblemInput]
  /// Inputs that are moved together; without `groups` every input under its own name.
  package let groups: InputGroups
  /// Names of the outputs, for outputs without a header; empty when the problem names none.
  package let outputs: [String]
  package let warnings: [Diagnostic]

  package var names: [String] { inputs.map(\.name) }
}

package struct ProblemInput: Sendable {
  package let name: String
  package let spread: InputSpread
  /// Where the bounds stand.
  package let place: SourcePlace
}
