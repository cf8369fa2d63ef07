import Diagnostics
import Emissions
import Engine
import MarkedYAML
import Units

/// The effect of one measure as it is being read: where it stands and what its figures inherit.
private struct EffectNode {
  let node: MarkedNode
  /// Key of the measure.
  let key: String
  let inherited: Provenance

  func place(of key: String) -> SourcePlace { node[key]?.place ?? node.place }
}

extension ScenarioReader {
  /// What a measure does; nil when it has no number, or after a problem has been told.
  func readEffect(_ measure: MarkedNode, key: String, _ inherited: Provenance) -> Measure.Effect? {
    guard let node = measure["effect"] else { return nil }
    let effect = EffectNode(node: node, key: key, inherited: values.provenance(of: node, inherited))
    switch node.text("on") {
    case "intensity": return intensity(effect)
    case "activity": return onSector(effect, share(effect)) { .activity(sector: $0, share: $1) }
    case "switch": return switching(effect)
    case "emission_factor": return emissionFactor(effect)
    case "tonnes": return onSector(effect, amount(effect)?.number) { .tonnes(sector: $0, amount: $1) }
    case "sink": return bound(effect).map { .sink(amount: $0) }
    case "offset": return bound(effect).map { .offset(amount: $0) }
    default: return nil
    }
  }

  /// A measure is quantified exactly when it has an effect and spreads over the years.
  func checkClass(_ measure: MarkedNode, key: String) {
    let isQuantified = measure.text("class") == MeasureListing.EffectClass.quantified.rawValue
    if isQuantified {
      for (part, expected) in [("effect", "what it acts on and how much"), ("adoption", "how it spreads over the years")]
      where measure[part] == nil {
        error(measure["class"]?.place ?? measure.place, "'\(key)' is quantified but has no '\(part)'", expected: "\(part): \(expected)")
      }
    } else if let effect = measure["effect"], let effectClass = measure["class"] {
      error(effect.place, "'\(key)' has an effect but its class is \(effectClass.spoken)", expected: "class: quantified, or no effect")
    }
  }

  // MARK: Effects

  private func intensity(_ effect: EffectNode) -> Measure.Effect? {
    let sector = sector(effect)
    let stream = stream(effect)
    let share = share(effect)
    guard let sector, let stream, let share, hasDemand(sector, stream, effect) else { return nil }
    return .intensity(sector: sector, stream: stream, share: share)
  }

  private func switching(_ effect: EffectNode) -> Measure.Effect? {
    let sector = sector(effect)
    let from = stream(effect)
    let to = stream(effect, "to")
    let share = share(effect)
    let ratioFigure = effect.node["ratio"].flatMap { figure($0, "\(effect.key).effect.ratio", .share, effect.inherited) }
    let ratio = ratioFigure?.number
    drawOfMeasure(ratioFigure?.drawn) { .ratio($0) }
    if let node = effect.node["ratio"] {
      tellReach(
        ratioFigure?.drawn, 0...(.infinity), in: ratioFigure?.unit ?? .share, node, "'\(effect.key).effect.ratio'", expected: "at least 0")
    }
    if let ratio, ratio < 0 {
      error(
        effect.place(of: "ratio"), "'\(effect.key).effect.ratio' is \(ratio)",
        expected: "energy of the new stream per energy removed, at least 0")
    }
    if let from, let to, from == to || outline.streams[from].isProcess || outline.streams[to].isProcess {
      error(
        effect.place(of: "to"), "'\(effect.key)' switches from '\(outline.streams[from].id)' to '\(outline.streams[to].id)'",
        expected: "two different energy carriers")
    }
    guard let sector, let from, let to, let share, let ratio, hasDemand(sector, from, effect) else { return nil }
    return .switching(sector: sector, stream: from, to: to, ratio: ratio, share: share)
  }

  private func emissionFactor(_ effect: EffectNode) -> Measure.Effect? {
    let stream = stream(effect)
    let share = share(effect)
    if let stream, outline.streams[stream].isProcess {
      error(
        effect.place(of: "stream"), "'\(effect.key)' acts on the emission factor of '\(outline.streams[stream].id)', which is a process",
        expected: "an energy carrier")
    }
    guard let stream, let share else { return nil }
    return .emissionFactor(stream: stream, share: share)
  }

  private func onSector(_ effect: EffectNode, _ size: Double?, _ make: (Int, Double) -> Measure.Effect) -> Measure.Effect? {
    guard let sector = sector(effect), let size else { return nil }
    return make(sector, size)
  }

  // MARK: Parts of effects

  private func sector(_ effect: EffectNode) -> Int? { index(effect.node["sector"], among: outline.sectors.map(\.id), what: "sector") }

  private func stream(_ effect: EffectNode, _ key: String = "stream") -> Int? {
    index(effect.node[key], among: outline.streams.map(\.id), what: "stream")
  }

  private func share(_ effect: EffectNode) -> Double? {
    let key = "\(effect.key).effect.share"
    guard let node = effect.node["share"], let figure = figure(node, key, .share, effect.inherited) else { return nil }
    let share = figure.number
    tellReach(figure.drawn, -.infinity...1, in: figure.unit, node, "'\(key)'", expected: "at most 100 %")
    drawOfMeasure(figure.drawn) { .share($0) }
    if share > 1 { error(node.place, "'\(effect.key).effect.share' is \(percent(share))", expected: "at most 100 %") }
    if share == 0, figure.drawn == nil { tellIdle(node, effect) }
    return share
  }

  private func amount(_ effect: EffectNode) -> Figure? {
    guard let node = effect.node["amount"],
      let figure = figure(node, "\(effect.key).effect.amount", .emissionsPerYear, effect.inherited)
    else {
      return nil
    }
    drawOfMeasure(figure.drawn) { .amount($0) }
    if figure.number == 0, figure.drawn == nil { tellIdle(node, effect) }
    return figure
  }

  /// What a sink binds or an offset compensates; it cannot be less than nothing.
  private func bound(_ effect: EffectNode) -> Double? {
    guard let figure = amount(effect), let node = effect.node["amount"] else { return nil }
    let amount = figure.number
    tellReach(figure.drawn, 0...(.infinity), in: figure.unit, node, "'\(effect.key).effect.amount'", expected: "at least 0")
    if amount < 0 {
      error(
        effect.place(of: "amount"), "'\(effect.key).effect.amount' is negative", expected: "what is bound or compensated, at least 0",
        hint: "a sink is written without a minus")
    }
    return amount
  }

  private func tellIdle(_ node: MarkedNode, _ effect: EffectNode) {
    values.problems.warning(node.place, "'\(effect.key)' changes nothing: its effect is zero")
  }

  /// A measure on a demand that the sector does not have would change nothing, without a word.
  private func hasDemand(_ sector: Int, _ stream: Int, _ effect: EffectNode) -> Bool {
    let (sector, stream) = (outline.sectors[sector], outline.streams[stream].id)
    if sector.streams.contains(stream) { return true }
    error(
      effect.place(of: "stream"), "'\(effect.key)' acts on '\(stream)', which the sector '\(sector.id)' does not use",
      expected: sector.streams.isEmpty ? "a stream of the sector" : spokenList(sector.streams))
    return false
  }
}
