extension TextTable {
  /// Aligned plain text of at most `width` columns, ending in a newline.
  ///
  /// Numbers are aligned on the decimal mark. Columns that do not fit go to further blocks that repeat the row labels; only a
  /// single number or word wider than the page can exceed `width`.
  package func text(_ form: NumberForm, width: Int = 100) -> String { withNotesBelow.page(form, width: width) }

  private func page(_ form: NumberForm, width: Int) -> String {
    let labels = labelField(form, width: width)
    let fields = columns.indices.map { field($0, form, width: width) }
    let blocks = packed(fields.map(\.width), beside: labels.width, width: width)
    let texts = blocks.enumerated().map { number, block in
      let part = blocks.count > 1 ? "\(title) (\(number + 1)/\(blocks.count))" : title
      return wrappedLines(part, width: width) + blockLines([labels] + block.map { fields[$0] })
    }
    let below = footnoteLines(width: width) + remarks.flatMap { wrappedLines($0, width: width) }
    return (Array(texts.joined(separator: [""])) + below).map { $0 + "\n" }.joined()
  }

  /// Column numbers of each block, filled from the left.
  private func packed(_ widths: [Int], beside label: Int, width: Int) -> [[Int]] {
    var blocks: [[Int]] = [[]]
    var used = label
    let isTooWide = widths.reduce(label) { $0 + TextField.gap + $1 } > width
    for (column, needed) in widths.enumerated() {
      let isSubject = isTooWide && columns[column].startsBlock
      if used + TextField.gap + needed > width || isSubject, !blocks[blocks.count - 1].isEmpty {
        blocks.append([])
        used = label
      }
      blocks[blocks.count - 1].append(column)
      used += TextField.gap + needed
    }
    return blocks
  }

  private func blockLines(_ fields: [TextField]) -> [String] {
    let rule = String(repeating: "─", count: fields.map(\.width).reduce(0, +) + TextField.gap * (fields.count - 1))
    let headHeight = fields.map(\.head.count).max() ?? 0
    let heads = fields.map { Array(repeating: padded("", to: $0.width), count: headHeight - $0.head.count) + $0.head }
    var lines = [rule] + joined(heads) + [rule]
    for (number, row) in rows.enumerated() {
      // A total is ruled off above, and below when rows follow that are no totals.
      let changes = number > 0 && (row.kind == .total) != (rows[number - 1].kind == .total)
      if changes { lines.append(rule) }
      lines += joined(fields.map { $0.body[number] })
    }
    return lines + [rule]
  }

  /// Fields side by side, line by line, without spaces at the end of a line.
  private func joined(_ fields: [[String]]) -> [String] {
    (0..<(fields.map(\.count).max() ?? 0)).map { line in
      let parts = fields.map { line < $0.count ? $0[line] : padded("", to: displayWidth($0.first ?? "")) }
      let text = parts.joined(separator: String(repeating: " ", count: TextField.gap))
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func labelField(_ form: NumberForm, width: Int) -> TextField {
    let widest = labelWidth ?? width / 2
    let texts = rows.map { row in
      let lead = String(repeating: "  ", count: row.indent)
      let room = max(1, widest - 2 * row.indent - 2)
      let lines = wrappedLines(row.label.text(form) + row.label.markText, width: room)
      return lines.enumerated().map { lead + ($0 > 0 ? "  " : "") + $1 }
    }
    return TextField.text(head: wrappedLines(rowHeading, width: max(1, widest)), body: texts)
  }

  private func field(_ column: Int, _ form: NumberForm, width: Int) -> TextField {
    let cells = rows.map { $0.cells[column] }
    let isNumeric = cells.contains(where: \.isNumeric)
    let widestText = columns[column].textWidth ?? max(1, width / 2 - 2)
    let body = isNumeric ? TextField.aligned(cells, form) : cells.map { wrappedLines($0.text(form) + $0.markText, width: widestText) }
    let widest = body.joined().map(displayWidth).max() ?? 0
    let unit = columns[column].unit
    // A heading may be a little wider than its numbers before it is broken into lines.
    let head = [columns[column].heading, unit, columns[column].vintage].filter { !$0.isEmpty }
      .flatMap { wrappedLines($0, width: max(widest, min(columns[column].textWidth ?? 14, 14))) }
    return isNumeric ? TextField.numbers(head: head, body: body) : TextField.text(head: head, body: body)
  }

  private func footnoteLines(width: Int) -> [String] {
    footnotes.flatMap { note in
      let mark = footnoteMark(note.number) + " "
      let lines = wrappedLines(note.text, width: max(1, width - displayWidth(mark)))
      return lines.enumerated().map { ($0 == 0 ? mark : padded("", to: displayWidth(mark))) + $1 }
    }
  }
}

/// One column of a text table: every line padded to one width.
private struct TextField {
  static let gap = 2
  let width: Int
  let head: [String]
  /// Lines of each row.
  let body: [[String]]

  static func text(head: [String], body: [[String]]) -> TextField { TextField(head, body, right: false) }
  static func numbers(head: [String], body: [[String]]) -> TextField { TextField(head, body, right: true) }

  private init(_ head: [String], _ body: [[String]], right: Bool) {
    let width = (head + body.joined()).map(displayWidth).max() ?? 0
    self.width = width
    self.head = head.map { padded($0, to: width, right: right) }
    self.body = body.map { $0.map { padded($0, to: width, right: right) } }
  }

  /// Cells as whole part, fraction and marks, each in its own strip, so that decimal marks stand under each other.
  static func aligned(_ cells: [Cell], _ form: NumberForm) -> [[String]] {
    let parts = cells.map { split($0, form) }
    let whole = parts.map { displayWidth($0.whole) }.max() ?? 0
    let fraction = parts.map { displayWidth($0.fraction) }.max() ?? 0
    let marks = parts.map { displayWidth($0.marks) }.max() ?? 0
    return parts.map {
      [padded($0.whole, to: whole, right: true) + padded($0.fraction, to: fraction) + padded($0.marks, to: marks)]
    }
  }

  private static func split(_ cell: Cell, _ form: NumberForm) -> (whole: String, fraction: String, marks: String) {
    let text = cell.text(form)
    switch cell.content {
    case .number(_, let decimals) where decimals > 0, .beyond(_, _, let decimals) where decimals > 0:
      return (String(text.dropLast(decimals + 1)), String(text.suffix(decimals + 1)), cell.markText)
    case .estimate(let value, _, let decimals):
      let whole = form.number(value, decimals: decimals).count - (decimals > 0 ? decimals + 1 : 0)
      return (String(text.prefix(whole)), String(text.dropFirst(whole)), cell.markText)
    default: return (text, "", cell.markText)
    }
  }
}
