import LinearAlgebra

/// The emission equations over a batch of draws; one draw is a batch of one.
///
/// Draws are columns: `levers` is levers × draws (`LeverLayout` names the rows), results are rows × draws. The batch is
/// worked in blocks fixed by draw index, so neither the number of draws nor the order of work changes a digit.
package struct EmissionKernel: Sendable {
  package let model: EmissionModel
  package let layout: LeverLayout
  private let places: MeasurePlaces

  /// Draws worked at a time, so that a block stays in the cache.
  private static let blockWidth = 32

  package init(_ model: EmissionModel) {
    self.model = model
    self.layout = LeverLayout(model)
    self.places = MeasurePlaces(model)
  }

  /// Runs every draw.
  /// - Parameters:
  ///   - levers: shape (levers, draws).
  ///   - switches: shape (measures, draws): 1 for a measure that is on, 0 for one that is off. Nil: all on.
  package func run(_ levers: Matrix, switches: Matrix? = nil) -> EnsembleResult {
    precondition(levers.rows == layout.names.count, "\(levers.rows) rows for \(layout.names.count) levers")
    var result = EnsembleResult(model, draws: levers.columns)
    let workspace = KernelWorkspace(model, widest: min(Self.blockWidth, levers.columns))
    var noTrace: EmissionTrace? = nil
    for first in stride(from: 0, to: levers.columns, by: Self.blockWidth) {
      let width = min(Self.blockWidth, levers.columns - first)
      evaluate(levers, switches, first: first, width: width, workspace, &result, trace: &noTrace)
    }
    return result
  }

  /// Runs one draw and keeps everything between input and output.
  package func trace(_ levers: [Double]) -> EmissionTrace {
    let column = Matrix.column(levers)
    var result = EnsembleResult(model, draws: 1)
    var trace: EmissionTrace? = EmissionTrace(model)
    evaluate(column, nil, first: 0, width: 1, KernelWorkspace(model, widest: 1), &result, trace: &trace)
    guard var kept = trace else { preconditionFailure("the trace was asked for") }
    kept.result = result
    return kept
  }

  private func evaluate(
    _ levers: Matrix, _ switches: Matrix?, first: Int, width: Int, _ workspace: KernelWorkspace, _ result: inout EnsembleResult,
    trace: inout EmissionTrace?
  ) {
    levers.withUnsafePointer { all in
      let block = EmissionBlock(
        model: model, layout: layout, places: places, levers: start(all) + first, leverStride: levers.rowStride, width: width,
        workspace: workspace)
      block.world()
      if let switches {
        switches.withUnsafePointer { block.adoption(switches: start($0) + first, stride: switches.rowStride) }
      } else {
        block.adoption(switches: nil, stride: 0)
      }
      block.cleanerStreams()
      block.begin()
      trace?.keepWorld(block)
      for sector in model.sectors.indices {
        block.sector(sector, &trace)
        result.keepSector(sector, block, first: first)
      }
      block.sinks()
      block.costs()
      result.keepTotals(block, first: first)
    }
  }
}

/// One block of draws on its way through the equations. Every method is one step; names are those of the field.
struct EmissionBlock {
  let model: EmissionModel
  let layout: LeverLayout
  let places: MeasurePlaces
  /// First draw of the block in the matrix of levers.
  let levers: UnsafePointer<Double>
  let leverStride: Int
  let width: Int
  let workspace: KernelWorkspace

  func lever(_ row: Int) -> Column { levers + row * leverStride }
  func panel(_ start: UnsafeMutablePointer<Double>) -> Panel { Panel(start: start, years: model.years.count, draws: width) }
  func scratch(_ name: KernelWorkspace.Scratch) -> Panel { panel(workspace.scratch[name.rawValue]) }
  func uptake(_ measure: Int) -> Panel { panel(workspace.uptake[measure]) }
  func removed(_ measure: Int) -> Panel { panel(workspace.removed[measure]) }
  private var one: Column { Column(workspace.column(.one)) }

  // MARK: The world without measures

  /// Drivers, emission factors and prices of every year.
  func world() {
    for (d, driver) in model.drivers.enumerated() {
      panel(workspace.drivers[d]).grow(driver.values, factor: one, growth: lever(layout.driverGrowth(d)))
    }
    var carrier = 0
    for (k, stream) in model.streams.enumerated() {
      let factor = panel(workspace.factorBefore[k]), price = panel(workspace.price[k])
      if stream.isProcess {
        factor.fill(1)
        price.fill(0)
      } else {
        deliver(stream.emissionFactor, into: factor, share: lever(layout.factorDelivery(carrier)))
        price.grow(stream.price, factor: lever(layout.priceLevel(carrier)), growth: lever(layout.priceGrowth(carrier)))
        carrier += 1
      }
    }
  }

