import Problems

/// What `analyze --format json` prints for one output, under SALib's keys (`S1`, `S1_conf`, `mu_star`, …) where SALib has one.
/// Pairs are the upper triangle of a matrix, the rest of it null, as SALib's NaN.
package struct SensitivityDocument: Encodable, Sendable {
  private let indices: SensitivityIndices

  package init(_ indices: SensitivityIndices) { self.indices = indices }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(indices.analysis.method.id, forKey: Key("method"))
    try container.encode(indices.output, forKey: Key("output"))
    try container.encode(indices.evaluations, forKey: Key("evaluations"))
    try container.encode(indices.names, forKey: Key("names"))
    for column in indices.columns {
      try container.encode(column.values, forKey: Key(column.key))
      if let confidence = column.confidence { try container.encode(confidence, forKey: Key(column.key + "_conf")) }
    }
    if let pairs = indices.pairs {
      try container.encode(triangle { pairs.values[$0, $1] }, forKey: Key(pairs.key))
      if let confidence = pairs.confidence { try container.encode(triangle { confidence[$0, $1] }, forKey: Key(pairs.key + "_conf")) }
    }
    if let (resamples, level) = indices.analysis.intervals {
      try container.encode(resamples, forKey: Key("resamples"))
      try container.encode(level, forKey: Key("level"))
    }
    switch indices.trust {
    case .straightLine(let values, let ranks):
      try container.encode(values, forKey: Key("r_squared"))
      try container.encode(ranks, forKey: Key("rank_r_squared"))
    case .polynomial(let error, let terms, let degree):
      try container.encode(OrNull(error.isFinite ? error : nil), forKey: Key("leave_one_out_error"))
      try container.encode(terms, forKey: Key("terms"))
      try container.encode(degree, forKey: Key("degree"))
    case nil: break
    }
  }

  private func triangle(_ entry: (Int, Int) -> Double) -> [[Double?]] {
    indices.names.indices.map { j in indices.names.indices.map { k in k > j ? entry(j, k) : nil } }
  }
}

/// What `analyze --format csv` prints: one index a row, all digits.
package func sensitivityCSV(_ results: [SensitivityIndices]) -> String {
  var lines = ["output,index,input,other,value,conf"]
  for indices in results {
    func add(_ key: String, _ input: String, _ other: String, _ value: Double?, _ confidence: Double?) {
      let words = [indices.output, key, input, other].map(csvText)
      lines.append((words + [value, confidence].map { $0.map { "\($0)" } ?? "" }).joined(separator: ","))
    }
    for column in indices.columns {
      for (i, name) in indices.names.enumerated() { add(column.key, name, "", column.values[i], column.confidence?[i]) }
    }
    guard let pairs = indices.pairs else { continue }
    for (j, k) in indices.pairPlaces { add(pairs.key, indices.names[j], indices.names[k], pairs.values[j, k], pairs.confidence?[j, k]) }
  }
  return lines.map { $0 + "\n" }.joined()
}
