/// How a shape is filled.
enum Fill: Hashable {
  /// The next free fill of the palette, the same wherever the label comes again.
  case named
  /// A fill of the palette that has a meaning of its own.
  case number(Int)
  /// A plain tone of one hue, for ranges inside ranges: 0 is the outermost and lightest.
  case tone(Int)

  static let level = Fill.number(0)
  static let rise = Fill.number(3)
  static let fall = Fill.number(2)
}
