import Emissions
import LinearAlgebra
import Statistics

/// Draws behind the bands of single measures: attribution traces every draw, which costs more than running it.
func effectDraws(_ request: EnsembleRequest) -> Int { min(request.draws, 1000) }

/// 5 % and 95 % of the attributed effect of every measure of the model in a year, t CO2e/a; nil for sinks and offsets.
func effectBands(_ inputs: ScenarioInputs, year: Int, _ request: EnsembleRequest) throws(EngineError) -> [ClosedRange<Double>?] {
  let model = inputs.model
  guard let t = model.years.firstIndex(of: year) else { return [] }
  let central = EmissionKernel(try calibrated(inputs).0)
  let count = effectDraws(request)
  var values = Matrix(rows: inputs.uncertain.parameters.count, columns: count)
  try inputs.sampler(seed: request.seed).fill(&values, first: 0, count: count)
  var effects = model.measures.map { _ in [Double]() }
  for draw in 0..<count {
    let column = values.column(at: draw)
    let kernel = inputs.uncertain.slots.isEmpty ? central : EmissionKernel(try calibrated(inputs.withFigures(ofDraw: column)).0)
    let drawn = Attribution.emissions(kernel.model, kernel.trace(inputs.levers(ofDraw: column))).effects
    for m in effects.indices { effects[m].append(drawn[m][t]) }
  }
  return zip(model.measures, effects).map { measure, effects in
    switch measure.effect {
    case .sink, .offset: nil
    default: SortedSample(effects).quantile(0.05)...SortedSample(effects).quantile(0.95)
    }
  }
}
