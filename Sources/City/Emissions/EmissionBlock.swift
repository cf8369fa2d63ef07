import EmissionVectors

/// One block of draws on its way through the equations. Every method is one step; names are those of the field.
struct EmissionBlock {
  let model: EmissionModel
  let layout: LeverLayout
  let places: MeasurePlaces
  let terms: KernelTerms
  let keeping: KeptFigures
  let basis: OutcomeBasis
  let workspace: KernelWorkspace
  let layoutOfInputs: InputLayout

  init(_ kernel: EmissionKernel, keeping: KeptFigures, basis: OutcomeBasis, _ workspace: KernelWorkspace) {
    model = kernel.model
    layout = kernel.layout
    places = kernel.places
    terms = kernel.terms
    layoutOfInputs = kernel.inputs
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
    for s in model.sectors.indices { sector(s, &trace) }
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
      shape.path, workspace.annuities, lever(LeverLayout.discountRate), terms.lifetimes, terms.lifetimes.count, width)
    let ramps = workspace.ramps
    vector_ramps(
      shape.path, ramps.length(0), ramps.slope(0), ramps.step(0), terms.ramps, lever(LeverLayout.rampFactor), terms.ramps.count, width)
  }

  // MARK: The world without measures

  /// Drivers, emission factors and prices of every year.
  func world() {
    for (d, driver) in model.drivers.enumerated() {
      grow(
        workspace.driver(d), driver.values, drawn: layoutOfInputs.drivers[d], factor: workspace.column(.one),
        growth: lever(layout.driverGrowth(d)))
    }
    var carrier = 0
    for (k, stream) in model.streams.enumerated() {
      let factor = self.stream(.factorBefore, k), price = self.stream(.price, k)
      if stream.isProcess {
        factor.fill(1)
        price.fill(0)
      } else {
        deliver(factor, stream.emissionFactor, drawn: layoutOfInputs.emissionFactors[k], share: lever(layout.factorDelivery(carrier)))
        grow(
          price, stream.price, drawn: layoutOfInputs.prices[k], factor: lever(layout.priceLevel(carrier)),
          growth: lever(layout.priceGrowth(carrier)))
        carrier += 1
      }
    }
  }

  /// Emission factors as the measures on streams leave them.
  func cleanerStreams(_ trace: inout EmissionTrace?) {
    for k in model.streams.indices {
      if places.onStream[k].isEmpty { continue }
      let after = stream(.factorAfter, k)
      after.copy(stream(.factorBefore, k))
      for m in places.onStream[k] { adopt(m, leaving: after, &trace) }
    }
  }

  // MARK: Sectors

  /// Activity and what measures leave of it, then demand, overlap, switching and emissions of the sector's streams.
  ///
  ///     E = Σ over streams of EF · F,   F = D · R and what is moved to the stream,   D = driver · activity · intensity
  ///
  /// `vector_sector` states how R and what is moved come about, and adds to the totals.
  func sector(_ s: Int, _ trace: inout EmissionTrace?) {
    let sector = model.sectors[s], activity = scratch(.activity), emissions = workspace.sector(s)
    grow(
      activity, sector.activity, drawn: layoutOfInputs.activities[s], factor: lever(layout.intensityLevel(s)),
      growth: lever(layout.activityGrowth(s)))
    activity.multiply(by: workspace.driver(sector.driver))
    scaleDemands(s, activity)
    let kept = keptActivity(s, activity, &trace)
    emissions.fill(0)
    for m in places.inTonnes[s] {
      if case .tonnes(_, let amount) = model.measures[m].effect { adopt(m, adding: amount, to: emissions, &trace) }
    }

    let table = workspace.sectors[s]
    for slot in table.measures.indices { spread(table.measures[slot], in: slot, &trace) }
    if trace != nil { for k in model.streams.indices { stream(.final, k).fill(0) } }
    var panels = BlockSector(
      activity: activity.start, kept_activity: kept.start, emissions: emissions.start, total: scratch(.total).start,
      baseline: scratch(.baseline).start, saving: scratch(.saving).start, capital: scratch(.capital).start, annual: scratch(.annual).start)
    if hasDrawnIntensity(s) {
      drawnSector(s, panels, emissions)
    } else {
      vector_sector(shape.path, &panels, table.cells, table.count, workspace.streams, shape.years, width)
    }
    trace?.keepSector(s, self)
  }

  private func keptActivity(_ s: Int, _ activity: Panel, _ trace: inout EmissionTrace?) -> Panel {
    if places.onActivity[s].isEmpty { return activity }
    let kept = scratch(.keptActivity)
    kept.copy(activity)
    for m in places.onActivity[s] { adopt(m, leaving: kept, &trace) }
    return kept
  }

  /// Sinks within the city and offsets outside it; they do not touch the sectors.
  func sinksAndOffsets(_ trace: inout EmissionTrace?) {
    for m in terms.binding {
      switch model.measures[m].effect {
      case .sink(let amount): adopt(m, adding: amount, to: scratch(.sinks), &trace)
      case .offset(let amount): adopt(m, adding: amount, to: scratch(.offsets), &trace)
      default: break
      }
    }
    for m in terms.idle { adopt(m, leaving: nil, &trace) }
  }
}
