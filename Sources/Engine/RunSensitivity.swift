import Emissions
import LinearAlgebra
import Sampling
import Sensitivity

/// Which question is put to a scenario, and with how much work.
package struct SensitivityRequest: Sendable, Hashable {
  package var method: SensitivityMethod
  package var output: SensitivityOutput
  /// Base points (sobol), trajectories (morris) or draws (the others).
  package var size: Int
  package var seed: UInt64
  package var threads: Int

  package init(method: SensitivityMethod, output: SensitivityOutput, size: Int, seed: UInt64, threads: Int) {
    self.method = method
    self.output = output
    self.size = size
    self.seed = seed
    self.threads = threads
  }
}

/// Which uncertain levers decide a figure.
package struct SensitivityOutcome: Sendable {
  package var request: SensitivityRequest
  package var validity: IndexValidity
  package var evaluations: Int
  /// `S1`, `mu_star`…; the first column ranks.
  package var columns: [String]
  /// One row per lever or group of levers, in plan order; nil where the method has no such number.
  package var rows: [(name: String, values: [Double?])]
  /// `R2`, `leave_one_out`, `dummy_threshold`…
  package var quality: [(name: String, value: Double)]
}

/// Why a sensitivity analysis is not made.
package enum SensitivityRunError: Error, Sendable {
  case engine(EngineError)
  case analysis(SensitivityError)
  /// The method does not mean anything with correlated levers; what is offered instead, the most telling first.
  case notValid(IndexValidity, offered: [IndexValidity])
}

/// Asks which uncertain levers decide a figure of a scenario: design → evaluate → analyse.
package func runSensitivity(_ inputs: ScenarioInputs, _ request: SensitivityRequest) throws(SensitivityRunError) -> SensitivityOutcome {
  let study = try SensitivityStudy(inputs, request)
  let validity = request.method.validity(dependence: study.dependence)
  if validity.standing == .notValid {
    throw .notValid(validity, offered: SensitivityMethod.offered(dependence: study.dependence))
  }
  do throws(SensitivityError) {
    var outcome = try study.analysed()
    outcome.validity = validity
    return outcome
  } catch {
    throw .analysis(error)
  }
}

/// A scenario with its uncertain levers as inputs of a model of numbers.
struct SensitivityStudy {
  let inputs: ScenarioInputs
  let request: SensitivityRequest
  let names: [String]
  let distributions: [Distribution]
  let sampler: Sampler
  let dependence: InputDependence
  private let drawn: DrawnScenario

  init(_ inputs: ScenarioInputs, _ request: SensitivityRequest) throws(SensitivityRunError) {
    self.inputs = inputs
    self.request = request
    let names = inputs.uncertain.parameters.map(\.name)
    self.names = names
    distributions = inputs.uncertain.parameters.map(\.distribution)
    do throws(SamplingError) {
      sampler = try inputs.uncertain.sampler(.plain(.philox(seed: request.seed)))
    } catch {
      throw .engine(.cannotDraw("\(error)"))
    }
    let scores = sampler.copula.scoreCorrelations
    let pairs = names.indices.flatMap { i in names.indices.filter { $0 > i && scores[i, $0] != 0 }.map { (i, $0) } }
    dependence = InputDependence(names: names, correlated: pairs)
    do throws(EngineError) {
      drawn = try DrawnScenario(inputs)
    } catch {
      throw .engine(error)
    }
  }

  /// The figure asked for at every column of values, shape (uncertain levers and figures, evaluations).
  /// - Throws: `.notFinite` where the city of an evaluation has nothing that could be scaled to its inventory.
  func evaluated(_ values: Matrix) throws(SensitivityError) -> [Double] {
    let basis = OutcomeBasis(drawn.kernel.model, target: inputs.target, carbonBudget: inputs.carbonBudget)
    var answers: [Double] = []
    answers.reserveCapacity(values.columns)
    do throws(EngineError) {
      try drawn.forEachChunk(
        draws: values.columns, keeping: request.output.kept, basis: basis, threads: request.threads,
        sample: { range, chunk in
          for i in 0..<values.rows { for n in 0..<range.count { chunk[i, n] = values[i, range.lowerBound + n] } }
        },
        consume: { _, result throws(EngineError) in answers += request.output.values(result, inputs) })
    } catch {
      throw .notFinite(evaluation: answers.count, value: .nan)
    }
    return answers
  }

  /// Lever values at probabilities, shape (levers, points) each.
  func quantiles(_ probabilities: Matrix) -> Matrix {
    var values = probabilities
    for i in 0..<values.rows { for n in 0..<values.columns { values[i, n] = distributions[i].quantile(values[i, n]) } }
    return values
  }
}
