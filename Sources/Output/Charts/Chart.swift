/// Values that can be shown as a picture and as a table. A chart holds no wording of its own and knows no language.
package protocol Chart: Sendable {
  /// The finding in one sentence; the name of the picture.
  var title: String { get }
  /// What a reader who does not see the picture must know: the values that matter, in sentences.
  var description: String { get }
  /// What is drawn.
  func picture(_ words: ChartWords) -> Picture
  /// Every value of the chart, also those that the picture has no room for. One table; a grid has one for each panel.
  func dataTables(_ words: ChartWords) -> [ChartTable]
}

/// A chart made ready to be drawn.
package struct Picture: Sendable {
  let plot: any Plot
  /// Sentences under the picture: what was left out or put together.
  var notes: [String] = []
}

extension Chart {
  /// The picture as an SVG element without an XML declaration: it can stand alone in a file or inside HTML.
  ///
  /// An image with a name and a description for those who do not see it; text stays text of at least 12 units; nothing
  /// from outside, no script. At a width of 720 units its smallest text is 8.5 points on the 180 mm of an A4 page;
  /// for a narrow screen draw it again with a width of 360 instead of scaling it down.
  /// - Parameters:
  ///   - id: begins every id in the SVG, so that several pictures can stand in one page: a letter, then letters, digits, `-`, `_`.
  ///   - width: in drawing units (1/96 inch on paper), at least 280; the height follows from what is drawn.
  ///   - showsTitle: false when the page has the title as its own text beside the picture.
  package func svg(id: String, form: ChartForm, width: Double = 720, showsTitle: Bool = true) -> String {
    precondition(isIdentifier(id), "'\(id)' cannot begin an id: a letter, then letters, digits, '-' or '_'")
    precondition(width >= 280, "a picture needs a width of at least 280, not \(width)")
    let picture = picture(form.words)
    var sheet = Sheet(id: id, form: form)
    let inner = width - 2 * Sheet.margin
    var y = Sheet.margin - 4
    if showsTitle {
      y = sheet.paragraph(title, left: Sheet.margin, top: y, width: inner, size: 16, isBold: true) + 4
    }
    let names = picture.plot.namesFit(inner)
    y = picture.plot.draw(Frame(left: Sheet.margin, top: y, width: inner, extent: picture.plot.extent, hasNames: names), on: &sheet)
    if !names {
      let legend = Legend(picture.plot.keys, width: inner)
      y = legend.draw(left: Sheet.margin, top: y, on: &sheet)
    }
    let notes = picture.notes + sheet.notes
    for note in notes { y = sheet.paragraph(note, left: Sheet.margin, top: y + 2, width: inner, size: 12, isMuted: true) }
    return sheet.document(title: title, description: ([description] + notes).joined(separator: " "), width: width, height: y + 8)
  }
}

private func isIdentifier(_ id: String) -> Bool {
  guard let first = id.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
  return id.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_") }
}
