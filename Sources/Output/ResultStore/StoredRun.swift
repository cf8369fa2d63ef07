import InputFiles

/// A run as it is kept: what it was made from, what came out, and the scenarios with nothing left to look up.
package struct StoredRun: Sendable, Equatable {
  package var manifest: RunManifest
  /// The results as `--format json` prints them.
  package var results: String
  /// Resolved scenarios as JSON, in the order of the run.
  package var scenarios: [KeptScenario]
  /// The figures by which runs are compared: totals and sectors by year, measures, money.
  package var figures: [KeptFigure]

  package init(manifest: RunManifest, results: String, scenarios: [KeptScenario], figures: [KeptFigure]) {
    self.manifest = manifest
    self.results = results
    self.scenarios = scenarios
    self.figures = figures
  }

  package var id: String { manifest.id }
}

/// What a run was made from.
package struct RunManifest: Sendable, Equatable, Codable {
  /// Of the program.
  package var version: String
  package var command: String
  package var plan: String
  /// Folder as it was given.
  package var path: String
  /// Options that decide the results, by name.
  package var options: [String: String]
  /// Nil when nothing was drawn.
  package var seed: UInt64?
  package var inputs: [InputFile]
  /// When it was first kept, ISO 8601 in UTC.
  package var kept: String
  /// Seconds by step of the work.
  package var timings: [String: Double]

  package init(
    version: String, command: String, plan: String, path: String, options: [String: String], seed: UInt64?, inputs: [InputFile],
    kept: String, timings: [String: Double]
  ) {
    self.version = version
    self.command = command
    self.plan = plan
    self.path = path
    self.options = options
    self.seed = seed
    self.inputs = inputs
    self.kept = kept
    self.timings = timings
  }

  /// 64 hexadecimal digits: SHA-256 of everything that decides the results, and of nothing else - not of the folder the plan lies
  /// in, nor of when and how fast it was run. The same inputs are the same run.
  package var id: String {
    let options = options.sorted { $0.key < $1.key }.map { "option \($0.key)=\($0.value)" }
    let files = inputs.map { "file \($0.path.split(separator: "/").last ?? "") \($0.sha256)" }.sorted()
    let seed = seed.map { ["seed \($0)"] } ?? []
    return sha256((["version \(version)", "command \(command)", "plan \(plan)"] + options + seed + files).joined(separator: "\n").utf8)
  }

  package struct InputFile: Sendable, Equatable, Codable {
    package var path: String
    package var sha256: String
    package var bytes: Int

    package init(path: String, sha256: String, bytes: Int) {
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
    }
  }
}

package struct KeptScenario: Sendable, Equatable {
  package var id: String
  package var resolved: String

  package init(id: String, resolved: String) {
    self.id = id
    self.resolved = resolved
  }
}

/// One figure of a result, as a row of `run --format csv`.
package struct KeptFigure: Sendable, Equatable {
  package var scenario: String
  package var item: String
  package var id: String
  package var year: Int?
  /// Nil where the result has none; blank is not zero.
  package var value: Double?
  package var unit: String

  package init(scenario: String, item: String, id: String, year: Int?, value: Double?, unit: String) {
    self.scenario = scenario
    self.item = item
    self.id = id
    self.year = year
    self.value = value
    self.unit = unit
  }
}
