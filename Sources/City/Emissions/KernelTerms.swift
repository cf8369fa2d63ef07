/// The model as the kernel walks it: flat lists without text, made once.
struct KernelTerms: Sendable {
  /// A measure's figures.
  struct MeasureTerm {
    var group: Int
    var sector: Int?
    var isTonnes: Bool
    var share: Double
    var hasRebound: Bool
    var maxUptake: Double
    var cost: MeasureCost
    /// Place in `lifetimes`.
    var lifetime: Int
    var curve: Curve
    /// Place in `ramps`.
    var ramp: Int
  }

  /// Curves that are worked a year of a block at a time, and those read from the measure, draw by draw.
  enum Curve {
    /// Start in years after the model's first one: the difference of two calendar years with fractions would cancel the digits
    /// that the reference model asks for. Length of the ramp in years.
    case logistic(start: Double, years: Double)
    case linear(start: Double, years: Double)
    case read

    var start: Double {
      switch self {
      case .logistic(let start, _), .linear(let start, _): start
      case .read: 0
      }
    }

    var years: Double {
      switch self {
      case .logistic(_, let years), .linear(_, let years): years
      case .read: 0
      }
    }
  }

  /// A sector's demand for one stream, and the measures on it.
  struct Cell {
    var stream: Int
    /// Those that make the demand larger first.
    var measures: [Int]
    var adding: Int
    /// Empty where no measure moves demand to another stream.
    var moves: [Move]
  }

  /// The stream that a switching measure moves demand to.
  struct Move {
    var measure: Int
    var to: Int
    var ratio: Double
  }

  struct SectorTerm {
    var cells: [Cell]
    /// Cells × years.
    var intensities: [Double]
  }

  /// One a year.
  let ones: [Double]
  let measures: [MeasureTerm]
  let sectors: [SectorTerm]
  /// Distinct lifetimes of measures, ascending.
  let lifetimes: [Int32]
  /// Distinct lengths of ramps in years, ascending; the draws stretch all of them alike.
  let ramps: [Double]
  /// Measures whose sector does not use their stream: they cost, but change nothing.
  let idle: [Int]
  /// Sinks and offsets.
  let binding: [Int]

  init(_ model: EmissionModel, _ places: MeasurePlaces) {
    ones = model.years.map { _ in 1 }
    let lifetimes = Set(model.measures.map { Int32($0.cost.lifetime) }).sorted()
    self.lifetimes = lifetimes
    let curves = model.measures.map { Curve($0.adoption, firstYear: Double(model.years[0])) }
    let ramps = Set(curves.map(\.years)).sorted()
    self.ramps = ramps
    measures = zip(model.measures, curves).map { measure, curve in
      MeasureTerm(
        group: measure.group, sector: measure.sector, isTonnes: measure.share == nil, share: measure.share ?? 1,
        hasRebound: measure.hasRebound, maxUptake: measure.maxUptake, cost: measure.cost,
        lifetime: lifetimes.firstIndex(of: Int32(measure.cost.lifetime)) ?? 0,
        curve: curve, ramp: ramps.firstIndex(of: curve.years) ?? 0)
    }
    sectors = model.sectors.indices.map { Self.sector($0, model, places) }
    idle = model.sectors.indices.flatMap { s in
      let used = Set(model.sectors[s].demands.map(\.stream))
      return model.streams.indices.filter { !used.contains($0) }.flatMap { places.onDemand[s][$0] }
    }
    binding = model.measures.indices.filter { m in
      switch model.measures[m].effect {
      case .sink, .offset: true
      default: false
      }
    }
  }

  /// Demands for the same stream are one cell.
  private static func sector(_ s: Int, _ model: EmissionModel, _ places: MeasurePlaces) -> SectorTerm {
    var term = SectorTerm(cells: [], intensities: [])
    let years = model.years.count
    for demand in model.sectors[s].demands {
      if let first = term.cells.firstIndex(where: { $0.stream == demand.stream }) {
        for t in 0..<years { term.intensities[first * years + t] += demand.intensity[t] }
        continue
      }
      let on = places.onDemand[s][demand.stream], adding = on.filter { model.measures[$0].adds }
      let moves = places.switching[s][demand.stream].compactMap { m -> Move? in
        guard case .switching(_, _, let to, let ratio, _) = model.measures[m].effect else { return nil }
        return Move(measure: m, to: to, ratio: ratio)
      }
      let saving = on.filter { !model.measures[$0].adds }
      term.cells.append(Cell(stream: demand.stream, measures: adding + saving, adding: adding.count, moves: moves))
      term.intensities += demand.intensity
    }
    return term
  }
}

extension KernelTerms.Curve {
  init(_ adoption: Adoption, firstYear: Double) {
    self =
      switch adoption {
      case .logistic(let start, let years): .logistic(start: start - firstYear, years: years)
      case .linear(let start, let years): .linear(start: start - firstYear, years: years)
      case .step, .given: .read
      }
  }
}
