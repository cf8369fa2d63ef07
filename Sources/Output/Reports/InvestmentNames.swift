import Engine
import Investments

/// What a base counts: `net, city, leases out`.
func spoken(_ base: MoneyBase, _ wording: Wording) -> String {
  let words = [
    wording.name(base.flow.rawValue, in: "invest_flow"), wording.name(base.entity.rawValue, in: "invest_entity"),
    wording.name(base.leases.rawValue, in: "invest_leases"),
  ]
  return words.compactMap { $0 }.joined(separator: ", ")
}

/// A programme's own name, or what the program calls the decided projects.
func name(ofProgramme id: String, in inputs: InvestmentInputs, _ wording: Wording) -> String {
  if let i = inputs.plan.programmes.firstIndex(where: { $0.id == id }) {
    return inputs.programmeNames[i].text(in: wording.language.rawValue)
  }
  return id == inputs.plan.committed.id ? wording.text("invest.committed") : id
}
