import Emissions
import LinearAlgebra
import Statistics

/// Draws behind the bands of single measures: attribution traces every draw, which costs more than running it.
func effectDraws(_ request: EnsembleRequest) -> Int { min(request.draws, 1000) }

/// 5 % and 95 % of the attributed effect of every measure of the model in a year, t CO2e/a; nil for sinks and offsets.
func effectBands(_ inputs: ScenarioInputs, year: Int, _ request: EnsembleRequest) throws(EngineError) -> [ClosedRange<Double>?] {
  let (model, _) = try calibrated(inputs)
  guard let t = model.years.firstIndex(of: year) else { return [] }
  let kernel = EmissionKernel(model)
  let count = effectDraws(request)
  var drawer = try LeverDrawer(inputs, seed: request.seed)
  var levers = Matrix(rows: inputs.levers.count, columns: count)
  drawer.fill(&levers, 0..<count)
  var effects = model.measures.map { _ in [Double]() }
  for draw in 0..<count {
    let drawn = Attribution.emissions(model, kernel.trace(levers.column(at: draw))).effects
    for m in effects.indices { effects[m].append(drawn[m][t]) }
  }
  return zip(model.measures, effects).map { measure, effects in
    switch measure.effect {
    case .sink, .offset: nil
    default: SortedSample(effects).quantile(0.05)...SortedSample(effects).quantile(0.95)
    }
  }
}
