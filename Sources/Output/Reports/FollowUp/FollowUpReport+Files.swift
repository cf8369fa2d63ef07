import Programmes
import Spreadsheets

/// The forms in which a follow-up is written. All of them render the same tables.
extension FollowUpReport {
  private var title: String { wording.text("follow_up.title", ["city": city]) }

  package func text(_ tables: [TextTable], width: Int) -> String {
    tables.map { $0.text(words.form, width: width) }.joined(separator: "\n")
  }

  package func markdown(_ tables: [TextTable]) -> String {
    "## \(markdownEscaped(title))\n\n" + tables.map { $0.markdown(words.form) }.joined(separator: "\n")
  }

  package func html(_ tables: [TextTable]) -> String { htmlPage(tables, title: title, form: words.form) }

  /// One sheet a table; its date is the day of the report, so that the same report is the same bytes.
  package func workbook(_ tables: [TextTable]) -> Workbook {
    let latest = day ?? rows.map(\.day).max()
    // Days since 1 January 1970.
    let days = (latest?.number ?? epoch) - epoch
    return Workbook(sheets: tables.map(\.sheet), created: days * 86_400)
  }
}

/// 1 January 1970 as a day of the calendar.
private let epoch = CalendarDay(1970, 1, 1)?.number ?? 0
