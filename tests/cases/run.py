#!/usr/bin/env python3
"""Runs the case files: texts, and what a careful reader takes from them. README.md in this folder explains how to write one.

usage: run.py PACTA [--pend] [FILE.case ...]      (all *.case files of this folder if none is named)

pending.txt names the cases that are not read rightly yet: they are shown, but do not make the run fail. --pend rewrites it.
"""
import collections
import fnmatch
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import ntriples  # noqa: E402

PACTA = "https://w3id.org/pacta#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")
ARITY = {"plain": 3, "not": 3, "denied": 3, "possible": 3, "reported": 4, "entity": 2, "no entity": 2, "says": 2, "not says": 2, "contradicted": 3, "not contradicted": 3}
PENDING = HERE / "pending.txt"
ONTOLOGY = HERE.parents[1] / "ontology" / "pacta.ttl"

Expectation = collections.namedtuple("Expectation", "kind parts line words")
Case = collections.namedtuple("Case", "file line title text expectations")


class CaseError(Exception):
    pass


def read_cases(path, properties, classes):
    """The cases of a file; a CaseError names file and line."""
    cases, chunk, start = [], [], 1
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, "===="], 1):
        if line.rstrip() != "====":
            chunk.append(line)
            continue
        if any(l.strip() and not l.startswith("#") for l in chunk):
            cases.append(read_case(path, start, chunk, properties, classes))
        chunk, start = [], number + 1
    return cases


