/// A JSON value whose members keep the order they are given in.
indirect enum JSONText: Sendable {
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([JSONText])
  case object([(String, JSONText)])

  /// Indented by two spaces; lists of texts stand on one line.
  func written(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return quoted(text)
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return "\(number)"
    case .list(let items) where items.allSatisfy(\.isPlain): return "[" + items.map { $0.written() }.joined(separator: ", ") + "]"
    case .list(let items): return lines(items.map { $0.written(indent: inner) }, "[", "]", indent)
    case .object(let members): return lines(members.map { "\(quoted($0)): \($1.written(indent: inner))" }, "{", "}", indent)
    }
  }

  private var isPlain: Bool {
    switch self {
    case .text, .flag, .number: true
    case .list, .object: false
    }
  }

  private func lines(_ parts: [String], _ open: String, _ close: String, _ indent: String) -> String {
    if parts.isEmpty { return open + close }
    return open + "\n" + parts.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)" + close
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}

extension JSONText {
  static func texts(_ texts: [String]) -> JSONText { .list(texts.map(JSONText.text)) }
}
