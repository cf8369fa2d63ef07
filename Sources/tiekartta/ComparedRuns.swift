import ArgumentParser
import Diagnostics
import Engine
import Foundation
import ResultStore
import Scenarios

/// Finds what the command line names to be compared: `PLAN@SCENARIO` in files, `ID@SCENARIO` among kept runs.
struct ComparedRuns {
  let store: String?

  struct Found {
    var scenario: ResolvedScenario
    /// t CO2e of all years as it was kept; nil for a plan.
    var keptCumulative: Double?
  }

  /// - Parameter overrides: set in a plan after all its own; a kept run takes none.
  func scenario(_ asked: String, overriding overrides: [PlanOverride] = []) throws -> Found {
    let (name, scenario) = parts(of: asked)
    if store == nil || isFolder(name) { return Found(scenario: try planned(name, scenario, asked, overrides)) }
    if !overrides.isEmpty { throw ValidationError("--set changes a plan; '\(asked)' is a kept run") }
    return try kept(name, scenario, asked)
  }

  /// A folder may have an @ in its name; the last one parts it from the scenario, unless the whole is a folder.
  private func parts(of asked: String) -> (name: String, scenario: String?) {
    guard !isFolder(asked), let at = asked.lastIndex(of: "@") else { return (asked, nil) }
    return (String(asked[..<at]), String(asked[asked.index(after: at)...]))
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private func planned(_ path: String, _ scenario: String?, _ asked: String, _ overrides: [PlanOverride]) throws -> ResolvedScenario {
    do {
      let files = try PlanFiles(path)
      let city = try files.plan()
      guard scenario != nil || city.scenarios.count == 1 else { throw several(asked, city.scenarios.map(\.inputs.id)) }
      let chosen = try city.chosen(scenario.map { [$0] } ?? [])[0]
      return overrides.isEmpty
        ? chosen.resolved : try files.scenario(chosen.inputs.id, overriding: overrides, withInvestments: true).resolved
    } catch let error as InputError {
      Terminal.tell(error.diagnostics.all)
      throw badInput
    }
  }

  private func kept(_ prefix: String, _ scenario: String?, _ asked: String) throws -> Found {
    try usingStore(store ?? "") { store in
      let run = try store.run(try store.id(prefix))
      let ids = run.scenarios.map(\.id)
      if scenario == nil, ids.count != 1 { throw several(asked, ids) }
      guard let found = run.scenarios.first(where: { $0.id == scenario ?? ids[0] }) else {
        let hint = didYouMean(scenario ?? "", among: ids).map { "; \($0)" } ?? ""
        throw ValidationError("the run \(prefix) has no scenario '\(scenario ?? "")'; it has \(spoken(ids))\(hint)")
      }
      let cumulative = run.figures.first { $0.scenario == found.id && $0.item == "cumulative" }?.value
      do {
        let resolved = try JSONDecoder().decode(ResolvedScenario.self, from: Data(found.resolved.utf8))
        return Found(scenario: resolved, keptCumulative: cumulative.map { $0 * 1000 })
      } catch {
        throw RunStoreError.damaged(prefix, what: "its scenario '\(found.id)' cannot be read")
      }
    }
  }

  private func several(_ asked: String, _ ids: [String]) -> ValidationError {
    ValidationError("'\(asked)' has \(ids.count) scenarios; name one, such as \(asked)@\(ids.first ?? "")")
  }
}

/// Opens a store that is there; what is wrong with it is told as bad input.
func usingStore<Result>(_ path: String, creating: Bool = false, _ body: (RunStore) throws -> Result) throws -> Result {
  do {
    return try body(try RunStore(path, creating: creating))
  } catch let error as RunStoreError {
    Terminal.talk("tiekartta: \(error)")
    throw badInput
  }
}
