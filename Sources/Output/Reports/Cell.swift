/// What stands in one cell of a table, before any language or layout.
package struct Cell: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case text(String)
    case number(Double, decimals: Int)
    /// A number with its Monte Carlo error: `237.2 ± 0.1`.
    case estimate(Double, error: Double, decimals: Int)
    /// Below or above a number: `< 0.2`.
    case beyond(Side, Double, decimals: Int)
    case year(Int)
    /// There is no value here. Blank is not zero; it is printed as an en dash.
    case blank
    /// NE not estimated, NO not occurring, IE included elsewhere, C confidential; kept as they are.
    case notation(String)
  }

  package enum Side: String, Hashable, Sendable {
    case below = "<"
    case above = ">"
  }

  package let content: Content
  /// Numbers of the footnotes that belong to the cell.
  package private(set) var marks: [Int] = []
  /// The language of a text that is in another language than the table; nil for the table's own.
  package private(set) var language: String?

  /// The notation keys of inventories (2006 IPCC Guidelines, vol. 1, ch. 8; GPC, ch. 2).
  package static let notationKeys = ["NE", "NO", "IE", "C"]

  package static func text(_ text: String) -> Cell { Cell(content: .text(text)) }

  package static func text(_ text: String, language: String?) -> Cell {
    var cell = Cell(content: .text(text))
    cell.language = language
    return cell
  }

  package static func year(_ year: Int) -> Cell { Cell(content: .year(year)) }
  package static var blank: Cell { Cell(content: .blank) }

  /// A number, or a blank when there is none.
  package static func number(_ value: Double?, decimals: Int) -> Cell {
    Cell(content: value.map { .number($0, decimals: decimals) } ?? .blank)
  }

  package static func estimate(_ value: Double, error: Double?, decimals: Int) -> Cell {
    Cell(content: error.map { .estimate(value, error: $0, decimals: decimals) } ?? .number(value, decimals: decimals))
  }

  package static func beyond(_ side: Side, _ value: Double, decimals: Int) -> Cell {
    Cell(content: .beyond(side, value, decimals: decimals))
  }

  package static func notation(_ key: String) -> Cell {
    precondition(notationKeys.contains(key), "'\(key)' is not one of \(notationKeys)")
    return Cell(content: .notation(key))
  }

  /// The cell with footnotes added; each number once, in rising order.
  package func marked(_ notes: Int...) -> Cell {
    var cell = self
    cell.marks = Set(marks + notes).sorted()
    return cell
  }

  /// The content in a language's number form, without footnote marks.
  package func text(_ form: NumberForm) -> String {
    switch content {
    case .text(let text): return text
    case .number(let value, let decimals): return form.number(value, decimals: decimals)
    case .estimate(let value, let error, let decimals):
      return "\(form.number(value, decimals: decimals)) ± \(form.number(error, decimals: decimals))"
    case .beyond(let side, let value, let decimals): return "\(side.rawValue) \(form.number(value, decimals: decimals))"
    case .year(let year): return form.year(year)
    case .blank: return "–"
    case .notation(let key): return key
    }
  }

  /// The content in a file for machines: a blank is empty and numbers are plain.
  package var plainText: String {
    switch content {
    case .text(let text): return text
    case .number(let value, let decimals), .estimate(let value, _, let decimals): return NumberForm.plain(value, decimals: decimals)
    case .beyond(let side, let value, let decimals): return "\(side.rawValue) \(NumberForm.plain(value, decimals: decimals))"
    case .year(let year): return String(year)
    case .blank: return ""
    case .notation(let key): return key
    }
  }

  /// Footnote marks as printed beside the content: `¹⁾²⁾`, raised and closed so that they are not read as digits or powers.
  package var markText: String { marks.map(footnoteMark).joined() }

  /// Whether the column of this cell is aligned as numbers.
  var isNumeric: Bool {
    switch content {
    case .number, .estimate, .beyond, .year, .notation: return true
    case .text, .blank: return false
    }
  }
}

/// `12` as `¹²⁾`.
func footnoteMark(_ number: Int) -> String {
  let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  return String(String(number).compactMap { $0.wholeNumberValue.map { raised[$0] } }) + "⁾"
}
