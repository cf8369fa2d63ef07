/// A figure of the model that may differ from draw to draw; series have one value a year, the others one.
package enum ModelSlot: Hashable, Sendable {
  case driver(Int), emissionFactor(stream: Int), price(stream: Int), activity(sector: Int), intensity(sector: Int, demand: Int)
  /// Of a measure: its effect, as far as it has that figure.
  case share(Int), amount(Int), ratio(Int)
  case maxUptake(Int), start(Int), ramp(Int), levels(Int)
  case capital(Int), operatingShare(Int), operating(Int), saving(Int), lifetime(Int)
  case carbonPriceFirst, effectCap
}

extension ModelSlot {
  /// Whether the base-year calibration asks for it: whatever the city without measures is made of.
  package var isOfTheWorld: Bool {
    switch self {
    case .driver, .emissionFactor, .activity, .intensity: true
    default: false
    }
  }
}

extension EmissionModel {
  /// The city without measures in the first years only.
  package func withoutMeasures(years count: Int) -> EmissionModel {
    var short = self
    short.measures = []
    short.years = Array(years.prefix(count))
    for d in drivers.indices { short.drivers[d].values = Array(drivers[d].values.prefix(count)) }
    for k in streams.indices {
      short.streams[k].emissionFactor = Array(streams[k].emissionFactor.prefix(count))
      short.streams[k].price = Array(streams[k].price.prefix(count))
    }
    for s in sectors.indices {
      short.sectors[s].activity = Array(sectors[s].activity.prefix(count))
      for d in sectors[s].demands.indices {
        short.sectors[s].demands[d].intensity = Array(sectors[s].demands[d].intensity.prefix(count))
      }
    }
    return short
  }

  /// Puts other figures in a slot; a measure whose effect or adoption has no such figure is left as it is.
  package mutating func set(_ slot: ModelSlot, _ values: [Double]) {
    let value = values[0]
    switch slot {
    case .driver(let d): drivers[d].values = values
    case .emissionFactor(let k): streams[k].emissionFactor = values
    case .price(let k): streams[k].price = values
    case .activity(let s): sectors[s].activity = values
    case .intensity(let s, let d): sectors[s].demands[d].intensity = values
    case .share(let m), .amount(let m): measures[m].effect = measures[m].effect.withSize(value)
    case .ratio(let m): measures[m].effect = measures[m].effect.withRatio(value)
    case .maxUptake(let m): measures[m].maxUptake = value
    case .start(let m): measures[m].adoption = measures[m].adoption.with(start: value)
    case .ramp(let m): measures[m].adoption = measures[m].adoption.with(years: value)
    case .levels(let m): measures[m].adoption = .given(levels: values)
    case .capital(let m): measures[m].cost.capital = value
    case .operatingShare(let m): measures[m].cost.operatingShare = value
    case .operating(let m): measures[m].cost.operating = value
    case .saving(let m): measures[m].cost.saving = value
    case .lifetime(let m): measures[m].cost.lifetime = Int(value)
    case .carbonPriceFirst: carbonPrice?.first = value
    case .effectCap: effectCap = value
    }
  }
}

extension Measure.Effect {
  fileprivate func withSize(_ size: Double) -> Self {
    switch self {
    case .intensity(let sector, let stream, _): .intensity(sector: sector, stream: stream, share: size)
    case .activity(let sector, _): .activity(sector: sector, share: size)
    case .switching(let sector, let stream, let to, let ratio, _):
      .switching(sector: sector, stream: stream, to: to, ratio: ratio, share: size)
    case .emissionFactor(let stream, _): .emissionFactor(stream: stream, share: size)
    case .tonnes(let sector, _): .tonnes(sector: sector, amount: size)
    case .sink: .sink(amount: size)
    case .offset: .offset(amount: size)
    }
  }

  fileprivate func withRatio(_ ratio: Double) -> Self {
    if case .switching(let sector, let stream, let to, _, let share) = self {
      return .switching(sector: sector, stream: stream, to: to, ratio: ratio, share: share)
    }
    return self
  }
}

extension Adoption {
  fileprivate func with(start: Double? = nil, years: Double? = nil) -> Self {
    switch self {
    case .linear(let s, let y): .linear(start: start ?? s, years: years ?? y)
    case .logistic(let s, let y): .logistic(start: start ?? s, years: years ?? y)
    case .step(let s): .step(start: start ?? s)
    case .given: self
    }
  }
}
