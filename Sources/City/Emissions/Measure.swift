/// A decision that changes emissions, as the kernel sees it.
package struct Measure: Sendable, Equatable {
  package var id: String
  /// Index into the model's `groups`.
  package var group: Int
  package var effect: Effect
  package var adoption: Adoption
  /// Share of the whole reached at full adoption, 0...1.
  package var maxUptake: Double
  package var cost: MeasureCost

  /// What the measure acts on. Shares are of what the other measures leave; a negative share adds.
  package enum Effect: Sendable, Equatable {
    /// Share of a sector's demand for one stream that is removed.
    case intensity(sector: Int, stream: Int, share: Double)
    /// Share of a sector's activity that is removed.
    case activity(sector: Int, share: Double)
    /// Share of a sector's demand moved to another stream, `ratio` MWh of the new per MWh removed (1/COP of a heat pump).
    /// Not negative: a switch back is a switch from the other stream.
    case switching(sector: Int, stream: Int, to: Int, ratio: Double, share: Double)
    /// Share of a stream's emission factor that is removed, for every sector that uses it.
    case emissionFactor(stream: Int, share: Double)
    /// t CO2e/a added to a sector (negative: removed) at full adoption.
    case tonnes(sector: Int, amount: Double)
    /// t CO2e/a bound within the city at full adoption.
    case sink(amount: Double)
    /// t CO2e/a compensated outside the city at full adoption.
    case offset(amount: Double)
  }

  package init(id: String, group: Int, effect: Effect, adoption: Adoption, maxUptake: Double = 1, cost: MeasureCost = MeasureCost()) {
    self.id = id
    self.group = group
    self.effect = effect
    self.adoption = adoption
    self.maxUptake = maxUptake
    self.cost = cost
  }

  /// The sector whose delay the measure shares, if it belongs to one.
  var sector: Int? {
    switch effect {
    case .intensity(let sector, _, _), .activity(let sector, _), .switching(let sector, _, _, _, _), .tonnes(let sector, _): sector
    case .emissionFactor, .sink, .offset: nil
    }
  }

  /// The share at full adoption; nil for effects given in tonnes.
  package var share: Double? {
    switch effect {
    case .intensity(_, _, let share), .activity(_, let share), .switching(_, _, _, _, let share), .emissionFactor(_, let share): share
    case .tonnes, .sink, .offset: nil
    }
  }

  /// A measure that does and costs `factor` times as much.
  package func enlarged(_ factor: Double) -> Measure {
    var measure = self
    measure.effect = effect.enlarged(factor)
    measure.cost.capital *= factor
    measure.cost.operating *= factor
    measure.cost.saving *= factor
    return measure
  }

  /// Whether it makes what it acts on larger.
  var adds: Bool { share.map { $0 < 0 } ?? false }

  /// Rebound takes back part of what is saved in use; it does not touch what a supplier or a forest does.
  var hasRebound: Bool {
    switch effect {
    case .intensity, .activity, .switching: true
    case .emissionFactor, .tonnes, .sink, .offset: false
    }
  }
}

extension Measure.Effect {
  fileprivate func enlarged(_ factor: Double) -> Measure.Effect {
    switch self {
    case .intensity(let sector, let stream, let share): .intensity(sector: sector, stream: stream, share: share * factor)
    case .activity(let sector, let share): .activity(sector: sector, share: share * factor)
    case .switching(let sector, let stream, let to, let ratio, let share):
      .switching(sector: sector, stream: stream, to: to, ratio: ratio, share: share * factor)
    case .emissionFactor(let stream, let share): .emissionFactor(stream: stream, share: share * factor)
    case .tonnes(let sector, let amount): .tonnes(sector: sector, amount: amount * factor)
    case .sink(let amount): .sink(amount: amount * factor)
    case .offset(let amount): .offset(amount: amount * factor)
    }
  }
}

/// What a measure costs, in EUR of the plan's price year.
package struct MeasureCost: Sendable, Equatable {
  /// For the whole measure at uptake 1.
  package var capital: Double
  /// Per year, as a share of the capital invested so far.
  package var operatingShare: Double
  /// Per year at full adoption.
  package var operating: Double
  /// Per year at full adoption, beside what saved energy is worth.
  package var saving: Double
  /// Whole years; capital is renewed at its end.
  package var lifetime: Int

  package init(capital: Double = 0, operatingShare: Double = 0, operating: Double = 0, saving: Double = 0, lifetime: Int = 1) {
    self.capital = capital
    self.operatingShare = operatingShare
    self.operating = operating
    self.saving = saving
    self.lifetime = lifetime
  }
}
