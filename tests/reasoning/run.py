#!/usr/bin/python3
"""`pacta infer` against the EYE reasoner with the rules of OWL 2 RL (rules.n3): the graph of each sample, their union, and made-up
ontologies; and what claims entail. Usage: run.py PACTA ONTOLOGY SAMPLE...   Exit status 77: the comparison skipped, as EYE is missing."""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import rdflib
from rdflib.namespace import OWL, RDF, RDFS

pacta, ontology, *samples = sys.argv[1:]
here = pathlib.Path(__file__).parent
folder = pathlib.Path(tempfile.mkdtemp(prefix="pacta-reasoning-"))
eye = next((found for found in (shutil.which("eye"), shutil.which("eye.pvm")) if found), None)
failures = 0
PACTA = rdflib.Namespace("https://w3id.org/pacta#")
E = rdflib.Namespace("https://example.org/")
IRI = rdflib.URIRef


def run(*arguments):
    return subprocess.run([str(a) for a in arguments], check=True, capture_output=True, text=True, encoding="utf-8").stdout


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print("FAILED:", what)


def triples(text, syntax):
    graph = rdflib.Graph()
    graph.parse(data=text, format=syntax)
    return set(graph)


def inferred(path, *options):
    return triples(run(pacta, "infer", path, "--format", "ntriples", "--quiet", *options), "nt")


def ours(found, vocabulary):
    """Without what EYE says of the ontology itself, of classes without a name, and of all things."""
    return {
        (s, p, o)
        for s, p, o in found
        if not isinstance(s, rdflib.Literal) and not (p == RDF.type and (isinstance(o, rdflib.BNode) or o in (OWL.Thing, RDFS.Resource)))
        and s not in vocabulary
    }


def compare(name, data, *ontologies):
    if eye is None:
        return
    vocabulary = set()
    for path in (ontology, *ontologies):
        vocabulary |= {s for s, _, _ in triples(pathlib.Path(path).read_text(encoding="utf-8"), "turtle")}
    nt = folder / "data.nt"
    nt.write_text(run(pacta, "convert", data, "-", "--format", "ntriples", "--quiet"), encoding="utf-8")
    theirs = ours(triples(run(eye, "--quiet", "--nope", "--pass-only-new", ontology, *ontologies, here / "rules.n3", nt), "n3"), vocabulary)
    mine = ours(inferred(data, *(part for path in ontologies for part in ("--ontology", path))), vocabulary)
    check(mine and theirs, f"{name}: something follows")
    for kind, found in (("only pacta infers", mine - theirs), ("only EYE infers", theirs - mine)):
        for triple in sorted(found)[:5]:
            check(False, f"{name}: {kind} {' '.join(term.n3() for term in triple)}")


MADE_UP = """
@prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :C . :C a owl:Class ; owl:equivalentClass :D . :D a owl:Class .
:partOf a owl:ObjectProperty , owl:TransitiveProperty ; owl:inverseOf :hasPart . :hasPart a owl:ObjectProperty .
:near a owl:ObjectProperty , owl:SymmetricProperty , owl:TransitiveProperty ; rdfs:domain :A .
:p a owl:ObjectProperty ; rdfs:subPropertyOf :q ; rdfs:range :B . :q a owl:ObjectProperty ; owl:equivalentProperty :r . :r a owl:ObjectProperty ;
  owl:inverseOf :s ; rdfs:domain :A . :s a owl:ObjectProperty ; rdfs:subPropertyOf :partOf .
:t a owl:ObjectProperty ; owl:propertyChainAxiom ( :p :hasPart :near ) , ( :t :t ) . :u a owl:ObjectProperty ; owl:propertyChainAxiom ( :t :s ) ;
  rdfs:subPropertyOf :p .
:name a owl:DatatypeProperty ; rdfs:subPropertyOf :label ; rdfs:domain :D . :label a owl:DatatypeProperty .
"""


def random_graph(seed):
    source = random.Random(seed)
    lines = []
    for _ in range(40):
        s, o = source.randrange(12), source.randrange(12)
        p = source.choice(["partOf", "hasPart", "near", "p", "q", "r", "s", "t", "u"])
        lines.append(f"<{E}{s}> <{E}{p}> <{E}{o}> .")
    lines += [f"<{E}{i}> <{RDF.type}> <{E}{source.choice('ABCD')}> ." for i in range(3)] + [f'<{E}1> <{E}name> "one"@en .']
    return "\n".join(lines) + "\n"


try:
    union = folder / "union.nq"
    run(pacta, "build", *samples, "--quiet", "--output", union)
    for sample in samples:
        path = folder / (pathlib.Path(sample).name + ".nq")
        run(pacta, "build", sample, "--quiet", "--output", path)
        compare(pathlib.Path(sample).name, path)
    compare("union", union)
    made_up = folder / "made-up.ttl"
    made_up.write_text(MADE_UP, encoding="utf-8")
    for seed in range(3):
        path = folder / "random.nt"
        path.write_text(random_graph(seed), encoding="utf-8")
        compare(f"random graph {seed}", path, made_up)

    # What is denied or reported entails nothing; an asserted chain does, and says from what.
    text = folder / "text.txt"
    text.write_text(
        "Norway is not a member of NATO. Denmark says that Chile is a member of the African Union. "
        "Latvia is a member of NATO. Estonian President Ott Tamm visited Latvia.\n",
        encoding="utf-8",
    )
    graph = folder / "text.nq"
    run(pacta, "build", text, "--quiet", "--output", graph)
    members = {(s, o) for s, p, o in inferred(graph) if p == PACTA.hasMember}
    state = lambda code: IRI(f"https://w3id.org/pacta/id/state/{code}")
    check({o for _, o in members} == {state("LVA")}, f"only the asserted membership entails one, not {members}")

    chain = folder / "chain.nt"
    chain.write_text(f"<{E}x> <{PACTA.holdsPosition}> <{E}y> .\n<{E}y> <{PACTA.positionIn}> <{E}z> .\n", encoding="utf-8")
    found = inferred(chain, "--premises")
    check((E.x, PACTA.officialOf, E.z) in found, "holdsPosition and positionIn entail officialOf")
    why = [s for s, p, o in found if p == RDF.predicate and o == PACTA.officialOf and (s, RDF.subject, E.x) in found]
    derived = IRI("http://www.w3.org/ns/prov#wasDerivedFrom")
    premises = {o for s, p, o in found if why and s == why[0] and p == derived}
    check({p for s, r, p in found if s in premises and r == RDF.predicate} == {PACTA.holdsPosition, PACTA.positionIn}, "and are its premises")

    # A second run over its own output adds nothing, and the input stays what it was.
    both = folder / "both.nq"
    run(pacta, "infer", graph, "--with-input", "--quiet", "--output", both)
    again = folder / "again.nq"
    run(pacta, "infer", both, "--with-input", "--quiet", "--output", again)
    lines = lambda path: sorted(path.read_text(encoding="utf-8").splitlines())
    check(lines(both) == lines(again), "inference over its own output changes nothing")
    check(set(lines(graph)) <= set(lines(both)), "--with-input keeps the input")
    own = [line for line in lines(both) if line not in set(lines(graph))]
    check(own and all(line.endswith("<https://w3id.org/pacta/id/inferred> .") for line in own), "what is inferred is in a graph of its own")
finally:
    shutil.rmtree(folder)

print(f"{failures} failures" if failures else "as expected" + ("" if eye else "; the comparison was skipped: no EYE (apt install eye)"))
sys.exit(1 if failures else 0 if eye else 77)
