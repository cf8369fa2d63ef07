import Engine
import Investments

/// Words of investments that several reports use.
extension Wording {
  /// What a base counts: `net, city, leases out`.
  func spoken(_ base: MoneyBase) -> String {
    let words = [
      name(base.flow.rawValue, in: "invest_flow"), name(base.entity.rawValue, in: "invest_entity"),
      name(base.leases.rawValue, in: "invest_leases"),
    ]
    return words.compactMap { $0 }.joined(separator: ", ")
  }

  /// A programme's own name, or what the program calls the decided projects.
  func name(ofProgramme id: String, in inputs: InvestmentInputs) -> String {
    if let i = inputs.plan.programmes.firstIndex(where: { $0.id == id }) { return inputs.programmeNames[i].text(in: language.rawValue) }
    return id == inputs.plan.committed.id ? text("invest.committed") : id
  }
}
