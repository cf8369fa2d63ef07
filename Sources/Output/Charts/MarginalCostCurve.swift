/// Blocks side by side in the order given: the width of a block is an amount, its height the cost of one unit of it. The order is the
/// caller's, because the cost of a unit cannot rank what saves money.
package struct MarginalCostCurve: Chart {
  package struct Block: Sendable {
    package let label: String
    /// Not negative.
    package let amount: Double
    package let unitCost: Double

    package init(_ label: String, amount: Double, unitCost: Double) {
      precondition(amount.isFinite && amount >= 0 && unitCost.isFinite, "'\(label)' must have an amount of zero or more and a finite cost")
      self.label = label
      self.amount = amount
      self.unitCost = unitCost
    }
  }

  package let title: String
  package let description: String
  /// What the blocks are: `Measure`.
  package let category: String
  package let amount: ChartAxis
  package let unitCost: ChartAxis
  package let blocks: [Block]
  /// Unit costs to compare with.
  package let references: [ReferenceLine]

  package init(
    title: String, description: String, category: String, amount: ChartAxis, unitCost: ChartAxis, blocks: [Block],
    references: [ReferenceLine] = []
  ) {
    self.title = title
    self.description = description
    self.category = category
    self.amount = amount
    self.unitCost = unitCost
    self.blocks = blocks
    self.references = references
  }

  package func picture(_ words: ChartWords) -> Picture {
    Picture(plot: BlockPlot(x: amount, y: unitCost, blocks: blocks.filter { $0.amount > 0 }, references: references))
  }

  package func dataTables(_ words: ChartWords) -> [ChartTable] {
    var sum = 0.0
    let rows: [[ChartTable.Cell]] = blocks.map { block in
      sum += block.amount
      return [.text(block.label), amount.cell(block.amount), unitCost.cell(block.unitCost), amount.cell(sum)]
    }
    return [
      ChartTable(
        caption: title, columns: [.init(category), .init(amount), .init(unitCost), .init(words.total, unit: amount.unit)], rows: rows)
    ]
  }
}