def read_case(path, start, lines, properties, classes):
    title, at = "", 0
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith("#")):
        title = title or lines[at].lstrip("# ").strip()
        at += 1
    bars = [i for i, line in enumerate(lines) if line.rstrip() == "----"]
    if len(bars) != 1:
        raise CaseError(f"{path}:{start}: a case needs one line '----' between text and expectations, and '====' before the next case")
    text = "\n".join(lines[at:bars[0]]).strip("\n")
    if not text:
        raise CaseError(f"{path}:{start + at}: the case has no text")
    expectations = []
    for number, line in enumerate(lines[bars[0] + 1:], start + bars[0] + 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        kind, rest = "plain", words
        match = re.match(r"(not contradicted|contradicted|not|denied|reported|possible|entity|no entity|says|not says):\s*(.*)$", words)
        if match:
            kind, rest = match[1], match[2]
        parts = [part.strip() for part in rest.split("|")]
        if len(parts) != ARITY[kind] or not all(parts):
            raise CaseError(f"{path}:{number}: '{kind}' needs {ARITY[kind]} parts with '|' between them: {words}")
        if kind in ("says", "not says"):
            expectations.append(Expectation(kind, parts, number, words))
            continue
        if kind in ("entity", "no entity"):
            known, name, what = classes, parts[0], "class"
        else:
            known, name, what = properties, parts[-2], "property"
        if name not in known:
            raise CaseError(f"{path}:{number}: the ontology has no {what} '{name}'")
        expectations.append(Expectation(kind, parts, number, words))
    if not expectations:
        raise CaseError(f"{path}:{start}: the case expects nothing")
    return Case(path, start + at, title, text, expectations)


def fold(name):
    """Names are compared without case, accents, curly quotes, kinds of dash and a leading article."""
    name = unicodedata.normalize("NFKD", name.casefold())
    name = "".join(c for c in name if not unicodedata.combining(c))
    name = re.sub("[\u2010-\u2015]", "-", re.sub("[\u2018\u2019\u02bc]", "'", re.sub("[\u201c\u201d]", '"', name)))
    return re.sub(r"^the ", "", " ".join(name.split()))


class Graph:
    """The graph of one case."""

    def __init__(self, quads, symmetric):
        self.symmetric = symmetric
        self.values = collections.defaultdict(list)
        self.plain = collections.defaultdict(set)
        for subject, predicate, value, _ in quads:
            self.values[subject, str(predicate)].append(value)
            if predicate.startswith(PACTA):
                self.plain[predicate[len(PACTA):]].add((subject, value))
        self.types = collections.defaultdict(set)
        for (subject, predicate), values in self.values.items():
            if predicate == RDF + "type":
                self.types[subject] |= {str(v)[len(PACTA):] for v in values if v.startswith(PACTA)}
        self.claims = [s for s, types in self.types.items() if "Claim" in types]

    def names(self, term):
        """All folded names of an entity; the words of a literal."""
        if isinstance(term, ntriples.Literal):
            return {fold(term)}
        if "Document" in self.types[term]:
            return {"document"}
        found = {fold(v) for predicate in NAMES for v in self.values.get((term, predicate), [])}
        if "Provision" in self.types[term]:
            root = term
            while "/" in root and (root == term or not self.types.get(ntriples.IRI(root)) or "Provision" in self.types[ntriples.IRI(root)]):
                root = root.rpartition("/")[0]
            for label in list(found):
                word, of, _ = label.partition(" of the ")
                found |= {f"{word} of the {name}" for name in self.names(ntriples.IRI(root))} if of and "/" in root else set()
        return found or {fold(str(term).rpartition("#")[2])}

    def is_called(self, term, label):
        wanted = fold(label)
        return any(name == wanted or ("*" in wanted and fnmatch.fnmatchcase(name, wanted)) for name in self.names(term))

    def has_triple(self, subject, name, value):
        return any(self.is_called(s, subject) and self.is_called(v, value) for s, v in self.plain[name])

    def has_claim(self, subject, name, value, accept):
        for claim in self.claims:
            get = lambda p, of=claim: (self.values.get((of, p)) or [ntriples.Literal("")])[0]
            if get(RDF + "predicate") != PACTA + name or not accept(lambda p: get(PACTA + p)):
                continue
            s, v = get(RDF + "subject"), get(RDF + "object")
            if self.is_called(s, subject) and self.is_called(v, value):
                return True
            if name in self.symmetric and self.is_called(v, subject) and self.is_called(s, value):
                return True
        return False

    def statements(self):
        """(speaker, words) of the statements"""
        for speech, speaker in self.plain["attributedTo"]:
            for words in self.values.get((speech, PACTA + "text"), []):
                yield speaker, words

    def holds(self, expectation):
        kind, parts = expectation.kind, expectation.parts
        if kind in ("says", "not says"):
            found = any(self.is_called(speaker, parts[0]) and fold(parts[1]) in fold(str(words)) for speaker, words in self.statements())
            return found == (kind == "says")
        if kind == "plain":
            return self.has_triple(*parts)
        if kind == "not":
            return not self.has_triple(*parts)
        if kind == "denied":
            return self.has_claim(*parts, lambda get: get("polarity") == "negated")
        if kind in ("contradicted", "not contradicted"):
            return self.has_claim(*parts, lambda get: get("contradicts")) == (kind == "contradicted")
        if kind == "possible":
            return self.has_claim(*parts, lambda get: get("modality") != "asserted")
        if kind == "reported":
            return self.has_claim(*parts[1:], lambda get: get("claimedBy") and self.is_called(get("claimedBy"), parts[0]))
        found = any(parts[0] in types and self.is_called(term, parts[1]) for term, types in list(self.types.items()))
        return found == (kind == "entity")

    def what_there_is(self, expectation):
        """What the graph says with the same property, or of the same name: a hint for whoever mends the rules."""
        def name(term):
            return str(term) if isinstance(term, ntriples.Literal) else next(iter(self.values.get((term, NAMES[0]), [])), str(term).rpartition("/")[2])
        if expectation.kind == "says":
            found = {f"{name(speaker)} | {words}" for speaker, words in self.statements()}
        elif expectation.kind in ("entity", "no entity"):
            found = {f"{'/'.join(sorted(types))} {name(t)}" for t, types in list(self.types.items()) if types and not types & {"Claim", "Evidence", "Rule", "Document"}}
        else:
            prop = expectation.parts[-2]
            found = {f"{name(s)} | {prop} | {name(v)}" for s, v in self.plain[prop]}
            for claim in self.claims:
                get = lambda p, of=claim: (self.values.get((of, p)) or [ntriples.Literal("")])[0]
                marks = [m for m in (get(PACTA + "polarity"), get(PACTA + "modality")) if m not in ("affirmed", "asserted")]
                marks += [f"says {name(get(PACTA + 'claimedBy'))}"] if get(PACTA + "claimedBy") else []
                if marks and get(RDF + "predicate") == PACTA + prop:
                    found.add(f"{name(get(RDF + 'subject'))} | {prop} | {name(get(RDF + 'object'))} ({', '.join(marks)})")
        return sorted(found)[:8]


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    given = [a for a in sys.argv[2:] if a != "--pend"]
    program, files = sys.argv[1], [pathlib.Path(p) for p in given] or sorted(HERE.glob("*.case"))
    pending = set(PENDING.read_text(encoding="utf-8").splitlines()) if PENDING.exists() else set()
    ontology = ONTOLOGY.read_text(encoding="utf-8")
    terms = dict(re.findall(r"^pacta:(\w+)\s+a\s+([^;.]*)", ontology, re.M))
    properties = {name for name, kinds in terms.items() if "Property" in kinds}
    classes = {name for name, kinds in terms.items() if "Class" in kinds}
    symmetric = {name for name, kinds in terms.items() if "SymmetricProperty" in kinds}
    try:
        cases = [case for path in files for case in read_cases(path, properties, classes)]
    except (CaseError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "cases.jsonl"), pathlib.Path(folder, "cases.nq")
        source.write_text("".join(json.dumps({"id": f"case-{i}", "text": c.text}) + "\n" for i, c in enumerate(cases)), encoding="utf-8")
        done = subprocess.run([program, "build", source, "--format", "nquads", "--output", target, "--quiet"], stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            print(f"cases: {program} ended with status {done.returncode}: {done.stderr.strip()}", file=sys.stderr)
            return 1
        quads = collections.defaultdict(list)
        for quad in ntriples.parse(target.read_text(encoding="utf-8")):
            quads[quad[3].rpartition("/")[2]].append(quad)
    failed = []
    for i, case in enumerate(cases):
        graph = Graph(quads[f"case-{i}"], symmetric)
        wrong = [e for e in case.expectations if not graph.holds(e)]
        name = f"{case.file.name}: {case.title}"
        if wrong:
            failed.append(name)
            print(f"{case.file.name}:{case.line}: {case.title}{' (pending)' if name in pending else ''}")
        for e in wrong:
            print(f"  line {e.line}: {'should not be there' if e.kind in ('not', 'no entity', 'not says', 'not contradicted') else 'missing'}: {e.words}")
            for there in graph.what_there_is(e) if e.kind not in ("not", "no entity", "not says", "not contradicted") else []:
                print(f"      there is: {there}")
    total = sum(len(c.expectations) for c in cases)
    new = [name for name in failed if name not in pending]
    print(f"cases: {len(cases) - len(failed)} of {len(cases)} pass ({total} expectations), {len(failed) - len(new)} are pending, {len(new)} fail", file=sys.stderr)
    if len(given) < len(sys.argv) - 2:
        PENDING.write_text("".join(f"{name}\n" for name in sorted(set(failed))), encoding="utf-8")
        return 0
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
