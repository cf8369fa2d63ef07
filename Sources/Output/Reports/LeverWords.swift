import Engine

/// What an uncertain lever is, in words: `Emission factor as promised: electricity` for `factor_delivery/electricity`. The key of a figure
/// of the plan is left as it is: it leads to its place.
struct LeverWords {
  let inputs: ScenarioInputs
  let wording: Wording

  func text(_ name: String) -> String {
    name.components(separatedBy: " + ").map(lever).joined(separator: " + ")
  }

  private func lever(_ name: String) -> String {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard let kind = wording.name(parts[0], in: "lever") else { return name }
    return parts.count == 1 ? kind : "\(kind): \(member(parts[1]))"
  }

  private func member(_ id: String) -> String {
    let language = wording.language.rawValue
    if let s = inputs.model.sectors.firstIndex(where: { $0.id == id }) {
      let own = inputs.sectorNames[s]
      return own.texts[language] ?? wording.name(id, in: "sector") ?? own.text(in: language)
    }
    if let name = wording.name(id, in: "lever_member") { return name }
    let measures = inputs.measures.filter { $0.group == id }
    guard let first = measures.first?.name.text(in: language) else { return id.replacing("_", with: " ") }
    return measures.count == 1 ? first : wording.text("lever.with_others", ["measure": first, "count": String(measures.count - 1)])
  }
}
