import Foundation
import GoldenFiles
import Testing

@testable import Charts

/// What holds for pictures of every kind.
@Suite struct PictureTests {
  @Test(arguments: Examples.all.indices)
  func everyKindIsDrawnAsKept(kind: Int) {
    let (name, chart) = Examples.all[kind]
    #expect(goldenDifference(chart.svg(id: name, form: form), "\(name).svg") == nil)
  }

  @Test(arguments: Examples.all.indices, [280.0, 360, 500, 720, 1300])
  func textsNeitherTouchNorLeaveThePicture(kind: Int, width: Double) throws {
    let drawing = try Drawing(Examples.all[kind].chart.svg(id: "a", form: form, width: width))
    #expect(drawing.collisions == [], "\(Examples.all[kind].name)")
    #expect(drawing.texts.allSatisfy { $0.size >= 12 })
  }

  @Test(arguments: Examples.all.indices)
  func thePictureIsAnImageWithANameADescriptionAndALanguage(kind: Int) throws {
    let (name, chart) = Examples.all[kind]
    let drawing = try Drawing(chart.svg(id: name, form: form))
    #expect(drawing.root["role"] == "img" && drawing.root["lang"] == "en")
    #expect(drawing.root["aria-labelledby"] == "\(name)-title \(name)-desc")
    #expect(drawing.titles.first == chart.title && drawing.descriptions.count == 1 && drawing.descriptions[0].hasPrefix(chart.description))
    #expect(Set(drawing.ids).count == drawing.ids.count && drawing.ids.allSatisfy { $0.hasPrefix("\(name)-") })
  }

  /// Only the name of the SVG language is an address; a fill refers to a pattern of the same picture.
  @Test(arguments: Examples.all.indices)
  func nothingComesFromOutside(kind: Int) throws {
    let drawing = try Drawing(Examples.all[kind].chart.svg(id: "fig", form: form))
    #expect(Set(drawing.elements).isSubset(of: ["svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "text"]))
    #expect(drawing.attributes.allSatisfy { $0.name != "href" && !$0.name.hasPrefix("on") && $0.name != "style" })
    let references = drawing.attributes.map(\.value).filter { $0.contains("url(") }
    #expect(references.allSatisfy { reference in drawing.ids.contains { reference == "url(#\($0))" } })
  }

  @Test(arguments: Examples.all.indices)
  func theTitleMayStandOutsideThePicture(kind: Int) throws {
    let chart = Examples.all[kind].chart
    let drawing = try Drawing(chart.svg(id: "a", form: form, showsTitle: false))
    #expect(drawing.titles.first == chart.title)
    #expect(!drawing.texts.contains { $0.size == 16 })
  }

  /// A page with thirty pictures stays far below a megabyte.
  @Test(arguments: Examples.all.indices)
  func aPictureIsSmall(kind: Int) {
    #expect(Examples.all[kind].chart.svg(id: "a", form: form).utf8.count < 20_000)
  }

  @Test(arguments: Examples.all.indices)
  func theSameChartGivesTheSameBytes(kind: Int) {
    let chart = Examples.all[kind].chart
    #expect(chart.svg(id: "a", form: form) == chart.svg(id: "a", form: form))
  }

  @Test(arguments: Examples.all.indices)
  func rowsOfTheTableHaveACellForEveryColumn(kind: Int) {
    for table in Examples.all[kind].chart.dataTables(form.words) {
      #expect(!table.rows.isEmpty && !table.caption.isEmpty)
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }
  }
}
