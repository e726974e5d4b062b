#!/usr/bin/env python3
"""Lays one treaty out in many ways and demands the same provisions, references, norms, parties and dates of each.

usage: layouts.py PACTA
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import textwrap

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import ntriples  # noqa: E402

PACTA = "https://w3id.org/pacta#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STYLES = [
    "{word} {num}\n{name}\n\n{body}\n\n",
    "{word} {num}: {name}\n\n{body}\n\n",
    "{word} {num}. {name}\n{body}\n\n",
    "{word} {num} - {name}\n\n{body}\n\n",
    "{word} {num}\n\n{name}\n\n{body}\n\n",
]


def render(treaty, style, word="Article", front=""):
    parts = ["\n".join(treaty["title"]) + "\n\n", front, "\n\n".join(treaty["preamble"]) + "\n\n"]
    parts += [style.format(word=word, num=num, name=name, body="\n".join(body)) for num, name, body in treaty["articles"]]
    return "".join(parts) + "\n\n".join(treaty["conclusion"]) + "\n"


def wrapped(text, width=72):
    """Each paragraph over lines of at most so many columns."""
    return "\n".join(textwrap.fill(line, width) if len(line) > width else line for line in text.split("\n"))


def paged(text, every, blank):
    """A page's number between lines, in the midst of paragraphs too."""
    out, page = [], 0
    for count, line in enumerate(text.split("\n"), 1):
        out.append(line)
        if count % every == 0:
            page += 1
            out += ["", f"- {page} -", ""] if blank else [f"- {page} -"]
    return "\n".join(out)


def layouts(treaty):
    contents = "TABLE OF CONTENTS\n\n" + "".join(f"Article {n}  {name} ........ {3 * int(n)}\n" for n, name, _ in treaty["articles"]) + "\n"
    for number, style in enumerate(STYLES, 1):
        for word in ("Article", "ARTICLE"):
            yield f"style {number}, {word}", render(treaty, style, word)
        yield f"style {number}, wrapped", wrapped(render(treaty, style))
        yield f"style {number}, contents in front", render(treaty, style, front=contents)
        yield f"style {number}, wrapped, page numbers between lines", paged(wrapped(render(treaty, style)), 9, False)
        yield f"style {number}, wrapped, page numbers between blank lines", paged(wrapped(render(treaty, style)), 9, True)
    yield "all capitals", render(treaty, STYLES[0]).upper()
    yield "all capitals, wrapped, page numbers between lines", paged(wrapped(render(treaty, STYLES[0]).upper()), 9, False)
    yield "carriage returns", render(treaty, STYLES[0]).replace("\n", "\r\n")


def facts(program, text):
    """What the graph says of the treaty, without its IRI: that holds its date and parties, which are compared by themselves."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = pathlib.Path(folder, "treaty.txt"), pathlib.Path(folder, "treaty.nt")
        source.write_bytes(text.encode())
        subprocess.run([program, "build", source, "--quiet", "--format", "ntriples", "--output", out], check=True)
        triples = [tuple(map(str, t[:3])) for t in ntriples.parse(out.read_text(encoding="utf-8"))]
    objects = {}
    for s, p, o in triples:
        objects.setdefault(s, {}).setdefault(p, []).append(o)
    [treaty] = {o for s, p, o in triples if p == PACTA + "textOf"} or {""}
    def short(node):
        return node[len(treaty):] if treaty and node.startswith(treaty) else node
    def words(value):
        return " ".join(value.lower().split())
    found = set()
    for s, p, o in triples:
        name = p[len(PACTA):] if p.startswith(PACTA) else ""
        if name in ("hasParty", "signedOn", "signedAt", "hasProvision", "references", "number", "hasDuration", "authenticLanguage") and s.startswith(treaty):
            found.add((short(s), name, short(o)))
        if name == "heading":
            found.add((short(s), name, words(o)))
        if p == RDF + "type" and o == PACTA + "Norm":
            norm = objects[s]
            found.add(("norm", short(norm[PACTA + "derivedFrom"][0]), norm[PACTA + "deonticModality"][0].split("#")[1],
                       words(norm[PACTA + "action"][0]), words(norm.get(PACTA + "condition", [""])[0])))
    return found


def main():
    treaty = json.loads((HERE / "sample.json").read_text(encoding="utf-8"))
    program, failures, first = sys.argv[1], 0, None
    for name, text in layouts(treaty):
        found = facts(program, text)
        if first is None:
            first = found
            norms = sum(f[0] == "norm" for f in found)
            if len([f for f in found if f[1] == "hasProvision"]) < 10 or norms < 8:
                sys.exit(f"{name}: too little was found to compare:\n" + "\n".join(map(str, sorted(found))))
        elif found != first:
            failures += 1
            print(f"{name}:")
            for fact in sorted(first - found):
                print("  missing", fact)
            for fact in sorted(found - first):
                print("  more   ", fact)
    print(f"layouts: {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
