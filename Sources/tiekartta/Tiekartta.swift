import ArgumentParser

@main
struct Tiekartta: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiekartta", abstract: "Count a city's carbon the way it counts money.", version: "0.1.0", subcommands: [RunCommand.self])
}
