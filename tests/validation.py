#!/usr/bin/python3
"""`pacta validate`: the graphs of the samples in each amount of provenance, their union and what follows from it conform; graphs that were spoilt
do not, and the report says where. Usage: validation.py PACTA SAMPLE...   Exit status 77: skipped, as Node.js or a package is missing."""
import json
import pathlib
import subprocess
import sys
import tempfile

pacta, *samples = sys.argv[1:]
failures = 0


def run(*arguments):
    return subprocess.run([pacta, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print("FAILED:", what)


with tempfile.TemporaryDirectory(prefix="pacta-validation-") as name:
    folder = pathlib.Path(name)
    union = folder / "union.nq"
    run("build", *samples, "--quiet", "--output", union)
    first = run("validate", union)
    if "apt install nodejs" in first.stderr or "not installed" in first.stderr:
        print("skipped:", first.stderr.strip())
        sys.exit(77)
    check(first.returncode == 0 and first.stdout.startswith("conforms: "), f"the union of the samples: {first.stdout}{first.stderr}")
    # The texts' own graphs are parts of the union; here one by one only where the provenance differs.
    for provenance in ("none", "compact"):
        path = folder / f"{provenance}.nq"
        run("build", *samples, "--quiet", "--provenance", provenance, "--output", path)
        done = run("validate", path)
        check(done.returncode == 0, f"--provenance {provenance}: {done.stdout}{done.stderr}")
    for sample in samples:
        path = folder / "one.ttl"
        run("build", sample, "--quiet", "--output", path)
        done = run("validate", path)
        check(done.returncode == 0, f"{sample}: {done.stdout}{done.stderr}")
    inferred = folder / "inferred.nq"
    run("infer", union, "--with-input", "--premises", "--quiet", "--output", inferred)
    done = run("validate", inferred)
    check(done.returncode == 0, f"with what follows: {done.stdout}{done.stderr}")

    spoilt = folder / "spoilt.nq"
    text = union.read_text(encoding="utf-8")
    spoilt.write_text(text.replace('#polarity> "negated"', '#polarity> "perhaps"') +
                      '<https://w3id.org/pacta/id/state/X> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/pacta#State> .\n'
                      '<https://w3id.org/pacta/id/state/X> <https://w3id.org/pacta#isoAlpha3> "x\\u001Bx" .\n', encoding="utf-8")
    done = run("validate", spoilt)
    check(done.returncode == 1, "a spoilt graph does not conform")
    for part in ("a claim has one polarity", "an entity has a label", "<https://w3id.org/pacta/id/state/X>", "pacta:isoAlpha3"):
        check(part in done.stdout, f"the report says '{part}': {done.stdout}")
    check("\x1b" not in done.stdout, "the report holds no control characters")
    report = json.loads(run("validate", spoilt, "--format", "json", "--most", "1").stdout)
    check(not report["conforms"] and report["count"] > 1 and len(report["results"]) == 1, "the report as JSON")

    bad = folder / "bad.ttl"
    bad.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<https://e.org/s> a sh:NodeShape ; sh:property [\n", encoding="utf-8")
    done = run("validate", union, "--shapes", bad)
    check(done.returncode == 2 and "bad.ttl" in done.stderr, f"shapes that cannot be read: {done.stderr}")
    check(run("validate", folder / "missing.nq").returncode == 1, "a graph that is not there")

    empty = folder / "empty.ttl"
    empty.write_text("@prefix pacta: <https://w3id.org/pacta#> .\n", encoding="utf-8")
    done = run("validate", empty)
    check(done.returncode == 1 and done.stdout == "", f"a graph without triples is not called right: {done.stdout}")
    check(done.stderr == f"{empty}: error: there are no triples in it, so there is nothing to validate\n", f"and said to be so: {done.stderr}")
    done = run("validate", empty, union)
    check(done.returncode == 0 and done.stderr == f"{empty}: warning: there are no triples in it\n", f"beside another it is warned of: {done.stderr}")

print(f"{failures} failures" if failures else "as expected")
sys.exit(1 if failures else 0)
