/// Which figures of a model are given for every draw by itself, and the row each takes in a matrix of inputs (rows × draws). A series
/// takes one row a year.
package struct InputLayout: Sendable {
  package private(set) var count = 0
  private(set) var drivers: [Int?]
  private(set) var emissionFactors: [Int?]
  private(set) var prices: [Int?]
  private(set) var activities: [Int?]
  /// By sector and demand.
  private(set) var intensities: [[Int?]]
  private(set) var measures: [OfMeasure]
  private(set) var carbonPriceFirst: Int?
  /// First of one row per sector: factors on the sector's demands, such as those of the base-year calibration.
  package private(set) var demandFactors: Int?

  /// Rows of one measure's figures.
  struct OfMeasure: Sendable {
    var share: Int?, amount: Int?, maxUptake: Int?, start: Int?, ramp: Int?
    var capital: Int?, operatingShare: Int?, operating: Int?, saving: Int?
  }

  /// - Parameters:
  ///   - slots: each once, and all of them such as `isWorkedInBlocks` says.
  ///   - scalesDemands: whether each sector's demands have a factor of every draw.
  package init(_ model: EmissionModel, _ slots: [ModelSlot], scalesDemands: Bool = false) {
    drivers = model.drivers.map { _ in nil }
    emissionFactors = model.streams.map { _ in nil }
    prices = emissionFactors
    activities = model.sectors.map { _ in nil }
    intensities = model.sectors.map { $0.demands.map { _ in nil } }
    measures = model.measures.map { _ in OfMeasure() }
    for slot in slots { place(slot, years: model.years.count) }
    if scalesDemands { demandFactors = take(model.sectors.count) }
  }

  /// Whether the kernel can work the slot for a block of draws at once. What decides the order of work (lifetimes, levels by year,
  /// the ratio of a switch) cannot differ within a block; `EmissionKernel.runEach` works it draw by draw.
  package static func isWorkedInBlocks(_ slot: ModelSlot) -> Bool {
    switch slot {
    case .ratio, .levels, .lifetime, .effectCap: false
    default: true
    }
  }

  private mutating func take(_ rows: Int) -> Int {
    defer { count += rows }
    return count
  }

  private mutating func place(_ slot: ModelSlot, years: Int) {
    switch slot {
    case .driver(let d): drivers[d] = take(years)
    case .emissionFactor(let k): emissionFactors[k] = take(years)
    case .price(let k): prices[k] = take(years)
    case .activity(let s): activities[s] = take(years)
    case .intensity(let s, let d): intensities[s][d] = take(years)
    case .share(let m): measures[m].share = take(1)
    case .amount(let m): measures[m].amount = take(1)
    case .maxUptake(let m): measures[m].maxUptake = take(1)
    case .start(let m): measures[m].start = take(1)
    case .ramp(let m): measures[m].ramp = take(1)
    case .capital(let m): measures[m].capital = take(1)
    case .operatingShare(let m): measures[m].operatingShare = take(1)
    case .operating(let m): measures[m].operating = take(1)
    case .saving(let m): measures[m].saving = take(1)
    case .carbonPriceFirst: carbonPriceFirst = take(1)
    case .ratio, .levels, .lifetime, .effectCap: preconditionFailure("\(slot) is not worked in blocks")
    }
  }
}
