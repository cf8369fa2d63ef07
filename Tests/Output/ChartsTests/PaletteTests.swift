import Foundation
import Testing

@testable import Charts

@Suite struct PaletteTests {
  @Test func eachFillIsLighterThanTheOneBefore() {
    let lightness = Palette.colours.map(lightness)
    for (darker, lighter) in zip(lightness, lightness.dropFirst()) {
      #expect(lighter - darker >= 8, "CIE L* \(lightness)")
    }
  }

  @Test func theFirstEightFillsHaveEightPatternsAndLaterOnesAreNewPairs() {
    #expect(Set((0..<8).map(Palette.pattern)).count == 8)
    let pairs = Set((0..<24).map { "\(Palette.colour($0)) \(Palette.pattern($0))" })
    #expect(pairs.count == 24)
  }

  /// 4.5 : 1 is level AA for text, WCAG 2.1 success criterion 1.4.3; its formula is used.
  @Test(arguments: [Palette.ink, Palette.mutedInk])
  func textHasEnoughContrast(colour: String) {
    #expect(contrast(colour, Palette.paper) >= 4.5)
  }

  /// 3 : 1 is level AA for graphics, WCAG 2.1 success criterion 1.4.11: a fill or the line around it stands out from paper.
  @Test func everyFillStandsOutFromPaper() {
    for fill in Palette.colours.indices {
      let best = max(contrast(Palette.colour(fill), Palette.paper), contrast(Palette.edge(fill), Palette.paper))
      #expect(best >= 3, "\(Palette.colour(fill)): \(best)")
      #expect(contrast(Palette.visible(fill), Palette.paper) >= 3)
    }
    #expect(contrast(Palette.toneEdge, Palette.paper) >= 3)
  }

  /// Neighbours in a stack: one of them, or the line between them, stands out from the other.
  @Test func neighboursArePartedByALineThatStandsOutFromOneOfThem() {
    for a in Palette.colours.indices {
      for b in Palette.colours.indices where a != b {
        let edges = [Palette.edge(a), Palette.edge(b)]
        let best =
          edges.flatMap { [contrast($0, Palette.colour(a)), contrast($0, Palette.colour(b))] } + [
            contrast(Palette.colour(a), Palette.colour(b))
          ]
        #expect(best.max() ?? 0 >= 3, "\(Palette.colour(a)) beside \(Palette.colour(b))")
      }
    }
  }

  @Test func theSignOfAStatusStandsOutFromItsShape() {
    for light in TrafficLight.allCases where light != .unknown {
      #expect(contrast(light.colour, Palette.paper) >= 4.5, "\(light)")
    }
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let lights = [luminance(a), luminance(b)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  /// Relative luminance of sRGB, WCAG 2.1.
  private func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let channels = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
    let linear = channels.map { $0 <= 0.03928 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func lightness(_ colour: String) -> Double { 116 * cbrt(luminance(colour)) - 16 }
}
