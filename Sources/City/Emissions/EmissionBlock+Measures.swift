import VectorMath

/// How a measure spreads, and what it leaves of what it acts on. Its money is summed in the same pass (`EmissionBlock+Money`).
extension EmissionBlock {
  /// A measure without an effect here: it only costs.
  func adopt(_ m: Int, _ trace: inout EmissionTrace?) {
    let first = spread(m)
    var sums = moneySums(m)
    vector_act(shape.path, &sums, first, shape.years, width)
    moneyBeside(m, from: first)
    trace?.keepMeasure(m, self)
  }

  /// `rest` *= 1 - x for a measure that removes a share; with `sum` += x and `moved` += ratio · x for the cells that switch.
  func adopt(_ m: Int, leaving rest: Panel, sum: Panel? = nil, moved: Panel? = nil, ratio: Double = 0, _ trace: inout EmissionTrace?) {
    let first = spread(m)
    var sums = moneySums(m)
    sums.rest = rest.start
    sums.share = UnsafePointer(workspace.column(.share))
    sums.sum = sum?.start
    sums.moved = moved?.start
    sums.ratio = ratio
    vector_act(shape.path, &sums, first, shape.years, width)
    moneyBeside(m, from: first)
    trace?.keepMeasure(m, self)
  }

  /// `panel` += amount · x for a measure given in tonnes.
  func adopt(_ m: Int, adding amount: Double, to panel: Panel, _ trace: inout EmissionTrace?) {
    adopt(m, &trace)
    let tonnes = workspace.column(.amount), share = workspace.column(.share)
    for n in 0..<width { tonnes[n] = amount * share[n] }
    panel.add(scratch(.level), factor: tonnes, from: 0)
  }

  /// Uptake of a measure is U · c[t], and the share it removes x = e · U · c[t]: c into the panel `level`, U and e · U into the
  /// columns `limit` and `share`.
  /// - Returns: the first year in which some draw has begun.
  private func spread(_ m: Int) -> Int {
    let term = terms.measures[m]
    let limit = workspace.column(.limit), share = workspace.column(.share), switched = workspace.switches + m * width
    let uptakeFactor = lever(layout.uptakeFactor(term.group)), effectFactor = lever(layout.effectFactor(term.group))
    for n in 0..<width { limit[n] = min(1, term.maxUptake * uptakeFactor[n]) * switched[n] }
    if term.isTonnes {
      // The cap is one of shares; a tonne is not a share of anything.
      for n in 0..<width { share[n] = effectFactor[n] * limit[n] }
    } else if term.hasRebound {
      let rebound = lever(LeverLayout.rebound)
      for n in 0..<width { share[n] = min(model.effectCap, term.share * effectFactor[n]) * (1 - rebound[n]) * limit[n] }
    } else {
      for n in 0..<width { share[n] = min(model.effectCap, term.share * effectFactor[n]) * limit[n] }
    }
    return curve(m, term)
  }

  private func curve(_ m: Int, _ term: KernelTerms.MeasureTerm) -> Int {
    let level = scratch(.level)
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
