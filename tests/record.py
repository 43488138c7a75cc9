#!/usr/bin/env python3
"""Record the expected output of the test corpora from an installed GNU Octave.

    tests/record.py                     fill in what has no recorded output yet
    tests/record.py --all               record everything again
    tests/record.py --check             record nothing, report what differs
    tests/record.py PATH...             only these files (with --all / --check too)

PATH is a display corpus (display/octave/*.txt) or a script (scripts/*.m,
programs/*.m).  Scripts marked `%% compat: matlab` and everything under
display/matlab are written by hand and never touched.  The formats are
described in tests/README.md.
"""

import argparse
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent
BATCH = 40  # display cases per Octave process

# What precedes and follows each case.  The case itself is a script file that is
# sourced at top level, so it is parsed as a whole, sees an empty workspace and
# default settings, and its uncaught error becomes a line of its output.
PROLOGUE = """\
clear -all
format
fixed_point_format (false); output_precision (5); split_long_rows (true);
print_empty_dimensions (true); struct_levels_to_print (2); crash_dumps_octave_core (false);
lasterr (""); lastwarn ("");
fputs (stdout, "\\n\\001begin %(k)d\\n");
try
  source ("%(file)s");
catch err__
  fputs (stdout, ["error: " err__.message "\\n"]);
end_try_catch
fputs (stdout, "\\001finish %(k)d\\n"); fflush (stdout);
"""


class Case:
    def __init__(self, name, code):
        self.name = name
        self.code = code      # text, ends with a newline
        self.out = None       # text, or None when not recorded yet


def read_cases(path):
    """The head comment and the cases of a display corpus file."""
    lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    head, cases, state, buf = [], [], "head", []
    for n, line in enumerate(lines, 1):
        if state == "out":
            if line in ("--- end", "--- no newline"):
                text = "".join(x + "\n" for x in buf)
                cases[-1].out = text if line == "--- end" else text[:-1]
                state, buf = "between", []
            else:
                buf.append(line)
        elif line == "--- out":
            if state != "code":
                sys.exit(f"{path}:{n}: '--- out' without a case")
            cases[-1].code = "".join(x + "\n" for x in buf)
            state, buf = "out", []
        elif line.startswith("--- "):
            if line in ("--- end", "--- no newline"):
                sys.exit(f"{path}:{n}: '{line}' without '--- out'")
            if state == "code":
                cases[-1].code = "".join(x + "\n" for x in buf)
            cases.append(Case(line[4:].strip(), ""))
            state, buf = "code", []
        elif state == "head":
            head.append(line)
        elif state == "code":
            buf.append(line)
        elif line.strip():
            sys.exit(f"{path}:{n}: text between cases")
    if state == "code":
        cases[-1].code = "".join(x + "\n" for x in buf)
    if state == "out":
        sys.exit(f"{path}: last case has no '--- end'")
    for c in cases:
        c.code = c.code.rstrip("\n") + "\n"
    names = [c.name for c in cases]
    for name in set(names):
        if names.count(name) > 1:
            sys.exit(f"{path}: two cases are named '{name}'")
    return head, cases


def write_cases(path, head, cases):
    text = "".join(x + "\n" for x in head).rstrip("\n")
    parts = [text + "\n\n"] if text else []
    for c in cases:
        parts.append(f"--- {c.name}\n{c.code}")
        if c.out is not None:
            if c.out == "" or c.out.endswith("\n"):
                parts.append(f"--- out\n{c.out}--- end\n")
            else:
                parts.append(f"--- out\n{c.out}\n--- no newline\n")
        parts.append("\n")
    body = "".join(parts).rstrip("\n") + "\n"
    path.write_text(body, encoding="utf-8", errors="surrogateescape")


