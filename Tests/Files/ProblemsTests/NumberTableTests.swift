import Diagnostics
import Foundation
import LinearAlgebra
import Sampling
import Testing

@testable import Problems

@Suite struct NumberTableTests {
  /// The reader of the standard library is the reference: every number must have the same bits.
  @Test func numbersAreRoundedOnceAsByTheStandardLibrary() {
    let philox = Philox4x32(seed: 7)
    for draw in 0..<200_000 as Range<UInt64> {
      let bits = philox.bits(stream: 1, draw: draw)
      let digits = String(bits >> (philox.bits(stream: 2, draw: draw) % 60))
      let point = Int(philox.bits(stream: 3, draw: draw) % 24)
      let padded = String(repeating: "0", count: max(0, point + 1 - digits.count)) + digits
      let text = (bits & 1 == 0 ? "-" : "") + padded.dropLast(point) + (point == 0 ? "" : "." + padded.suffix(point))
      #expect(scanned(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
      let any = Double(bitPattern: bits)
      if any.isFinite { #expect(scanned("\(any)")?.bitPattern == any.bitPattern, "\(any)") }
    }
  }

  /// Halfway cases and limits of the fast way.
  @Test(arguments: [
    "9007199254740993", "9007199254740993.0", "9007199254740992.5", "9007199254740993.000000001", "9999999999999999999", "0", "-0.0",
    "0.000000000000000000000000001", "1.", ".5", "18446744073709551615", "0.1000000000000000055511151231257827", "1e22", "-1.5E-7", "+3",
    " 2.5\t",
  ]) func limitsOfTheFastWayAreRoundedRight(text: String) {
    #expect(scanned(text)?.bitPattern == Double(text.trimmingCharacters(in: .whitespaces))?.bitPattern)
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "nan", "inf", "0x1p3", "1e999", "1 2", "1,5e", "٣"]) func otherTextIsNoNumber(text: String) {
    #expect(scanned(text) == nil)
  }

  @Test func aTableKnowsItsHeaderAndItsLineEnds() throws {
    let table = try #require(try read("\u{FEFF}\"a, b\",c\r\n1,2.5\r\n-3e2,4\r\n").table)
    #expect(table.header == ["a, b", "c"])
    #expect(table.columns == Matrix([[1, -300], [2.5, 4]]))
    let bare = try #require(try read("1,2\n3,4").table)
    #expect(bare.header == nil && bare.columns == Matrix([[1, 3], [2, 4]]))
    // Words of the problem are a header also where they look like numbers.
    #expect(try read("2,1\n3,4", names: ["1", "2"]).table?.columns == Matrix([[3], [4]]))
  }

  @Test func badCellsAreToldWithTheirPlaces() throws {
    #expect(
      try read("x,y\n1,two\n3\n4,5,6\n,nan\n\n").told == [
        "2:3: error: 'two'; expected a finite number", "3:1: error: 1 cells; expected 2, as many as in the first row",
        "4:1: error: 3 cells; expected 2, as many as in the first row", "5:1: error: a blank cell; expected a finite number",
        "5:2: error: 'nan'; expected a finite number", "6:1: error: 1 cells; expected 2, as many as in the first row",
        "6:1: error: a blank cell; expected a finite number",
      ])
    #expect(try read("1 2\n3 4\n").told == ["2:1: error: '3 4'; expected a finite number; hint: separate columns with commas"])
    #expect(try read("").told == ["1:1: error: the file is empty; expected rows of numbers"])
    #expect(try read("x,y\n").told == ["1:1: error: no row of numbers; expected at least one"])
    let many = try read("x\n" + String(repeating: "?\n", count: 50)).told
    #expect(many.count == 21)
    #expect(many.last == "51:1: error: 30 more such cells, up to this one; expected finite numbers")
  }

  @Test(arguments: [
    SampleDesign.Method.saltelli(secondOrder: false), .saltelli(secondOrder: true), .morris(levels: 6, kept: 3), .sobol, .latinHypercube,
  ]) func aWrittenSampleReadsBackBitForBit(method: SampleDesign.Method) throws {
    let problem = try load(
      "{num_vars: 3, names: [a, 'b,c', d], bounds: [[0, 1e-9], [-1, 2, 0.5], [1, 4e7]], dists: [unif, triang, logunif]}")
    let design = try SampleDesign(problem, method: method, count: 16, seed: 3)
    let path = try written("old")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try design.write(to: path)
    var told = DiagnosticList()
    let table = try #require(readNumbers(path, purpose: "a sample", names: problem.names, into: &told))
    #expect(table.header == ["a", "b,c", "d"])
    #expect(table.rows == design.evaluations)
    var first = 0
    try design.forEachBlock { block in
      for i in 0..<3 { #expect(block.row(i).elementsEqual(table.columns.row(i)[(i * table.rows + first)...].prefix(block.columns))) }
      first += block.columns
    }
    #expect(first == design.evaluations)
    #expect(!FileManager.default.fileExists(atPath: path + ".part"))
  }

  private func scanned(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { DecimalScanner(bytes: $0).number() }
  }

  private func read(_ text: String, names: [String] = []) throws -> (table: NumberTable?, told: [String]) {
    let file = try written(text)
    defer { try? FileManager.default.removeItem(atPath: file) }
    var told = DiagnosticList()
    let table = readNumbers(file, purpose: "a table", names: names, into: &told)
    return (table, told.all.map { String("\($0)".dropFirst(file.count + 1)) })
  }
}
