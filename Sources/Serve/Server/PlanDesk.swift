import Diagnostics
import Engine
import Foundation
import InputFiles
import Reports
import Scenarios
import Synchronization

/// Keeps the session of a plan up to date with its files; it never writes one.
package final class PlanDesk: Sendable {
  package typealias PageMaker = @Sendable (ServedPlan) throws -> ServedPage

  private let path: String
  private let scenario: String?
  private let language: Language
  private let hosts: HostNames
  private let makePage: PageMaker
  private let tell: @Sendable ([Diagnostic]) -> Void
  private let state: Mutex<State>

  private struct State {
    var session: Session
    var page: ServedPage
    /// Of the files when they were last read.
    var trace: String
    var lookedAt: ContinuousClock.Instant
  }

  /// Between two looks at the files.
  private static let pause = Duration.milliseconds(200)

  /// - Parameters:
  ///   - city: as it was read from its folder.
  ///   - tell: gets the problems of every later reading; none: it went well.
  /// - Throws: `InputError` with what stops a scenario, or what the page throws.
  package init(
    _ city: CityPlan, scenario: String?, language: Language, hosts: HostNames, tell: @escaping @Sendable ([Diagnostic]) -> Void,
    page: @escaping PageMaker
  ) throws {
    (path, self.scenario, self.language, self.hosts, self.tell, makePage) = (city.path, scenario, language, hosts, tell, page)
    let trace = fileTrace(folder: city.path, files: city.files)
    let plan = try ServedPlan(city, scenario: scenario)
    let page = try page(plan)
    let session = try Session(plan, page: page, version: sha256(trace.utf8), problems: [], hosts: hosts, language: language)
    state = Mutex(State(session: session, page: page, trace: trace, lookedAt: .now))
  }

  /// The session of the files as they are; those who ask while they are read wait.
  package func session() -> Session {
    state.withLock { state in
      if ContinuousClock.now - state.lookedAt < Self.pause { return state.session }
      let trace = fileTrace(folder: path, files: state.session.plan.city.files)
      state.lookedAt = .now
      if trace != state.trace { read(trace, &state) }
      return state.session
    }
  }

  /// Reads the plan again; a broken one leaves the figures and adds its problems.
  private func read(_ trace: String, _ state: inout State) {
    state.trace = trace
    var plan = state.session.plan
    var problems: [Diagnostic] = []
    do {
      let read = try ServedPlan(try loadPlan(path), scenario: scenario)
      state.page = try makePage(read)
      plan = read
    } catch let error as InputError {
      problems = error.diagnostics.all(.error)
    } catch {
      problems = [Diagnostic(.error, at: SourcePlace(file: path), found: "the page cannot be made: \(error)")]
    }
    tell(problems)
    let session = Result { () throws(EngineError) in
      try Session(plan, page: state.page, version: sha256(trace.utf8), problems: problems, hosts: hosts, language: language)
    }
    // The scenario has run before.
    if case .success(let session) = session { state.session = session }
  }
}

/// Files of a folder that are looked at; a plan has a few.
private let mostFiles = 5_000

/// Names, sizes and times of the files of a plan: it changes when one of them does, or when one comes or goes.
func fileTrace(folder: String, files: [String]) -> String {
  var paths = Set(files)
  let entries = FileManager.default.enumerator(atPath: folder)
  while paths.count < mostFiles, let entry = entries?.nextObject() as? String { paths.insert("\(folder)/\(entry)") }
  return paths.sorted().map { path in
    var status = stat()
    guard stat(path, &status) == 0 else { return "\(path) -" }
    // A folder's time changes when an editor puts a file of its own beside the others.
    if status.st_mode & S_IFMT == S_IFDIR { return path }
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec) \(status.st_ino)"
  }.joined(separator: "\n")
}
