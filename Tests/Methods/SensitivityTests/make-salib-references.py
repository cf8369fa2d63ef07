"""Reference values for SensitivityTests from SALib 1.6.0, SciPy 1.17.1 and NumPy 2.4.6.

    python3 -m venv venv && venv/bin/pip install SALib==1.6.0 scipy==1.17.1 numpy==2.4.6
    venv/bin/python Tests/Methods/SensitivityTests/make-salib-references.py > Tests/Methods/SensitivityTests/salib-references.json

Matrices are written one list per parameter, evaluations in SALib's row order.
"""
import json
import sys
import warnings

import numpy as np
from scipy.stats import rankdata
from SALib.analyze import morris as analyze_morris, pawn as analyze_pawn, sobol as analyze_sobol
from SALib.sample import morris as sample_morris, sobol as sample_sobol
from SALib.sample.morris.brute import BruteForce
from SALib.sample.morris.local import LocalOptimisation
from SALib.test_functions import Ishigami, Sobol_G

warnings.filterwarnings("ignore")


def columns(matrix):
    return np.asarray(matrix).T.tolist()


def problem(count, low=0.0, high=1.0, groups=None):
    made = {"num_vars": count, "names": [f"x{i + 1}" for i in range(count)], "bounds": [[low, high]] * count}
    if groups:
        made["groups"] = groups
    return made


def sobol(made, outputs, n, second):
    x = sample_sobol.sample(made, n, calc_second_order=second, seed=11)
    y = outputs(x)
    s = analyze_sobol.analyze(made, y, calc_second_order=second, seed=3)
    result = {
        "groups": made.get("groups", made["names"]), "secondOrder": second, "inputs": columns(x), "outputs": y.tolist(),
        "first": s["S1"].tolist(), "total": s["ST"].tolist(),
    }
    if second:
        d = len(s["S1"])
        result["second"] = [[j, k, s["S2"][j, k]] for j in range(d) for k in range(j + 1, d)]
    return result


def morris(made, outputs, n, levels, scaled=False):
    x = sample_morris.sample(made, n, num_levels=levels, seed=5)
    y = outputs(x)
    s = analyze_morris.analyze(made, x, y, num_levels=levels, scaled=scaled, seed=7)
    return {
        "groups": made["groups"], "levels": levels, "scaled": scaled, "inputs": columns(x), "outputs": y.tolist(), "mu": list(map(float, s["mu"])),
        "muStar": list(map(float, s["mu_star"])), "sigma": [None if np.isnan(v) else float(v) for v in s["sigma"]],
    }


def selection(count, pool, chosen, levels, groups=None):
    made = problem(count, groups=groups)
    x = sample_morris.sample(made, pool, num_levels=levels, seed=9)
    g = len(set(made["groups"]))
    return {
        "groups": made["groups"], "levels": levels, "pool": pool, "chosen": chosen, "inputs": columns(x),
        "local": list(map(int, LocalOptimisation().find_local_maximum(x, pool, count, chosen, g))),
        "bruteForce": list(map(int, BruteForce().brute_force_most_distant(x, pool, count, chosen, g))),
    }


def standardised(v):
    return (v - v.mean(axis=0)) / v.std(axis=0, ddof=1)


def residual(v, others):
    design = np.column_stack([np.ones(len(v)), others])
    return v - design @ np.linalg.lstsq(design, v, rcond=None)[0]


def regression(x, y):
    zx, zy = standardised(x), standardised(y)
    b = np.linalg.lstsq(zx, zy, rcond=None)[0]
    partial = []
    for j in range(x.shape[1]):
        others = np.delete(x, j, axis=1)
        partial.append(float(np.corrcoef(residual(x[:, j], others), residual(y, others))[0, 1]))
    r2 = 1 - np.sum((zy - zx @ b) ** 2) / np.sum(zy**2)
    return {"standardised": b.tolist(), "partial": partial, "rSquared": float(r2)}


def regressions():
    rng = np.random.default_rng(2)
    x = rng.random((60, 4))
    x[:, 3] = 0.6 * x[:, 0] + 0.4 * x[:, 3]
    x[:, 2] = np.round(x[:, 2], 1)
    y = np.exp(2 * x[:, 0]) + x[:, 1] - 0.5 * x[:, 3] + 0.2 * rng.standard_normal(60)
    ranked = np.column_stack([rankdata(x[:, j]) for j in range(4)])
    return {"inputs": columns(x), "outputs": y.tolist(), "values": regression(x, y), "ranks": regression(ranked, rankdata(y))}


def pawn(slices):
    rng = np.random.default_rng(4)
    x = np.round(rng.uniform(-np.pi, np.pi, (200, 3)), 4)
    y = np.round(Ishigami.evaluate(x), 2)
    s = analyze_pawn.analyze(problem(3), x, y, S=slices)
    return {
        "slices": slices, "inputs": columns(x), "outputs": y.tolist(), "minimum": s["minimum"].tolist(), "mean": s["mean"].tolist(),
        "median": s["median"].tolist(), "maximum": s["maximum"].tolist(),
    }


g6 = lambda x: Sobol_G.evaluate(x, a=np.array([0, 1, 4.5, 9, 99, 99]))
curved = lambda x: x[:, 0] + 5 * x[:, 1] ** 2 + 3 * x[:, 2] * x[:, 0] - x[:, 3] + np.sin(7 * x[:, 4]) * x[:, 1]
json.dump(
    {
        "sobol": [
            sobol(problem(3, -np.pi, np.pi), Ishigami.evaluate, 16, True),
            sobol(problem(3, -np.pi, np.pi), lambda x: 1e3 + Ishigami.evaluate(x), 16, False),
            sobol(problem(6, groups=["north", "south", "north", "east", "south", "east"]), g6, 16, True),
            sobol(problem(6, groups=["north", "south", "north", "east", "south", "east"]), g6, 16, False),
        ],
        "morris": [
            morris(problem(5), curved, 8, 4),
            morris(problem(5), curved, 8, 6),
            morris(problem(5), curved, 8, 4, scaled=True),
            morris(problem(5, -2.0, 3.0, groups=["a", "b", "a", "c", "b"]), curved, 7, 4),
        ],
        "selection": [selection(4, 12, 4, 4), selection(5, 10, 3, 6), selection(5, 12, 5, 4, ["a", "b", "a", "c", "b"])],
        "regression": regressions(),
        "pawn": [pawn(10), pawn(7)],
    },
    sys.stdout)
print()
