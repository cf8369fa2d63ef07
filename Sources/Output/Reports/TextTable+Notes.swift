extension TextTable {
  /// The table as it is printed for people: its columns of notes as footnotes, rows with the same words sharing one.
  var withNotesBelow: TextTable {
    let folded = columns.indices.filter { columns[$0].isNote }
    guard !folded.isEmpty, folded.count < columns.count else { return self }
    var notes = footnotes
    let rows = rows.map { row -> Row in
      let words = folded.compactMap { column -> String? in
        if case .text(let text) = row.cells[column].content, !text.isEmpty { text } else { nil }
      }
      var cells = row.cells.enumerated().filter { !folded.contains($0.offset) }.map(\.element)
      guard !words.isEmpty else { return Row(row.label, cells, indent: row.indent, kind: row.kind) }
      let text = words.joined(separator: ": ")
      let number = notes.first { $0.text == text }?.number ?? (notes.map(\.number).max() ?? 0) + 1
      if !notes.contains(where: { $0.number == number }) { notes.append(Footnote(number, text)) }
      cells[cells.count - 1] = cells[cells.count - 1].marked(number)
      return Row(row.label, cells, indent: row.indent, kind: row.kind)
    }
    return TextTable(
      title: title, rowHeading: rowHeading, labelWidth: labelWidth, columns: columns.filter { !$0.isNote }, rows: rows, footnotes: notes)
  }
}
