#!/usr/bin/python3
"""Puts every fact of facts.tsv into every sentence of frames.tsv and looks whether pacta asserts, denies or leaves open what the frame does.

usage: run.py PACTA

Rules know how a fact is worded; frames test what the clause around it makes of it (insertions, moved subjects, negation, modality, report),
for all facts alike.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import ntriples  # noqa: E402

PACTA = "https://w3id.org/pacta#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")


def rows(name):
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def sentences():
    """yields id, expectation, subject, property, object, text"""
    for fact, past, base, gerund, participle, thing, prop, side, who in rows("facts.tsv"):
        name = "Ana Reyes" if who == "person" else "Ghana"
        for number, (expected, frame) in enumerate(rows("frames.tsv")):
            text = frame
            for mark, words in zip("SPBGNO", (name, past, base, gerund, participle, thing)):
                text = text.replace("{" + mark + "}", words)
            if who == "person":
                text = "Ana Reyes is the President of Chile.\n\n" + text
            thing_name = thing.removeprefix("the ")
            pair = (thing_name, name) if side == "object" else (name, thing_name)
            yield f"{fact}-{number}", expected, pair[0], prop, pair[1], text


def verdict(triples, subject, prop, thing):
    """asserted, denied or open: what a document's graph says of the fact"""
    labels, nodes = {}, {}
    for s, p, o in triples:
        if p in NAMES:
            labels.setdefault(s, set()).add(o)
        nodes.setdefault(s, {}).setdefault(p, set()).add(o)

    def named(node, name):
        return any(name in label for label in labels.get(node, ()))

    if any(p == PACTA + prop and named(s, subject) and named(o, thing) for s, p, o in triples):
        return "asserted"
    for node in nodes.values():
        if (node.get(RDF + "predicate") == {PACTA + prop} and named(*node[RDF + "subject"], subject) and named(*node[RDF + "object"], thing)
                and node.get(PACTA + "polarity") == {"negated"} and PACTA + "claimedBy" not in node):
            return "denied"
    return "open"


def main():
    cases = list(sentences())
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "out.nq")
        source.write_text("".join(json.dumps({"id": c[0], "text": c[5]}) + "\n" for c in cases), encoding="utf-8")
        subprocess.run([sys.argv[1], "build", str(source), "--format", "nquads", "--output", str(target)], check=True, stderr=subprocess.DEVNULL)
        graphs = {}
        for s, p, o, g in ntriples.parse(target.read_text(encoding="utf-8")):
            graphs.setdefault(g.rsplit("/", 1)[-1], []).append((s, p, o))
    wrong = 0
    for name, expected, subject, prop, thing, text in cases:
        found = verdict(graphs.get(name, []), subject, prop, thing)
        # What is open may also be denied by the text's own words ("nearly signed").
        if found == expected or (expected == "open" and found == "denied"):
            continue
        wrong += 1
        print(f"{name}: {prop} is {found}, and should be {expected}: {text}")
    print(f"frames: {len(cases) - wrong} of {len(cases)} sentences read rightly")
    return 1 if wrong else 0


sys.exit(main())
