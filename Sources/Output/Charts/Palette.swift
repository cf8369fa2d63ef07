/// Fills that stay apart without colour: each is lighter than the one before and has its own pattern.
///
/// Hues alternate between blue and orange-yellow, the pair that the common colour vision deficiencies keep apart.
/// After eight fills the colours come again with other patterns.
enum Palette {
  /// Text and lines; contrast with `paper` is 16 : 1.
  static let ink = "#1f1f1f"
  /// Secondary text; contrast with `paper` is 7 : 1.
  static let mutedInk = "#595959"
  static let grid = "#d9d9d9"
  static let paper = "#ffffff"

  static let colours = ["#16314f", "#7b3513", "#2b6a94", "#b9702e", "#6a9cc0", "#e3a84e", "#b3d0e5", "#f8e7b4"]

  /// Light to dark tones of one hue for ranges inside ranges, and the line that ends each.
  static let tones = ["#d6e4f0", "#a9c8e0", "#7aa9cc"]
  static let toneEdge = "#2b6a94"

  enum Pattern: CaseIterable {
    case plain, rising, dots, level, falling, crosses, upright, rings
  }

  static func colour(_ index: Int) -> String { colours[index % colours.count] }

  static func pattern(_ index: Int) -> Pattern {
    let all = Pattern.allCases
    return all[(index + 3 * (index / colours.count)) % all.count]
  }

  /// Light fills do not stand out from paper, so a dark line ends them; dark ones are parted by a white line.
  static func edge(_ index: Int) -> String { index % colours.count < 4 ? paper : mutedInk }

  /// The edge of a shape so thin that a white line would hide it.
  static func visible(_ index: Int) -> String { index % colours.count < 4 ? colour(index) : mutedInk }

  /// White marks on the dark half, dark marks on the light half.
  static func patternInk(_ index: Int) -> String { index % colours.count < 4 ? paper : ink }

  /// Writes the `<pattern>` that area number `index` is filled with.
  static func write(_ index: Int, id: String, to svg: inout SVGWriter) {
    let turn = ["rotate(45)", "rotate(-45)"]
    let pattern = pattern(index)
    let transform = pattern == .rising ? turn[0] : pattern == .falling ? turn[1] : "rotate(0)"
    svg.element(
      "pattern",
      ["id": id, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse", "patternTransform": transform]
    ) { svg in
      svg.element("rect", ["width": "8", "height": "8", "fill": colour(index)])
      writeMarks(pattern, patternInk(index), to: &svg)
    }
  }

  private static func writeMarks(_ pattern: Pattern, _ ink: String, to svg: inout SVGWriter) {
    func path(_ d: String, width: String) {
      svg.element("path", ["d": d, "fill": "none", "stroke": ink, "stroke-width": width, "stroke-opacity": "0.55"])
    }
    switch pattern {
    case .plain: break
    case .rising, .falling, .upright: path("M4 0V8", width: "1.2")
    case .level: path("M0 4H8", width: "1.2")
    case .crosses: path("M2 4H6M4 2V6", width: "1")
    case .rings: path("M2 4A2 2 0 1 1 6 4A2 2 0 1 1 2 4", width: "1")
    case .dots: svg.element("circle", ["cx": "4", "cy": "4", "r": "1.4", "fill": ink, "fill-opacity": "0.65"])
    }
  }
}
