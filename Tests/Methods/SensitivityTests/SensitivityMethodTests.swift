import Testing

@testable import Sensitivity

@Test func withCorrelatedInputsSharesOfSingleInputsAreNotOffered() {
  let dependence = InputDependence(names: ["heat", "light", "price", "wage"], correlated: [(0, 2), (3, 2)])
  #expect(dependence.linked == [["heat", "price", "wage"]])
  #expect(dependence.independentGroups == InputGroups(["heat + price + wage", "light", "heat + price + wage", "heat + price + wage"]))
  let sobol = SensitivityMethod.sobol.validity(dependence: dependence)
  #expect(sobol.standing == .notValid)
  #expect(
    sobol.words == "'heat', 'price' and 'wage' are correlated: moving one input alone leaves the values that occur together, "
      + "and the shares of variance overlap")
  let offered = SensitivityMethod.offered(dependence: dependence).map(\.method)
  #expect(offered == [.groupedSobol, .pawn, .regression, .rankRegression, .tornado])
}

@Test func withIndependentInputsEveryMethodIsValid() {
  let dependence = InputDependence(names: ["heat", "light"], correlated: [])
  #expect(dependence.isIndependent && dependence.independentGroups == InputGroups(["heat", "light"]))
  #expect(SensitivityMethod.allCases.allSatisfy { $0.validity(dependence: dependence).standing == .valid })
}
