import MarkedYAML

extension MarkedNode {
  /// Names of the uncertain figures in a value: the key paths under which its figures are read.
  func distributedKeys(_ path: String) -> [String] {
    if let (value, factor) = scaling { return value.distributedKeys(path) + factor.distributedKeys("\(path).factor") }
    let own = self["distribution"] == nil || path.hasPrefix("parameters.") ? [] : [figureKey(path)]
    let below = (entries ?? []).filter { $0.key != "distribution" }.flatMap { entry in
      entry.value.distributedKeys(entry.key == "value" ? path : "\(path).\(entry.key)")
    }
    let items = (items ?? []).enumerated().flatMap { position, item in
      item.distributedKeys("\(path).\(item.identity?.text ?? String(position + 1))")
    }
    return own + below + items
  }
}

/// The key that the figure at a path of the plan is read under: years stand without `years`, inventories beside their sectors.
private func figureKey(_ path: String) -> String {
  let parts = path.split(separator: ".").filter { $0 != "years" }
  if parts.count == 4, parts[0] == "sectors", parts[2] == "inventory" { return "inventory.\(parts[1]).\(parts[3])" }
  return parts.joined(separator: ".")
}
