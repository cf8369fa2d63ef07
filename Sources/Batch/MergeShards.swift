import Diagnostics
import Foundation

/// Puts the rows of finished shards into the order of an unbroken batch. The file is written beside its place and renamed.
/// - Throws: what differs between the headers, a case that stands in two shards, or one that is missing.
package func mergeShards(_ shards: [String], into output: String) throws {
  var problems = DiagnosticList()
  var rows: [(number: Int, text: Substring, place: SourcePlace)] = []
  var header: (text: Substring, file: String)?
  for file in shards {
    guard let content = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
      problems.error(SourcePlace(file: file), "the file cannot be read", expected: "the rows of a shard")
      continue
    }
    let text = String(decoding: content, as: UTF8.self)
    if !text.hasSuffix("\n") {
      problems.error(SourcePlace(file: file), "the last line is not whole", expected: "a finished shard", hint: "finish it with --resume")
    }
    for (index, line) in text.split(separator: "\n").enumerated() {
      let place = SourcePlace(file: file, line: index + 1)
      if let number = caseNumber(line) {
        rows.append((number, line, place))
      } else if index > 0 || !line.hasPrefix("case,scenario,") {
        problems.error(place, "this is no row of a batch", expected: "a case number first")
      } else if let header, header.text != line {
        problems.error(place, "the columns are '\(line)'", expected: "'\(header.text)', as in \(header.file)")
      } else {
        header = (line, file)
      }
    }
  }
  rows.sort { ($0.number, $0.place) < ($1.number, $1.place) }
  for (row, next) in zip(rows, rows.dropFirst()) where row.number == next.number {
    problems.error(next.place, "case \(next.number) stands in two files", expected: "each case once; it stands first at \(row.place)")
  }
  let numbers = Set(rows.map(\.number))
  if let missing = (1...max(1, numbers.max() ?? 1)).first(where: { !numbers.contains($0) }) {
    problems.error(SourcePlace(file: output), "case \(missing) is in none of the files", expected: "all shards, finished")
  }
  if problems.hasErrors { throw InputError(problems) }
  let text = ([header?.text].compactMap { $0 } + rows.map(\.text)).map { $0 + "\n" }.joined()
  do {
    try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
  } catch {
    throw RowFileError.system(output, "is the folder there, and may you write to it?")
  }
}

/// `12` of `12,hne2030,...` and of `{"case":12,...`.
private func caseNumber(_ line: Substring) -> Int? {
  let start = line.hasPrefix(#"{"case":"#) ? line.dropFirst(#"{"case":"#.count) : line
  return Int(start.prefix { $0 != "," })
}
