#!/usr/bin/python3
"""What `pacta query` must do: formats, the union of graphs, prefixes, places of errors, limits, hostile values. Usage: query.py PACTA"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

PACTA = os.path.abspath(sys.argv.pop(1))

# One triple in two graphs, one in none; blank nodes of the same label in two files.
NQUADS = """<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en <http://e/g1> .
<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en <http://e/g2> .
<http://e/a> <http://e/p> <http://e/b> <http://e/g2> .
<http://e/b> <http://e/p> _:x .
"""
# Whatever a label holds, it is one value of one row.
HOSTILE = ['"', "'", "\\", "\n", "\r\n", "\t", "} ; DROP ALL #", '" . } ; CLEAR ALL ; INSERT DATA { <a:a> <a:b> "', "\x07\x1b[31mred", "‮evil", "$(touch pwned)`touch pwned`"]


def literal(text):
    """As N-Quads writes it; the escapes of JSON are among its own."""
    return json.dumps(text, ensure_ascii=False)


class Query(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "g.nq").write_text(NQUADS, encoding="utf-8")

    def run_query(self, *arguments, status=0, env=None, stdin=None):
        done = subprocess.run([PACTA, "query", *map(str, arguments)], capture_output=True, cwd=self.folder, env=env, input=stdin, check=False)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.error = done.stderr.decode()
        return done.stdout.decode()

    def rows(self, *arguments):
        answer = json.loads(self.run_query(*arguments, "--format", "json"))
        return [{name: value["value"] for name, value in row.items()} for row in answer["results"]["bindings"]]

    def test_default_graph_is_the_union_as_a_set(self):
        self.assertEqual(self.rows("g.nq", "SELECT ?l { ?s rdfs:label ?l }"), [{"l": "A"}])
        self.assertEqual(len(self.rows("g.nq", "SELECT * { ?s ?p ?o }")), 3)
        self.assertEqual(len(self.rows("g.nq", "SELECT * { GRAPH ?g { ?s ?p ?o } }")), 3)
        self.assertEqual(len(self.rows("g.nq", "SELECT * { GRAPH ?g { ?s ?p ?o } ?s rdfs:label ?l }")), 3)
        self.assertEqual(len(self.rows("g.nq", "SELECT * FROM <http://e/g2> { ?s ?p ?o }")), 2)
        self.assertEqual(len(self.rows("g.nq", "--no-union", "SELECT * { ?s ?p ?o }")), 1)

    def test_blank_nodes_of_two_files_are_apart(self):
        shutil.copy(self.folder / "g.nq", self.folder / "h.nq")
        self.assertEqual(self.rows("g.nq", "h.nq", "SELECT (COUNT(DISTINCT ?x) AS ?n) { <http://e/b> ?p ?x }"), [{"n": "2"}])

    def test_formats(self):
        select = "SELECT ?l ?none { ?s rdfs:label ?l OPTIONAL { ?s <http://e/q> ?none } }"
        self.assertEqual(self.run_query("g.nq", select), "l,none\r\nA,\r\n")
        self.assertEqual(self.run_query("g.nq", select, "-f", "tsv"), '?l\t?none\n"A"@en\t\n')
        self.assertEqual(self.run_query("g.nq", select, "-f", "table"), "l  none\n─  ────\nA\n")
        self.assertIn("1 row\n", self.error)
        self.assertEqual(xml.etree.ElementTree.fromstring(self.run_query("g.nq", select, "-f", "xml")).tag, "{http://www.w3.org/2005/sparql-results#}sparql")
        self.assertEqual(self.run_query("g.nq", "ASK { ?s rdfs:label ?l }", "-f", "table"), "yes\n")
        self.assertTrue(json.loads(self.run_query("g.nq", "ASK {}", "-f", "json"))["boolean"])
        self.assertEqual(self.run_query("g.nq", "CONSTRUCT { ?s skos:altLabel ?l } { ?s rdfs:label ?l }", "-f", "ntriples"),
                         '<http://e/a> <http://www.w3.org/2004/02/skos/core#altLabel> "A"@en .\n')
        self.assertIn('skos:altLabel "A"@en', self.run_query("g.nq", "CONSTRUCT { ?s skos:altLabel ?l } { ?s rdfs:label ?l }"))
        self.assertIn("<http://e/p> <http://e/b>", self.run_query("g.nq", "DESCRIBE <http://e/a>", "-f", "ntriples"))
        self.run_query("g.nq", select, "-o", "out.json")
        json.loads((self.folder / "out.json").read_text(encoding="utf-8"))
        self.run_query("g.nq", "DESCRIBE <http://e/a>", "-f", "xml", status=2)
        self.run_query("g.nq", select, "-f", "turtle", status=2)

    def test_misspelt_names_are_warned_of(self):
        self.assertEqual(self.rows("g.nq", "SELECT ?a { ?a pacta:hasPrty ?b . ?b pacta:hasPrty ?c ; a pacta:State }"), [])
        self.assertEqual(self.error.count("warning"), 1)
        self.assertIn("query:1:16: warning[query]: the ontology has no 'pacta:hasPrty'; did you mean 'pacta:hasParty'?", self.error)
        self.run_query("g.nq", "ASK { ?norm pacta:deonticModality pacta:obligation FILTER(STRSTARTS(STR(?norm), STR(pacta:))) }")
        self.assertEqual(self.error, "")

    def test_query_from_file_and_standard_input(self):
        (self.folder / "q.rq").write_text("ASK {}", encoding="utf-8")
        self.assertEqual(self.run_query("g.nq", "--file", "q.rq").strip(), "true")
        self.assertEqual(self.run_query("g.nq", "--file", "-", stdin=b"ASK {}").strip(), "true")
        self.assertEqual(self.run_query("-", "--from", "nquads", "ASK { <http://e/a> ?p ?o }", stdin=NQUADS.encode()).strip(), "true")

    def test_errors_say_where(self):
        self.run_query("g.nq", "SELECT * {\n  ?s foo:bar ?o }", status=2)
        self.assertRegex(self.error, r"query:2:\d+: error\[query\]: the prefix 'foo:' is not declared\n")
        # A line of prefixes is added before the query; the places are those of the query as it was given.
        self.run_query("g.nq", "SELECT * { ?s rdfs:label ?o }\nORDER BY )", status=2)
        self.assertRegex(self.error, r"query:2:\d+: error")
        (self.folder / "q.rq").write_text("SELECT ?é {\n ?é rdfs:label 'é' , }", encoding="utf-8")
        self.run_query("g.nq", "--file", "q.rq", status=2)
        self.assertRegex(self.error, r"q\.rq:2:\d+: error")
        self.run_query("g.nq", "INSERT DATA { <a:a> <a:b> <a:c> }", status=2)
        self.assertIn("not updates", self.error)
        self.run_query("g.nq", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", status=2)
        self.run_query("g.nq", "--run", "sanction", status=2)
        self.assertIn("did you mean 'sanctions'?", self.error)
        self.run_query("missing.nq", "ASK {}", status=1)
        self.assertIn("missing.nq", self.error)
        (self.folder / "bad.nq").write_text("<http://e/a> <http://e/b> .\n", encoding="utf-8")
        self.run_query("bad.nq", "ASK {}", status=1)
        self.assertRegex(self.error, r"bad\.nq:1")
        (self.folder / "none.nq").write_text("<http://e/a> <http://e/b> <http://e/c> .\nno triple\n", encoding="utf-8")
        self.run_query("none.nq", "ASK {}", status=1)
        self.assertRegex(self.error, r"none\.nq:\d")

    def test_files_that_the_engine_reads(self):
        (self.folder / "a.nt").write_text("_:x <http://e/p> _:x .\n", encoding="utf-8")
        shutil.copy(self.folder / "a.nt", self.folder / "b.nt")
        self.assertEqual(self.rows("a.nt", "b.nt", "g.nq", "SELECT (COUNT(*) AS ?n) { ?s <http://e/p> ?o }"), [{"n": "4"}])
        (self.folder / "c.nt").write_text("<http://e/a> <http://e/p> <http://e/o> .\n<http://e/a> <http://e/p> <http://e/ o> .\n", encoding="utf-8")
        self.run_query("c.nt", "ASK {}", status=1)
        self.assertRegex(self.error, r"^c\.nt:2:\d+: error")

    def test_a_graph_may_be_empty(self):
        for name, text in (("e.nq", ""), ("f.nq", "\n"), ("g.ttl", ""), ("h.nt", "# nothing\n")):
            (self.folder / name).write_text(text, encoding="utf-8")
            self.assertEqual(self.run_query(name, "ASK { ?s ?p ?o }").strip(), "false")

    def test_nothing_is_written_on_failure(self):
        self.run_query("g.nq", "SELECT", "-o", "out.csv", status=2)
        self.assertFalse((self.folder / "out.csv").exists())

    def test_time_limit(self):
        (self.folder / "many.nt").write_text("".join(f'<http://e/{i}> <http://e/p> "{i}" .\n' for i in range(3000)), encoding="utf-8")
        self.run_query("many.nt", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5", status=1)
        self.assertIn("no answer within 0.5 seconds", self.error)

    def test_without_node(self):
        self.run_query("g.nq", "ASK {}", status=1, env={**os.environ, "PATH": "/nowhere"})
        self.assertIn("apt install nodejs", self.error)

    def test_hostile_values(self):
        lines = [f"<http://e/{i}> <http://e/label> {literal(text)} <http://e/g> ." for i, text in enumerate(HOSTILE)]
        (self.folder / "h.nq").write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = self.rows("h.nq", "SELECT ?l { ?s <http://e/label> ?l }")
        self.assertEqual(sorted(row["l"] for row in rows), sorted(HOSTILE))
        table = self.run_query("h.nq", "SELECT ?s ?l { ?s <http://e/label> ?l }", "-f", "table")
        self.assertEqual(len(table.splitlines()), len(HOSTILE) + 2)
        self.assertFalse(set(table) & {"\x07", "\x1b", "‮", "\t", "\r"})
        built = self.run_query("h.nq", "CONSTRUCT { ?s <http://e/label> ?l } { ?s <http://e/label> ?l }", "-f", "turtle")
        (self.folder / "built.ttl").write_text(built, encoding="utf-8")
        rows = self.rows("built.ttl", "SELECT ?l { ?s <http://e/label> ?l }")
        self.assertEqual(sorted(row["l"] for row in rows), sorted(HOSTILE))
        # An IRI that would end early is no IRI.
        (self.folder / "i.nq").write_text("<http://e/\\u003E> <http://e/p> <http://e/o> .\n", encoding="utf-8")
        self.run_query("i.nq", "SELECT * { ?s ?p ?o }", status=1)
        # Neither is a query or a name of a file a command.
        (self.folder / "$(touch pwned).nq").write_text(NQUADS, encoding="utf-8")
        self.run_query("$(touch pwned).nq", "SELECT ('$(touch pwned)`touch pwned`' AS ?x) {}")
        self.assertFalse((self.folder / "pwned").exists())


if shutil.which("node") is None:
    print("skipped: no Node.js")
    sys.exit(77)
unittest.main()
