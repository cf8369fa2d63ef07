/// Why a `--grid` or a `--shard` says nothing that can be run. What the plan has to say about its keys and values is told by the plan.
package enum GridError: Error, Equatable, CustomStringConvertible {
  case noValues(String)
  case noKey(String)
  case severalLines(String)
  case blankValue(key: String)
  case doubledValue(key: String, value: String)
  case doubledKey(String)
  case unevenBrackets(key: String)
  case badRange(key: String, String, instead: String?)
  case badCount(key: String, String, most: Int)
  case equalEnds(key: String, String)
  case tooManyCases(most: Int)
  case badShard(String)

  package var description: String {
    switch self {
    case .noValues(let text): "--grid '\(text)' has no values; write KEY=VALUE,VALUE or KEY=LO..HI/N UNIT"
    case .noKey(let text): "--grid '\(text)' has no key; write KEY=VALUE,VALUE or KEY=LO..HI/N UNIT"
    case .severalLines(let key): "the values of '\(key)' run over several lines; write them on one"
    case .blankValue(let key): "a value of '\(key)' is blank; blank is not zero"
    case .doubledValue(let key, let value): "'\(key)' is given the value '\(value)' twice"
    case .doubledKey(let key): "'\(key)' stands in two --grid; give all its values in one"
    case .unevenBrackets(let key): "a bracket or a quote is left open in the values of '\(key)'"
    case .badRange(let key, let text, let instead):
      "'\(text)' is not a range for '\(key)'; expected LO..HI/N UNIT" + (instead.map { "; write '\($0)'" } ?? ", such as 10..30/3 %")
    case .badCount(let key, let text, let most): "'\(text)' for '\(key)': the count after '/' must be from 2 to \(most)"
    case .equalEnds(let key, let text): "'\(text)' for '\(key)' starts where it ends; write the value alone"
    case .tooManyCases(let most): "the grid has more than \(most) cases"
    case .badShard(let text): "--shard '\(text)' is not I/N with 1 <= I <= N, such as 2/8"
    }
  }
}
