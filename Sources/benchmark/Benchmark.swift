import Foundation

/// `swift run -c release benchmark` measures the engine beside the machine it runs on.
///
/// Every line is `name value unit`; a rate beside a limit of the same run says more than a rate alone. Medians of several
/// repetitions; rates are per second of processor time unless the unit says wall. Arguments are beginnings of names:
/// `benchmark machine ensemble.avx512` measures these alone.
@main struct Benchmark {
  static func main() throws { try measureEverything() }
}

/// A part of the benchmark writes its own lines; new parts are new files named here.
private func measureEverything() throws {
  let machine = MachineLimits()
  machine.report()
  try measureEnsemble(machine)
  try measureSampling(machine)
  try measureSensitivity()
  try measureBands(machine)
  try measureInvest()
  try measureServe()
}

/// Whether a line of this name is asked for.
func isWanted(_ name: String) -> Bool {
  let asked = CommandLine.arguments.dropFirst()
  return asked.isEmpty || asked.contains { name.hasPrefix($0) }
}

/// A line of the report.
func report(_ name: String, _ value: Double, _ unit: String) {
  print("\(name) \(rounded(value)) \(unit)")
}

/// Four significant digits.
private func rounded(_ value: Double) -> String {
  value.formatted(.number.precision(.significantDigits(4)).grouping(.never).locale(Locale(identifier: "en")))
}
