import Diagnostics
import Engine
import LabelledArrays
import Units

/// Where a figure of a plan comes from: file, line, what it replaced, dataset rows, source.
package struct Origin: Sendable, Hashable {
  /// Key path in the plan, such as `streams.district_heat.emission_factor.2030`.
  package let key: String
  package let place: SourcePlace
  /// As a person would write it: `96.9 t CO2e/GWh`.
  package let spoken: String
  package let kind: ProvenanceKind
  package let source: String?
  package let note: String?
  /// Places of the values that overrides replaced, newest first.
  package let replaced: [SourcePlace]
  /// The dataset cell that the figure was read from.
  package let cell: SourcePlace?

  func renamed(_ key: String) -> Origin {
    Origin(key: key, place: place, spoken: spoken, kind: kind, source: source, note: note, replaced: replaced, cell: cell)
  }
}

/// What kind and source a value has when it names none itself.
struct Provenance {
  var kind: ProvenanceKind?
  var source: String?
  var note: String?
}

/// A figure in the canonical unit of its dimension.
struct Figure {
  var number: Double
  var unit: UnitOfMeasure
  var kind: ProvenanceKind
  /// How it follows from uncertain figures; nil for a figure that no draw changes.
  var drawn: DrawnValue?

  /// In the unit it is kept in, to six digits: what was computed has no other spelling.
  var spoken: String { UnitOfMeasure.spoken(number, in: unit) }
}

/// One figure per year of the plan.
struct YearSeries {
  var values: [Double]
  var unit: UnitOfMeasure
  var kind: ProvenanceKind
  /// By year of the plan, how it follows from uncertain figures; nil for a series that no draw changes.
  var drawn: [DrawnValue]?

  /// `5 MWh/person`, or `5 MWh/person in 2021 ... 4 MWh/person in 2035` when it changes.
  func spoken(_ years: [Int]) -> String {
    guard let first = values.first, let last = values.last, let from = years.first, let to = years.last else { return "" }
    let start = UnitOfMeasure.spoken(first, in: unit)
    return values.allSatisfy { $0 == first } ? start : "\(start) in \(from) ... \(UnitOfMeasure.spoken(last, in: unit)) in \(to)"
  }
}
