import VectorMath

/// Money of a block of draws, EUR/a.
///
/// Stocks and annuities are linear in uptake, so the measures are summed before the years are walked: with G = Σ K U c over
/// measures, investment[t] = (1 - learning)^t (G[t] - G[t-1]), and likewise for what each invested euro costs a year.
extension EmissionBlock {
  /// The factors of a measure in the running sums: K · U of capital, and K · U · (annuity + operating share) of its yearly cost.
  func moneySums(_ m: Int) -> MeasureSums {
    let term = terms.measures[m]
    var sums = MeasureSums(
      level: scratch(.level).start, capital: nil, annual: nil, capital_factor: nil, annual_factor: nil, rest: nil, sum: nil, moved: nil,
      share: nil, ratio: 0)
    if term.cost.capital == 0 { return sums }
    let capital = workspace.column(.capital), annual = workspace.column(.annual), limit = workspace.column(.limit)
    let factor = lever(layout.capitalFactor(term.group)), level = lever(LeverLayout.capitalLevel), annuity = workspace.annuity(term.lifetime)
    for n in 0..<width {
      capital[n] = term.cost.capital * level[n] * factor[n] * limit[n]
      annual[n] = capital[n] * (annuity[n] + term.cost.operatingShare)
    }
    sums.capital = scratch(.capital).start
    sums.capital_factor = UnsafePointer(capital)
    sums.annual = scratch(.annual).start
    sums.annual_factor = UnsafePointer(annual)
    return sums
  }

  /// What few measures have or few runs ask for: operating cost by itself, operating cost and savings stated in EUR/a.
  func moneyBeside(_ m: Int, from first: Int) {
    let cost = terms.measures[m].cost, limit = workspace.column(.limit), factor = workspace.column(.amount)
    func add(_ column: Column, _ amount: Double, to name: KernelWorkspace.Scratch) {
      if amount == 0 { return }
      for n in 0..<width { factor[n] = column[n] * amount }
      scratch(name).add(scratch(.level), factor: factor, from: first)
    }
    add(limit, cost.operating, to: .running)
    add(limit, cost.saving, to: .saving)
    if keeping.contains(.operating), cost.capital != 0 { add(workspace.column(.capital), cost.operatingShare, to: .operatingCapital) }
  }

  /// From the sums over measures to the figures of the years.
  ///
  /// Capital is annuitised over its lifetime and renewed at the same real cost, so the annuity of what has been
  /// installed runs on to the horizon and no residual value is needed.
  func money() {
    let learning = lever(LeverLayout.capitalLearning), annual = scratch(.annualCost)
    scratch(.investment).assignIncrements(of: scratch(.capital), fall: learning, cumulative: false)
    annual.assignIncrements(of: scratch(.annual), fall: learning, cumulative: true)
    annual.add(scratch(.running))
    if keeping.contains(.operating) {
      let operating = scratch(.operating)
      operating.assignIncrements(of: scratch(.operatingCapital), fall: learning, cumulative: true)
      operating.add(scratch(.running))
    }
    let net = scratch(.netCost), saving = scratch(.saving)
    for i in 0..<shape.count { net.start[i] = annual.start[i] - saving.start[i] }
    if keeping.contains(.outcomes) { outcomes() }
  }

  /// The figures that sum up each draw (`Outcomes` says what they are).
  private func outcomes() {
    func row(_ name: OutcomeRow) -> Column { workspace.outcome(name.rawValue) }
    let cumulative = row(.cumulative), abated = row(.abated), cost = row(.netPresentCost), worth = row(.socialCost)
    let peak = row(.peakInvestment), discount = workspace.column(.discount), yearly = workspace.column(.discountFactor)
    let rate = lever(LeverLayout.discountRate), lastPrice = lever(LeverLayout.carbonPriceLast)
    let firstPrice = model.carbonPrice?.first ?? 0, steps = Double(shape.years - 1)
    for n in 0..<width {
      (cumulative[n], abated[n], cost[n], worth[n], peak[n]) = (0, 0, 0, 0, -Double.infinity)
      discount[n] = 1
      yearly[n] = 1 / (1 + rate[n])
    }
    for t in 0..<shape.years {
      let total = scratch(.total).year(t), baseline = scratch(.baseline).year(t), net = scratch(.netCost).year(t)
      let investment = scratch(.investment).year(t), passed = Double(t) / steps
      for n in 0..<width {
        let avoided = baseline[n] - total[n]
        cumulative[n] += total[n]
        abated[n] += avoided
        cost[n] += net[n] * discount[n]
        worth[n] += (firstPrice + (lastPrice[n] - firstPrice) * passed) * avoided * discount[n]
        peak[n] = max(peak[n], investment[n])
        discount[n] *= yearly[n]
      }
    }
    let perTonne = row(.costPerTonne), targetGap = row(.targetGap), budgetGap = row(.budgetGap)
    let targetYear = scratch(.total).year(basis.targetIndex ?? 0)
    for n in 0..<width {
      perTonne[n] = cost[n] / abated[n]
      worth[n] = cost[n] - worth[n]
      targetGap[n] = targetYear[n] - basis.targetLevel
      budgetGap[n] = cumulative[n] - (basis.carbonBudget ?? 0)
    }
  }
}
