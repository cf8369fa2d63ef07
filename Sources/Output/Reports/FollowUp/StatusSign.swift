import Charts
import Programmes

/// How a status looks: a sign for plain text, a shape and a colour for drawings. The sign and the shape tell all that the colour tells.
///
/// Colours: Okabe and Ito, *Color Universal Design* (2008), darkened where needed to a contrast of 4.5 : 1 on white.
struct StatusSign {
  let sign: String
  let shape: String
  let colour: String

  init(_ status: StatusCode) {
    (sign, shape, colour) =
      switch status {
      case .achieved: ("✔", "check", "#00724f")
      case .onTrack: ("→", "arrow", "#0072b2")
      case .started: ("◔", "quarter-circle", "#5a5a8c")
      case .atRisk: ("▲", "triangle", "#9c5400")
      case .notAchieved: ("✘", "cross", "#b02e00")
      case .reportedNoVerdict: ("•", "dot", "#404040")
      case .notYetAssessable: ("?", "question-mark", "#595959")
      case .notReported: ("–", "dash", "#6b6b6b")
      }
  }
}

extension TrafficLight {
  /// Four shapes for eight statuses: the words beside the shape tell the rest.
  init(_ status: StatusCode) {
    switch status {
    case .achieved, .onTrack: self = .good
    case .atRisk: self = .warning
    case .notAchieved: self = .bad
    case .started, .reportedNoVerdict, .notYetAssessable, .notReported: self = .unknown
    }
  }
}
