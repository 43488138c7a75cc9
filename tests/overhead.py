#!/usr/bin/env python3
"""Print what policies, capabilities and tasks cost code that has nothing to do with them, and what threads give.

    tests/overhead.py [RUNMAT]      the engine to measure: target/release/runmat, unless said

Ratios of processor time, best of several runs taken in turn, so that what else a machine does counts little. Nothing
fails here: times are no tests.

- overhead: the same programs under options that look at everything they do, against none of them
- tasks: the same work inside a spawned task, while a thousand others wait, against a plain call
- threads: a parfor against the same loop as a for, by the clock, on all processors and on one
"""

import os
import pathlib
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS = 7

PROGRAMS = {
    "scalar loop": "s = 0; for k = 1:6e7, s = s + k * 0.5; end",
    "calls": "s = 0; for k = 1:6e6, s = f(s, k); end\nfunction r = f(a, b)\n  r = a + b * 2;\nend",
    "builtins": "s = 0; for k = 1:1e7, s = s + abs(sin(k)) + max(k, 3); end",
    "vectors": "x = (1:1000) / 7; for k = 1:400000, y = x .* 2 + 1; end",
    "text": "for k = 1:600000, s = sprintf('%d %s', k, 'abc'); t = strrep(s, 'b', 'xx'); end",
}
OPTIONS = {
    "bounded": ["--policy", "bounded"],
    "sandbox": ["--sandbox"],
    "monitored": ["--policy", "monitored"],
    "record": ["--record", os.devnull],
}
CALL = "work();"
TASK = """q = cell(1, 1000); for k = 1:1000, q{k} = spawn(@() pause(1e3)); end
t = spawn(@() work()); await(t); for k = 1:1000, cancel(q{k}); end"""
FUNCTION = """%s
function work()
%s
end
%s"""
# About a second of work that no processor can skip.
PARALLEL = """s = 0; t = tic;
%s k = 1:16, x = k / 7; for j = 1:6e5, x = 3.9 * (x - floor(x)) * (1 - x + floor(x)); end, s = s + x; end
printf('%%.6f\\n', toc(t));"""


def processor_time(engine, options, program):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([engine, *options, "-e", program], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(commands):
    """The least time of each command, all of them run in turn."""
    least = [float("inf")] * len(commands)
    for _ in range(RUNS):
        for k, command in enumerate(commands):
            least[k] = min(least[k], processor_time(*command))
    return least


def in_function(program, call):
    body, _, functions = program.partition("\nfunction")
    return FUNCTION % (call, body, "function" + functions if functions else "")


def seconds(engine, loop, cores):
    """By the program's own clock."""
    pin = lambda: os.sched_setaffinity(0, cores)
    program = (PARALLEL % loop).replace("printf", "fprintf")
    ran = subprocess.run([engine, "-e", program], check=True, capture_output=True, text=True, preexec_fn=pin)
    return float(ran.stdout)


def show(name, times):
    """One row: the first time, and the others against it; the last against the one before it."""
    ratios = [t / times[0] for t in times[1:-2]] + [times[-1] / times[-2]]
    print(f"{name:12}{times[0]:9.3f} s" + "".join(f"{r:11.3f}" for r in ratios), flush=True)


def main():
    engine = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target" / "release" / "runmat")
    columns = ["open", *OPTIONS, "in a task"]
    print(f"{'':12}" + "".join(f"{c:>11}" for c in columns))
    sums = [0.0] * (len(columns) + 1)
    for name, program in PROGRAMS.items():
        commands = [(engine, ["--policy", "open"], program)]
        commands += [(engine, options, program) for options in OPTIONS.values()]
        commands += [(engine, [], in_function(program, call)) for call in (CALL, TASK)]
        times = best(commands)
        sums = [a + b for a, b in zip(sums, times)]
        show(name, times)
    show("all", sums)

    cores = sorted(os.sched_getaffinity(0))
    everywhere = {"for": [], "parfor": [], "parfor on one": []}
    for _ in range(3):
        everywhere["for"].append(seconds(engine, "for", cores))
        everywhere["parfor"].append(seconds(engine, "parfor", cores))
        everywhere["parfor on one"].append(seconds(engine, "parfor", cores[:1]))
        time.sleep(0.1)
    serial, parallel, alone = (min(times) for times in everywhere.values())
    print(f"parfor on {len(cores)} processors against for: {parallel / serial:.2f}; on one: {alone / serial:.2f}")


if __name__ == "__main__":
    main()
