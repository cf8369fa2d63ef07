import Foundation

@testable import Charts

/// A decimal comma and a true minus show that numbers are written by the caller.
let form = ChartForm(
  language: "en",
  words: ChartWords(
    noData: "No data", low: "low", high: "high", total: "Total", others: { "\($0) others" },
    shown: { "The picture shows \($0) of \($1); the table has them all." }, merged: { "\($1) blocks are drawn as \($0)." })
) { value, decimals in
  String(format: "%.\(decimals)f", value).replacingOccurrences(of: ".", with: ",").replacingOccurrences(of: "-", with: "\u{2212}")
}

/// One of every kind, with made-up values.
enum Examples {
  static let years = (2023...2035).map(Double.init)
  static let emissions = ChartAxis("Emissions", unit: "kt CO2e")

  private static func path(_ from: Double, _ to: Double) -> [Double] { years.map { from + (to - from) * ($0 - 2023) / 12 } }

  static let stacked = StackedAreaChart(
    title: "Emissions fall from 905 to 310 kt, but stay above the ceiling from 2030", description: "Three sectors fall, one grows.",
    y: emissions, positions: years,
    areas: [
      .init("Road transport", path(310, 150)), .init("District heating", path(400, 60)), .init("Machinery", path(120, 60)),
      .init("Electricity", path(60, 30)), .init("Waste", path(15, 10)), .init("Sinks", path(-5, -40)),
    ],
    lines: [
      .init("Ceiling", years.map { $0 >= 2025 ? 800 - 60 * ($0 - 2025) : nil }, style: .dashed),
      .init("Target 2030", years.map { $0 == 2030 ? 212 : nil }, marker: .diamond),
    ])

  static let wedge = WedgeChart(
    title: "Decided measures close two thirds of the gap", description: "Three measures lower the path; growth raises it.", y: emissions,
    positions: years, start: .init("Without measures", path(900, 700)),
    wedges: [
      .init("Heat from the sea", path(0, 160)), .init("Electric buses", path(0, 60)), .init("Cycling", path(0, 25)),
      .init("New homes", path(0, -30)),
    ], end: "With all measures", lines: [.init("Ceiling", path(850, 300), style: .dashed)])

  static let fan = FanChart(
    title: "The target is met with a chance of 12 %", description: "The median falls from 900 to 320.", y: emissions, positions: years,
    bands: [
      .init("90 % range", lower: path(880, 180), upper: path(920, 520)), .init("50 % range", lower: path(892, 260), upper: path(908, 400)),
    ],
    lines: [.init("Median", path(900, 320)), .init("Ceiling", path(850, 212), style: .dashed)])

  static let bars = BarChart(
    title: "Investments exceed the cap in 2027", description: "Two zones, six years.", category: "Year",
    value: ChartAxis("Investments", unit: "MEUR"), categories: (2025...2030).map(String.init),
    series: [.init("Zone I", [40, 62, 90, 55, 30, 20]), .init("Zones II-III", [22, 31, 44.5, 30, 28, 25])],
    references: [.init("Cap", 80)])

  static let stackedBars = BarChart(
    title: "Transport pays the most", description: "Costs and savings of four programmes.", category: "Programme",
    value: ChartAxis("Net cost", unit: "MEUR"),
    categories: ["Housing and the use of land in the growth corridors", "Transport", "Energy", "Nature"],
    series: [.init("Investment", [12, 30, 18, 4]), .init("Operation", [3, 6, 2.5, 1]), .init("Savings", [-8, -4, -14, 0])],
    arrangement: .stacked)

  static let waterfall = WaterfallChart(
    title: "Adopted measures leave a gap of 98 kt", description: "From 900 to 310.", category: "Measure", value: emissions,
    start: ("Emissions 2023", 900),
    steps: [
      .change("Heat from the sea and from data centres", -380), .change("Electric cars", -120), .change("Population growth", 45),
      .subtotal("Adopted measures 2030"), .change("Undecided measures", -135), .change("Carbon sinks", 0),
    ], end: "Forecast 2030", references: [.init("Target 2030", 212)])

  static let curve = MarginalCostCurve(
    title: "A third of the savings pay for themselves", description: "Seven measures from -85 to 240 EUR per tonne.", category: "Measure",
    amount: ChartAxis("Abatement in 2030", unit: "kt CO2e"), unitCost: ChartAxis("Cost", unit: "EUR/t", decimals: 0),
    blocks: [
      .init("Heat pumps in the city's own schools, day-care centres, libraries and swimming halls", amount: 32, unitCost: -45),
      .init("LED street lights", amount: 4, unitCost: -85), .init("Electric buses", amount: 18, unitCost: 130),
      .init("Heat from the sea", amount: 95, unitCost: 28), .init("Biogas in machinery", amount: 12, unitCost: 75),
      .init("Wooden schools", amount: 6, unitCost: 240), .init("Car sharing", amount: 0.4, unitCost: 12),
    ], references: [.init("Price of an emission allowance", 70)])

  static let tornado = TornadoChart(
    title: "The price of electricity decides", description: "Five inputs between their 5 % and 95 % points.", category: "Input",
    value: ChartAxis("Gap in 2030", unit: "kt CO2e"), base: 98,
    swings: [
      .init("Share of electric cars", low: 121, high: 80), .init("Price of electricity", low: 60, high: 152),
      .init("Population", low: 92, high: 104), .init("Emission factor of heat", low: 101, high: 127), .init("Cycling", low: 98, high: 98),
    ], low: "Input low", high: "Input high")

  static let intervals = IntervalChart(
    title: "Only the energy programme is surely above its goal", description: "Four programmes with 90 % ranges.", category: "Programme",
    value: ChartAxis("Outcome", unit: "kt"),
    rows: [
      .init("Energy", 12, low: 8.5, high: 15), .init("Transport", 4, low: -2, high: 9.8), .init("Housing", 3, low: 3, high: 3),
      .init("Nature and the recreation areas of the city", -1.5, low: -4, high: 0.2),
    ], references: [.init("Goal", 6)])

  static let multiples = SmallMultiples(
    title: "Only one of four scenarios meets the target", description: "Four scenarios side by side.",
    panels: ["Today's policy", "Adopted measures", "Roadmap", "Fast"].enumerated().map { i, name in
      let scale = 1 - 0.2 * Double(i)
      return StackedAreaChart(
        title: "\(name): \(Int(300 * scale)) kt in 2035", description: "", y: emissions, positions: years,
        areas: [.init("Heat", path(400, 200 * scale)), .init("Cars", path(300, 100 * scale))],
        lines: [.init("Ceiling", path(700, 212), style: .dashed)])
    })

  static let sparkline = Sparkline(
    description: "From 900 to 310 kt, 2023–2035", values: [900, 870, nil, 760, 640, 610, 480, 390, 310], reference: 212)

  static let all: [(name: String, chart: any Chart)] = [
    ("stacked-area", stacked), ("wedge", wedge), ("fan", fan), ("bars", bars), ("stacked-bars", stackedBars), ("waterfall", waterfall),
    ("marginal-cost", curve), ("tornado", tornado), ("intervals", intervals), ("small-multiples", multiples),
  ]
}
