#!/usr/bin/env python3
"""Each file of this folder is read as what it is: the same article in every form gives the same text, entities and relations; metadata,
hash and length are in the graph; the offsets are those of the text that --text-folder writes; Akoma Ntoso's parts are the XML's.

usage: check.py PACTA
"""
import gzip
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import ntriples  # noqa: E402

PACTA = "https://w3id.org/pacta#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "A quiet treaty for a loud strait"
FULL = {"title": TITLE, "creator": "Marit Solvang", "date": "2024-07-14", "language": "en-GB"}
WEB = {**FULL, "source": "https://harbour-post.example/strait", "format": "text/html"}
# What the graph says of each document; the file's own date is when the PDF was made.
FILES = {
    "article.txt": {},
    "article.txt.gz": {},
    "article.jsonl": {**FULL, "source": WEB["source"]},
    "article.html": WEB,
    "article.html.zst": WEB,
    "article-windows-1252.html": WEB,
    "article.md": {**FULL, "format": "text/markdown"},
    "article.docx": {**FULL, "format": WORD},
    "article.pdf": {"title": TITLE, "creator": "Marit Solvang", "format": "application/pdf"},
    "article-columns.pdf": {"title": TITLE, "format": "application/pdf"},
}
failures = []


def check(good, message):
    if not good:
        failures.append(message)
        print(f"FAIL {message}")


def build(program, folder, *arguments, stdin=None):
    """The quads of each document's graph and the texts that were written, both by the document's id."""
    target, texts = folder / "graph.nq", folder / "texts"
    shutil.rmtree(texts, ignore_errors=True)
    done = subprocess.run([program, "build", *map(str, arguments), "--output", target, "--text-folder", texts, "--quiet"], stdin=stdin,
                          stderr=subprocess.PIPE, text=True, check=False)
    check(done.returncode == 0 and not done.stderr, f"{arguments[0]}: status {done.returncode}: {done.stderr.strip()}")
    graphs = {}
    for quad in ntriples.parse(target.read_text(encoding="utf-8")) if target.exists() else []:
        graphs.setdefault(str(quad[3]).rpartition("/")[2], []).append(quad)
    # Bytes as they are: offsets count all characters.
    return graphs, {path.name.partition("-")[2].removesuffix(".txt"): path.read_bytes().decode() for path in texts.iterdir()}


def facts(quads):
    """All that is said of the world, without the document and without where it says so; what only the document knows goes by its label."""
    hidden = {s for s, p, o, _ in quads if p == TYPE and str(o).removeprefix(PACTA) in ("Document", "Claim", "Evidence", "Rule", "Norm", "Statement")}
    labels = {s: str(o) for s, p, o, _ in quads if p == LABEL and "/x-" in str(s)}
    return {(labels.get(s, s), p, labels.get(o, o)) for s, p, o, _ in quads if s not in hidden and p != PACTA + "hasEvidence"}


def document(quads, text):
    """What the graph says of its only document; offsets are checked on the way."""
    (self,) = {s for s, p, o, _ in quads if p == TYPE and o == PACTA + "Document"}
    said = {str(p): str(o) for s, p, o, _ in quads if s == self and not p.endswith("mentions")}
    digest = str(self).split("/doc/")[1].split("/")[0]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    check(sha256.startswith(digest), f"{self}: the text is not the one that its IRI names")
    if PACTA + "textHash" in said:
        check(said[PACTA + "textHash"] == sha256, f"{self}: wrong textHash")
        check(said[PACTA + "textLength"] == str(len(text)), f"{self}: wrong textLength")
    places = {}
    for s, p, o, _ in quads:
        if p.startswith(OA):
            places.setdefault(s, {})[p.removeprefix(OA)] = str(o)
    check(places, f"{self}: no evidence")
    for place in places.values():
        check(text[int(place["start"]):int(place["end"])] == place["exact"], f"{self}: offsets {place}")
    return said


def check_article(program, folder):
    words = (HERE / "article.txt").read_text(encoding="utf-8")
    # Two have the same name without the suffix of their compression.
    graphs, texts = build(program, folder, *(HERE / name for name in FILES if not name.endswith((".gz", ".zst"))))
    for name in ("article.txt.gz", "article.html.zst"):
        again, read = build(program, folder, HERE / name)
        plain = name.rpartition(".")[0]
        check(again == {plain: graphs[plain]} and read == {plain: words}, f"{name} is not read as {plain}")
    expected = {(p, o) for _, p, o in facts(graphs["article.txt"])}
    for name, metadata in FILES.items():
        if name.endswith((".gz", ".zst")):
            continue
        key = "strait" if name == "article.jsonl" else name
        said = document(graphs[key], texts[key])
        check(texts[key] == words, f"{name}: its text is not that of article.txt")
        check({(p, o) for _, p, o in facts(graphs[key])} == expected, f"{name}: entities and relations differ from article.txt's")
        for term, value in metadata.items():
            check(said.get(DCTERMS + term) == value, f"{name}: {term} is {said.get(DCTERMS + term)!r}, not {value!r}")
        check((PACTA + "textHash" in said) == ("format" in metadata), f"{name}: textHash")
        foreign = [c for c in ("Brazil", "Peru", "Sweden", "Iceland", "Egypt", "Ireland", "Mongolia", "Greece", "Finland", "Portugal") if c in texts[key]]
        check(not foreign, f"{name}: furniture was read: {foreign}")


