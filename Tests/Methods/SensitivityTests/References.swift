import Foundation
import LinearAlgebra
import Testing

/// What SALib 1.6.0, SciPy and NumPy answer for the same inputs and outputs; made by `make-salib-references.py`, whose head says how.
struct References: Decodable {
  let sobol: [Sobol]
  let morris: [Morris]
  let selection: [Selection]
  let regression: Regression
  let pawn: [Pawn]

  struct Sobol: Decodable {
    let groups: [String]
    let secondOrder: Bool
    let inputs: [[Double]]
    let outputs: [Double]
    let first: [Double]
    let total: [Double]
    let second: [[Double]]?
  }

  struct Morris: Decodable {
    let groups: [String]
    let levels: Int
    let scaled: Bool
    let inputs: [[Double]]
    let outputs: [Double]
    let mu: [Double]
    let muStar: [Double]
    let sigma: [Double?]
  }

  struct Selection: Decodable {
    let groups: [String]
    let levels: Int
    let chosen: Int
    let inputs: [[Double]]
    let local: [Int]
    let bruteForce: [Int]
  }

  struct Regression: Decodable {
    let inputs: [[Double]]
    let outputs: [Double]
    let values: Fit
    let ranks: Fit

    struct Fit: Decodable {
      let standardised: [Double]
      let partial: [Double]
      let rSquared: Double
    }
  }

  struct Pawn: Decodable {
    let slices: Int
    let inputs: [[Double]]
    let outputs: [Double]
    let minimum: [Double]
    let mean: [Double]
    let median: [Double]
    let maximum: [Double]
  }

  static func load() throws -> References {
    let url = try #require(Bundle.module.url(forResource: "salib-references", withExtension: "json"))
    return try JSONDecoder().decode(References.self, from: Data(contentsOf: url))
  }
}
