import Foundation
import Sampling
import Testing

/// The uncertain parameters of CITYREF-1, and the 64 draws of them that its scenario folder holds (40 digits, rounded once).
struct CityReference {
  let seed: UInt64
  let firstUniforms: [Double]
  let parameters: [UncertainParameter]
  let correlations: Correlations

  init() throws {
    let file = try #require(Bundle.module.url(forResource: "cityref-uncertainty", withExtension: "json"))
    let document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: file))
    seed = document.seed
    firstUniforms = document.firstUniforms
    parameters = document.parameters.map { UncertainParameter($0.name, $0.distribution) }
    correlations = Correlations(
      meaning: .normalScores, blocks: (document.blocks + document.pairs).map { Correlations.Block($0.names, $0.value) })
  }

  static func draws() throws -> [[Double]] {
    let checkout = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardized
    let text = try String(contentsOf: checkout.appendingPathComponent("Scenarios/cityref/draws64.csv"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  private struct Document: Decodable {
    let seed: UInt64
    let firstUniforms: [Double]
    let parameters: [Parameter]
    let blocks: [Group]
    let pairs: [Group]
  }

  private struct Group: Decodable {
    let names: [String]
    let value: Double
  }

  private struct Parameter: Decodable {
    let name: String
    let dist: String
    let numbers: [Double]

    var distribution: Distribution {
      switch dist {
      case "normal": .normal(mean: numbers[0], sd: numbers[1])
      case "lognormal": .lognormal(mu: numbers[0], sigma: numbers[1])
      default: .triangular(low: numbers[0], mode: numbers[1], high: numbers[2])
      }
    }
  }
}
