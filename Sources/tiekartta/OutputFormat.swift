import ArgumentParser
import Reports

enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, csv
}

extension Language: ExpressibleByArgument {}
