import Engine
import Uncertainty

/// A figure of an ensemble and how far the halves of its draws agree about it.
struct FigureAgreement {
  /// `p95`, `mean`
  let figure: String
  let agreement: HalfAgreement
}

extension EnsembleOutcome {
  /// Of the mean and every quantile of a row.
  func agreements(_ row: HalfSampled<OutputSummary>) -> [FigureAgreement] {
    [FigureAgreement(figure: "mean", agreement: row.agreementOfMean)]
      + probabilities.indices.map { q in
        FigureAgreement(
          figure: percentileName(probabilities[q]),
          agreement: row.agreement(ofQuantile: q, probabilities: probabilities, relativeError: quantileError))
      }
  }

  /// Headline figures and probabilities about which the halves differ by more than their Monte Carlo error allows: the bands of the
  /// target year (the last without a target) and of all years, and every probability.
  func unsettled(_ inputs: ScenarioInputs) -> [(id: String, answer: Answer)] {
    answers(inputs).filter { !$0.agreement.isSettled }.map { ($0.answer.id, $0.answer) }
  }

  /// What a user is told of: its year, where it has one, or its name.
  enum Answer {
    case total(String, Int), cumulative(String), cost(String), target, ceiling(Int), carbonBudget, money(MoneyLimit)

    var id: String {
      switch self {
      case .total(let figure, let year): "total.\(figure).\(year)"
      case .cumulative(let figure): "cumulative.\(figure)"
      case .cost(let figure): "system_npv_meur.\(figure)"
      case .target: "probability.target"
      case .ceiling(let year): "probability.ceiling.\(year)"
      case .carbonBudget: "probability.carbon_budget"
      case .money(let limit): "probability.money_limits.\(limit.id)"
      }
    }
  }

  private func answers(_ inputs: ScenarioInputs) -> [(answer: Answer, agreement: HalfAgreement)] {
    let years = inputs.model.years
    let t = inputs.target.flatMap { years.firstIndex(of: $0.year) } ?? years.count - 1
    var answers = agreements(total[t]).map { (Answer.total($0.figure, years[t]), $0.agreement) }
    answers += agreements(cumulative).map { (.cumulative($0.figure), $0.agreement) }
    answers += agreements(netPresentCost).map { (.cost($0.figure), $0.agreement) }
    if let target { answers.append((.target, target.agreementOfKept)) }
    answers += ceilings.map { (.ceiling($0.year), $0.summary.agreementOfKept) }
    if let carbonBudget { answers.append((.carbonBudget, carbonBudget.agreementOfKept)) }
    return answers + money.map { (.money($0.limit), $0.kept.agreementOfKept) }
  }
}
