import Charts
import Foundation

/// The page as one file of semantic HTML that needs nothing from elsewhere: it opens from a disk, prints, and reads without its style and
/// its script.
package struct DashboardPage: Sendable {
  let language: Language
  let title: String
  /// Under the title: scenario, situation.
  let lead: [String]
  let sections: [PageSection]
  let wording: Wording
  let form: NumberForm
  /// The same page in other languages: where it lies, by language.
  package var others: [(language: Language, address: String)] = []
  /// Markup after the first section, as the place of the panel of `serve`; written by the program, never by a plan.
  package var afterHeadline = ""

  /// The text of the page's one script, for servers that name what may run.
  package static let script = "\n" + text(PackageResources.dashboard_js)

  package var html: String {
    """
    <!doctype html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(htmlEscaped(title))</title>
    <style>
    \(style)</style>
    </head>
    <body>
    <a class="skip" href="#content">\(htmlEscaped(wording.text("page.skip")))</a>
    <header>
    <h1>\(htmlEscaped(title))</h1>
    \(lead.map { "<p>\(htmlEscaped($0))</p>" }.joined(separator: "\n"))
    \(languages)
    <nav aria-label="\(htmlEscaped(wording.text("page.contents")))">
    <ul>
    \(sections.map { "<li><a href=\"#\($0.section.rawValue)\">\(htmlEscaped($0.heading))</a></li>" }.joined(separator: "\n"))
    </ul>
    </nav>
    </header>
    <main id="content" tabindex="-1">
    \(sections.prefix(1).map(html).joined())
    \(afterHeadline)
    \(sections.dropFirst().map(html).joined(separator: "\n"))
    </main>
    <footer>
    <p>\(htmlEscaped(wording.text("page.footer")))</p>
    </footer>
    <script>\(Self.script)</script>
    </body>
    </html>

    """
  }

  /// The running head of the printed pages is the title.
  private var style: String {
    let title = title.unicodeScalars.map { scalar in
      // Anything that could end a string of CSS, or the style itself, is written as its number.
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == " "
        ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }.joined()
    return Self.text(PackageResources.dashboard_css).replacing("string(city)", with: "\"\(title)\"")
  }

  private var languages: String {
    if others.isEmpty { return "" }
    let links = ([(language, nil)] + others.map { ($0.language, Optional($0.address)) }).sorted { $0.0.rawValue < $1.0.rawValue }
    let items = links.map { language, address in
      let wording = Wording(language)
      let name = htmlEscaped(wording.text("page.language"))
      let tag = language.rawValue
      return address.map { "<li><a href=\"\(htmlEscaped($0))\" lang=\"\(tag)\" hreflang=\"\(tag)\">\(name)</a></li>" }
        ?? "<li><a href=\"#content\" aria-current=\"true\" lang=\"\(tag)\">\(name)</a></li>"
    }
    return "<nav aria-label=\"\(htmlEscaped(wording.text("page.languages")))\"><ul>\(items.joined())</ul></nav>"
  }

  private func html(_ section: PageSection) -> String {
    let id = section.section.rawValue
    return """
      <section id="\(id)" aria-labelledby="\(id)-heading">
      <h2 id="\(id)-heading">\(htmlEscaped(section.heading))</h2>
      \(section.blocks.map(html).joined(separator: "\n"))
      </section>
      """
  }

  private func html(_ block: PageBlock) -> String {
    switch block {
    case .finding(let text): return "<p class=\"finding\">\(htmlEscaped(text))</p>"
    case .paragraph(let text): return "<p>\(htmlEscaped(text))</p>"
    case .figures(let figures):
      let items = figures.map {
        "<li><strong>\(htmlEscaped($0.figure)) <small>\(htmlEscaped($0.unit))</small></strong> \(htmlEscaped($0.meaning))</li>"
      }
      return "<ul class=\"figures\">\(items.joined(separator: "\n"))</ul>"
    case .chart(let chart, let id): return figure(chart, id)
    case .table(let table): return table.html(form)
    case .trends(let table, let heading, let lines): return table.html(form, trends: (heading, lines.map { $0.svg() }))
    case .lookup(let table):
      let summary = wording.text("page.lookup", ["title": table.title, "count": form.number(Double(table.rows.count), decimals: 0)])
      return "<details class=\"block\"><summary>\(htmlEscaped(summary))</summary>\n\(table.html(form))\n</details>"
    case .lights(let lights):
      let items = lights.map { light in
        let count = form.number(Double(light.count), decimals: 0)
        return "<li>\(light.light.svg) <span>\(htmlEscaped(light.name)): <data value=\"\(light.count)\">\(count)</data></span></li>"
      }
      return "<ul class=\"lights\">\(items.joined(separator: "\n"))</ul>"
    }
  }

  /// A chart with its figures as tables that can be opened; drawn again for a phone, which shows that one in its place.
  private func figure(_ chart: any Chart, _ id: String) -> String {
    let form = ChartForm(wording, form)
    let tables = chart.dataTables(form.words).map { TextTable($0).html(self.form) }
    let summary = wording.text("page.data", ["title": chart.title])
    return """
      <figure id="chart-\(id)">
      <figcaption>\(htmlEscaped(chart.title))</figcaption>
      <div class="broad">
      \(chart.svg(id: "picture-\(id)", form: form, showsTitle: false))
      </div>
      <div class="narrow" hidden>
      \(chart.svg(id: "narrow-\(id)", form: form, width: 360, showsTitle: false))
      </div>
      <details><summary>\(htmlEscaped(summary))</summary>
      \(tables.joined(separator: "\n"))
      </details>
      </figure>
      """
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
