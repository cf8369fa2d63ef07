import Engine

extension Dashboard {
  var moneyCharts: [PageBlock] { [] }
  func investmentCharts(_ check: InvestmentCheck) -> [PageBlock] { [] }
  func frontierCharts(_ report: FrontierReport) -> [PageBlock] { [] }
  var roadmapCharts: [PageBlock] { [] }
  var gapCharts: [PageBlock] { [] }
  var measureCharts: [PageBlock] { [] }
  func statusCharts(_ lights: [(light: StatusSign, name: String, count: Int)]) -> [PageBlock] { [] }
  var comparisonCharts: [PageBlock] { [] }
  func tornado(_ sensitivity: DashboardContent.Sensitivity, _ report: PlanSensitivityReport) -> [PageBlock] { [] }
}
