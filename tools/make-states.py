#!/usr/bin/env python3
"""Write ontology/en/states.tsv from iso-codes, CLDR and ontology/source/states-handwritten.txt.

usage: make-states.py [--check] [--iso-codes DIR] [--cldr FILE]

With --check nothing is written; the exit status is 1 where the file differs from what would be written.
Debian's packages iso-codes and unicode-cldr-core hold the default inputs.
"""
import argparse
import json
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
SOURCE = os.path.join(ROOT, "ontology", "source", "states-handwritten.txt")
OUTPUT = os.path.join(ROOT, "ontology", "en", "states.tsv")
COLUMNS = ["id", "type", "label", "aliases", "acronyms", "weak", "adjectives", "demonyms", "capital", "seats", "valid_from", "valid_to",
           "iso2", "iso3", "same_as", "country", "head_of_state", "head_of_government", "note"]
SOURCE_COLUMNS = set(COLUMNS) - {"id", "type", "label", "iso2"} | {"drop"}
SINGLE = {"valid_from", "valid_to", "iso3", "country", "note"}
NAMES = ["aliases", "adjectives", "demonyms", "capital"]

# Entries withdrawn from ISO 3166-1 whose name is a former name, or a part, of an entry that stays.
RENAMED = {"AFI": "DJI", "BUR": "MMR", "BYS": "BLR", "DHY": "BEN", "FXX": "FRA", "HVO": "BFA", "JTN": "UMI", "MID": "UMI", "NHB": "VUT",
           "TMP": "TLS", "WAK": "UMI", "ZAR": "COD"}
# User-assigned codes of CLDR.
USER_ASSIGNED = {"XK": "XKX"}


def fold(name):
    """A name as the matcher compares it, but for case."""
    name = name.replace("’", "'").replace("‘", "'")
    name = re.sub("[\u2010-\u2015]", "-", name)
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).lower()


def capitals(name):
    return sum(1 for c in name if c.isupper())


def unique(names, taken=()):
    """Without names that another one finds too; of two that differ by case the one with fewer capitals finds more."""
    best, order = {}, []
    for name in names:
        key = fold(name)
        if key not in best:
            best[key] = name
            order.append(key)
        elif capitals(name) < capitals(best[key]):
            best[key] = name
    result = []
    for key in order:
        if any(fold(t) == key and capitals(t) <= capitals(best[key]) for t in taken):
            continue
        result.append(best[key])
    return result


def spelt(name):
    """A name and its regular variants."""
    variants = [name]
    if " & " in name:
        variants.append(name.replace(" & ", " and "))
    if re.search(r"\bSaint ", name):
        variants += [re.sub(r"\bSaint ", "St. ", v) for v in list(variants)] + [re.sub(r"\bSaint ", "St ", v) for v in list(variants)]
    elif re.search(r"\bSt\. ", name):
        variants += [re.sub(r"\bSt\. ", "Saint ", v) for v in list(variants)] + [re.sub(r"\bSt\. ", "St ", v) for v in list(variants)]
    return variants


def plural(adjective):
    if " and " in adjective or re.search("(ese|ois|ais|s|sh|x|z)$", adjective):
        return []
    return [adjective + "s"]


def read_source(path):
    entries, entry = {}, None
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            where = f"{path}:{number}"
            if line.startswith("#"):
                continue
            if not line.strip():
                entry = None
                continue
            if "\t" in line:
                sys.exit(f"{where}: a tab")
            if entry is None:
                start = re.fullmatch(r"([A-Za-z0-9._-]+) = (.+)", line)
                if not start:
                    sys.exit(f"{where}: expected 'ID = Label'")
                if start[1] in entries:
                    sys.exit(f"{where}: {start[1]} occurs twice")
                entry = entries[start[1]] = {"label": start[2], "line": number}
                continue
            column, colon, value = line.partition(": ")
            if not colon or column not in SOURCE_COLUMNS:
                sys.exit(f"{where}: expected 'column: value' with a known column")
            if column in entry:
                sys.exit(f"{where}: column {column} occurs twice")
            entry[column] = value if column in SINGLE else [v.strip() for v in value.split("|")]
            if not value or (column not in SINGLE and "" in entry[column]):
                sys.exit(f"{where}: an empty value")
    return entries


