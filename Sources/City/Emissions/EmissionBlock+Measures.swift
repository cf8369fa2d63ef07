import EmissionVectors

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
    multiply(share, amount, drawn: drawnRows(m).amount, into: tonnes)
    panel.add(workspace.level(0), factor: tonnes, from: 0)
  }

  /// Uptake of a measure is U · c[t], and the share it removes x = e · U · c[t]. Puts c into the slot's panel `level`, e · U and
  /// the factors of its money into the slot's columns, and U into the column `limit`.
  /// - Returns: the first year in which some draw has begun.
  @discardableResult func spread(_ m: Int, in slot: Int, _ trace: inout EmissionTrace?) -> Int {
    let term = terms.measures[m], level = workspace.level(slot)
    // The cap is one of shares; a tonne is not a share of anything.
    var factors = MeasureFactors(
      uptake_factor: lever(layout.uptakeFactor(term.group)), effect_factor: lever(layout.effectFactor(term.group)),
      capital_factor: lever(layout.capitalFactor(term.group)), capital_level: lever(LeverLayout.capitalLevel),
      annuity: workspace.annuities + term.lifetime * width, delay: lever(LeverLayout.delay),
      switched: workspace.switches + m * width, rebound: term.hasRebound ? UnsafePointer(lever(LeverLayout.rebound)) : nil,
      sector_delay: term.sector.map { UnsafePointer(lever(layout.sectorDelay($0))) }, max_uptake: term.maxUptake, share: term.share,
      cap: term.isTonnes ? .infinity : model.effectCap, capital: term.cost.capital, operating_share: term.cost.operatingShare,
      start: term.curve.start)
    putDrawn(m, into: &factors)
    vector_measure(
      shape.path, &factors, level.start, workspace.column(.limit), workspace.column(.start), shape.years, width)
    let first = curve(m, term, level)
    moneyBeside(m, in: slot, from: first)
    trace?.keepMeasure(m, self, slot)
    return first
  }

  /// c[t] of every draw, from the column `start` and the ramps of the block.
  private func curve(_ m: Int, _ term: KernelTerms.MeasureTerm, _ level: Panel) -> Int {
    let start = workspace.column(.start), (ramps, ramp) = drawnRamp(m) ?? (workspace.ramps, term.ramp)
    switch term.curve {
    case .logistic:
      return vector_logistic(
        shape.path, level.start, start, ramps.length(ramp), ramps.slope(ramp), ramps.step(ramp), shape.years, width)
    case .linear: return vector_linear(shape.path, level.start, start, ramps.length(ramp), shape.years, width)
    case .read:
      let rampFactor = lever(LeverLayout.rampFactor), firstYear = Double(model.years[0])
      // Of the curves that are read, a step has a start.
      let isDrawn = hasDrawnStart(m)
      for t in 0..<shape.years {
        let row = level.year(t)
        for n in 0..<width {
          if isDrawn {
            row[n] = Double(t) >= start[n] ? 1 : 0
            continue
          }
          row[n] = model.measures[m].adoption.level(tau: Double(t), firstYear: firstYear, delay: start[n], rampFactor: rampFactor[n])
        }
      }
      return 0
    }
  }
}
