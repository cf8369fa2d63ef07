/// Part `index` of `count`: every `count`-th case from case `index` on, so that the parts are equally heavy.
package struct Shard: Sendable, Equatable {
  package let index: Int
  package let count: Int

  package static let whole = Shard(index: 1, count: 1)

  private init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  /// Reads `I/N`.
  package init(parsing text: String) throws(GridError) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], index >= 1, index <= count else { throw .badShard(text) }
    self.init(index: index, count: count)
  }

  /// How many of `total` cases are its own.
  package func size(of total: Int) -> Int { total < index ? 0 : (total - index) / count + 1 }

  /// The number of its case at a zero-based position.
  package func number(at position: Int) -> Int { index + position * count }
}
