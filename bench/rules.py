#!/usr/bin/env python3
"""Does matching cost grow with the number of rules? Builds the samples, many times over, with the shipped rules, and with as many rules again whose
words do not occur; prints both times and their ratio.

usage: rules.py PACTA [--copies N] [--repeat N]
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pacta")
    parser.add_argument("--copies", type=int, default=40, help="how often each sample is read")
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs counts")
    arguments = parser.parse_args()
    shipped = "".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "ontology/en/rules").glob("*.rules")))
    rules = len(re.findall(r"^rule ", shipped, re.M))
    matches = len(re.findall(r"^  match ", shipped, re.M))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        texts = folder / "texts"
        texts.mkdir()
        size = 0
        for sample in sorted((ROOT / "samples").glob("*.txt")):
            for copy in range(arguments.copies):
                content = sample.read_bytes()
                size += len(content)
                (texts / f"{sample.stem}-{copy}.txt").write_bytes(content)
        more = folder / "more.rules"
        # As many rules, with as many patterns; made-up verbs and words, the classes and gaps of the shipped ones.
        lines = []
        for r in range(rules):
            lines.append(f"verb qz{r}ify".replace("0", "a").translate(str.maketrans("0123456789", "abcdefghij")))
            verb = lines[-1].split()[1]
            lines.append(f"rule made-up-{r} {{")
            for m in range(max(1, round(matches / rules))):
                lines.append(f'  match {{who: Actor}} ...{{0,{m % 8}}} <{verb}:any> ...{{0,4}} ("xq{verb}" | "of" "yq{verb}") {{what: Actor}}')
            lines += ["  emit who supports what", "}"]
        more.write_text("\n".join(lines), encoding="utf-8")
        empty = folder / "empty.txt"
        empty.write_text("Nothing.", encoding="utf-8")

        def seconds(source, *options):
            best = float("inf")
            for _ in range(arguments.repeat):
                start = time.monotonic()
                subprocess.run([arguments.pacta, "build", source, "--format", "ntriples", "--output", folder / "out.nt", "--threads", "1", "--quiet", *options], check=True)
                best = min(best, time.monotonic() - start)
            return best

        once = seconds(texts) - seconds(empty)  # without loading
        twice = seconds(texts, "--rules", more) - seconds(empty, "--rules", more)
    print(f"{rules} rules with {matches} patterns: {once:.2f} s for {size / 1e6:.2f} MB; twice as many: {twice:.2f} s; ratio {twice / once:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
