import Charts

extension ChartForm {
  /// Numbers and words of charts in the language of a report.
  package init(_ wording: Wording, _ form: NumberForm) {
    self.init(
      language: wording.language.rawValue,
      words: ChartWords(
        noData: wording.text("chart.no_data"), low: wording.text("chart.low"), high: wording.text("chart.high"),
        total: wording.text("chart.total"),
        others: { wording.text("chart.others", ["count": form.number(Double($0), decimals: 0)]) },
        shown: {
          wording.text("chart.shown", ["drawn": form.number(Double($0), decimals: 0), "all": form.number(Double($1), decimals: 0)])
        },
        merged: {
          wording.text("chart.merged", ["drawn": form.number(Double($0), decimals: 0), "all": form.number(Double($1), decimals: 0)])
        }
      ),
      number: { form.number($0, decimals: $1) })
  }
}
