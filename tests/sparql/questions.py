#!/usr/bin/python3
"""Asks the graph of samples/*.txt the questions of samples/queries/*.rq and compares the answers with those in samples/queries/expected.

usage: questions.py PACTA [--approve]

--approve rewrites the expected answers; read the difference (git diff samples/queries/expected) before you commit it.
"""
import difflib
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUERIES = ROOT / "samples" / "queries"


def main():
    pacta, approve = sys.argv[1], "--approve" in sys.argv
    if shutil.which("node") is None:
        print("skipped: no Node.js")
        return 77
    questions = sorted(QUERIES.glob("*.rq"))
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        graph = pathlib.Path(folder) / "samples.nq"
        samples = sorted((ROOT / "samples").glob("*.txt"))
        subprocess.run([pacta, "build", *map(str, samples), "--quiet", "--output", str(graph)], check=True)
        listed = subprocess.run([pacta, "query", "--list"], capture_output=True, text=True, check=True).stdout.split("\n")
        for question in questions:
            name = question.stem
            title = question.read_text(encoding="utf-8").split("\n")[0]
            problem = ""
            if not any(line.startswith(name + " ") and line.endswith(title[2:]) for line in listed):
                problem = "is not in 'pacta query --list' with its first line of comment"
            done = subprocess.run([pacta, "query", str(graph), "--run", name, "--format", "csv"], capture_output=True, check=False)
            if done.returncode != 0:
                problem = f"status {done.returncode}: {done.stderr.decode()}"
            answer = done.stdout.decode("utf-8").replace("\r\n", "\n")
            path = QUERIES / "expected" / (name + ".csv")
            expected = path.read_text(encoding="utf-8") if path.exists() else ""
            if answer.count("\n") < 2 and not problem:
                problem = "has no answer in the samples"
            elif approve and not problem:
                path.parent.mkdir(exist_ok=True)
                path.write_text(answer, encoding="utf-8")
            elif answer != expected and not problem:
                lines = difflib.unified_diff(expected.splitlines(), answer.splitlines(), "expected", "answered", lineterm="", n=0)
                problem = "has another answer (if it is better: --approve):\n    " + "\n    ".join(lines)
            if problem:
                failures += 1
                print(f"{name}: {problem}")
    print(f"{len(questions)} questions, {failures} failures")
    return 1 if failures or len(questions) < 20 else 0


sys.exit(main())
