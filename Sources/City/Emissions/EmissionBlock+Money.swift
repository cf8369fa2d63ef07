import EmissionVectors

/// Money of a block of draws, EUR/a.
///
/// Stocks and annuities are linear in uptake, so the measures are summed before the years are walked: with G = Σ K U c over
/// measures, investment[t] = (1 - learning)^t (G[t] - G[t-1]), and likewise for what each invested euro costs a year.
extension EmissionBlock {
  /// What few measures have or few runs ask for, beside G and H (`vector_measure` states a measure's part in them): operating cost
  /// by itself, and cost and savings stated in EUR/a.
  func moneyBeside(_ m: Int, in slot: Int, from first: Int) {
    let cost = terms.measures[m].cost, drawn = drawnRows(m), capital = workspace.capital(slot), limit = workspace.column(.limit)
    func add(_ column: Column, _ amount: Double, drawn row: Int?, to name: KernelWorkspace.Scratch) {
      if amount == 0 && row == nil { return }
      let factor = workspace.column(.amount)
      multiply(column, amount, drawn: row, into: factor)
      scratch(name).add(workspace.level(slot), factor: factor, from: first)
    }
    add(limit, cost.operating, drawn: drawn.operating, to: .running)
    add(limit, cost.saving, drawn: drawn.saving, to: .saving)
    if keeping.contains(.operating) { add(capital, cost.operatingShare, drawn: drawn.operatingShare, to: .operatingCapital) }
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
    func row(_ name: OutcomeRow) -> Column { workspace.outcomes + name.rawValue * width }
    let cumulative = row(.cumulative), abated = row(.abated), cost = row(.netPresentCost), worth = row(.socialCost)
    let peak = row(.peakInvestment), discount = workspace.column(.discount), yearly = workspace.column(.discountFactor)
    let rate = lever(LeverLayout.discountRate), lastPrice = lever(LeverLayout.carbonPriceLast)
    let plannedPrice = model.carbonPrice?.first ?? 0, drawnPrice = drawnColumn(layoutOfInputs.carbonPriceFirst),
      steps = Double(shape.years - 1)
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
        let firstPrice = drawnPrice?[n] ?? plannedPrice
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
