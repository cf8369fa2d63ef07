/// What a figure of investment money counts. Without it two figures cannot be compared.
package struct MoneyBase: Hashable, Sendable {
  package enum Flow: String, Sendable, CaseIterable {
    /// The whole cost of the projects, whoever pays.
    case gross
    /// What is left to the city after all other funding.
    case net
  }

  package enum Entity: String, Sendable, CaseIterable {
    case city
    /// The city with its companies.
    case group
  }

  package enum Leases: String, Sendable, CaseIterable {
    case included = "in"
    case excluded = "out"
  }

  package var flow: Flow
  package var entity: Entity
  package var leases: Leases

  package init(flow: Flow, entity: Entity, leases: Leases) {
    self.flow = flow
    self.entity = entity
    self.leases = leases
  }

  package func with(_ flow: Flow) -> MoneyBase { MoneyBase(flow: flow, entity: entity, leases: leases) }

  /// The part of a project's gross money that the base counts: 0, the city's share, or 1.
  package func share(of project: Project) -> Double {
    if entity == .city && project.payer == .group || leases == .excluded && project.isLeased { return 0 }
    return flow == .gross ? 1 : project.funding.own
  }
}
