#!/usr/bin/python3
"""Write ontology/context.jsonld, the JSON-LD context of pacta's graphs, from ontology/pacta.ttl.

usage: make-context.py [--check]

With --check nothing is written; the exit status is 1 where the file differs from what would be written. Needs RDFLib.
"""
import json
import pathlib
import sys

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, XSD

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "ontology" / "context.jsonld"
PACTA = "https://w3id.org/pacta#"
PREFIXES = {
    "pacta": PACTA,
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": str(XSD),
    "dcterms": "http://purl.org/dc/terms/",
}
# Terms of other vocabularies that pacta writes.
FOREIGN = {
    "label": {"@id": "rdfs:label", "@language": "en"},
    "altLabel": {"@id": "skos:altLabel", "@language": "en"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "exact": "oa:exact",
    "title": "dcterms:title",
    "creator": "dcterms:creator",
    "issued": "dcterms:date",
    "source": {"@id": "dcterms:source", "@type": "@id"},
}


def context():
    graph = rdflib.Graph().parse(ROOT / "ontology" / "pacta.ttl", format="turtle")
    terms = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES, **FOREIGN}

    def own(kind):
        return sorted(s[len(PACTA):] for s in map(str, graph.subjects(RDF.type, kind)) if s.startswith(PACTA))

    def define(name, value):
        if terms.setdefault(name, value) != value:
            terms[f"pacta-{name}"] = value  # the name is another vocabulary's here
    for name in own(OWL.Class):
        define(name, f"pacta:{name}")
    for name in own(OWL.ObjectProperty):
        define(name, {"@id": f"pacta:{name}", "@type": "@id"})
    for name in own(OWL.DatatypeProperty):
        # Strings and dates come with several datatypes or languages, and say which.
        ranges = {str(o) for o in graph.objects(rdflib.URIRef(PACTA + name), RDFS.range)}
        coerced = ranges & {str(XSD.decimal), str(XSD.integer), str(XSD.boolean)}
        define(name, {"@id": f"pacta:{name}", "@type": "xsd:" + coerced.pop()[len(str(XSD)):]} if coerced else f"pacta:{name}")
    return json.dumps({"@context": terms}, indent=2, ensure_ascii=False) + "\n"


written = context()
if "--check" in sys.argv[1:]:
    if not OUTPUT.exists() or OUTPUT.read_text(encoding="utf-8") != written:
        sys.exit(f"{OUTPUT}: differs from what ontology/pacta.ttl asks for; run tools/make-context.py")
else:
    OUTPUT.write_text(written, encoding="utf-8")
