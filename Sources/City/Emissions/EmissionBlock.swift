import VectorMath

/// One block of draws on its way through the equations. Every method is one step; names are those of the field.
struct EmissionBlock {
  let model: EmissionModel
  let layout: LeverLayout
  let places: MeasurePlaces
  let terms: KernelTerms
  let keeping: KeptFigures
  let basis: OutcomeBasis
  let workspace: KernelWorkspace

  init(_ kernel: EmissionKernel, keeping: KeptFigures, basis: OutcomeBasis, _ workspace: KernelWorkspace) {
    model = kernel.model
    layout = kernel.layout
    places = kernel.places
    terms = kernel.terms
    self.keeping = keeping
    self.basis = basis
    self.workspace = workspace
  }

  var shape: BlockShape { workspace.shape }
  var width: Int { workspace.shape.draws }
  func scratch(_ name: KernelWorkspace.Scratch) -> Panel { workspace.scratch(name) }
  func stream(_ name: KernelWorkspace.OfStream, _ k: Int) -> Panel { workspace.stream(name, k) }
  func lever(_ row: Int) -> Column { workspace.lever(row) }

  /// Every step in order.
  func evaluate(trace: inout EmissionTrace?) {
    begin()
    world()
    cleanerStreams(&trace)
    trace?.keepWorld(self)
    for s in terms.sectors.indices { sector(s, &trace) }
    sinksAndOffsets(&trace)
    money()
  }

  func begin() {
    for name in [
      KernelWorkspace.Scratch.total, .baseline, .sinks, .offsets, .saving, .capital, .annual, .operatingCapital, .running,
    ] {
      scratch(name).fill(0)
    }
    vector_annuities(
      shape.path, workspace.annuity(0), lever(LeverLayout.discountRate), terms.lifetimes, terms.lifetimes.count, width)
  }

  // MARK: The world without measures

  /// Drivers, emission factors and prices of every year.
  func world() {
    for (d, driver) in model.drivers.enumerated() {
      workspace.driver(d).grow(driver.values, factor: workspace.column(.one), growth: lever(layout.driverGrowth(d)))
    }
    var carrier = 0
    for (k, stream) in model.streams.enumerated() {
      let factor = self.stream(.factorBefore, k), price = self.stream(.price, k)
      if stream.isProcess {
        factor.fill(1)
        price.fill(0)
      } else {
        factor.deliver(stream.emissionFactor, share: lever(layout.factorDelivery(carrier)))
        price.grow(stream.price, factor: lever(layout.priceLevel(carrier)), growth: lever(layout.priceGrowth(carrier)))
        carrier += 1
      }
    }
  }

  /// Emission factors as the measures on streams leave them.
  func cleanerStreams(_ trace: inout EmissionTrace?) {
    for k in model.streams.indices {
      let after = stream(.factorAfter, k)
      after.copy(stream(.factorBefore, k))
      for m in places.onStream[k] { adopt(m, leaving: after, &trace) }
    }
  }

  // MARK: Sectors

  /// Activity, demand, overlap, switching and emissions of one sector; adds to the totals.
  func sector(_ s: Int, _ trace: inout EmissionTrace?) {
    let term = terms.sectors[s]
    demands(s, term, &trace)
    for cell in term.cells {
      overlap(in: cell, &trace)
      trace?.keepDemand(s, cell, self)
      finalDemand(s, of: cell)
    }
    emissions(s, &trace)
    trace?.keepSector(s, self)
  }

