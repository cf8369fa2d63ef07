import VectorMath

/// How a measure spreads, and what it leaves of what it acts on.
extension EmissionBlock {
  /// A measure outside the sectors' cells: `rest` *= 1 - x, if there is anything that it leaves less of.
  func adopt(_ m: Int, leaving rest: Panel?, _ trace: inout EmissionTrace?) {
    let first = spread(m, in: 0, &trace)
    vector_act(
      shape.path, workspace.level(0).start, scratch(.capital).start, scratch(.annual).start, rest?.start, first, shape.years, width)
  }

  /// `panel` += amount · x for a measure given in tonnes.
  func adopt(_ m: Int, adding amount: Double, to panel: Panel, _ trace: inout EmissionTrace?) {
    adopt(m, leaving: nil, &trace)
    let tonnes = workspace.column(.amount), share = workspace.share(0)
    for n in 0..<width { tonnes[n] = amount * share[n] }
    panel.add(workspace.level(0), factor: tonnes, from: 0)
  }

  /// Uptake of a measure is U · c[t], and the share it removes x = e · U · c[t]. Puts c into the slot's panel `level`, e · U and
  /// the factors of its money into the slot's columns, and U into the column `limit`.
  /// - Returns: the first year in which some draw has begun.
  @discardableResult func spread(_ m: Int, in slot: Int, _ trace: inout EmissionTrace?) -> Int {
    let limit = workspace.column(.limit), share = workspace.share(slot), switched = workspace.switches + m * width
    let term = terms.measures[m]
    let uptakeFactor = lever(layout.uptakeFactor(term.group)), effectFactor = lever(layout.effectFactor(term.group))
    for n in 0..<width { limit[n] = min(1, term.maxUptake * uptakeFactor[n]) * switched[n] }
    if term.isTonnes {
      // The cap is one of shares; a tonne is not a share of anything.
      for n in 0..<width { share[n] = effectFactor[n] * limit[n] }
    } else if term.hasRebound {
      let rebound = lever(LeverLayout.rebound), cap = model.effectCap
      for n in 0..<width { share[n] = min(cap, term.share * effectFactor[n]) * (1 - rebound[n]) * limit[n] }
    } else {
      let cap = model.effectCap
      for n in 0..<width { share[n] = min(cap, term.share * effectFactor[n]) * limit[n] }
    }
    let first = curve(m, term, workspace.level(slot))
    price(m, term, in: slot, from: first)
    trace?.keepMeasure(m, self, slot)
    return first
  }

  private func curve(_ m: Int, _ term: KernelTerms.MeasureTerm, _ level: Panel) -> Int {
    switch term.curve {
    case .logistic(let first, let years):
      let (start, ramp) = delayed(term.sector, first, years)
      return vector_logistic(shape.path, level.start, start, ramp, shape.years, width)
    case .linear(let first, let years):
      let (start, ramp) = delayed(term.sector, first, years)
      return vector_linear(shape.path, level.start, start, ramp, shape.years, width)
    case .read:
      let (late, _) = delayed(term.sector, 0, 0), rampFactor = lever(LeverLayout.rampFactor), firstYear = Double(model.years[0])
      for t in 0..<shape.years {
        let row = level.year(t)
        for n in 0..<width {
          row[n] = model.measures[m].adoption.level(tau: Double(t), firstYear: firstYear, delay: late[n], rampFactor: rampFactor[n])
        }
      }
      return 0
    }
  }

  /// Start and length of a ramp with the delays and the stretch of every draw.
  private func delayed(_ sector: Int?, _ first: Double, _ years: Double) -> (start: Column, ramp: Column) {
    let start = workspace.column(.start), ramp = workspace.column(.ramp)
    let delay = lever(LeverLayout.delay), rampFactor = lever(LeverLayout.rampFactor)
    for n in 0..<width { ramp[n] = years * rampFactor[n] }
    if let sector {
      let more = lever(layout.sectorDelay(sector))
      for n in 0..<width { start[n] = first + (delay[n] + more[n]) }
    } else {
      for n in 0..<width { start[n] = first + delay[n] }
    }
    return (start, ramp)
  }
}
