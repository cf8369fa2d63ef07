import Engine

/// What all of it rests on: sources, every assumed and illustrative figure, how it was reckoned, and from which files.
extension Dashboard {
  var sources: [PageBlock] {
    let tables = PlanReport(content.plan, language: language).sources(content.results)
    let counts = ["count": form.number(Double(main.inputs.footnoted.count), decimals: 0)]
    return [.finding(wording.text("page.rests_on", counts))] + tables.map(PageBlock.lookup)
  }

  var methods: [PageBlock] {
    var texts = [wording.text("page.method_model"), wording.text("page.method_attribution"), wording.text("page.method_cost")]
    if let outcome {
      texts.append(
        wording.text(
          "page.method_draws",
          [
            "draws": form.number(Double(outcome.request.draws), decimals: 0), "seed": String(outcome.request.seed),
            "count": form.number(Double(outcome.parameters.count), decimals: 0),
          ]))
    }
    if content.investments != nil { texts.append(wording.text("page.method_investments")) }
    return texts.map(PageBlock.paragraph)
  }

  var manifest: [PageBlock] {
    let manifest = content.manifest
    let options = TextTable(
      title: wording.text("page.manifest_options"), rowHeading: wording.text("page.manifest_option"),
      columns: [.init(wording.text("page.manifest_value"))],
      rows: ([(name: "tiekartta", value: manifest.version)] + manifest.options).map { .init($0.name, [.text($0.value)]) })
    let files = TextTable(
      title: wording.text("page.manifest_files"), rowHeading: wording.text("page.manifest_file"),
      columns: [.init(wording.text("page.manifest_bytes")), .init("SHA-256")],
      rows: manifest.files.map { .init($0.path, [.number(Double($0.bytes), decimals: 0), .text($0.sha256)]) })
    return [.table(options), .lookup(files)]
  }
}
