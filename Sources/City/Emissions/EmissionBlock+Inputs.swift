import EmissionVectors

/// Figures that differ from draw to draw, in the place of the model's constants. Every verb does what the constant one does where the
/// model has no drawn input at that place.
extension EmissionBlock {
  private var inputs: InputMemory { workspace.inputs }

  /// panel[t, n] = series[t] · factor[n] · (1 + growth[n])^t
  func grow(_ panel: Panel, _ series: [Double], drawn row: Int?, factor: Column, growth: Column) {
    guard let row else { return panel.grow(series, factor: factor, growth: growth) }
    panel.grow(terms.ones, factor: factor, growth: growth)
    panel.multiply(by: inputs.series(row))
  }

  /// panel[t, n] = max(0, planned[0] - share[n] · (planned[0] - planned[t]))
  func deliver(_ panel: Panel, _ series: [Double], drawn row: Int?, share: Column) {
    guard let row else { return panel.deliver(series, share: share) }
    let planned = inputs.series(row), first = planned.year(0)
    for t in 0..<shape.years {
      let now = planned.year(t), left = panel.year(t)
      for n in 0..<width { left[n] = max(0, first[n] - share[n] * (first[n] - now[n])) }
    }
  }

  /// The calibration of a sector's demands: a factor on what they are multiplied with.
  func scaleDemands(_ s: Int, _ activity: Panel) {
    guard let first = layoutOfInputs.demandFactors else { return }
    let factor = inputs.column(first + s)
    for t in 0..<shape.years {
      let row = activity.year(t)
      for n in 0..<width { row[n] *= factor[n] }
    }
  }

  func hasDrawnIntensity(_ s: Int) -> Bool { layoutOfInputs.count > 0 && layoutOfInputs.intensities[s].contains { $0 != nil } }

  /// A sector whose intensities are drawn: each cell is a sector of its own, with the intensity in its activity.
  func drawnSector(_ s: Int, _ panels: BlockSector, _ emissions: Panel) {
    let table = workspace.sectors[s]
    for c in 0..<table.count {
      var one = panels, cell = table.cells[c]
      if let row = layoutOfInputs.intensities[s][c] {
        one.activity = UnsafePointer(product(panels.activity, row, into: inputs.panel(.activity)).start)
        one.kept_activity = UnsafePointer(product(panels.kept_activity, row, into: inputs.panel(.keptActivity)).start)
        cell.intensity = UnsafePointer(inputs.ones)
      }
      // Totals get the emissions panel of every call, so that a later cell must start from nothing.
      let part = c == 0 ? emissions : inputs.panel(.emissions)
      if c > 0 { part.fill(0) }
      one.emissions = part.start
      vector_sector(shape.path, &one, &cell, 1, workspace.streams, shape.years, width)
      if c > 0 { emissions.add(part) }
    }
  }

  private func product(_ activity: UnsafePointer<Double>, _ row: Int, into panel: Panel) -> Panel {
    panel.start.update(from: activity, count: shape.count)
    panel.multiply(by: inputs.series(row))
    return panel
  }

  // MARK: Measures

  /// Puts a measure's drawn figures into the columns beside them.
  func putDrawn(_ m: Int, into factors: inout MeasureFactors) {
    if layoutOfInputs.count == 0 { return }
    let rows = layoutOfInputs.measures[m]
    func multiplied(_ column: UnsafePointer<Double>, _ row: Int, _ name: InputMemory.Columns) -> UnsafePointer<Double> {
      let product = inputs.column(name), drawn = inputs.column(row)
      for n in 0..<width { product[n] = drawn[n] * column[n] }
      return UnsafePointer(product)
    }
    if let row = rows.maxUptake { (factors.uptake_factor, factors.max_uptake) = (multiplied(factors.uptake_factor, row, .uptake), 1) }
    if let row = rows.share { (factors.effect_factor, factors.share) = (multiplied(factors.effect_factor, row, .effect), 1) }
    if let row = rows.capital { (factors.capital_factor, factors.capital) = (multiplied(factors.capital_factor, row, .capital), 1) }
    if let row = rows.operatingShare {
      let yearly = inputs.column(.annuity), drawn = inputs.column(row)
      for n in 0..<width { yearly[n] = factors.annuity[n] + drawn[n] }
      (factors.annuity, factors.operating_share) = (UnsafePointer(yearly), 0)
    }
    if let row = rows.start {
      let delay = inputs.column(.delay), drawn = inputs.column(row), firstYear = Double(model.years[0])
      for n in 0..<width { delay[n] = drawn[n] - firstYear + factors.delay[n] }
      (factors.delay, factors.start) = (UnsafePointer(delay), 0)
    }
  }

  /// The ramp of a measure that has one of its own in every draw; nil for one that shares its length with others.
  func drawnRamp(_ m: Int) -> (KernelWorkspace.RampColumns, Int)? {
    guard let row = drawnRows(m).ramp else { return nil }
    let factor = inputs.column(.rampFactor), drawn = inputs.column(row), stretch = lever(LeverLayout.rampFactor), ramps = inputs.ramps
    for n in 0..<width { factor[n] = drawn[n] * stretch[n] }
    vector_ramps(shape.path, ramps.length(0), ramps.slope(0), ramps.step(0), terms.ones, factor, 1, width)
    return (ramps, 0)
  }

  /// Whether a measure's start stands in the column `start`, which otherwise holds the delay of a curve that is read.
  func hasDrawnStart(_ m: Int) -> Bool { layoutOfInputs.count > 0 && layoutOfInputs.measures[m].start != nil }

  /// product[n] = a[n] · amount[n], with the constant where the amount is not drawn.
  func multiply(_ a: Column, _ amount: Double, drawn row: Int?, into product: Column) {
    guard let row else {
      for n in 0..<width { product[n] = amount * a[n] }
      return
    }
    let drawn = inputs.column(row)
    for n in 0..<width { product[n] = drawn[n] * a[n] }
  }

  func drawnRows(_ m: Int) -> InputLayout.OfMeasure { layoutOfInputs.count > 0 ? layoutOfInputs.measures[m] : .init() }

  func drawnColumn(_ row: Int?) -> Column? { row.map { inputs.column($0) } }
}
