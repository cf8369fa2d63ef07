/// The share of one base point in V_j = Var(E(Y | X_j)): the mean of these over the base points, divided by Var(Y), is S1_j.
///
/// Saltelli et al. (2010), *Computer Physics Communications* 181(2), 259-270, table 2 (b), doi:10.1016/j.cpc.2009.09.018.
@inline(__always) func saltelli2010(a: Double, ab: Double, b: Double) -> Double {
  b * (ab - a)
}

/// The share of one base point in E(Var(Y | all but X_j)): the mean of these, divided by Var(Y), is ST_j.
///
/// Jansen (1999), *Computer Physics Communications* 117(1-2), 35-43, doi:10.1016/S0010-4655(98)00154-4.
@inline(__always) func jansen1999(a: Double, ab: Double) -> Double {
  0.5 * (a - ab) * (a - ab)
}

/// S2_jk = V_jk / Var(Y) - S1_j - S1_k, where V_jk is the mean of f(BA_j) f(AB_k) - f(A) f(B).
///
/// Saltelli (2002), *Computer Physics Communications* 145(2), 280-297, doi:10.1016/S0010-4655(02)00280-1.
@inline(__always) func saltelli2002(closedPair: Double, first j: Double, first k: Double) -> Double {
  closedPair - j - k
}
