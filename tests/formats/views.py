#!/usr/bin/python3
"""Graphs for looking, each read by what it is meant for, say what the RDF says: an asserted edge is a plain triple, and a claim that is denied,
uncertain or somebody else's never looks like one.

Usage: views.py PACTA SAMPLE...
"""
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import networkx
import rdflib
from rdflib.namespace import RDF

PACTA = rdflib.Namespace("https://w3id.org/pacta#")
LEFT_OUT = {"Document", "Claim", "Evidence", "Rule", "Statement", "Norm", "Participation"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
failures = []


def check(good, what):
    if not good:
        failures.append(what)


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done


def expectation(path):
    """Of the RDF, by RDFLib: entities, plain triples between them, and claims that are no facts."""
    graph = rdflib.Graph().parse(path, format="nt")
    hidden = {s for name in LEFT_OUT for s in graph.subjects(RDF.type, PACTA[name])}
    entities = {s for s in graph.subjects() if s not in hidden and not isinstance(s, rdflib.Literal)}
    plain = {(str(s), str(p), str(o)) for s, p, o in graph
             if s not in hidden and p != RDF.type and not isinstance(o, rdflib.Literal) and o not in hidden}
    claims = set()
    for claim in graph.subjects(RDF.type, PACTA.Claim):
        get = lambda p: graph.value(claim, p)
        s, p, o = get(RDF.subject), get(RDF.predicate), get(RDF.object)
        if isinstance(o, rdflib.Literal) or s in hidden or o in hidden:
            continue
        if (str(get(PACTA.polarity)), str(get(PACTA.modality)), get(PACTA.claimedBy)) != ("affirmed", "asserted", None):
            claims.add((str(s), str(p), str(o), str(get(PACTA.polarity)), str(get(PACTA.modality)), get(PACTA.claimedBy) is not None))
    return entities | {rdflib.URIRef(o) for _, _, o in plain}, plain, claims


def compare(name, edges, plain, claims, both_ways):
    """`edges`: source, property, target, asserted, polarity, modality, speaker, symmetric."""
    asserted, reported = set(), set()
    for source, prop, target, is_asserted, polarity, modality, speaker, symmetric in edges:
        if is_asserted:
            asserted.add((source, prop, target))
            if symmetric and not both_ways:
                asserted.add((target, prop, source))
        else:
            reported.add((source, prop, target, polarity, modality, bool(speaker)))
    check(asserted == plain, f"{name}: asserted edges: {len(asserted - plain)} too many, {len(plain - asserted)} missing: {list(asserted ^ plain)[:2]}")
    check(reported == claims, f"{name}: claims: {len(reported - claims)} too many, {len(claims - reported)} missing: {list(reported ^ claims)[:2]}")


def check_networkx(name, graph, plain, claims, entities):
    check({d["iri"] for _, d in graph.nodes(data=True)} >= set(map(str, entities)), f"{name}: entities are missing")
    check(all(d.get("label") and d.get("class") for _, d in graph.nodes(data=True)), f"{name}: a node without label or class")
    iri = {n: d["iri"] for n, d in graph.nodes(data=True)}
    edges = [(iri[s], d["property"], iri[t], d["asserted"] in (True, "true"), d["polarity"], d["modality"], d.get("claimedBy"), False)
             for s, t, d in graph.edges(data=True)]
    for _, _, d in graph.edges(data=True):
        if d["asserted"] not in (True, "true"):
            check(d["label"] != d["relation"], f"{name}: a claim is labelled like a fact: {d}")
    compare(name, edges, plain, claims, True)


def main():
    pacta, samples = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run(pacta, "build", *samples, "--quiet", "--output", folder / "g.nq")
        for suffix in ("nt", "graphml", "gexf", "dot", "cyjs", "mmd", "cypher", "csv"):
            run(pacta, "convert", folder / "g.nq", folder / f"g.{suffix}", "--quiet")
        run(pacta, "convert", folder / "g.nq", folder / "neo4j", "--format", "neo4j", "--quiet")
        # The same bytes straight from the texts.
        for suffix in ("gexf", "cypher"):
            run(pacta, "build", *samples, "--quiet", "--output", folder / f"b.{suffix}")
            check((folder / f"b.{suffix}").read_bytes() == (folder / f"g.{suffix}").read_bytes(), f"{suffix}: build and convert differ")
        entities, plain, claims = expectation(folder / "g.nt")
        check(len(plain) > 20 and len(claims) > 1, f"the samples are too poor: {len(plain)} triples, {len(claims)} claims")

        check_networkx("graphml", networkx.read_graphml(folder / "g.graphml", force_multigraph=True), plain, claims, entities)

        # Debian's NetworkX knows the namespace of 1.2, which has the same elements.
        text = (folder / "g.gexf").read_text(encoding="utf-8")
        check('version="1.3"' in text and 'mode="dynamic"' in text and 'timeformat="date"' in text, "gexf: header")
        (folder / "g12.gexf").write_text(text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft"), encoding="utf-8")
        gexf = networkx.read_gexf(folder / "g12.gexf")
        nodes = {n for n in gexf}
        check(len(nodes) == text.count("<node "), "gexf: nodes")
        iri = {n: d["iri"] for n, d in gexf.nodes(data=True)}
        edges = [(iri[s], d["property"], iri[t], d["asserted"] in (True, "true"), d["polarity"], d["modality"], d.get("claimedBy"), False)
                 for s, t, d in gexf.edges(data=True)]
        compare("gexf", edges, plain, claims, True)
        dates = re.findall(r' (?:start|end)="([^"]*)"', text)
        check(dates and all(DATE.fullmatch(d) for d in dates), f"gexf: dates {dates[:3]}")

        done = run("dot", "-Tsvg", folder / "g.dot")
        check(not done.stderr, f"dot: {done.stderr.decode()[:200]}")
        svg = done.stdout.decode()
        check(svg.count('class="node"') == len(nodes) and svg.count('class="edge"') == len(re.findall(r'<edge id="e\d+"', text)), "dot: nodes and edges")
        check(svg.count("stroke-dasharray") == len(claims), f"dot: {svg.count('stroke-dasharray')} dashed edges for {len(claims)} claims")

        network = json.loads((folder / "g.cyjs").read_text(encoding="utf-8"))["elements"]
        iri = {n["data"]["id"]: n["data"]["iri"] for n in network["nodes"]}
        compare("cytoscape", [(iri[d["source"]], d["property"], iri[d["target"]], d["asserted"], d["polarity"], d["modality"], d.get("claimedBy"), d["symmetric"])
                              for d in (e["data"] for e in network["edges"])], plain, claims, False)

        node = re.compile(r'  n\d+\["(?:[^"<>\[\]{}|&;#]|#\d+;)*"\]:::pacta\w+')
        edge = re.compile(r'  n\d+ (-->|---|-\.->)\|"(?:[^"<>\[\]{}|&;#]|#\d+;)*"\| n\d+')
        kinds = collections.Counter()
        lines = (folder / "g.mmd").read_text(encoding="utf-8").splitlines()
        check(lines[0] == "flowchart LR", "mermaid: head")
        for line in lines[1:]:
            match = edge.fullmatch(line)
            kinds[match[1] if match else "node" if node.fullmatch(line) else "class" if line.startswith("  classDef pacta") else line] += 1
        check(set(kinds) <= {"-->", "---", "-.->", "node", "class"}, f"mermaid: {kinds}")
        check(kinds["-.->"] == len(claims), "mermaid: claims")

        with open(folder / "neo4j" / "nodes.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        ids = [row["iri:ID"] for row in rows]
        check(len(set(ids)) == len(ids) and all(row[":LABEL"].startswith("Resource;") and None not in row for row in rows), "neo4j: nodes")
        with open(folder / "neo4j" / "relationships.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        check({row[":START_ID"] for row in rows} | {row[":END_ID"] for row in rows} <= set(ids), "neo4j: a relationship of an unknown node")
        check(all(re.fullmatch("[A-Z][A-Z0-9_]*", row[":TYPE"]) and (row[":TYPE"] == "CLAIM") == (row["asserted:boolean"] == "false") for row in rows),
              "neo4j: types")
        compare("neo4j", [(r[":START_ID"], r["property"], r[":END_ID"], r["asserted:boolean"] == "true", r["polarity"], r["modality"], r["claimedBy"], False)
                          for r in rows], plain, claims, True)

        string = r"'(?:[^'\\]|\\.)*'"
        match = re.compile(rf"MATCH \(a:Resource {{iri: ({string})}}\), \(b:Resource {{iri: ({string})}}\) MERGE \(a\)-\[r:(\w+) {{property: ({string})(.*)}}\]->\(b\) SET r \+= {{.*}};")
        found = [match.fullmatch(line) for line in (folder / "g.cypher").read_text(encoding="utf-8").splitlines() if line.startswith("MATCH")]
        check(all(found) and len(found) == len(rows), "cypher: statements")
        check({(m[1][1:-1], m[4][1:-1], m[2][1:-1]) for m in found if m[3] != "CLAIM"} == plain, "cypher: facts")

        with open(folder / "g.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        check({row["iri"] for row in rows} == set(ids), "csv: entities")
        check(all(row["prefLabel"] and not re.match(r"[=+@\t\r-]", value or "") for row in rows for value in row.values()), "csv: cells")

        # All of it, on request.
        run(pacta, "convert", folder / "g.nq", folder / "full.graphml", "--quiet", "--view", "full")
        full = networkx.read_graphml(folder / "full.graphml", force_multigraph=True)
        check(sum(1 for _, d in full.nodes(data=True) if d["class"] == "Claim") > len(claims), "full: claims are missing")
    print("\n".join(failures))
    print(f"{len(plain)} relations, {len(claims)} claims that are no facts, {len(failures)} failures")
    return 1 if failures else 0


sys.exit(main())
