#!/usr/bin/env python3
"""Check that the names of states in public lists resolve to their codes.

usage: check-coverage.py PACTA [--world-countries DIR] [--work DIR] [--iso-codes DIR] [--cldr FILE] [--list] [-- OPTION...]

Every name of iso-codes' list of ISO 3166-1, every English name of a territory in CLDR and every English demonym of the npm package
world-countries is put into a sentence that is a document of its own. PACTA builds a graph of them, and the graph of each must mention a
State with the ISO alpha-3 code. exceptions.tsv beside this script lists what is not expected, with the reason; an exception that is
none any more is an error too.

--world-countries DIR   where the package lies: DIR, DIR/package, or DIR/node_modules/world-countries holds countries.json. Without it
                        demonyms are not checked. To fetch it: npm install --prefix DIR world-countries
--work DIR              where sentences and graph are written (default: a temporary directory)
--list                  print the sentences and stop; PACTA may then be "-"
OPTIONs after -- are given to pacta build.

The exit status is 0 where all resolve, 1 where some do not, 2 where something needed is absent.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
PACTA = "https://w3id.org/pacta#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Codes that CLDR adds to those of ISO 3166-1.
USER_ASSIGNED = {"XK": "XKX"}
# Names that stand with an article in a sentence.
ARTICLE = re.compile(r"^(Bahamas|Gambia|Maldives|Netherlands|Philippines|Holy See|United|Comoros|Seychelles|British|Isle of|Vatican"
                     r"|Caribbean Netherlands|Federated|U\.S\.|Heard|Turks)|(Islands?|Republic|Territor(y|ies)|Federation|Kingdom"
                     r"|Confederation|Emirates|States|State)$|^(\w+ )*(Republic|Kingdom|State|States|Commonwealth|Principality|Sultanate|Union) of ")


def quit_absent(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def read_exceptions(path):
    """(source, code, name) to reason."""
    exceptions = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 4 or not cells[3]:
                sys.exit(f"{path}:{number}: expected source, code, name and reason")
            exceptions[tuple(cells[:3])] = cells[3]
    return exceptions


def names_of_iso(directory):
    """Each name with its code, and the alpha-3 code of each alpha-2 code."""
    path = os.path.join(directory, "iso_3166-1.json")
    if not os.path.exists(path):
        quit_absent(f"{path} is absent: apt-get install iso-codes")
    with open(path, encoding="utf-8") as file:
        countries = json.load(file)["3166-1"]
    names = [("iso", country["alpha_3"], re.sub("^the ", "", country[key])) for country in countries
             for key in ("name", "official_name", "common_name") if key in country]
    return names, {country["alpha_2"]: country["alpha_3"] for country in countries}


def names_of_cldr(path, alpha3):
    if not os.path.exists(path):
        quit_absent(f"{path} is absent: apt-get install unicode-cldr-core")
    names = []
    for territory in ElementTree.parse(path).getroot().iterfind("localeDisplayNames/territories/territory"):
        code = territory.get("type")
        if len(code) == 2:
            names.append(("cldr", {**alpha3, **USER_ASSIGNED}.get(code, code), territory.text))
    return names


def names_of_world_countries(directory):
    for below in ("", "package", "node_modules/world-countries"):
        path = os.path.join(directory, below, "countries.json")
        if os.path.exists(path):
            break
    else:
        quit_absent(f"{directory} holds no countries.json: npm install --prefix {directory} world-countries")
    with open(path, encoding="utf-8") as file:
        countries = json.load(file)
    names = []
    for country in countries:
        code = "XKX" if country["cca2"] == "XK" else country["cca3"]
        for demonym in country["demonyms"].get("eng", {}).values():
            # "Antiguan, Barbudan" and "Kittitian or Nevisian" are two each
            names += [("world-countries", code, part) for part in re.split(", | or ", demonym) if part]
    return names


def sentence(source, name):
    if source == "world-countries":
        return f"{'An' if name[0] in 'AEIOUÅ' else 'A'} {name} official signed the agreement."
    return f"The government of {'the ' if ARTICLE.search(name) else ''}{name} signed the agreement."


def read_graphs(path):
    """From N-Quads: for each document id the IRIs its graph mentions, and for each graph the codes of its States."""
    term = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"\S*) <([^>]*)> \.')
    mentions, codes, states = {}, {}, set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = term.match(line)
            if not match:
                continue
            subject, predicate, iri, literal, graph = match.groups()
            document = urllib.parse.unquote(graph.rsplit("/", 1)[-1])
            if predicate == PACTA + "mentions":
                mentions.setdefault(document, set()).add(iri)
            elif predicate == PACTA + "isoAlpha3":
                codes.setdefault((document, subject), set()).add(literal)
            elif predicate == RDF_TYPE and iri == PACTA + "State":
                states.add((document, subject))
    return {document: {code for iri in iris if (document, iri) in states for code in codes.get((document, iri), ())}
            for document, iris in mentions.items()}


def main():
    arguments, options = sys.argv[1:], []
    if "--" in arguments:
        position = arguments.index("--")
        arguments, options = arguments[:position], arguments[position + 1:]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pacta")
    parser.add_argument("--world-countries", metavar="DIR")
    parser.add_argument("--work", metavar="DIR")
    parser.add_argument("--iso-codes", default="/usr/share/iso-codes/json", metavar="DIR")
    parser.add_argument("--cldr", default="/usr/share/unicode/cldr/common/main/en.xml", metavar="FILE")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args(arguments)

    names, alpha3 = names_of_iso(arguments.iso_codes)
    names += names_of_cldr(arguments.cldr, alpha3)
    if arguments.world_countries:
        names += names_of_world_countries(arguments.world_countries)
    else:
        print("world-countries: not given, so demonyms are not checked", file=sys.stderr)
    names = list(dict.fromkeys(names))
    exceptions = read_exceptions(os.path.join(HERE, "exceptions.tsv"))
    sources = {source for source, _, _ in names}
    unknown = [key for key in exceptions if key not in set(names) and key[0] in sources]
    documents = {f"coverage-{number}": name for number, name in enumerate(names)}
    if arguments.list:
        for name in names:
            print("\t".join((*name, sentence(name[0], name[2]))))
        return 0

    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.work or temporary
        os.makedirs(work, exist_ok=True)
        texts, graph = os.path.join(work, "coverage.jsonl"), os.path.join(work, "coverage.nq")
        with open(texts, "w", encoding="utf-8") as file:
            for document, (source, _, name) in documents.items():
                file.write(json.dumps({"id": document, "text": sentence(source, name)}, ensure_ascii=False) + "\n")
        command = [arguments.pacta, "build", texts, "--format", "nquads", "--output", graph] + options
        try:
            subprocess.run(command, check=True)
        except FileNotFoundError:
            quit_absent(f"{arguments.pacta} is absent")
        except subprocess.CalledProcessError as error:
            quit_absent(f"{' '.join(command)} failed with status {error.returncode}")
        found = read_graphs(graph)

    failures, needless = [], []
    for document, (source, code, name) in documents.items():
        resolved = code in found.get(document, ())
        if (source, code, name) in exceptions:
            if resolved:
                needless.append((source, code, name))
        elif not resolved:
            got = ", ".join(sorted(found.get(document, ()))) or "no state"
            failures.append(f"{source}\t{code}\t{name}\tgot {got}\t{sentence(source, name)}")
    for failure in failures:
        print(failure)
    for key in needless:
        print("\t".join(key) + "\tresolves: strike it from exceptions.tsv")
    for key in unknown:
        print("\t".join(key) + "\tis in exceptions.tsv, but in no list")
    print(f"{len(documents)} names, {len(failures)} unresolved, {len(exceptions)} exceptions", file=sys.stderr)
    return 1 if failures or needless or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
