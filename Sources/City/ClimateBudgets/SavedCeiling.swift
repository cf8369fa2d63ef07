/// Ceilings as they were decided: shares of a base, and the base that they were decided with.
///
/// A restated inventory moves the base and so the tonnes; what was decided does not move unless asked.
package struct SavedCeiling: Sendable, Hashable {
  /// By year, shares of the base.
  package var shares: [Int: Double]
  /// t CO2e/a at the time of the decision.
  package var base: Double
  package var vintage: String
  /// Whether the ceilings follow a restated base.
  package var follows: Bool

  package init(shares: [Int: Double], base: Double, vintage: String, follows: Bool) {
    self.shares = shares
    self.base = base
    self.vintage = vintage
    self.follows = follows
  }

  /// t CO2e/a as decided.
  package var decided: [Int: Double] { shares.mapValues { $0 * base } }

  /// t CO2e/a with the base of another inventory.
  package func restated(base: Double) -> [Int: Double] { shares.mapValues { $0 * base } }

  /// What counts: as decided, or with the new base where the ceilings follow it.
  package func inForce(base newest: Double?) -> [Int: Double] { follows ? restated(base: newest ?? base) : decided }

  /// The other of the two, to be shown beside; nil where the base has not moved.
  package func other(base newest: Double?) -> [Int: Double]? {
    guard let newest, abs(newest - base) > 1e-9 * base else { return nil }
    return follows ? decided : restated(base: newest)
  }
}
