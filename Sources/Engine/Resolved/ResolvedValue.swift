/// One input of a scenario after everything has been looked up: a word, a figure, or a figure for every year.
package struct ResolvedValue: Sendable, Hashable, Codable {
  /// What the model sees: figures in canonical units.
  package enum Content: Sendable, Hashable {
    case word(String)
    case figure(Double)
    case series([Double])
  }

  package var content: Content
  /// The unit that the plan keeps it in, such as `t CO2e/GWh`; empty for words and plain numbers.
  package var unit: String
  /// Multiplies a figure in `unit` to the canonical one.
  package var factor: Double
  /// As the plan states it, dataset references and all but without notes; nil for what the plan does not state itself.
  package var statement: String?
  /// `file:line:column`; empty for what has no place of its own.
  package var place: String
  /// The dataset cell that a single figure was read from, `file:line:column`.
  package var cell: String?
  package var source: String?

  package init(
    _ content: Content, unit: String = "", factor: Double = 1, statement: String? = nil, place: String = "", cell: String? = nil,
    source: String? = nil
  ) {
    self.content = content
    self.unit = unit
    self.factor = factor
    self.statement = statement
    self.place = place
    self.cell = cell
    self.source = source
  }

  /// A figure, or a series of one value; nil for words.
  var figure: Double? {
    switch content {
    case .figure(let number): number
    case .series(let values): values.first
    case .word: nil
    }
  }

  var word: String? { if case .word(let word) = content { word } else { nil } }
}

extension ResolvedValue.Content: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .figure(number)
    } else if let values = try? container.decode([Double].self) {
      self = .series(values)
    } else {
      self = .word(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .word(let word): try container.encode(word)
    case .figure(let number): try container.encode(number)
    case .series(let values): try container.encode(values)
    }
  }
}
