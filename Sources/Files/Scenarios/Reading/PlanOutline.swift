import Emissions
import MarkedYAML

/// Ids of a plan's drivers, streams and sectors, also of those whose figures are broken: a slip in one stream must not be
/// told again by every sector that uses it.
struct PlanOutline {
  struct Stream {
    let id: String
    let isProcess: Bool
  }

  struct Sector {
    let id: String
    /// Streams that the sector asks something of.
    let streams: [String]
  }

  let drivers: [String]
  let streams: [Stream]
  let sectors: [Sector]

  init(_ root: MarkedNode) {
    drivers = root.records("drivers").compactMap { $0.text("id") }
    streams = root.records("streams").compactMap { node in
      node.text("id").map { Stream(id: $0, isProcess: node.text("process") == "true") }
    }
    sectors = root.records("sectors").compactMap { node in
      node.text("id").map { Sector(id: $0, streams: node.records("streams").compactMap { $0.text("stream") }) }
    }
  }

  /// The levers of a model of this outline, whatever its figures.
  func levers(groups: [String], carbonPrice: EmissionModel.CarbonPrice?) -> LeverLayout {
    LeverLayout(
      EmissionModel(
        years: [], drivers: drivers.map { .init(id: $0, values: []) },
        streams: streams.map { .init(id: $0.id, isProcess: $0.isProcess, emissionFactor: [], price: []) },
        sectors: sectors.map { .init(id: $0.id, driver: 0, activity: [], demands: []) }, groups: groups, measures: [],
        carbonPrice: carbonPrice))
  }
}

extension MarkedNode {
  /// The items of a list under a key; none when there is no list.
  func records(_ key: String) -> [MarkedNode] { self[key]?.items ?? [] }
}
