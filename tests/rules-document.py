#!/usr/bin/env python3
"""Runs what docs/rules.md shows: each ```rules block is checked with the ontology of the ```turtle block and the ```gazetteer block before it
(pacta lint, which runs the examples), the last text is built with them, and what the document says comes out does.

usage: rules-document.py PACTA
"""
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent / "docs" / "rules.md"


def run(*arguments):
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=False)


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    pacta = pathlib.Path(sys.argv[1]).resolve()
    failures = 0
    files, rule_files = {}, {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
        rules = 0
        for kind, text in blocks:
            if kind == "turtle":
                files["--ontology"] = folder / "mine.ttl"
                files["--ontology"].write_text(text, encoding="utf-8")
            elif kind == "gazetteer":
                files["--gazetteer"] = folder / "mine.tsv"
                files["--gazetteer"].write_text(re.sub(r" *\| *", "\t", text) if "\t" not in text else text, encoding="utf-8")
            elif kind == "rules":
                rules += 1
                files["--rules"] = folder / f"rules-{rules}.rules"
                files["--rules"].write_text(text, encoding="utf-8")
                rule_files.update((rule, files["--rules"]) for rule in re.findall(r"^rule ([\w-]+)", text, re.M))
                context = [a for option in ("--ontology", "--gazetteer") if option in files for a in (option, files[option])]
                done = run(pacta, "lint", files["--rules"], *context)
                if done.returncode != 0:
                    failures += 1
                    print(f"the block of rules number {rules} of docs/rules.md:\n{done.stderr}")
            elif kind == "text":
                (folder / "news.txt").write_text(text, encoding="utf-8")
            elif kind == "ntriples":
                done = run(pacta, "build", folder / "news.txt", "--format", "ntriples", "--output", folder / "news.nt", *[a for pair in files.items() for a in pair])
                triples = set((folder / "news.nt").read_text(encoding="utf-8").splitlines()) if done.returncode == 0 else set()
                for line in text.splitlines():
                    if line not in triples:
                        failures += 1
                        print(f"docs/rules.md says that this comes out, but it does not: {line}\n{done.stderr}")
                        print("\n".join(t for t in sorted(triples) if "example.org" in t))
            elif kind == "trace":
                command, _, expected = text.partition("\n")
                sentence, rule = re.search(r'"(.*)" --rule (\S+)', command).groups()
                files["--rules"] = rule_files[rule]
                done = run(pacta, "trace", sentence, "--rule", rule, *[a for pair in files.items() for a in pair])
                if expected.strip() not in done.stdout:
                    failures += 1
                    print(f"docs/rules.md shows another trace of {sentence!r} than:\n{done.stdout}{done.stderr}")
        if rules < 3:
            failures += 1
            print(f"docs/rules.md shows only {rules} blocks of rules")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
