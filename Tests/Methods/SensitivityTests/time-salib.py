"""Seconds of SALib's sample plus analyze without the model, to be read beside `speed` of SpeedTests.swift in one run:

    SPEED=1 swift test -c release -Xswiftc -enable-testing --disable-xctest --filter speedBesideSALib
    venv/bin/python Tests/Methods/SensitivityTests/time-salib.py
"""
import time
import warnings

import numpy as np
from SALib.analyze import morris as analyze_morris, sobol as analyze_sobol
from SALib.sample import morris as sample_morris, sobol as sample_sobol

warnings.filterwarnings("ignore")
inputs, points, trajectories = 80, 16384, 1000
problem = {"num_vars": inputs, "names": [f"x{i + 1}" for i in range(inputs)], "bounds": [[0, 1]] * inputs}


def seconds(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def report(name, sample, analyze):
    x, sampling = seconds(sample)
    y = x[:, :10].sum(axis=1)
    _, analysis = seconds(lambda: analyze(x, y))
    print(f"{name}: sample {sampling:.3f} s, analyze {analysis:.3f} s, together {sampling + analysis:.3f} s", flush=True)


report(
    f"Morris, {inputs} inputs, {trajectories} trajectories",
    lambda: sample_morris.sample(problem, trajectories, seed=1),
    lambda x, y: analyze_morris.analyze(dict(problem), x, y, seed=1))
report(
    f"Sobol' first and total, {inputs} inputs, n = {points}",
    lambda: sample_sobol.sample(problem, points, calc_second_order=False, seed=1),
    lambda x, y: analyze_sobol.analyze(problem, y, calc_second_order=False, seed=1))
