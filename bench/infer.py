#!/usr/bin/python3
"""Time of `pacta infer` over a million triples beside the time of reading them: graphs of texts, copied under other IRIs.
Usage: bench/infer.py PACTA TEXT...   (samples/*.txt, say)"""
import pathlib
import re
import subprocess
import sys
import tempfile

pacta, *texts = sys.argv[1:]
with tempfile.TemporaryDirectory(prefix="pacta-bench-") as name:
    folder = pathlib.Path(name)
    one = subprocess.run([pacta, "build", *texts, "--format", "nquads", "--quiet"], check=True, capture_output=True, text=True, encoding="utf-8").stdout
    size = one.count("\n")
    path = folder / "million.nq"
    with path.open("w", encoding="utf-8") as out:
        for copy in range(-(-1_000_000 // size)):
            out.write(re.sub(r"<https://w3id.org/pacta/id/", f"<https://w3id.org/pacta/id/{copy}/", one))
    for run in range(3):
        done = subprocess.run([pacta, "infer", str(path), "--output", str(folder / "inferred.nq")], check=True, capture_output=True, text=True)
        print(done.stderr.splitlines()[0], end="")
        read, inferred = map(float, re.findall(r"in ([0-9.]+) s", done.stderr))
        print(f": inference takes {inferred / read:.2f} times the reading")
