import Investments
import LabelledArrays

/// A city's investment plan with what its tables say about it beside the figures.
package struct InvestmentInputs: Sendable {
  package var plan: InvestmentPlan
  /// In the order of the plan's projects, limits, programmes and follow-ups.
  package var projects: [ProjectListing]
  package var limits: [LimitListing]
  package var programmeNames: [LocalName]
  package var followUps: [FollowUpListing]
  /// Names of categories and other payers that the plan gives.
  package var names: [String: LocalName]
  /// The least certain of the figures of the purse, by the name of its row (`annual_margin`…) and year.
  package var financeKinds: [String: [Int: ProvenanceKind]]
  /// Scenario whose emissions a programme changes; nil: the plan's first.
  package var scenario: String?
  /// Programme that is looked at when none is named.
  package var programme: String?

  package init(
    plan: InvestmentPlan, projects: [ProjectListing], limits: [LimitListing], programmeNames: [LocalName], followUps: [FollowUpListing],
    names: [String: LocalName], financeKinds: [String: [Int: ProvenanceKind]], scenario: String?, programme: String?
  ) {
    self.plan = plan
    self.projects = projects
    self.limits = limits
    self.programmeNames = programmeNames
    self.followUps = followUps
    self.names = names
    self.financeKinds = financeKinds
    self.scenario = scenario
    self.programme = programme
  }

  /// A programme by its id; `committed` is always there.
  package func programme(_ id: String) -> Programme? {
    plan.programmes.first { $0.id == id } ?? (id == plan.committed.id ? plan.committed : nil)
  }

  /// The same with the level of the cap replaced, EUR; a level that a user sets is no published figure.
  package func withCap(_ level: Double) -> InvestmentInputs {
    var inputs = self
    inputs.plan = plan.withCap(level)
    if let cap = plan.cap { inputs.limits[cap].kind = .assumed }
    return inputs
  }

  package var programmeIds: [String] { plan.programmes.map(\.id) + [plan.committed.id] }
}

package struct ProjectListing: Sendable {
  package var name: LocalName
  /// The least certain of the project's figures.
  package var kind: ProvenanceKind
  package var source: String?
  package var note: String?
  /// Network year of the zone that the plan gives, where it is not the plan's own layer: the project then counts as unlocated.
  package var otherLayer: Int?

  package init(name: LocalName, kind: ProvenanceKind, source: String?, note: String?, otherLayer: Int? = nil) {
    self.name = name
    self.kind = kind
    self.source = source
    self.note = note
    self.otherLayer = otherLayer
  }
}

package struct LimitListing: Sendable {
  package var name: LocalName
  /// Of the level.
  package var kind: ProvenanceKind
  /// Of the base: many published caps do not print theirs.
  package var baseKind: ProvenanceKind?
  package var source: String?
  package var note: String?

  package init(name: LocalName, kind: ProvenanceKind, baseKind: ProvenanceKind?, source: String?, note: String?) {
    self.name = name
    self.kind = kind
    self.baseKind = baseKind
    self.source = source
    self.note = note
  }
}

package struct FollowUpListing: Sendable {
  package var name: LocalName
  package var kind: ProvenanceKind
  package var source: String?
  package var note: String?

  package init(name: LocalName, kind: ProvenanceKind, source: String?, note: String?) {
    self.name = name
    self.kind = kind
    self.source = source
    self.note = note
  }
}
