import Testing

@testable import Charts

@Suite struct AxisTests {
  @Test(arguments: [
    (0.0...818.0, [0.0, 200, 400, 600, 800, 1000], 0), (0...0.47, [0, 0.1, 0.2, 0.3, 0.4, 0.5], 1), (0...0, [0, 1], 0),
    (-35...92, [-50, 0, 50, 100], 0), (0...100, [0, 20, 40, 60, 80, 100], 0), (0...3e-3, [0, 0.001, 0.002, 0.003], 3),
  ])
  func marksAreRoundNumbers(range: ClosedRange<Double>, values: [Double], decimals: Int) {
    let ticks = Ticks(covering: range)
    #expect(ticks.values == values)
    #expect(ticks.decimals == decimals)
  }

  @Test func marksCoverTheRangeInEvenStepsOfOneTwoOrFive() {
    var upper = 1.3e-6
    while upper < 1e9 {
      let ticks = Ticks(covering: 0...upper).values
      let step = ticks[1] - ticks[0]
      var digit = step
      while digit < 0.999 { digit *= 10 }
      while digit > 9.99 { digit /= 10 }
      #expect(ticks[0] == 0 && ticks[ticks.count - 1] >= upper, "0...\(upper)")
      #expect(ticks[ticks.count - 2] < upper, "no empty step on top of 0...\(upper)")
      #expect([1.0, 2, 5].contains { abs($0 - digit) < 1e-6 }, "step \(step) of 0...\(upper)")
      #expect((3...6).contains(ticks.count), "\(ticks.count) marks on 0...\(upper)")
      upper *= 1.37
    }
  }

  @Test func marksCoverRangesOnBothSidesOfZero() {
    for i in 0..<500 {
      let low = Double((i * 7919) % 2003 - 1500) * 0.37
      let range = low...low + Double((i * 104_729) % 997) * 1.3
      let ticks = Ticks(covering: range).values
      #expect(ticks[0] <= range.lowerBound + 1e-9 && ticks[ticks.count - 1] >= range.upperBound - 1e-9, "\(range): \(ticks)")
      #expect((2...7).contains(ticks.count), "\(range): \(ticks)")
    }
  }

  @Test func aScaleMapsItsBoundsToItsEnds() {
    let scale = Scale(domain: 2020...2040, start: 300, end: 100)
    #expect([2020, 2030, 2040].map { scale($0) } == [300, 200, 100])
  }

  @Test func yearsAreNamedWhereTheirNamesHaveRoom() {
    let years = Array(2023...2037)
    #expect(namedPositions(years, width: 1400, room: 48) == years)
    #expect(namedPositions(years, width: 700, room: 48) == years)
    #expect(namedPositions(years, width: 300, room: 48) == [2025, 2030, 2035])
    #expect(namedPositions(Array(2022...2038), width: 300, room: 48) == [2022, 2025, 2030, 2035, 2038])
    #expect(namedPositions([2023, 2027], width: 100, room: 48) == [2023, 2027])
  }
}
