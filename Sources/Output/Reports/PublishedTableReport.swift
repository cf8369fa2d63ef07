import Datasets

extension PublishedTableCheck {
  /// What `budget --verify` prints: every total that does not equal its rows.
  package func text(_ language: Language, width: Int = 120) -> String {
    let wording = Wording(language)
    let form = NumberForm(language)
    let faults = findings.filter { !$0.isWithinRounding }.count
    let summary = wording.text(
      "verify.summary", ["file": file, "checked": String(checked), "faults": String(faults), "rounding": String(findings.count - faults)])
    if findings.isEmpty { return summary + "\n" }
    func cell(_ number: String) -> Cell {
      .number(Double(number), decimals: number.split(separator: ".").dropFirst().first?.count ?? 0)
    }
    let rows = findings.map { finding in
      TextTable.Row(
        "\(finding.row), \(finding.column)",
        [
          cell(finding.printed), cell(finding.sum), cell(finding.difference), cell(finding.rounding),
          .text(finding.isWithinRounding ? wording.text("verify.rounding") : wording.text("verify.fault")),
          .text("\(finding.place.line):\(finding.place.column)"),
        ])
    }
    let columns = [
      wording.text("verify.printed"), wording.text("verify.sum"), wording.text("verify.difference"), wording.text("verify.allowed"),
      wording.text("verify.verdict"), wording.text("show.place"),
    ]
    let table = TextTable(
      title: summary, rowHeading: wording.text("verify.total"), columns: columns.map { .init($0) }, rows: rows)
    return table.text(form, width: width)
  }
}
