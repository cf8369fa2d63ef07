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
    #expect(1.05 / (luminance(colour) + 0.05) >= 4.5)
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
