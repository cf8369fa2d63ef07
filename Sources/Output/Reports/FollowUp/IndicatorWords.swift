import Programmes

/// Figures of indicators as people write them.
struct IndicatorWords {
  let wording: Wording
  let form: NumberForm

  init(_ language: Language) {
    wording = Wording(language)
    form = NumberForm(language)
  }

  func unit(_ unit: IndicatorUnit) -> String { wording.name(unit.description, in: "indicator_unit") ?? unit.description }

  /// `12.8 days/person-year`, `−10 %`, `¼` as `1/4`.
  func amount(_ amount: IndicatorAmount, _ unit: IndicatorUnit) -> String {
    switch amount {
    case .level(let level): quantity(level, unit)
    case .fraction(let above, let below): "\(above)/\(below)"
    case .relativeChange(let change): signed(change, timesTenTo: 2) + "\u{A0}%"
    case .pointChange(let points): signed(points) + "\u{A0}" + wording.text("follow_up.points")
    case .absoluteChange(let amount): unit.isBlank ? signed(amount) : "\(signed(amount))\u{A0}\(self.unit(unit))"
    }
  }

  /// A value with its date: `12.8 days/person-year (2021-01/2021-03)`.
  func observation(_ observation: Observation, _ unit: IndicatorUnit) -> String {
    amount(observation.amount, unit) + (observation.period.map { " (\($0))" } ?? "")
  }

  /// The target and when it is due; that there is no numeric target is said.
  func target(of indicator: Indicator) -> String {
    let level = indicator.target.map { amount($0, indicator.unit) } ?? wording.text("follow_up.no_numeric_target")
    return [direction(indicator), level, indicator.deadline.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
  }

  /// `at most`, in front of a figure; nothing in front of words.
  private func direction(_ indicator: Indicator) -> String? {
    guard indicator.target != nil, let direction = indicator.direction, direction != .qualitative else { return nil }
    return wording.name(direction.rawValue, in: "direction")
  }

  /// `−26.9 %` or `+8 pp`.
  func change(_ change: IndicatorChange) -> String {
    switch change {
    case .relative(let share): signed(rounded(100 * share)) + "\u{A0}%"
    case .points(let points): signed(rounded(points)) + "\u{A0}" + wording.text("follow_up.points")
    }
  }

  /// Sign and word: `▲ at risk`.
  func status(_ status: StatusCode) -> String {
    "\(StatusSign(status).sign) \(name(status))"
  }

  func name(_ status: StatusCode) -> String { wording.name(status.rawValue, in: "follow_up_status") ?? status.rawValue }

  /// A text of the papers for the reader of this language, which may have to read it in another.
  func text(_ text: PublishedText) -> String { text.text(for: wording.language.rawValue)?.text ?? "" }

  /// The same, tagged when it is in another language.
  func cell(_ text: PublishedText) -> Cell {
    guard let (text, code) = text.text(for: wording.language.rawValue) else { return .blank }
    return .text(text, language: code == wording.language.rawValue ? nil : code)
  }

  private func quantity(_ level: Double, _ unit: IndicatorUnit) -> String {
    let number = form.number(level, decimals: decimals(level))
    return unit.isBlank ? number : "\(number)\u{A0}\(self.unit(unit))"
  }

  private func signed(_ number: Double, timesTenTo power: Int = 0) -> String {
    let number = rounded(power == 2 ? 100 * number : number, to: 1000)
    return (number > 0 ? "+" : "") + form.number(number, decimals: decimals(number))
  }

  private func rounded(_ number: Double, to part: Double = 10) -> Double { (number * part).rounded() / part }

  /// As many decimals as the figure was printed with: those of its shortest form.
  private func decimals(_ number: Double) -> Int {
    let text = "\(number)"
    guard !text.hasSuffix(".0"), !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
    return min(3, text.distance(from: point, to: text.endIndex) - 1)
  }
}
