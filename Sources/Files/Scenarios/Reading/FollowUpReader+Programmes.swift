import Diagnostics
import MarkedYAML
import Programmes
import Units

extension FollowUpReader {
  func readProgramme(_ node: MarkedNode, _ inherited: Provenance) -> Programme? {
    guard let id = node.text("id"), let section = node["section"], let name = section.text else { return nil }
    let key = "programmes.\(id)"
    let inherited = values.provenance(of: node, inherited)
    if !sections.isEmpty, !sections.contains(name) {
      error(
        section.place, "no row of the papers stands under '\(name)'", expected: "a text of the column programme_or_section",
        hint: didYouMean(name, among: sections))
    }
    let budget = node["budget"].flatMap { values.figure($0, key: "\(key).budget", as: .moneyPerYear, inherited: inherited) }?.number
    if let budget, budget < 0 { error(node["budget"]?.place ?? node.place, "'\(key).budget' is negative", expected: "at least 0") }
    return Programme(
      id: id, name: text(node["name"]), owner: node.text("owner") ?? "", term: term(node["term"], key: key), section: name, budget: budget,
      spent: money(node["spent"], key: "\(key).spent", inherited),
      external: money(node["external_funding"], key: "\(key).external_funding", inherited),
      measures: ids(node["measures"], of: "measures", "measure"), projects: ids(node["projects"], of: "projects", "project"),
      nextSteps: node.records("next_steps").map { text($0) })
  }

  private func term(_ node: MarkedNode?, key: String) -> ClosedRange<Int>? {
    guard let node, let first = node.text("first").flatMap({ Int($0) }), let last = node.text("last").flatMap({ Int($0) }) else {
      return nil
    }
    guard first <= last else {
      error(node.place, "'\(key).term' runs from \(first) to \(last)", expected: "the first year before the last")
      return nil
    }
    return first...last
  }

  private func money(_ node: MarkedNode?, key: String, _ inherited: Provenance) -> [Programme.Money] {
    (node?.items ?? []).enumerated().compactMap { position, item in
      guard let year = item.text("year").flatMap({ Int($0) }), let amountNode = item["amount"],
        let amount = values.figure(
          amountNode, key: "\(key).\(position + 1).amount", as: .money, inherited: values.provenance(of: item, inherited))?.number
      else { return nil }
      if amount < 0 { error(amountNode.place, "'\(key).\(position + 1).amount' is negative", expected: "at least 0") }
      return Programme.Money(year: year, amount: amount, name: text(item["name"]))
    }
  }
}
