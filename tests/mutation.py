#!/usr/bin/python3
"""Replaces names of states, persons and agreements and the dates of a text by others of the same class, and checks that the graph changes by
exactly that replacement: what pacta reads does not hang on the names that it was written with.

Usage: mutation.py PACTA ONTOLOGY_FOLDER TEXT... [--seed N]
"""
import argparse
import csv
import pathlib
import random
import re
import subprocess
import tempfile

import rdflib
from rdflib.compare import graph_diff, to_isomorphic

PACTA = rdflib.Namespace("https://w3id.org/pacta#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ID = "https://w3id.org/pacta/id/"
MONTHS = "January February March April May June July August September October November December".split()
DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b|\b({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})\b")
# IRIs that hash what the replacement changes, or places in the text.
ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
HASHED = re.compile(rf"^{re.escape(ID)}(?:[a-z]+/x-[^/]+|doc/.*|claim/.*|evidence/.*)|^{re.escape(ID)}(?:statement|norm|participation)/.*")


def gazetteer(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [{k: v or "" for k, v in row.items()} for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def build(pacta, text, folder):
    path = pathlib.Path(folder) / "text.txt"
    path.write_bytes(text.encode())
    out = subprocess.run([pacta, "build", path, "--quiet", "--format", "ntriples"], capture_output=True, check=True).stdout
    return rdflib.Graph().parse(data=out, format="nt")


def names(graph, entity):
    labels = {*graph.objects(entity, rdflib.RDFS.label), *graph.objects(entity, rdflib.SKOS.altLabel)}
    return {str(label) for label in labels}


class Replacement:
    def __init__(self):
        self.words, self.literals, self.iris, self.notes = {}, {}, {}, []

    def __call__(self, text):
        if not self.words:
            return text
        longest_first = sorted(self.words, key=len, reverse=True)
        return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", lambda m: self.words[m[0]], text)

    def term(self, term):
        if isinstance(term, rdflib.Literal):
            # Dates in labels are in ISO form.
            text = ISO.sub(lambda m: self.literals.get(m[0], m[0]), str(term))
            return rdflib.Literal(self.literals.get(text) or self(text), lang=term.language, datatype=term.datatype)
        for old, new in self.iris.items():
            if str(term) == old or str(term).startswith(old + "/"):
                return rdflib.URIRef(new + str(term)[len(old) :])
        return term


def plain(name):
    """A name that stands for nothing else, and in no other form."""
    return re.fullmatch(r"[A-Z][a-z]{3,}", name) and not name.endswith("s")


def choose(text, graph, ontology, random):
    """What to replace by what. Only what is named in one form: "Oslo" and "Norwegian" for Norway would need a grammar here."""
    out = Replacement()

    def one_form(row):
        others = " | ".join(row.get(column, "") for column in ("aliases", "adjectives", "demonyms")).split(" | ")
        return not any(re.search(rf"\b{re.escape(form)}\b", text) for form in others if form and form != row["label"])

    def by_gazetteer(rows, folder, note, fits):
        used = set()
        for row in rows:
            entity = rdflib.URIRef(f"{ID}{folder}/{row['id']}")
            if (entity, None, None) not in graph or names(graph, entity) != {row["label"]} or row["label"] not in text or not fits(row) or not one_form(row):
                continue
            alike = [
                r for r in rows
                if fits(r) and r["type"] == row["type"] and r["id"] not in used and r["label"] not in text
                and not any(part and part in text for part in re.split(r" \| ", r.get("aliases", "")))
                and (r["label"][0] in "AEIOU") == (row["label"][0] in "AEIOU")
            ]
            if not alike:
                continue
            other = random.choice(alike)
            used.add(other["id"])
            out.words[row["label"]] = other["label"]
            out.iris[str(entity)] = f"{ID}{folder}/{other['id']}"
            if row.get("iso3"):
                out.literals[row["iso3"]] = other["iso3"]
            out.notes.append(f"{note} {row['label']} → {other['label']}")

    states = gazetteer(ontology / "states.tsv")
    ambiguous = (ontology / "ambiguous.tsv").read_text(encoding="utf-8")
    by_gazetteer(states, "state", "state",
                 lambda r: plain(r["label"]) and r["iso3"] == r["id"] and not r["valid_to"] and not r["country"] and r["label"] not in ambiguous)
    agreements = gazetteer(ontology / "agreements.tsv")
    identifying = {row["date"] for row in agreements + gazetteer(ontology / "agreements-trade.tsv")}  # with such a date the text may mean an agreement that the gazetteer knows by it
    by_gazetteer(agreements, "agreement", "agreement",
                 lambda r: re.fullmatch(r"[A-Z][a-z]+(?: [A-Za-z][a-z]+)+", r["label"]) and not r["parties"] and not r["of"] and r["label"].split()[-1] != "Nations")

    # A person of whom only the text knows: another family name, of a class of words that says nothing else.
    surnames = ["Brandvik", "Castellanos", "Dombrowski", "Eskildsen", "Farkas", "Grigoryan", "Hoxha", "Lindqvist", "Mahlangu", "Okonkwo"]
    random.shuffle(surnames)
    for person in sorted(graph.subjects(rdflib.RDF.type, PACTA.Person)):
        label = str(graph.value(person, rdflib.RDFS.label) or "")
        family = label.split()[-1] if " " in label else ""
        taken = any(family in name for other in graph.subjects(rdflib.RDF.type, None) if other != person for name in names(graph, other))
        if "/person/x-" in str(person) and re.fullmatch(r"[A-Z][a-z]+", family) and family not in out.words and not taken and surnames:
            out.words[family] = surnames.pop()
            out.notes.append(f"person {family} → {out.words[family]}")

    for match in sorted({m[0] for m in DATE.finditer(text)}):
        m = DATE.fullmatch(match)
        day, month, year = (m[1], m[2], m[3]) if m[1] else (m[5], m[4], m[6])
        new_day, new_month, new_year = random.randint(10, 28), random.choice(MONTHS), int(year) + random.choice([-2, -1, 1, 2])
        iso = f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
        if iso in identifying:
            continue
        if int(new_year) > 2020 or iso in out.literals:
            new_year = int(year) - 1
        out.words[match] = f"{new_day} {new_month} {new_year}" if m[1] else f"{new_month} {new_day}, {new_year}"
        out.literals[iso] = f"{new_year}-{MONTHS.index(new_month) + 1:02}-{new_day:02}"
        out.notes.append(f"date {match} → {out.words[match]}")
    return out


def comparable(graph, replace=lambda term: term):
    """Hashes become blank nodes, which isomorphism matches by what is said of them; places in the text move and are left out."""
    def term(t):
        if isinstance(t, rdflib.URIRef) and (found := HASHED.match(str(t))):
            rest = str(t)[found.end() :]
            return rdflib.BNode(re.sub(r"\W", "_", found[0] + rest))
        return replace(t)

    out = rdflib.Graph()
    for s, p, o in graph:
        if p not in (OA.start, OA.end):
            out.add((term(s), p, term(o)))
    return to_isomorphic(out)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("pacta")
    arguments.add_argument("ontology", type=pathlib.Path)
    arguments.add_argument("texts", nargs="+", type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = arguments.parse_args()
    print(f"seed {given.seed}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in given.texts:
            text = path.read_bytes().decode()
            before = build(given.pacta, text, folder)
            replacement = choose(text, before, given.ontology, random.Random(f"{given.seed} {path.name}"))
            after = build(given.pacta, replacement(text), folder)
            expected, found = comparable(before, replacement.term), comparable(after)
            good = expected == found
            print(f"{'ok' if good else 'FAIL'} {path.name}: {'; '.join(replacement.notes) or 'nothing to replace'}")
            if not good:
                failed += 1
                _, missing, extra = graph_diff(expected, found)
                for sign, part in (("-", missing), ("+", extra)):
                    for triple in sorted(part)[:12]:
                        print(f"  {sign}", " ".join(t.n3() for t in triple))
    return 1 if failed else 0


raise SystemExit(main())