  /// EF[t] = max(0, ef[0] - share · (ef[0] - ef[t])): the share of the planned fall that happens.
  private func deliver(_ planned: [Double], into factor: Panel, share: Column) {
    for t in planned.indices {
      let row = factor.year(t)
      for n in 0..<width { row[n] = max(0, planned[0] - share[n] * (planned[0] - planned[t])) }
    }
  }

  // MARK: Measures

  /// Uptake u = U · c[t] of every measure, and the share x = e · u that it removes.
  func adoption(switches: UnsafePointer<Double>?, stride: Int) {
    let firstYear = Double(model.years[0])
    let rampFactor = lever(LeverLayout.rampFactor), delay = lever(LeverLayout.delay), rebound = lever(LeverLayout.rebound)
    let limit = workspace.column(.limit), share = workspace.column(.share)
    for (m, measure) in model.measures.enumerated() {
      let uptakeFactor = lever(layout.uptakeFactor(measure.group)), effectFactor = lever(layout.effectFactor(measure.group))
      let sectorDelay = measure.sector.map { lever(layout.sectorDelay($0)) }
      for n in 0..<width {
        limit[n] = min(1, measure.maxUptake * uptakeFactor[n]) * (switches.map { $0[m * stride + n] } ?? 1)
        // The cap is one of shares; a tonne is not a share of anything.
        let effect = measure.share.map { min(model.effectCap, $0 * effectFactor[n]) } ?? effectFactor[n]
        share[n] = measure.hasRebound ? effect * (1 - rebound[n]) : effect
      }
      let uptake = uptake(m)
      for t in model.years.indices {
        let row = uptake.year(t)
        for n in 0..<width {
          let late = delay[n] + (sectorDelay?[n] ?? 0)
          row[n] = limit[n] * measure.adoption.level(tau: Double(t), firstYear: firstYear, delay: late, rampFactor: rampFactor[n])
        }
      }
      removed(m).assign(uptake, factor: share)
    }
  }

  /// Emission factors as the measures on streams leave them.
  func cleanerStreams() {
    for k in model.streams.indices {
      let after = panel(workspace.factorAfter[k])
      after.copy(panel(workspace.factorBefore[k]))
      for m in places.onStream[k] { after.multiplyByRest(of: removed(m)) }
    }
  }

  func begin() {
    for name in [KernelWorkspace.Scratch.total, .baseline, .investment, .operating, .annualCost, .saving, .sinks, .offsets] {
      scratch(name).fill(0)
    }
  }

  // MARK: Sectors

  /// Activity, demand, overlap, switching and emissions of one sector; adds to the totals.
  func sector(_ s: Int, _ trace: inout EmissionTrace?) {
    let sector = model.sectors[s]
    let emissions = scratch(.sector), activity = scratch(.activity), keptActivity = scratch(.keptActivity)
    emissions.fill(0)
    for k in model.streams.indices { panel(workspace.final[k]).fill(0) }

    activity.grow(sector.activity, factor: lever(layout.intensityLevel(s)), growth: lever(layout.activityGrowth(s)))
    activity.multiply(by: panel(workspace.drivers[sector.driver]))
    keptActivity.copy(activity)
    for m in places.onActivity[s] { keptActivity.multiplyByRest(of: removed(m)) }

    for demand in sector.demands { self.demand(demand, of: s, &trace) }
    for k in model.streams.indices {
      let final = panel(workspace.final[k])
      emissions.addProduct(panel(workspace.factorAfter[k]), final)
      scratch(.saving).subtractProduct(panel(workspace.price[k]), final)
    }
    for m in places.inTonnes[s] { addTonnes(of: m, to: emissions) }
    scratch(.total).add(emissions)
    trace?.keepSector(s, self)
  }

