/// A table as JSON: its title, heads and rows; numbers stay numbers, and what is blank is null.
extension TextTable: Encodable {
  private enum Keys: String, CodingKey { case title, columns, rows }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(title, forKey: .title)
    try container.encode([rowHeading] + columns.map { $0.unit.isEmpty ? $0.heading : "\($0.heading), \($0.unit)" }, forKey: .columns)
    try container.encode(rows.map { [$0.label] + $0.cells }, forKey: .rows)
  }
}

extension Cell: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch content {
    case .text(let text): try container.encode(text)
    case .number(let value, let decimals), .estimate(let value, _, let decimals):
      try container.encode(Double(NumberForm.plain(value, decimals: decimals)))
    case .beyond: try container.encode(plainText)
    case .year(let year): try container.encode(year)
    case .notation(let key): try container.encode(key)
    case .blank: try container.encodeNil()
    }
  }
}
