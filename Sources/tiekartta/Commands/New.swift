import ArgumentParser
import Scenarios

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a small plan that runs, to start a city from.",
    discussion: """
      Every figure of the new plan is illustrative and says so.

      Example:
        tiekartta new mycity && tiekartta run mycity
      """)

  @Argument(help: "Folder to make; it must not be there yet.", completion: .directory)
  var dir: String

  func run() throws {
    do {
      try writeNewPlan(at: dir)
    } catch {
      Terminal.talk("\(error)")
      throw badInput
    }
    Terminal.talk("wrote \(dir); try: tiekartta run \(dir)")
  }
}
