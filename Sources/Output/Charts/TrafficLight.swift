/// A status told three times: by shape, by colour and by the words beside it.
package enum TrafficLight: Sendable, CaseIterable {
  /// A filled circle with a tick.
  case good
  /// A triangle with an exclamation mark.
  case warning
  /// An octagon with a cross.
  case bad
  /// An empty square with a dash.
  case unknown

  /// The shape as inline SVG followed by the label as text: the label is read, the shape is not.
  package func cell(_ label: String) -> String { "\(svg) \(escaped(label))" }

  /// Only the shape; whoever uses it alone must say the status in text nearby.
  package var svg: String {
    var svg = SVGWriter()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 16 16", "width": "16", "height": "16", "aria-hidden": "true",
        "focusable": "false",
      ]
    ) { svg in
      svg.element("path", ["d": outline, "fill": colour, "stroke": self == .unknown ? Palette.mutedInk : colour])
      svg.element(
        "path",
        [
          "d": sign, "fill": "none", "stroke": self == .unknown ? Palette.mutedInk : Palette.paper, "stroke-width": "2",
          "stroke-linecap": "round",
        ])
    }
    return svg.text.split(separator: "\n").joined()
  }

  /// On paper every one is at least 4.5 : 1.
  var colour: String {
    switch self {
    case .good: return "#006b54"
    case .warning: return "#9a5b00"
    case .bad: return "#a11a1a"
    case .unknown: return Palette.paper
    }
  }

  private var outline: String {
    switch self {
    case .good: return "M1 8a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z"
    case .warning: return "M8 1L15.5 15H0.5Z"
    case .bad: return "M5 1H11L15 5V11L11 15H5L1 11V5Z"
    case .unknown: return "M1.5 1.5H14.5V14.5H1.5Z"
    }
  }

  private var sign: String {
    switch self {
    case .good: return "M4.5 8.2L7 10.8L11.5 5.5"
    case .warning: return "M8 6V9.5M8 12.4V12.5"
    case .bad: return "M5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5"
    case .unknown: return "M5 8H11"
    }
  }
}