def run_octave(octave, codes, work, timeout):
    """Outputs of several pieces of code, run one after the other in one process;
    None for those that were not reached."""
    driver = []
    for k, code in enumerate(codes):
        file = work / f"case{k}.m"
        file.write_text(code, encoding="utf-8", errors="surrogateescape")
        driver.append(PROLOGUE % {"k": k, "file": file})
    main = work / "driver.m"
    main.write_text("1;\n" + "".join(driver))
    env = dict(os.environ, COLUMNS="80", LINES="24", LC_ALL="C.UTF-8", TZ="UTC")
    try:
        p = subprocess.run(octave + [str(main)], cwd=work, env=env, timeout=timeout,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        raw = p.stdout
    except subprocess.TimeoutExpired as e:
        raw = e.stdout or b""
    text = raw.decode("utf-8", errors="surrogateescape")
    outs = []
    for k in range(len(codes)):
        m = re.search(rf"\n\x01begin {k}\n(.*?)\x01finish {k}\n", text, re.S)
        outs.append(m.group(1) if m else None)
    return outs


def record(octave, codes, timeout=60):
    results = []
    for at in range(0, len(codes), BATCH):
        part = codes[at:at + BATCH]
        with tempfile.TemporaryDirectory() as d:
            outs = run_octave(octave, part, pathlib.Path(d), timeout)
        for k, out in enumerate(outs):     # a case that ended the process: alone
            if out is None:
                with tempfile.TemporaryDirectory() as d:
                    outs[k] = run_octave(octave, [part[k]], pathlib.Path(d), timeout)[0]
        results += outs
    return results


def show_difference(label, old, new):
    print(f"DIFFERS {label}")
    for line in difflib.unified_diff((old or "").splitlines(), (new or "").splitlines(),
                                     "recorded", "octave", lineterm="", n=1):
        print("    " + line)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--octave", default="octave-cli --norc --no-gui -q", help="command (default: %(default)s)")
    ap.add_argument("--all", action="store_true", help="record again what is recorded already")
    ap.add_argument("--check", action="store_true", help="change nothing, list differences")
    ap.add_argument("paths", nargs="*", type=pathlib.Path)
    a = ap.parse_args()
    octave = shlex.split(a.octave)
    paths = [p.resolve() for p in a.paths] or (
        sorted((ROOT / "display" / "octave").glob("*.txt"))
        + sorted((ROOT / "scripts").glob("*.m")) + sorted((ROOT / "programs").glob("*.m")))

    done = differing = failed = 0
    for path in [p for p in paths if p.suffix == ".txt"]:
        if path.parent.name == "matlab":
            continue
        head, cases = read_cases(path)
        todo = [c for c in cases if a.all or a.check or c.out is None]
        for c, out in zip(todo, record(octave, [c.code for c in todo])):
            if out is None:
                print(f"NO RESULT {path.name}: {c.name}")
                failed += 1
            elif a.check:
                if out != c.out:
                    show_difference(f"{path.name}: {c.name}", c.out, out)
                    differing += 1
            else:
                c.out = out
            done += 1
        if todo and not a.check:
            write_cases(path, head, cases)

    scripts = []
    for path in [p for p in paths if p.suffix == ".m"]:
        code = path.read_text(encoding="utf-8", errors="surrogateescape")
        if re.match(r"%% compat: matlab\b", code):
            continue
        if a.all or a.check or not path.with_suffix(".out").exists():
            scripts.append((path, code))
    for (path, _), out in zip(scripts, record(octave, [code for _, code in scripts], 120)):
        target = path.with_suffix(".out")
        done += 1
        if out is None:
            print(f"NO RESULT {path.name}")
            failed += 1
        elif a.check:
            old = target.read_bytes().decode("utf-8", "surrogateescape") if target.exists() else None
            if out != old:
                show_difference(path.name, old, out)
                differing += 1
        else:
            target.write_bytes(out.encode("utf-8", "surrogateescape"))
    print(f"{done} cases run, {differing} differ, {failed} without a result")
    sys.exit(1 if differing or failed else 0)


if __name__ == "__main__":
    main()