  /// D = driver · activity · intensity, and the same of the activity that the sector's measures leave.
  private func demands(_ s: Int, _ term: KernelTerms.SectorTerm, _ trace: inout EmissionTrace?) {
    let sector = model.sectors[s], activity = scratch(.activity)
    activity.grow(sector.activity, factor: lever(layout.intensityLevel(s)), growth: lever(layout.activityGrowth(s)))
    activity.multiply(by: workspace.driver(sector.driver))
    vector_demands(
      shape.path, stream(.demand, 0).start, scratch(.baseline).start, scratch(.saving).start, activity.start, term.intensities,
      stream(.factorBefore, 0).start, stream(.price, 0).start, term.streams, term.cells.count, shape.years, width)
    for k in model.streams.indices { stream(.final, k).fill(0) }
    if places.onActivity[s].isEmpty { return }
    let keptActivity = scratch(.keptActivity)
    keptActivity.copy(activity)
    for m in places.onActivity[s] { adopt(m, leaving: keptActivity, &trace) }
    term.intensities.withUnsafeBufferPointer { intensities in
      for (c, cell) in term.cells.enumerated() {
        stream(.keptDemand, cell.stream).assign(keptActivity, times: start(intensities) + c * shape.years)
      }
    }
  }

  /// Measures overlap multiplicatively: each acts on what the others leave. `rest` is what those that save leave, `grown` what
  /// those that add make of it, and R = grown · rest.
  private func overlap(in cell: KernelTerms.Cell, _ trace: inout EmissionTrace?) {
    let rest = scratch(.rest), grown = scratch(.grown), sum = scratch(.sumRemoved)
    if cell.measures.isEmpty { return }
    rest.fill(1)
    if cell.hasAdding { grown.fill(1) }
    if cell.moves.isEmpty {
      for m in cell.measures { adopt(m, leaving: terms.measures[m].adds ? grown : rest, &trace) }
      return
    }
    sum.fill(0)
    for move in cell.moves { stream(.moved, move.to).fill(0) }
    for m in cell.measures {
      if terms.measures[m].adds {
        adopt(m, leaving: grown, &trace)
      } else if let move = cell.moves.first(where: { $0.measure == m }) {
        adopt(m, leaving: rest, sum: sum, moved: stream(.moved, move.to), ratio: move.ratio, &trace)
      } else {
        adopt(m, leaving: rest, sum: sum, &trace)
      }
    }
  }

  /// F = D · R, and what measures save together is theirs in proportion to x; a switching measure moves its part to another
  /// stream. Measures that add to a demand save nothing of it: the others save of what the demand has grown to.
  private func finalDemand(_ s: Int, of cell: KernelTerms.Cell) {
    let final = stream(.final, cell.stream), kept = self.kept(s, cell.stream)
    if cell.measures.isEmpty { return final.add(kept) }
    let part = scratch(.part), rest = scratch(.rest)
    if cell.hasAdding { kept.multiply(by: scratch(.grown)) }
    final.addProduct(kept, rest)
    if cell.moves.isEmpty { return }
    part.assignPart(of: kept, saved: rest, over: scratch(.sumRemoved))
    for (i, move) in cell.moves.enumerated() where !cell.moves[..<i].contains(where: { $0.to == move.to }) {
      stream(.final, move.to).addProduct(stream(.moved, move.to), part)
    }
  }

  /// A cell's demand at the activity that the sector's measures leave.
  func kept(_ s: Int, _ k: Int) -> Panel { stream(places.onActivity[s].isEmpty ? .demand : .keptDemand, k) }

  /// E = Σ over streams of EF · F, and what is given in tonnes.
  private func emissions(_ s: Int, _ trace: inout EmissionTrace?) {
    let emissions = workspace.sector(s)
    emissions.fill(0)
    for m in places.inTonnes[s] {
      if case .tonnes(_, let amount) = model.measures[m].effect { adopt(m, adding: amount, to: emissions, &trace) }
    }
    vector_emissions(
      shape.path, emissions.start, scratch(.total).start, scratch(.saving).start, stream(.factorAfter, 0).start,
      stream(.price, 0).start, stream(.final, 0).start, model.streams.count, shape.count)
  }

  /// Sinks within the city and offsets outside it; they do not touch the sectors.
  func sinksAndOffsets(_ trace: inout EmissionTrace?) {
    for (m, measure) in model.measures.enumerated() {
      if case .sink(let amount) = measure.effect { adopt(m, adding: amount, to: scratch(.sinks), &trace) }
      if case .offset(let amount) = measure.effect { adopt(m, adding: amount, to: scratch(.offsets), &trace) }
    }
    for m in terms.idle { adopt(m, &trace) }
  }
}