def check_recognition(program, folder):
    """By content, whatever the name; forced; from standard input; in folders."""
    names = ("article.html", "article.docx", "article.pdf", "treaty.akn.xml", "article.jsonl")
    corpus = folder / "corpus"
    (corpus / "deep" / "er").mkdir(parents=True)
    for i, name in enumerate(names):
        place = corpus / ("deep" if i % 2 else "deep/er")
        shutil.copy(HERE / name, place / f"nameless-{i}")
        (place / (name + ".gz")).write_bytes(gzip.compress((HERE / name).read_bytes()))
    (corpus / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (corpus / "archive.zip").write_bytes(b"PK\x03\x04nothing")
    graphs, _ = build(program, folder, corpus)
    original, _ = build(program, folder, *(HERE / name for name in names))
    for i, name in enumerate(names):
        key = "strait" if name == "article.jsonl" else name
        # A line of JSON Lines says its id, so it is the same document twice, which yields the same triples.
        check(set(graphs[key]) == set(original[key]), f"{name}.gz in a folder is read differently")
        if key == name:
            check({(p, o) for _, p, o in facts(graphs[f"nameless-{i}"])} == {(p, o) for _, p, o in facts(original[name])}, f"{name} without its name")
    check(len(graphs) == 9, f"{len(graphs)} documents in a folder of nine: {sorted(graphs)}")
    with open(corpus / "deep" / "article.docx.gz", "rb") as file:
        graphs, texts = build(program, folder, "-", stdin=file)
    check(list(graphs) == ["standard-input"], "a compressed Word document on standard input")
    # The tags of a page as text.
    graphs, texts = build(program, folder, HERE / "article.html", "--input-format", "text")
    check("<h1>" in texts["article.html"], "--input-format text was not obeyed")


def check_dates(program, folder):
    """A name is read as of the document's date, wherever that comes from."""
    words = "Germany and Japan signed a pact in Berlin. German troops did not leave."
    page = "<html><head>{}</head><body><article><p>{}</p></article></body></html>"
    files = {"dated.html": page.format('<meta name="date" content="Wednesday, 25 November 1936">', words), "undated.html": page.format("", words),
             "dated.md": f"---\ndate: 1936-11-25\n---\n{words}\n", "dated.jsonl": '{"id": "dated", "text": "%s", "date": "25 Nov 1936"}' % words}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    graphs, _ = build(program, folder, *(folder / name for name in files))
    for name, quads in graphs.items():
        states = {str(s).rpartition("/")[2] for s, p, o, _ in quads if p == TYPE and o == PACTA + "State"}
        check(states == ({"DEU", "JPN"} if name == "undated.html" else {"x-german-reich", "JPN"}), f"{name}: {states}")


def expected_parts(element, path="", kinds=("part", "title", "chapter", "section", "article", "paragraph", "point")):
    """(number, heading, parent's number) of the parts that the XML marks; those of quotations are not the document's."""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name in ("quotedStructure", "meta", "authorialNote"):
            continue
        number, heading = (" ".join("".join(found.itertext()).split()) if (found := child.find(f"{{*}}{tag}")) is not None else "" for tag in ("num", "heading"))
        number = number.replace("Article ", "").replace("CHAPTER ", "").strip("(). ")
        if name == "preamble":
            yield "", "", ""
        if name == "attachment":
            yield heading.replace("Annex ", ""), "", ""
            yield from expected_parts(child, heading.replace("Annex ", ""))
        elif name in kinds and number:
            full = f"{path}({number})" if name in ("paragraph", "point") and path and not path.isupper() else number
            yield full, heading, path
            yield from expected_parts(child, "" if name == "chapter" else full)
        else:
            yield from expected_parts(child, path)


def check_akoma_ntoso(program, folder):
    path = HERE / "treaty.akn.xml"
    graphs, texts = build(program, folder, path)
    quads = graphs[path.name]
    document(quads, texts[path.name])
    own = {s for s, p, o, _ in quads if p == PACTA + "textOf" for s in [o]}
    (treaty,) = own
    parts = {s for s, p, o, _ in quads if p == TYPE and o == PACTA + "Provision" and s.startswith(treaty)}
    value = {(s, str(p)): str(o) for s, p, o, _ in quads if s in parts}
    found = sorted((value.get((s, PACTA + "number"), ""), value.get((s, PACTA + "heading"), "")) for s in parts)
    wanted = sorted((number, heading) for number, heading, _ in expected_parts(ElementTree.parse(path).getroot()))
    check(found == wanted, f"parts of treaty.akn.xml:\n  found  {found}\n  wanted {wanted}")
    parents = {(str(o), str(s)) for s, p, o, _ in quads if p == PACTA + "hasProvision" and o in parts}
    check(len(parents) == len(parts), "each part of treaty.akn.xml has one parent")


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    check_article(sys.argv[1], scratch)
    check_recognition(sys.argv[1], scratch)
    check_dates(sys.argv[1], scratch)
    check_akoma_ntoso(sys.argv[1], scratch)
print("all inputs are read as they should be" if not failures else f"{len(failures)} failures")
sys.exit(1 if failures else 0)