def read_cldr(path):
    names = {}
    for territory in ElementTree.parse(path).getroot().iterfind("localeDisplayNames/territories/territory"):
        names.setdefault(territory.get("type"), []).append(territory.text)
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--iso-codes", default="/usr/share/iso-codes/json", metavar="DIR")
    parser.add_argument("--cldr", default="/usr/share/unicode/cldr/common/main/en.xml", metavar="FILE")
    arguments = parser.parse_args()

    with open(os.path.join(arguments.iso_codes, "iso_3166-1.json"), encoding="utf-8") as file:
        iso = json.load(file)["3166-1"]
    with open(os.path.join(arguments.iso_codes, "iso_3166-3.json"), encoding="utf-8") as file:
        former = json.load(file)["3166-3"]
    cldr = read_cldr(arguments.cldr)
    entries = read_source(SOURCE)

    generated = {}
    iso2 = {}
    for country in iso:
        code = country["alpha_3"]
        if code not in entries:
            sys.exit(f"{SOURCE}: no entry for {code} ({country['name']})")
        iso2[code] = country["alpha_2"]
        names = [country.get(key) for key in ("name", "official_name", "common_name")]
        generated[code] = [n for n in names if n] + cldr.get(country["alpha_2"], [])
    for code2, code in USER_ASSIGNED.items():
        generated[code] = cldr.get(code2, [])
    for country in former:
        code = RENAMED.get(country["alpha_3"], country["alpha_3"])
        if code not in entries:
            sys.exit(f"{SOURCE}: no entry for {country['alpha_3']} of ISO 3166-3 ({country['name']})")
        generated.setdefault(code, []).append(country["name"])

    lines = ["# States, former states, territories and quasi-states. Written by tools/make-states.py from iso-codes, CLDR and",
             "# ontology/source/states-handwritten.txt: change that file, not this one. Sources and licences: ontology/LICENCES.md.",
             "\t".join(COLUMNS)]
    for code, entry in entries.items():
        row = {"id": code, "type": "State", "label": entry["label"], "iso2": iso2.get(code, ""),
               "iso3": code if code in iso2 else entry.get("iso3", "")}
        if code in iso2 and "iso3" in entry:
            sys.exit(f"{SOURCE}:{entry['line']}: iso3 of {code} comes from iso-codes")
        drop = {fold(name) for name in entry.get("drop", [])} | {fold(name) for name in entry.get("weak", [])}
        for column in COLUMNS:
            if column in SINGLE and column != "iso3":
                row[column] = entry.get(column, "")
            elif column not in row:
                row[column] = list(entry.get(column, []))
        names = [re.sub("^[Tt]he (?=State of )", "", n.replace("’", "'")) for n in generated.get(code, [])]
        row["aliases"] += [name for name in names if fold(name) not in drop]
        if "+" in row["demonyms"]:
            row["demonyms"] = [d for a in row["adjectives"] if not a.endswith("-") for d in [a] + plural(a)] + [d for d in row["demonyms"] if d != "+"]
        for column in NAMES:
            row[column] = [variant for name in row[column] for variant in spelt(name)]
        row["aliases"] = [v for v in spelt(row["label"]) if v != row["label"]] + row["aliases"]
        row["aliases"] = unique(row["aliases"], [row["label"]] + row["acronyms"])
        for column in NAMES[1:] + ["seats"]:
            row[column] = unique(row[column])
        lines.append("\t".join(v if isinstance(v, str) else " | ".join(v) for v in (row[column] for column in COLUMNS)))
    text = "\n".join(lines) + "\n"

    if arguments.check:
        with open(OUTPUT, encoding="utf-8") as file:
            if file.read() != text:
                sys.exit(f"{OUTPUT} is not what tools/make-states.py writes")
        return
    with open(OUTPUT, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    print(f"{len(entries)} entries, {len(iso)} of them in ISO 3166-1")


if __name__ == "__main__":
    main()
