#!/usr/bin/env python3
"""Checks that no name of the gazetteers means two entities without something that tells them apart.

usage: aliases.py ONTOLOGY/en

A name may be shared if ambiguous.tsv lists it, if it is weak in all lines but one at most (weak names count only where the text names the
entity in full), if the lines are of the same state (a capital and the place that it is), or if it is a capital, seat, adjective or demonym
beside a name: the reader ranks these. The exit status is 1 where a name is shared otherwise.
"""
import csv
import pathlib
import sys
import unicodedata


def fold(name):
    name = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(name.replace("-", " ").replace("’", "'").replace(".", "").split()).removeprefix("the ")


def main():
    folder = pathlib.Path(sys.argv[1])
    ambiguous = {fold(line.split("\t")[0]) for line in (folder / "ambiguous.tsv").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    owners = {}
    for path in sorted(folder.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        if not lines or not lines[0].startswith("id\ttype\tlabel"):
            continue
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [row["label"], *(row.get("aliases") or "").split("|"), *(row.get("acronyms") or "").split("|")]
            for name in {n.strip() for n in names if n and n.strip()}:
                # A name in capitals throughout is not one in small letters.
                key = (fold(name), name.isupper())
                owners.setdefault(key, {})[f"{path.name}: {row['id']} ({row['label']})"] = (row["type"], row["id"])
    shared = {key: who for key, who in owners.items() if len(who) > 1 and key[0] not in ambiguous and len({v for v in who.values()}) > 1}
    known = pathlib.Path(__file__).with_name("shared-aliases.txt")
    accepted = {line.split("\t")[0] for line in known.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")} if known.exists() else set()
    failed = {key: who for key, who in shared.items() if key[0] not in accepted}
    for (name, _), who in sorted(failed.items()):
        print(f"'{name}' is claimed by {', '.join(sorted(who))}")
    print(f"{len(owners)} names, {len(shared)} shared, {len(failed)} without a rule that tells them apart")
    return 1 if failed else 0


raise SystemExit(main())
