#!/usr/bin/env python3
"""Compares the graphs of samples/*.txt with those in samples/expected, and checks what must hold of every graph.

usage: run.py PACTA [--approve] [--expected DIR] [SAMPLE.txt ...]

--approve rewrites the expected graphs, and the answers of samples/queries; read the difference (git diff samples) before you commit it.
"""
import argparse
import difflib
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import ntriples  # noqa: E402

PACTA = "https://w3id.org/pacta#"
OA = "http://www.w3.org/ns/oa#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def build(program, inputs, output, *options):
    """The bytes of the graph of the inputs."""
    command = [program, "build", *map(str, inputs), "--output", str(output), "--quiet", *options]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"'{' '.join(command)}' ended with status {done.returncode}: {done.stderr.strip()}")
    return output.read_bytes()


def first_difference(expected, actual):
    """The first lines in which two Turtle files differ, for people."""
    lines = list(difflib.unified_diff(expected.decode().splitlines(), actual.decode().splitlines(), "expected", "built", lineterm="", n=1))
    more = f"\n      … and {len(lines) - 30} more lines of difference" if len(lines) > 30 else ""
    return "\n".join("      " + line for line in lines[:30]) + more


def check_evidence(sample, triples):
    """What is wrong with the evidence of one graph."""
    text = sample.read_bytes().decode("utf-8")
    typed, values = {}, {}
    for subject, predicate, value in triples:
        if predicate == TYPE:
            typed.setdefault(str(value), []).append(subject)
        values.setdefault((subject, str(predicate)), []).append(value)
    problems = []
    for evidence in typed.get(PACTA + "Evidence", []):
        selector = [values.get((evidence, OA + name), []) for name in ("start", "end", "exact")]
        if any(len(found) != 1 for found in selector):
            problems.append(f"<{evidence}> must have one oa:start, oa:end and oa:exact")
            continue
        start, end, exact = int(selector[0][0]), int(selector[1][0]), selector[2][0]
        if not 0 <= start < end <= len(text):
            problems.append(f"<{evidence}>: characters {start} to {end} are not in a text of {len(text)}")
        elif text[start:end] != exact:
            problems.append(f"<{evidence}>: characters {start} to {end} are {text[start:end]!r}, but oa:exact is {str(exact)!r}")
        if not values.get((evidence, PACTA + "byRule")):
            problems.append(f"<{evidence}> has no byRule")
    known = set(typed.get(PACTA + "Evidence", []))
    for claim in typed.get(PACTA + "Claim", []):
        found = values.get((claim, PACTA + "hasEvidence"), [])
        if not found:
            problems.append(f"claim <{claim}> has no hasEvidence")
        problems += [f"claim <{claim}>: its evidence <{e}> is not in the graph" for e in found if e not in known]
    return problems


def main():
    parser = argparse.ArgumentParser(description="Checks the graphs of the samples.")
    parser.add_argument("pacta", help="the program")
    parser.add_argument("samples", nargs="*", type=pathlib.Path, help="texts; by default samples/*.txt")
    parser.add_argument("--approve", action="store_true", help="make what is built the expected graphs")
    parser.add_argument("--expected", type=pathlib.Path, default=ROOT / "samples" / "expected", help="folder of the expected graphs")
    arguments = parser.parse_args()
    samples = sorted(arguments.samples or (ROOT / "samples").glob("*.txt"))
    if not samples:
        print("golden: no samples", file=sys.stderr)
        return 1
    failures = 0

    def fail(name, message):
        nonlocal failures
        failures += 1
        print(f"{name}: {message}")

    with tempfile.TemporaryDirectory() as folder:
        temporary = pathlib.Path(folder)
        for sample in samples:
            name = sample.name
            try:
                built = build(arguments.pacta, [sample], temporary / "a.ttl")
                again = build(arguments.pacta, [sample], temporary / "b.ttl")
                plain = build(arguments.pacta, [sample], temporary / "a.nt")
                triples = ntriples.parse(plain.decode("utf-8"))
            except (RuntimeError, ValueError) as error:
                fail(name, error)
                continue
            if built != again:
                fail(name, "building it twice gives different bytes:\n" + first_difference(built, again))
            for problem in check_evidence(sample, triples):
                fail(name, problem)
            expected = arguments.expected / (sample.stem + ".ttl")
            if arguments.approve:
                arguments.expected.mkdir(parents=True, exist_ok=True)
                changed = not expected.exists() or expected.read_bytes() != built
                expected.write_bytes(built)
                print(f"{name}: {'approved' if changed else 'unchanged'}")
            elif not expected.exists():
                fail(name, f"{expected} is missing; make it with {sys.argv[0]} {arguments.pacta} --approve")
            elif expected.read_bytes() != built:
                fail(name, f"the graph is not that of {expected} (if it is better: --approve):\n" + first_difference(expected.read_bytes(), built))
        for ending in ("ttl", "nq"):
            try:
                one = build(arguments.pacta, samples, temporary / f"one.{ending}", "--threads", "1")
                four = build(arguments.pacta, samples, temporary / f"four.{ending}", "--threads", "4")
            except RuntimeError as error:
                fail("all samples", error)
                continue
            if one != four:
                fail("all samples", f"one thread and four give different bytes (.{ending}):\n" + first_difference(one, four))
    if arguments.approve and not arguments.samples:
        # What is asked of these graphs changes with them.
        subprocess.run([sys.executable, ROOT / "tests" / "sparql" / "questions.py", arguments.pacta, "--approve"], check=False)
    print(f"golden: {len(samples)} samples, {failures} failures", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
