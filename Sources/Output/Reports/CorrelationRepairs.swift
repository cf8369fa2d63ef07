import Engine
import Sampling

/// What `--repair` changed in the correlations of a scenario's uncertain levers, in JSON.
struct RepairDocument: Encodable, Sendable {
  struct Change: Encodable, Sendable {
    var of: [String]
    var stated: Double
    var nearest: Double
  }

  var parameters: [String]
  /// Frobenius norm of the change of the score correlations.
  var distance: Double
  var largestChange: Change

  enum CodingKeys: String, CodingKey {
    case parameters, distance
    case largestChange = "largest_change"
  }

  init(_ repair: CorrelationRepair) {
    let change = repair.largestChange
    parameters = repair.names
    distance = repair.distance
    largestChange = Change(of: [change.first, change.second], stated: change.stated, nearest: change.nearest)
  }
}

extension CorrelationRepair {
  /// The repair as a note below a table.
  func note(_ wording: Wording, _ form: NumberForm) -> String {
    let change = largestChange
    return wording.text(
      "ensemble.repaired",
      [
        "parameters": names.joined(separator: ", "), "distance": form.number(distance, decimals: 3), "first": change.first,
        "second": change.second, "stated": form.number(change.stated, decimals: 3), "nearest": form.number(change.nearest, decimals: 3),
      ])
  }
}
