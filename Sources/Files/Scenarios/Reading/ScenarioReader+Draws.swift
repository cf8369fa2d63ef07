import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Units

/// What of a scenario follows from uncertain figures, as it is being read.
struct PlanDraws {
  var slots: [DrawnSlot] = []
  /// Of the measure that is being read; known to the model only once it is known to be on.
  fileprivate var ofMeasure: [(slot: (Int) -> ModelSlot, values: [DrawnValue])] = []
}

extension ScenarioReader {
  func draw(_ place: DrawnSlot.Place, _ drawn: [DrawnValue]?) {
    if let drawn { draws.slots.append(DrawnSlot(place, drawn)) }
  }

  /// A figure of the measure that is being read.
  func drawOfMeasure(_ drawn: DrawnValue?, _ slot: @escaping (Int) -> ModelSlot) { drawOfMeasure(drawn.map { [$0] }, slot) }

  func drawOfMeasure(_ drawn: [DrawnValue]?, _ slot: @escaping (Int) -> ModelSlot) {
    if let drawn { draws.ofMeasure.append((slot, drawn)) }
  }

  /// The drawn figures of the measure that has been read reach the model, or nothing in this scenario when it is off.
  func endMeasure(isOn: Bool, modelIndex: Int?) {
    if !isOn { for part in draws.ofMeasure { values.idle.formUnion(part.values.flatMap(\.figures)) } }
    if let modelIndex {
      for part in draws.ofMeasure { draw(.model(part.slot(modelIndex)), part.values) }
    }
    draws.ofMeasure = []
  }

  /// Figures whose distribution changes nothing that is drawn.
  func tellIdleDistributions() {
    let used = draws.slots.reduce(into: values.idle) { used, slot in used.formUnion(slot.values.flatMap(\.figures)) }
    for (i, uncertain) in values.uncertain.enumerated() where !used.contains(i) {
      values.problems.warning(
        uncertain.place, "the distribution of '\(uncertain.figure.name)' changes nothing in scenario '\(scenario.id)'",
        hint: "no figure of its draws depends on it")
    }
  }

  // MARK: Reach

  /// Tells of a figure that some draw takes out of what `--set` would accept.
  func tellReach(
    _ drawn: DrawnValue?, _ allowed: ClosedRange<Double>, in unit: UnitOfMeasure, _ node: MarkedNode, _ what: String, expected: String
  ) {
    guard let drawn else { return }
    let reach = values.reach(drawn)
    let slack = 1e-9 * max(abs(reach.lowerBound), abs(reach.upperBound))
    let isLow = reach.lowerBound < allowed.lowerBound - slack
    guard isLow || reach.upperBound > allowed.upperBound + slack else { return }
    error(
      node["distribution"]?.place ?? node.place,
      "\(what) may be \(UnitOfMeasure.spoken(isLow ? reach.lowerBound : reach.upperBound, in: unit)) in a draw",
      expected: "\(expected) in every draw",
      hint: "move the ends of the distribution, or cut it off with 'within'")
  }

  func tellReach(
    _ drawn: [DrawnValue]?, _ allowed: ClosedRange<Double>, in unit: UnitOfMeasure, _ node: MarkedNode, _ what: String, expected: String
  ) {
    guard let drawn else { return }
    let worst = drawn.first { drawn in
      let reach = values.reach(drawn)
      return reach.lowerBound < allowed.lowerBound || reach.upperBound > allowed.upperBound
    }
    tellReach(worst, allowed, in: unit, node, what, expected: expected)
  }

  /// A figure that is a decision or a limit: no draw changes it.
  func settledFigure(_ node: MarkedNode, _ key: String, _ unit: UnitOfMeasure?, _ inherited: Provenance, _ why: String) -> Figure? {
    values.settled(figure(node, key, unit, inherited), node, key: key, why)
  }

  static let limitsAreDecided = "a limit is decided; what may differ is what is emitted, or the chance of keeping it"
}
