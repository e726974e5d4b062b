#!/usr/bin/python3
"""Fails on an include against the order of the layers, and on a header without #pragma once. Usage: architecture.py SOURCE_FOLDER"""
import pathlib
import re
import sys

# What each layer may include, beside itself.
LAYERS = {
    "base": set(),
    "graph": {"base"},
    "ontology": {"base", "graph"},
    "parser": {"base", "graph", "ontology"},
    "readers": {"base", "graph", "ontology", "parser"},
    "pipeline": {"base", "graph", "ontology", "parser", "readers"},
    "exporters": {"base", "graph"},
    "sparql": {"base", "graph"},
    "reasoning": {"base", "graph"},
    "validation": {"base", "graph"},
    "cli": {"reasoning", "validation", "base", "graph", "ontology", "parser", "readers", "pipeline", "exporters", "sparql"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+)/', re.MULTILINE)


def problems(root):
    for layer, allowed in LAYERS.items():
        for path in sorted((root / layer).rglob("*")):
            if path.suffix not in {".h", ".cpp"}:
                continue
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".h" and not text.startswith("#pragma once\n"):
                yield f"{path}:1: a header begins with #pragma once"
            for match in INCLUDE.finditer(text):
                if match[1] not in allowed | {layer}:
                    line = text.count("\n", 0, match.start(1)) + 1
                    yield f"{path}:{line}: {layer} may not include from {match[1]} (allowed: {', '.join(sorted(allowed)) or 'nothing'})"


found = list(problems(pathlib.Path(sys.argv[1])))
print("\n".join(found))
sys.exit(1 if found else 0)
