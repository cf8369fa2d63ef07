/// The candidate closest to a misspelt name, or nil when nothing is close enough to be worth suggesting.
///
/// Close means an edit distance of at most a third of the longer name (at least 1), counted with
/// insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  candidates
    .map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    .filter { $0.distance <= max(1, max(name.count, $0.name.count) / 3) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
    .name
}

/// `did you mean 'x'?`, or nil when no candidate is close.
package func didYouMean(_ name: String, among candidates: some Sequence<String>) -> String? {
  nearestName(to: name, among: candidates).map { "did you mean '\($0)'?" }
}

private func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a), b = Array(b)
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { rows[i][0] = i }
  for j in 0...b.count { rows[0][j] = j }
  for i in 1...a.count {
    for j in 1...b.count {
      let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1) }
    }
  }
  return rows[a.count][b.count]
}
