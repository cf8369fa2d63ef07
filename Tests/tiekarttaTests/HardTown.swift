import Foundation

/// A town whose search for the best portfolio no test could wait for. Built by a counter, the same every time.
///
/// Without floors: 120 projects that each cost something in ten zones, each with its cap, and save nearly what they cost, as the hard
/// knapsacks of Chu and Beasley (1998). With floors: 50 projects in six zones, of which each must get just half of all money, as the
/// market split of Cornuéjols and Dawande (1999): there is hardly a choice that does, and only trying nearly all shows it.
func withHardTown<Result>(floors: Bool, _ body: (URL) throws -> Result) throws -> Result {
  let folder = temporaryURL()
  let plan = folder.appendingPathComponent("town")
  try FileManager.default.createDirectory(at: plan, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var text = try String(
    contentsOf: checkout.appendingPathComponent("Tests/Files/ScenariosTests/BrokenPlans/sound/plan.yaml"), encoding: .utf8)
  text += investments(floors: floors)
  try Data(text.utf8).write(to: plan.appendingPathComponent("plan.yaml"))
  return try body(folder)
}

private func investments(floors: Bool) -> String {
  var state: UInt64 = 20_260_101
  func next(_ below: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % below)
  }
  let (count, zones) = floors ? (50, 6) : (120, 10), names = (1...zones).map { "Z\($0)" }
  let costs = (0..<count).map { _ in names.map { _ in floors ? next(100) : next(1000) } }
  let halves = names.indices.map { z in costs.reduce(0) { $0 + $1[z] } / 2 }
  let base = "base: {flow: net, entity: city, leases: out}"
  let projects = costs.enumerated().map { p, costs in
    let total = costs.reduce(0, +), saved = Double(total) / Double(zones) + Double(next(500))
    let shares = zip(names, costs).map { "\($0): \(Double($1) / Double(total))" }.joined(separator: ", ")
    return """
          - {id: p\(p), category: any, zones: {\(shares)}, latest: 2025, cost: {total: \(total) MEUR, price_year: 2024},
             enables: [{measure: insulation, share: \(saved / 1000 / Double(count))}]}

      """
  }
  let limits = names.indices.flatMap { z in
    (floors ? ["at_most", "at_least"] : ["at_most"]).map { sense in
      "    - {id: \(sense)_\(names[z]), on: money, sense: \(sense), per: total, level: \(halves[z]) MEUR, zones: [\(names[z])], \(base)}\n"
    }
  }
  return """
    investments:
      years: {first: 2025, last: 2027}
      price_year: 2024
      \(base)
      layer: {year: 2025, zones: [\(names.joined(separator: ", "))]}
      categories: [{id: any}]
      scenario: act
      cap: all
      projects:
    \(projects.joined())  limits:
        - {id: all, on: money, sense: at_most, per: total, level: \(halves.reduce(0, +)) MEUR, \(base)}
    \(limits.joined())
    """
}
