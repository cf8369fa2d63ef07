/// A language that reports are written in; the raw value is its ISO 639-1 code and BCP 47 tag.
package enum Language: String, CaseIterable, Sendable {
  case fi, sv, en
}
