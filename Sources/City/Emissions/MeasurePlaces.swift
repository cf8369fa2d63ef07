/// Which measures act where, found once so that the kernel only walks lists.
struct MeasurePlaces: Sendable {
  /// By stream: measures on its emission factor.
  private(set) var onStream: [[Int]]
  /// By sector: measures on its activity.
  private(set) var onActivity: [[Int]]
  /// By sector and stream: measures on a demand, switching ones included.
  private(set) var onDemand: [[[Int]]]
  /// By sector and stream: of these, the measures that move demand to another stream.
  private(set) var switching: [[[Int]]]
  /// By sector: measures given in tonnes.
  private(set) var inTonnes: [[Int]]

  init(_ model: EmissionModel) {
    onStream = Array(repeating: [], count: model.streams.count)
    onActivity = Array(repeating: [], count: model.sectors.count)
    onDemand = Array(repeating: onStream, count: model.sectors.count)
    switching = onDemand
    inTonnes = onActivity
    for (m, measure) in model.measures.enumerated() {
      switch measure.effect {
      case .intensity(let sector, let stream, _): onDemand[sector][stream].append(m)
      case .switching(let sector, let stream, _, _, let share):
        onDemand[sector][stream].append(m)
        if share > 0 { switching[sector][stream].append(m) }
      case .activity(let sector, _): onActivity[sector].append(m)
      case .emissionFactor(let stream, _): onStream[stream].append(m)
      case .tonnes(let sector, _): inTonnes[sector].append(m)
      case .sink, .offset: break
      }
    }
  }
}
