import Diagnostics
import Foundation
import InputFiles
import Optimisation

/// A problem of a file, and what is worth telling about it.
package struct OptimisationProblemFile: Sendable {
  package let problem: LinearProblem
  package let warnings: [Diagnostic]
}

/// The largest file that is read, in bytes.
private let largestProblem = 500_000_000

/// Reads a problem by the ending of the file's name: `.lp`, `.mps` (fixed or free), or `.csv` (projects under limits).
/// - Throws: every problem of the file at once.
package func loadOptimisationProblem(_ path: String) throws(InputError) -> OptimisationProblemFile {
  var problems = DiagnosticList()
  let ending = (path as NSString).pathExtension.lowercased()
  var problem: LinearProblem?
  switch ending {
  case "lp", "mps":
    if let text = fileText(path, purpose: "a problem as LP or MPS", atMost: largestProblem, into: &problems) {
      problem = ending == "lp" ? readLP(text, file: path, into: &problems) : readMPS(text, file: path, into: &problems)
    }
  case "csv":
    if let bytes = fileContent(path, purpose: "projects under limits as CSV", into: &problems) {
      problem = bytes.withUnsafeBytes { readProjects($0, file: path, into: &problems) }
    }
  default:
    problems.error(SourcePlace(file: path), "a name that ends with '.\(ending)'", expected: "a file .lp, .mps or .csv")
  }
  guard let problem, !problems.hasErrors else { throw InputError(problems) }
  return OptimisationProblemFile(problem: problem, warnings: problems.all(.warning))
}
