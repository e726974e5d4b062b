"""A small strict parser of N-Triples and N-Quads, for tests that must not trust the program's own libraries."""
import re

TERM = re.compile(r'<([^<>"{}|^`\\\x00-\x20]*)>|"((?:[^"\\\n\r]|\\.)*)"(?:\^\^<([^<>"{}|^`\\\x00-\x20]*)>|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?')
ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))')
PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class IRI(str):
    """An IRI; literals are Literal, so that the two never compare by accident."""


class Literal(str):
    """The words of a literal, without its datatype and language."""


def unescape(text):
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else PLAIN[m[3]], text)


def parse(text):
    """Tuples of three or four terms. A ValueError names the line that is wrong."""
    out = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        terms, at = [], 0
        while True:
            while line[at:at + 1] == " ":
                at += 1
            if line[at:].rstrip() == ".":
                break
            match = TERM.match(line, at)
            if not match:
                raise ValueError(f"line {number}: no RDF term at column {at + 1}: {line[at:at + 60]!r}")
            terms.append(IRI(match[1]) if match[1] is not None else Literal(unescape(match[2])))
            at = match.end()
        if len(terms) not in (3, 4) or not isinstance(terms[0], IRI) or not isinstance(terms[1], IRI):
            raise ValueError(f"line {number}: not a triple or quad: {line[:80]!r}")
        out.append(tuple(terms))
    return out
