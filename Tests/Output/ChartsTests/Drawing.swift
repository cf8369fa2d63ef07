import Foundation
import Testing

@testable import Charts

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the tests ask of a picture, read back with a parser that refuses malformed XML.
final class Drawing: NSObject, XMLParserDelegate {
  struct Text {
    let text: String
    let x: Double
    let y: Double
    let size: Double
    let anchor: String

    /// The room it takes, by the same cautious estimate that drew it; capitals reach 0.75 of the size over the base line.
    var box: (left: Double, right: Double, top: Double, bottom: Double) {
      let width = textWidth(text, size: size)
      let left = anchor == "end" ? x - width : anchor == "middle" ? x - width / 2 : x
      return (left, left + width, y - 0.75 * size, y + 0.1 * size)
    }

    func touches(_ other: Text) -> Bool {
      box.left < other.box.right && other.box.left < box.right && box.top < other.box.bottom && other.box.top < box.bottom
    }
  }

  private(set) var root: [String: String] = [:]
  private(set) var elements: [String] = []
  private(set) var attributes: [(element: String, name: String, value: String)] = []
  private(set) var ids: [String] = []
  private(set) var titles: [String] = []
  private(set) var descriptions: [String] = []
  private(set) var texts: [Text] = []
  private var open: [(name: String, attributes: [String: String], text: String)] = []

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "not well-formed: \(parser.parserError.map { "\($0)" } ?? "?") at line \(parser.lineNumber)")
  }

  var width: Double { root["width"].flatMap(Double.init) ?? 0 }
  var height: Double { root["height"].flatMap(Double.init) ?? 0 }

  /// Pairs of texts that lie on each other and texts that leave the picture.
  var collisions: [String] {
    var found = texts.filter { $0.box.left < -1 || $0.box.right > width + 1 || $0.box.bottom > height }.map { "'\($0.text)' is outside" }
    for (i, a) in texts.enumerated() {
      found += texts[(i + 1)...].filter { a.touches($0) }.map { "'\(a.text)' on '\($0.text)'" }
    }
    return found
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    if elements.isEmpty { root = attributes }
    elements.append(name)
    if let id = attributes["id"] { ids.append(id) }
    self.attributes += attributes.map { (name, $0.key, $0.value) }
    open.append((name, attributes, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { open[open.count - 1].text += text }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let (_, attributes, text) = open.removeLast()
    func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }
    switch name {
    case "title": titles.append(text)
    case "desc": descriptions.append(text)
    case "text":
      texts.append(
        Text(
          text: text, x: number("x") ?? 0, y: number("y") ?? 0, size: number("font-size") ?? 12,
          anchor: attributes["text-anchor"] ?? "start"))
    default: break
    }
  }
}
