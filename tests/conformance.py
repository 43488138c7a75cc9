#!/usr/bin/env python3
"""Hold the engine to the self tests of an installed GNU Octave.

Octave's files carry their tests as comment lines that begin with `%!`. They are read where Octave is installed
(Debian: apt-get install octave); nothing of Octave is kept here but the names of blocks.

    tests/conformance.py                  ratchet: every block of tests/conformance-passing.txt must pass
    tests/conformance.py --all            every block; summary by folder
    tests/conformance.py --all --update   and write the passing ones to the list
    tests/conformance.py --show NAME      the script made from one block

Each block becomes a script of its own, so that one crash costs one block. A block is named by its file and its
number in that file; the list belongs to the Octave version in its first line, and is left alone under another.
Exit status: 0 all pass, 1 some fail, 3 there is no Octave or another version.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "conformance-passing.txt"
ENGINE = [str(ROOT / "target" / "release" / "runmat"), "--compat", "octave"]
KINDS = ("test", "testif", "xtest", "assert", "fail", "error", "warning")
HEAD = re.compile(r"(test|testif|xtest|assert|fail|error|warning|shared|function|endfunction|demo)\b")
# Windows, sound, Java, packages and the like are no part of a numerical language.
OUTSIDE = re.compile(r"m/(plot|gui|java|audio|pkg|help|testfun|legacy|prefs|profiler|deprecated|web|path|@ftp|startup"
                     r"|image)/|graphics|corefcn/__|dldfcn|liboctave|mex|corefcn/help")


def blocks(path):
    """The `%!` blocks of a file: the text behind the mark, a block a string."""
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("%!"):
            text = line[2:]
            if text and not text[0].isspace():
                found.append([text])
            elif found:
                found[-1].append(text)
    return ["\n".join(lines) for lines in found]


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def guarded(code, finally_):
    """A script that prints `@@pass` when `code` runs and then `finally_` says so."""
    return f"try\n{code}\n{finally_}\ncatch problem__\n  printf ('@@fail %s\\n', problem__.message);\nend\n"


def without_bug_number(code):
    return re.sub(r"\A\s*<\*?\d+>", "", code)


def script(kind, code):
    """The body for a block; `code` is what stands behind its first word."""
    passed = "printf ('@@pass\\n');"
    if kind in ("assert", "fail"):
        return guarded(kind + without_bug_number(code), passed)
    if kind in ("test", "xtest"):
        return guarded(without_bug_number(code), passed)
    if kind == "testif":
        return guarded(code.partition("\n")[2], passed)
    # error and warning: an optional identifier or message pattern comes first.
    m = re.match(r"\s*(?:<\*?\d+>)?\s*(?:id=(\S+))?\s*(?:<((?:[^>\\]|\\.)*)>)?", code)
    code = code[m.end():]
    if kind == "warning":
        return guarded("lastwarn ('');\n" + code,
                       f"if (isempty (lastwarn ())) printf ('@@fail no warning\\n'); else {passed} end")
    return ("raised__ = false;\ntry\n" + code + "\ncatch problem__\n  raised__ = true;\nend\n"
            f"if raised__, {passed} else, printf ('@@fail no error\\n'); end\n")


def cases(root):
    """Name and script of every block under Octave's folder."""
    for path in sorted([*root.glob("m/**/*.m"), *root.glob("etc/tests/**/*tst")]):
        name = str(path.relative_to(root))
        if OUTSIDE.search(name):
            continue
        functions, shared = [], ""
        for number, block in enumerate(blocks(path)):
            m = HEAD.match(block)
            if not m:
                continue
            kind, code = m.group(1), block[m.end():]
            if kind == "function":
                closed = re.search(r"^\s*end(function)?\s*$", block, re.M)
                functions.append(block if closed else block + "\nendfunction")
            elif kind == "shared":
                names, _, setup = code.partition("\n")
                names = re.split(r"[%#]", names)[0].split(",")
                shared = "".join(f"{n.strip()} = [];\n" for n in names if n.strip()) + setup
            elif kind in KINDS:
                yield f"{name}:{number}", "1;\n" + "\n".join(functions) + "\n" + shared + "\n" + script(kind, code), path


