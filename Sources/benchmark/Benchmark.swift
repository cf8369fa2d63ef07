import Foundation

/// `swift run -c release benchmark` measures the engine beside the machine it runs on.
///
/// Every line is `name value unit`; a rate beside a limit of the same run says more than a rate alone. Medians of several
/// repetitions; rates are per second of processor time unless the unit says wall.
@main struct Benchmark {
  static func main() throws { try measureEverything() }
}

/// A part of the benchmark writes its own lines; new parts (sampling, Sobol' indices, quantiles) are new files named here.
private func measureEverything() throws {
  measureMachine()
  try measureEnsemble()
}

/// A line of the report.
func report(_ name: String, _ value: Double, _ unit: String) {
  print("\(name) \(rounded(value)) \(unit)")
}

/// Four significant digits.
private func rounded(_ value: Double) -> String {
  value == 0 || !value.isFinite ? "\(value)" : value.formatted(.number.precision(.significantDigits(4)).grouping(.never).locale(.init(identifier: "en")))
}
