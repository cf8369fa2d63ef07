/// An input, or several that only make sense together, in which two scenarios differ.
package struct InputChange: Sendable, Hashable {
  /// The key by which it is told: of the input, or of the record that changes as a whole.
  package let key: String
  package let changeClass: ChangeClass
  /// The inputs that go over together, in alphabetical order.
  package let keys: [String]
}

/// Two scenarios laid beside each other: what differs, and every mixture of the two.
struct ScenarioPair {
  let a: ResolvedScenario
  let b: ResolvedScenario
  let changes: [InputChange]

  /// - Precondition: the years are the same.
  init(_ first: ResolvedScenario, _ second: ResolvedScenario) {
    precondition(first.years == second.years, "scenarios of different years cannot be mixed")
    (a, b) = (first.completed(by: second), second.completed(by: first))
    changes = Self.changes(a, b)
  }

  /// A with some of its changes made: their inputs as in B, all others as in A.
  func mixture(_ made: [InputChange]) -> ResolvedScenario {
    if made.count == changes.count { return b }
    var mixture = a
    for key in made.lazy.flatMap(\.keys) { mixture.values[key] = b.values[key] }
    func present(_ a: [String], _ b: [String], _ key: (String) -> String) -> [String] {
      (a + b.filter { !a.contains($0) }).filter { mixture.values[key($0)] != nil }
    }
    mixture.sectors = present(a.sectors, b.sectors) { "sectors.\($0).driver" }
    mixture.measures = present(a.measures, b.measures) { "measures.\($0).class" }
    mixture.sectorNames.merge(b.sectorNames) { own, _ in own }
    return mixture
  }

  // MARK: What goes over together

  private static func changes(_ a: ResolvedScenario, _ b: ResolvedScenario) -> [InputChange] {
    let differing = Set(a.values.keys).union(b.values.keys).filter { a.values[$0]?.content != b.values[$0]?.content }
    let wholes = Wholes(a, b)
    let grouped = Dictionary(grouping: differing) { wholes.whole($0) ?? $0 }
    return grouped.map { whole, keys in
      let isAlone = keys.count == 1 && keys[0] == whole
      let changeClass: ChangeClass =
        isAlone ? .of(whole, a.values[whole], b.values[whole]) : ChangeClass.section(ofWhole: whole)
      return InputChange(key: whole, changeClass: changeClass, keys: keys.sorted())
    }.sorted { $0.key < $1.key }
  }
}

extension ChangeClass {
  /// Measures and targets are decided; everything else that changes as a whole is the way of counting.
  fileprivate static func section(ofWhole key: String) -> ChangeClass {
    key.hasPrefix("measures.") || key.hasPrefix("target") ? .decision : .method
  }
}

/// Records of which a part alone would mean nothing, so that their differing inputs change together.
private struct Wholes {
  private let prefixes: [(prefix: String, whole: String)]

  init(_ a: ResolvedScenario, _ b: ResolvedScenario) {
    func differs(_ key: String) -> Bool { a.word(key) != b.word(key) }
    func inOne(_ a: [String], _ b: [String]) -> Set<String> { Set(a).symmetricDifference(b) }
    var prefixes: [(String, String)] = []
    let (sectors, measures) = (inOne(a.sectors, b.sectors), inOne(a.measures, b.measures))
    for id in Set(a.sectors).union(b.sectors) {
      let key = "sectors.\(id)"
      if sectors.contains(id) {
        prefixes += [(key, key), ("inventory.\(id)", key)]
      } else if differs("\(key).driver") {
        // Activity and intensities are per unit of the driver.
        prefixes.append((key, "\(key).driver"))
      } else if differs("\(key).streams") {
        prefixes.append(("\(key).streams", "\(key).streams"))
      }
    }
    for id in Set(a.measures).union(b.measures) {
      let key = "measures.\(id)"
      if measures.contains(id) { prefixes.append((key, key)) }
      if ["on", "sector", "stream", "to"].contains(where: { differs("\(key).effect.\($0)") }) {
        prefixes.append(("\(key).effect", "\(key).effect"))
      }
      if differs("\(key).adoption.curve") { prefixes.append(("\(key).adoption", "\(key).adoption")) }
    }
    for id in a.streams where differs("streams.\(id).process") { prefixes.append(("streams.\(id)", "streams.\(id).process")) }
    if differs("target") {
      prefixes += [("target", "target"), ("targets", "target")]
    } else if let id = a.word("target"), (a.figure("targets.\(id).level") == nil) != (b.figure("targets.\(id).level") == nil) {
      prefixes.append(("targets.\(id)", "targets.\(id)"))
    }
    // The inventory of a year and the year, each way of telling it, are one choice.
    if differs("inventory.calibration_year") {
      for id in Set(a.sectors).union(b.sectors) { prefixes.append(("inventory.\(id)", "inventory.calibration_year")) }
    }
    if differs("base_year") { prefixes.append(("inventory.base_total", "base_year")) }
    self.prefixes = prefixes
  }

  func whole(_ key: String) -> String? {
    prefixes.first { key == $0.prefix || key.hasPrefix("\($0.prefix).") }?.whole
  }
}

extension ResolvedScenario {
  /// With the drivers and streams of another scenario that this one does not have: nothing here uses them, and a mixture may.
  fileprivate func completed(by other: ResolvedScenario) -> ResolvedScenario {
    var completed = self
    func add(_ ids: [String], _ section: String) {
      for id in ids { for (key, value) in other.values where key.hasPrefix("\(section).\(id).") { completed.values[key] = value } }
    }
    let drivers = other.drivers.filter { !self.drivers.contains($0) }, streams = other.streams.filter { !self.streams.contains($0) }
    add(drivers, "drivers")
    add(streams, "streams")
    completed.drivers += drivers
    completed.streams += streams
    return completed
  }
}
