import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Units

/// What a plan may say but seldom means: warnings about figures that are sound one by one.
extension ScenarioReader {
  func tellDoubts(_ inputs: ScenarioInputs) {
    let effects = Dictionary(root.records("measures").compactMap { node in node.text("id").map { ($0, node["effect"]) } }) { first, _ in
      first
    }
    let statuses = Dictionary(inputs.measures.map { ($0.id, $0.status) }) { first, _ in first }
    for measure in inputs.model.measures {
      if let effect = effects[measure.id] ?? nil { tellDoubts(measure, effect, statuses[measure.id]) }
    }
    tellEmptySectors(inputs)
    tellOtherBase(inputs)
  }

  private func tellDoubts(_ measure: Measure, _ node: MarkedNode, _ status: MeasureListing.DecisionStatus?) {
    let key = "measures.\(measure.id).effect"
    switch measure.effect {
    case .switching(_, _, _, let ratio, _) where ratio > 5:
      values.problems.warning(
        node["ratio"]?.place ?? node.place, "'\(key).ratio' is \(spokenNumber(ratio)): each MWh removed takes that many of the new stream",
        hint: "a heat pump of COP 3 has the ratio 1/3")
    case .intensity(_, _, let share), .activity(_, let share), .emissionFactor(_, let share):
      // What others decide may well add; what the city decides to do seldom does.
      guard share < 0, status != .outside else { return }
      values.problems.warning(
        node["share"]?.place ?? node.place, "'\(key).share' is \(percent(share)): the measure adds to what it acts on",
        hint: "a share that is removed is positive")
    default: return
    }
  }

  /// The base-year calibration multiplies such a sector by nothing, so its measures do nothing either.
  private func tellEmptySectors(_ inputs: ScenarioInputs) {
    guard let basis = inputs.calibration, let t = inputs.model.years.firstIndex(of: basis.year) else { return }
    for (sector, inventory) in zip(inputs.model.sectors, basis.inventory) where inventory == 0 {
      let modelled = inputs.modelled(sector, t)
      guard modelled > 0, let place = places["sectors.\(sector.id)"] else { continue }
      values.problems.warning(
        place,
        "the inventory of '\(sector.id)' is 0 in \(basis.year) but the model gives "
          + "\(UnitOfMeasure.spoken(modelled, in: inputs.plan.emissionUnit)): the sector counts as nothing in every year",
        hint: "give it its inventory, or no activity")
    }
  }

  /// A target may count from another base than the inventory's, but then both should be known.
  private func tellOtherBase(_ inputs: ScenarioInputs) {
    guard let target = inputs.target, let total = inputs.plan.baseLevel, let base = targetBases[target.id],
      abs(base - total) > 0.005 * abs(total)
    else { return }
    let node = root.records("targets").first { $0.text("id") == target.id }
    let unit = inputs.plan.emissionUnit
    values.problems.warning(
      node?["base"]?.place ?? root.place,
      "the target '\(target.id)' counts from \(UnitOfMeasure.spoken(base, in: unit)), the inventory has "
        + "\(UnitOfMeasure.spoken(total, in: unit)) in \(inputs.plan.baseYear)",
      hint: "leave out 'base' to count from the inventory, or say why they differ in a 'note' of the base")
  }
}
