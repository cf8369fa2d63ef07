/// How numbers look and the few words that pictures need, in the reader's language.
package struct ChartForm: Sendable {
  /// BCP 47 tag of the texts: `fi`.
  package let language: String
  /// Writes a value with so many decimals.
  package let number: @Sendable (_ value: Double, _ decimals: Int) -> String
  package let words: ChartWords

  package init(language: String, words: ChartWords, number: @escaping @Sendable (_ value: Double, _ decimals: Int) -> String) {
    self.language = language
    self.words = words
    self.number = number
  }
}

package struct ChartWords: Sendable {
  /// In place of a picture without values: `No data`.
  package let noData: String
  /// Headings of the bounds of a range: `low`, `high`.
  package let low: String
  package let high: String
  /// What a stack adds up to: `Total`.
  package let total: String
  /// Stands for so many things put together: `42 others`.
  package let others: @Sendable (_ count: Int) -> String
  /// Tells that the picture leaves something out: `The picture shows 40 of 10,000; the table has all.`
  package let shown: @Sendable (_ drawn: Int, _ all: Int) -> String
  /// Tells that neighbours were put together: `10,000 blocks are drawn as 300.`
  package let merged: @Sendable (_ drawn: Int, _ all: Int) -> String

  package init(
    noData: String, low: String, high: String, total: String, others: @escaping @Sendable (Int) -> String,
    shown: @escaping @Sendable (Int, Int) -> String, merged: @escaping @Sendable (Int, Int) -> String
  ) {
    self.noData = noData
    self.low = low
    self.high = high
    self.total = total
    self.others = others
    self.shown = shown
    self.merged = merged
  }
}