def passes(case, engine, timeout):
    name, text, home = case
    with tempfile.TemporaryDirectory(prefix="conformance") as folder:
        folder = pathlib.Path(folder)
        if "fixed/" in name:  # classes, private functions and files that lie beside the test
            for item in home.parent.iterdir():
                if item.suffix == ".m" or item.name.startswith(("@", "+")) or item.name == "private":
                    (folder / item.name).symlink_to(item)
        path = folder / "conformance_case.m"
        path.write_text(text)
        try:
            done = subprocess.run([*engine, str(path)], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=timeout)
        except subprocess.TimeoutExpired:
            return name, False, f"no end after {timeout:g} s"
        out = done.stdout.decode("utf-8", "replace")
        if done.returncode == 0 and "@@pass" in out and "@@fail" not in out:
            return name, True, ""
        why = re.search(r"@@fail (.*)", out)
        return name, False, why.group(1) if why else f"status {done.returncode}: {out.strip()[-200:]!r}"


def folder_of(name):
    return "/".join(name.split("/")[:2]) if name.startswith("m/") else name.rsplit("/", 1)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", help="command that runs a script (its path is appended); default: target/release/runmat")
    parser.add_argument("--root", type=pathlib.Path, help="Octave's data folder; default: the newest under /usr/share/octave")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", default="", help="blocks whose name contains this")
    parser.add_argument("--show", metavar="NAME")
    parser.add_argument("--failures", type=pathlib.Path, help="write name and reason of each failing block here")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--timeout", type=float, default=20)
    args = parser.parse_args()

    roots = [args.root] if args.root else sorted(pathlib.Path("/usr/share/octave").glob("[0-9]*"))
    if not roots or not (roots[-1] / "m" / "strings").is_dir():
        print("conformance: no installed Octave found; on Debian: apt-get install octave")
        sys.exit(3)
    root = roots[-1]
    version = f"# octave {root.name}"
    listed = LIST.read_text().split("\n") if LIST.exists() else []
    every = [c for c in cases(root) if args.only in c[0]]
    if args.show:
        print(next((text for name, text, _ in every if name == args.show), "there is no such block"))
        return
    if not args.all:
        if listed[:1] != [version]:
            print(f"conformance: the list is for '{''.join(listed[:1])[2:]}', installed is {version[2:]}")
            sys.exit(3)
        wanted = set(listed[1:])
        every = [c for c in every if c[0] in wanted]

    engine = args.engine.split() if args.engine else ENGINE
    good, bad, total, right = [], [], collections.Counter(), collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for name, ok, why in pool.map(lambda c: passes(c, engine, args.timeout), every):
            total[folder_of(name)] += 1
            right[folder_of(name)] += ok
            (good if ok else bad).append((name, why))
    if not args.all:
        # A block may depend on the clock or on chance: what fails is asked once more, alone.
        again = {name for name, _ in bad}
        second = [passes(c, engine, 3 * args.timeout) for c in every if c[0] in again]
        good += [(name, why) for name, ok, why in second if ok]
        bad = [(name, why) for name, ok, why in second if not ok]
    if args.all:
        for folder in sorted(total):
            print(f"{folder:32} {right[folder]:5} of {total[folder]:5}")
    if args.failures:
        args.failures.write_text("".join(f"{name}\t{why}\n" for name, why in bad))
    if args.update:
        LIST.write_text("\n".join([version, *sorted(name for name, _ in good)]) + "\n")
    elif not args.all:
        for name, why in bad:
            print(f"no longer passes: {name}: {why}")
    print(f"conformance: {len(good)} of {len(every)} blocks pass")
    sys.exit(1 if bad and not args.all else 0)


if __name__ == "__main__":
    main()
