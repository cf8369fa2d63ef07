// swift-tools-version: 6.1
import PackageDescription

/// The house: floors from the ground up. A module may use modules of its own floor named before it and
/// of any floor below; everything else is an upward import and stops the build with the sentence in `refuse`.
/// Which outside library a module may use stands beside it; each library has exactly one such module.
struct Floor {
  let folder: String
  let rooms: [Room]
}

struct Room {
  let name: String
  var uses: [String] = []
  var outside: [Target.Dependency] = []
  /// Files compiled into the module as bytes (`.embedInCode`): the product stays one binary with no bundle beside it.
  var resources: [Resource] = []
  var kind = Kind.library
  enum Kind { case library, command, systemLibrary(pkgConfig: String, apt: String) }
}

let floors = [
  Floor(
    folder: "System",
    rooms: [
      Room(name: "COpenBLAS", kind: .systemLibrary(pkgConfig: "openblas", apt: "libopenblas-dev")),
      Room(name: "CLapacke", kind: .systemLibrary(pkgConfig: "lapacke", apt: "liblapacke-dev")),
      Room(name: "CClp", kind: .systemLibrary(pkgConfig: "clp", apt: "coinor-libclp-dev")),
      Room(name: "CCbc", kind: .systemLibrary(pkgConfig: "cbc", apt: "coinor-libcbc-dev")),
      Room(name: "CHighs"),
      Room(name: "CXlsxWriter", kind: .systemLibrary(pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev")),
    ]),
  Floor(
    folder: "Base",
    rooms: [
      Room(name: "Diagnostics"),
      Room(name: "Units"),
      Room(name: "LinearAlgebra", uses: ["COpenBLAS", "CLapacke"]),
      Room(name: "LabelledArrays", uses: ["Units"]),
    ]),
  Floor(
    folder: "Methods",
    rooms: [
      Room(name: "Statistics", uses: ["LinearAlgebra"]),
      Room(name: "Sampling", uses: ["LinearAlgebra", "Statistics"], resources: [.embedInCode("SobolDirections")]),
      Room(name: "Sensitivity", uses: ["LinearAlgebra", "Statistics", "Sampling"]),
      Room(name: "Uncertainty", uses: ["LinearAlgebra", "Sampling"]),
      Room(name: "Optimisation", uses: ["CClp", "CCbc", "CHighs"]),
    ]),
  Floor(
    folder: "City",
    rooms: [
      Room(name: "Projections", uses: ["Statistics", "LinearAlgebra"]),
      Room(name: "EmissionVectors"),
      Room(name: "Emissions", uses: ["LabelledArrays", "Units", "LinearAlgebra", "EmissionVectors"]),
      Room(name: "Investments", uses: ["Optimisation"]),
      Room(name: "Programmes"),
      Room(name: "ClimateBudgets", uses: ["LabelledArrays"]),
    ]),
  Floor(
    folder: "Engine",
    rooms: [
      Room(
        name: "Engine",
        uses: [
          "Units", "LabelledArrays", "Statistics", "Sampling", "Sensitivity", "Uncertainty", "Optimisation", "Projections", "Emissions",
          "Investments", "ClimateBudgets", "Programmes", "LinearAlgebra",
        ])
    ]),
  Floor(
    folder: "Files",
    rooms: [
      Room(name: "InputFiles", uses: ["Diagnostics"]),
      Room(name: "MarkedYAML", uses: ["Diagnostics", "InputFiles"], outside: [.product(name: "Yams", package: "Yams")]),
      Room(name: "Datasets", uses: ["Diagnostics", "InputFiles"]),
      Room(name: "OptimisationProblems", uses: ["Diagnostics", "Optimisation", "InputFiles", "Datasets"]),
      Room(
        name: "Problems", uses: ["Diagnostics", "LinearAlgebra", "Sampling", "Sensitivity", "InputFiles", "MarkedYAML", "Datasets"]),
      Room(
        name: "Scenarios",
        uses: [
          "Diagnostics", "Units", "LinearAlgebra", "LabelledArrays", "Sampling", "Projections", "Emissions", "Investments",
          "ClimateBudgets", "Programmes", "Engine", "InputFiles", "MarkedYAML", "Datasets",
        ], resources: [.embedInCode("NewPlan")]),
    ]),
  Floor(
    folder: "Output",
    rooms: [
      Room(name: "Charts"),
      Room(name: "Spreadsheets", uses: ["CXlsxWriter"]),
      Room(
        name: "Reports",
        uses: [
          "Diagnostics", "Units", "LinearAlgebra", "LabelledArrays", "Sampling", "Sensitivity", "Uncertainty", "Optimisation", "Emissions",
          "Investments", "ClimateBudgets", "Programmes", "Engine", "InputFiles", "Datasets", "Problems", "Scenarios", "Charts",
          "Spreadsheets",
        ],
        resources: [.embedInCode("Page"), .embedInCode("Panel"), .embedInCode("Wording")]),
      Room(name: "ResultStore", uses: ["InputFiles"], outside: [.product(name: "GRDB", package: "GRDB.swift")]),
    ]),
  Floor(
    folder: "Batch",
    rooms: [
      Room(name: "Batch", uses: ["Diagnostics", "Units", "Sampling", "Uncertainty", "Emissions", "Engine", "Scenarios"])
    ]),
  Floor(
    folder: "Serve",
    rooms: [
      Room(
        name: "Server", uses: ["Diagnostics", "Engine", "InputFiles", "Scenarios", "Reports"],
        outside: [.product(name: "Hummingbird", package: "hummingbird")], resources: [.embedInCode("openapi.json")])
    ]),
  Floor(
    folder: "tiekartta",
    rooms: [
      Room(
        name: "tiekartta",
        uses: [
          "Diagnostics", "Units", "LinearAlgebra", "LabelledArrays", "Sensitivity", "Optimisation", "EmissionVectors", "Emissions",
          "Investments", "ClimateBudgets", "Programmes", "Engine", "InputFiles", "Datasets", "Problems", "OptimisationProblems",
          "Scenarios",
          "Charts", "Spreadsheets", "Reports", "ResultStore", "Batch", "Server",
        ],
        outside: [.product(name: "ArgumentParser", package: "swift-argument-parser")], kind: .command)
    ]),
  Floor(
    folder: "benchmark",
    rooms: [
      Room(
        name: "benchmark",
        uses: [
          "EmissionVectors", "LinearAlgebra", "Sampling", "Sensitivity", "Uncertainty", "Optimisation", "Emissions", "Engine",
          "OptimisationProblems", "Scenarios", "Investments", "Spreadsheets", "Reports", "Server",
        ], kind: .command)
    ]),
]

/// Modules below a room, in order; refuses a use that does not point down.
func allowedUses() -> [String: Set<String>] {
  var below: Set<String> = []
  var allowed: [String: Set<String>] = [:]
  for floor in floors {
    for room in floor.rooms {
      allowed[room.name] = below
      below.insert(room.name)
    }
  }
  return allowed
}

func refuse(_ room: Room, in floor: Floor, uses name: String) -> Never {
  fatalError("upward import: \(floor.folder)/\(room.name) may not use \(name); imports point down only (see `floors` in Package.swift)")
}

let allowed = allowedUses()
let targets: [Target] = floors.flatMap { floor in
  floor.rooms.map { room in
    for name in room.uses where !allowed[room.name]!.contains(name) { refuse(room, in: floor, uses: name) }
    let path = floor.folder == room.name ? "Sources/\(room.name)" : "Sources/\(floor.folder)/\(room.name)"
    let dependencies = room.uses.map { Target.Dependency.target(name: $0) } + room.outside
    switch room.kind {
    case .library: return .target(name: room.name, dependencies: dependencies, path: path, resources: room.resources)
    case .command: return .executableTarget(name: room.name, dependencies: dependencies, path: path)
    case .systemLibrary(let pkgConfig, let apt):
      return .systemLibrary(name: room.name, path: path, pkgConfig: pkgConfig, providers: [.apt([apt])])
    }
  }
}

/// One test target a module, named and placed like it.
func tests(_ floor: String, _ room: String, _ extra: [String] = [], resources: [Resource] = [], exclude: [String] = []) -> Target {
  let path = floor == room ? "Tests/\(room)Tests" : "Tests/\(floor)/\(room)Tests"
  return .testTarget(
    name: "\(room)Tests", dependencies: ([room] + extra).map { .target(name: $0) }, path: path, exclude: exclude, resources: resources)
}

let package = Package(
  name: "tiekartta",
  products: [.executable(name: "tiekartta", targets: ["tiekartta"])],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Without its traits: configuration files and the larger half of Foundation are not ours to use.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: targets + [
    tests("Base", "Diagnostics"),
    tests("Base", "LinearAlgebra"),
    tests("City", "EmissionVectors"),
    tests("Methods", "Statistics", ["LinearAlgebra"], resources: [.copy("nist-strd.json")]),
    tests("Methods", "Sampling", ["LinearAlgebra"], resources: [.copy("cityref-uncertainty.json")]),
    tests(
      "Methods", "Sensitivity", ["LinearAlgebra", "Sampling"], resources: [.copy("salib-references.json")],
      exclude: ["make-salib-references.py", "time-salib.py"]),
    tests("Methods", "Uncertainty", ["LinearAlgebra", "Statistics", "Sampling"]),
    tests("Methods", "Optimisation", ["CHighs", "CCbc"]),
    tests("City", "Projections", ["Statistics"]),
    tests("Base", "Units"),
    tests("Base", "LabelledArrays", ["Units"]),
    tests("Files", "InputFiles"),
    tests("Files", "MarkedYAML", ["Diagnostics"]),
    .target(
      name: "TestCities", dependencies: ["LinearAlgebra", "LabelledArrays", "Emissions", "Engine"], path: "Tests/Support/TestCities"),
    tests("City", "Emissions", ["LinearAlgebra", "EmissionVectors", "TestCities"]),
    tests("City", "Investments", ["Optimisation"]),
    tests("City", "Programmes"),
    tests("City", "ClimateBudgets", ["LabelledArrays", "TestCities"]),
    tests("Engine", "Engine", ["ClimateBudgets", "Emissions", "Investments", "Optimisation", "TestCities"]),
    tests("Files", "Datasets", ["Diagnostics"], resources: [.copy("Golden"), .copy("PublishedTables")]),
    tests(
      "Files", "Scenarios",
      [
        "Diagnostics", "LinearAlgebra", "LabelledArrays", "Sampling", "Emissions", "Investments", "ClimateBudgets", "Engine", "Datasets",
        "GoldenFiles",
      ],
      resources: [.copy("reference-model-expected.json"), .copy("BrokenPlans"), .copy("SmallData")]),
    tests("Files", "Problems", ["Diagnostics", "LinearAlgebra", "Sampling"]),
    tests(
      "Files", "OptimisationProblems", ["Diagnostics", "Optimisation", "CHighs", "CCbc", "CClp", "GoldenFiles"],
      resources: [.copy("Golden")]),
    .target(name: "GoldenFiles", path: "Tests/Support/GoldenFiles"),
    tests("Output", "Charts", ["GoldenFiles"], resources: [.copy("Golden")]),
    tests("Output", "Spreadsheets"),
    tests("Output", "ResultStore", resources: [.copy("Schemas")]),
    tests(
      "Output", "Reports", ["GoldenFiles", "ClimateBudgets", "Datasets"],
      resources: [.copy("Golden"), .copy("WordingNotYetUsed.txt"), .copy("terms.csv")]),
    tests("Batch", "Batch", ["Diagnostics", "Scenarios"]),
    tests("Serve", "Server", ["InputFiles", "Scenarios", "Reports"]),
    tests("tiekartta", "tiekartta", ["GoldenFiles", "ResultStore"], resources: [.copy("Golden")]),
  ],
  swiftLanguageModes: [.v6]
)
