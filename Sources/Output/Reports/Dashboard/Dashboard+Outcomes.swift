import Charts
import Engine
import Programmes

/// What was promised and delivered, how the alternatives compare, and what decides the outcome.
extension Dashboard {
  private var followUp: FollowUpReport? {
    content.plan.followUp.map { follows in
      FollowUpReport(content.plan, follows, rows: follows.followUp.judged(on: nil), on: nil, by: .worst, language: language)
    }
  }

  var programmes: [PageBlock] {
    guard let report = followUp else { return [] }
    let lights = StatusCode.allCases.compactMap { code -> (light: TrafficLight, name: String, count: Int)? in
      let count = report.rows.count { $0.status == code }
      return count == 0 ? nil : (TrafficLight(code), report.words.name(code), count)
    }
    let values = ["rows": form.number(Double(report.rows.count), decimals: 0), "findings": String(report.findings.count)]
    return [.finding(wording.text("page.follow_up", values)), .lights(lights)]
      + shown([report.overview(allGoals: false)] + [report.programmeTable].compactMap { $0 })
      + (report.targetTables(isSplit: true) + [report.findingTable].compactMap { $0 }).map(PageBlock.lookup)
  }

  var comparison: [PageBlock] {
    guard let alternatives = content.alternatives else { return [] }
    let compared = alternatives.alternatives.count, all = content.results.count
    let few = ["count": String(compared), "all": String(all)]
    return comparisonCharts + (compared < all ? [.paragraph(wording.text("page.some_compared", few))] : [])
      + shown(AlternativesReport(alternatives, language: language).tables)
  }

  var sensitivity: [PageBlock] {
    guard let sensitivity = content.sensitivity else { return [.paragraph(wording.text("page.no_draws"))] }
    let shares = PlanSensitivityReport(main.inputs, outputName: sensitivity.output, sensitivity.shares, language: language)
    let swings = PlanSensitivityReport(main.inputs, outputName: sensitivity.output, sensitivity.swings, language: language)
    let output = main.target == nil ? wording.text("page.all_years") : "\(wording.text("gap")) \(targetYear)"
    return tornado(sensitivity) + shown([shares.spokenTable(of: output), swings.spokenTable(of: output)])
  }
}
