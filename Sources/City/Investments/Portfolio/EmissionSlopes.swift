/// How the city's emissions follow its projects near one programme: the emission model laid flat, t CO2e/a by year.
///
/// Emissions of a year ≈ those with the programme + Σ over measures of slope × (enabled share - enabled share with the programme).
package struct EmissionSlopes: Sendable, Equatable {
  /// Consecutive years that projects can change: from the programme's first to the model's last.
  package var years: [Int]
  /// With the programme at which the slopes were taken, by year.
  package var emissions: [Double]
  /// Change per unit of a measure's enabled share, by measure and year; negative where the measure lowers emissions.
  package var slopes: [String: [Double]]
  /// Enabled share with the programme, by measure and year.
  package var enabled: [String: [Double]]

  package init(years: [Int], emissions: [Double], slopes: [String: [Double]], enabled: [String: [Double]]) {
    self.years = years
    self.emissions = emissions
    self.slopes = slopes
    self.enabled = enabled
  }
}

extension InvestmentPlan {
  /// What a project that starts in a year adds to emissions by the slopes, t CO2e/a by year of the slopes; a saving is negative.
  package func emissionChange(of project: Int, startingIn start: Int, _ slopes: EmissionSlopes) -> [Double] {
    let finish = projects[project].finish(startingIn: start)
    return slopes.years.indices.map { t in
      guard slopes.years[t] > finish else { return 0 }
      return projects[project].enables.reduce(0) { $0 + (slopes.slopes[$1.measure]?[t] ?? 0) * $1.share }
    }
  }

  /// Emissions by the slopes if no project came, t CO2e/a by year of the slopes.
  package func emissionsWithoutProjects(_ slopes: EmissionSlopes) -> [Double] {
    slopes.years.indices.map { t in
      enabledMeasures.reduce(slopes.emissions[t]) { sum, measure in
        guard let slope = slopes.slopes[measure]?[t], let enabled = slopes.enabled[measure]?[t] else { return sum }
        return sum + slope * (1 - waitingShare(of: measure) - enabled)
      }
    }
  }

  /// Emissions of a programme by the slopes, t CO2e/a by year of the slopes.
  package func emissions(of programme: Programme, _ slopes: EmissionSlopes) -> [Double] {
    programme.chosen.reduce(emissionsWithoutProjects(slopes)) { sum, chosen in
      zip(sum, emissionChange(of: chosen.project, startingIn: chosen.start, slopes)).map { $0 + $1 }
    }
  }
}
