#!/usr/bin/python3
"""What pacta writes of each text parses, to the same triples, in Raptor, Serd and RDFLib, in every RDF format.

Usage: interop.py PACTA TEXT...   Exit status 77: skipped, as a text is not there.
"""
import pathlib
import subprocess
import sys
import tempfile

import rdflib

# Format, RDFLib's parser, Raptor's parser, Serd's syntax; a parser that is wrong about a format (tools.md) is not asked.
FORMATS = [
    ("turtle", "turtle", "turtle", "turtle"),
    ("ntriples", "nt", "ntriples", "ntriples"),
    ("trig", "trig", None, "trig"),
    ("nquads", "nquads", "nquads", "nquads"),
    ("rdfxml", "xml", "rdfxml", None),
    ("jsonld", "json-ld", None, None),
]


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def triples(source, syntax):
    """As a set of triples; the graph's name, where there is one, is left out."""
    graph = rdflib.ConjunctiveGraph()
    graph.parse(data=source, format=syntax)
    return set(graph.triples((None, None, None)))


def main():
    # Lexical forms are to be compared as written.
    rdflib.NORMALIZE_LITERALS = False
    pacta, texts = sys.argv[1], sys.argv[2:]
    for text in texts:
        if not pathlib.Path(text).is_file():
            print(f"skipped: {text} is not there")
            return 77
    known = {line.split()[0] for line in run(pacta, "formats").decode().splitlines() if line.strip()}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for text in texts:
            expected = None
            for name, rdflib_name, raptor_name, serd_name in FORMATS:
                # RDFLib takes its time with these; tests/formats reads them by other parsers.
                if name not in known or (name in ("rdfxml", "jsonld") and text != min(texts, key=lambda t: pathlib.Path(t).stat().st_size)):
                    continue
                path = pathlib.Path(folder) / "graph"
                run(pacta, "build", text, "--quiet", "--format", name, "--output", str(path))
                found = {"RDFLib": triples(path.read_bytes(), rdflib_name)}
                if raptor_name:
                    found["Raptor"] = triples(run("rapper", "-q", "-i", raptor_name, "-o", "ntriples", str(path)), "nt")
                if serd_name:
                    to = "nquads" if serd_name in ("trig", "nquads") else "ntriples"
                    found["Serd"] = triples(run("serdi", "-i", serd_name, "-o", to, str(path)), to.replace("ntriples", "nt"))
                for parser, got in found.items():
                    expected = got if expected is None else expected
                    if got != expected:
                        failed += 1
                        print(f"{text}: {parser} reads {name} differently:")
                        for triple in sorted(got ^ expected)[:6]:
                            print("  +" if triple in got else "  -", " ".join(term.n3() for term in triple))
            if not expected:
                failed += 1
                print(f"{text}: no triples")
    print(f"{len(texts)} texts, {failed} differences")
    return 1 if failed or not texts else 0


sys.exit(main())