  /// One stream of a sector: D before measures, D · R after them, and what moves to other streams.
  private func demand(_ demand: EmissionModel.Demand, of s: Int, _ trace: inout EmissionTrace?) {
    let k = demand.stream
    let before = scratch(.demand), kept = scratch(.keptDemand), retained = scratch(.retained)
    before.assign(scratch(.activity), times: demand.intensity, factor: one)
    kept.assign(scratch(.keptActivity), times: demand.intensity, factor: one)
    scratch(.baseline).addProduct(panel(workspace.factorBefore[k]), before)
    scratch(.saving).addProduct(panel(workspace.price[k]), before)

    // Measures overlap multiplicatively: each acts on what the others leave.
    let measures = places.onDemand[s][k]
    retained.fill(1)
    for m in measures { retained.multiplyByRest(of: removed(m)) }
    trace?.keepDemand(s, k, self)
    panel(workspace.final[k]).addProduct(kept, retained)
    if places.switching[s][k].isEmpty { return }

    // What they save together is theirs in proportion to x; a switching measure moves its part to another stream.
    // Measures that add to a demand save nothing of it: the others save of what the demand has grown to.
    let saved = scratch(.saved), rest = scratch(.restOfSavers), sum = scratch(.sumRemoved)
    saved.copy(kept)
    rest.fill(1)
    sum.fill(0)
    for m in measures {
      if model.measures[m].adds {
        saved.multiplyByRest(of: removed(m))
      } else {
        rest.multiplyByRest(of: removed(m))
        sum.add(removed(m))
      }
    }
    saved.multiplyByRest(of: rest)
    for m in places.switching[s][k] {
      guard case .switching(_, _, let to, let ratio, _) = model.measures[m].effect else { continue }
      move(saved, part: removed(m), of: sum, ratio: ratio, to: panel(workspace.final[to]))
    }
  }

  /// to += ratio · saved · x / Σx, nothing where no measure acts yet
  private func move(_ saved: Panel, part x: Panel, of sum: Panel, ratio: Double, to final: Panel) {
    for t in model.years.indices {
      let saved = saved.year(t), x = x.year(t), sum = sum.year(t), final = final.year(t)
      for n in 0..<width where sum[n] != 0 { final[n] += saved[n] * (ratio * x[n] / sum[n]) }
    }
  }

  private func addTonnes(of m: Int, to emissions: Panel) {
    guard case .tonnes(_, let amount) = model.measures[m].effect else { return }
    addAmount(amount, of: m, to: emissions)
  }

  /// panel += amount · x, for effects given in tonnes
  private func addAmount(_ amount: Double, of m: Int, to panel: Panel) {
    let x = removed(m)
    for t in model.years.indices {
      let x = x.year(t), row = panel.year(t)
      for n in 0..<width { row[n] += amount * x[n] }
    }
  }

  /// Sinks within the city and offsets outside it; they do not touch the sectors.
  func sinks() {
    for (m, measure) in model.measures.enumerated() {
      if case .sink(let amount) = measure.effect { addAmount(amount, of: m, to: scratch(.sinks)) }
      if case .offset(let amount) = measure.effect { addAmount(amount, of: m, to: scratch(.offsets)) }
    }
  }

  // MARK: Money

  /// Investments, yearly cost and stated savings of every measure.
  func costs() {
    for m in model.measures.indices { cost(of: m) }
  }

  /// Capital is annuitised over its lifetime and renewed at the same real cost, so the annuity of what has been
  /// installed runs on to the horizon and no residual value is needed.
  private func cost(of m: Int) {
    let cost = model.measures[m].cost, uptake = uptake(m)
    let annuity = workspace.column(.annuity), capital = workspace.column(.capital)
    let learning = workspace.column(.learning), stock = workspace.column(.stock)
    let capitalFactor = lever(layout.capitalFactor(model.measures[m].group)), level = lever(LeverLayout.capitalLevel)
    for n in 0..<width {
      annuity[n] = annuityFactor(rate: lever(LeverLayout.discountRate)[n], lifetime: cost.lifetime)
      capital[n] = cost.capital * level[n] * capitalFactor[n]
      learning[n] = 1
      stock[n] = 0
    }
    for t in model.years.indices {
      let now = uptake.year(t), before = t > 0 ? uptake.year(t - 1) : nil
      let investment = scratch(.investment).year(t), operating = scratch(.operating).year(t)
      let annual = scratch(.annualCost).year(t), saving = scratch(.saving).year(t)
      for n in 0..<width {
        let invested = capital[n] * learning[n] * (now[n] - (before?[n] ?? 0))
        stock[n] += invested
        investment[n] += invested
        let running = cost.operatingShare * stock[n] + cost.operating * now[n]
        operating[n] += running
        annual[n] += annuity[n] * stock[n] + running
        saving[n] += cost.saving * now[n]
        learning[n] *= 1 - lever(LeverLayout.capitalLearning)[n]
      }
    }
  }
}
