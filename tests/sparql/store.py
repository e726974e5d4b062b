#!/usr/bin/python3
"""What `pacta load` and `pacta unload` must do with a store that fails at times (oxigraph-server.mjs), and `pacta query --endpoint`. Usage: store.py PACTA"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

PACTA = os.path.abspath(sys.argv.pop(1))
SERVER = pathlib.Path(__file__).resolve().parent / "oxigraph-server.mjs"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
# What would end a string, an IRI or an update, and what SPARQL's own escapes stand for.
HOSTILE = ['"', "\\", "\n", '" } } ; DROP ALL ; #', "\\u0022 } } ; DROP ALL ; #", "\\\\u0022", "\\U00000022 . ", "'''", "}", ";", "\r", "\x0b", "é😀"]


def quads(graph, number, first=0):
    return "".join(f"<http://e/{i}> {LABEL} {json.dumps(f'label {i}')} <{graph}> .\n" for i in range(first, first + number))


class Load(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("PACTA_")}
        self.start()

    def start(self, authorization=""):
        server = subprocess.Popen(["node", SERVER], stdout=subprocess.PIPE, text=True, env={**os.environ, "AUTHORIZATION": authorization})
        self.addCleanup(lambda: (server.kill(), server.wait(), server.stdout.close()))
        self.base = f"http://127.0.0.1:{server.stdout.readline().strip()}"

    def fault(self, path, mode, times=1):
        data = json.dumps({"path": path, "mode": mode, "times": times}).encode()
        urllib.request.urlopen(urllib.request.Request(self.base + "/fault", data=data)).close()

    def ask(self, query):
        data = urllib.parse.urlencode({"query": query}).encode()
        with urllib.request.urlopen(urllib.request.Request(self.base + "/query", data=data)) as answer:
            return [{k: v["value"] for k, v in row.items()} for row in json.load(answer)["results"]["bindings"]]

    def graphs(self):
        """Name and number of triples of each graph but those of bookkeeping."""
        found = self.ask("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {row["g"]: int(row["n"]) for row in found if row["g"] != "urn:pacta:loads"}

    def pacta(self, command, *arguments, status=0, protocol=True):
        urls = ["--endpoint", self.base + "/query", "--update", self.base + "/update"]
        if command == "load" and protocol:
            urls += ["--graph-store", self.base + "/store"]
        done = subprocess.run([PACTA, command, *map(str, arguments), *urls], capture_output=True, text=True, cwd=self.folder, env=self.environment, check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def test_loads_and_unloads(self):
        for protocol in (True, False):
            self.write("g.nq", quads("http://e/g1", 30) + quads("http://e/g2", 7) + quads("http://e/g1", 5, 25))
            self.assertIn("2 loaded and counted, 0 already there", self.pacta("load", "g.nq", "--chunk", 4, protocol=protocol))
            self.assertEqual(self.graphs(), {"http://e/g1": 30, "http://e/g2": 7})
            self.assertIn("0 loaded and counted, 2 already there", self.pacta("load", "g.nq", protocol=protocol))
            # Another content takes the place of the first.
            self.write("h.nq", quads("http://e/g1", 3, 28))
            self.pacta("load", "h.nq", protocol=protocol)
            self.assertEqual(self.graphs(), {"http://e/g1": 3, "http://e/g2": 7})
            self.pacta("unload", "http://e/g2")
            self.assertEqual(self.graphs(), {"http://e/g1": 3})
            self.pacta("unload", "h.nq")
            self.assertEqual(self.graphs(), {})
            self.assertEqual(self.ask("SELECT * { GRAPH <urn:pacta:loads> { ?s ?p ?o } }"), [])

    def test_triples_of_no_graph_need_a_name(self):
        self.write("g.ttl", "<http://e/a> <http://e/p> [ <http://e/q> 1 ], [ <http://e/q> 2 ] .")
        self.assertIn("--graph IRI", self.pacta("load", "g.ttl", status=2))
        for _ in range(2):  # blank nodes are the same ones the second time
            self.pacta("load", "g.ttl", "--graph", "http://e/g", "--chunk", 1)
            self.assertEqual(self.graphs(), {"http://e/g": 4})
            self.assertEqual(len(self.ask("SELECT * { GRAPH ?g { ?s <http://e/p>/<http://e/q> ?n } }")), 2)
        self.pacta("load", "g.ttl", "--graph", "http://e/> } ; DROP ALL #", status=2)

    def test_a_failure_leaves_what_was_there(self):
        self.write("old.nq", quads("http://e/g", 10))
        self.pacta("load", "old.nq")
        self.write("new.nq", quads("http://e/g", 40, 100))
        self.fault("/store", "half", 999)
        self.assertIn("status 500", self.pacta("load", "new.nq", "--chunk", 8, "--retries", 1, status=1))
        self.assertEqual(self.ask("SELECT (COUNT(*) AS ?n) { GRAPH <http://e/g> { ?s ?p ?o } }"), [{"n": "10"}])
        self.assertEqual(self.ask("SELECT * { GRAPH <http://e/g> { <http://e/100> ?p ?o } }"), [])
        # The store recovers; the same command goes on, and the staging graph is gone.
        self.use_up_faults()
        self.pacta("load", "new.nq", "--chunk", 8)
        self.assertEqual(self.graphs(), {"http://e/g": 40})

    def use_up_faults(self):
        """The store is well again."""
        for _ in range(999):
            try:
                request = urllib.request.Request(self.base + "/store?graph=urn:x", data=b"", method="PUT")
                urllib.request.urlopen(request).close()
                return
            except urllib.error.HTTPError:
                pass

    def test_passing_failures_are_survived(self):
        self.write("g.nq", quads("http://e/g", 40))
        self.fault("/store", "half")
        self.fault("/store", "refuse")
        self.fault("/update", "refuse")
        self.fault("/query", "refuse")
        self.fault("/store", "lost")
        self.assertIn("again in", self.pacta("load", "g.nq", "--chunk", 9))
        self.assertEqual(self.graphs(), {"http://e/g": 40})

    def test_an_answer_that_is_lost_moves_nothing_twice(self):
        self.write("g.nq", quads("http://e/g", 10))
        self.pacta("load", "g.nq")
        self.write("h.nq", quads("http://e/g", 12))
        self.fault("/update", "lost", 2)  # the note of staging, which is sent again, and then the move, which must not be
        self.pacta("load", "h.nq")
        self.assertEqual(self.graphs(), {"http://e/g": 12})
        self.assertIn("1 already there", self.pacta("load", "h.nq"))

    def test_hostile_values(self):
        lines = [f"<http://e/{i}> {LABEL} {json.dumps(text, ensure_ascii=False)} <http://e/g> ." for i, text in enumerate(HOSTILE)]
        self.write("other.nq", quads("http://e/other", 5))
        self.write("h.nq", "\n".join(lines) + "\n")
        for protocol in (True, False):
            self.pacta("load", "h.nq", "other.nq", protocol=protocol)
            self.assertEqual(self.graphs(), {"http://e/g": len(HOSTILE), "http://e/other": 5})
            self.assertEqual(sorted(row["l"] for row in self.ask("SELECT ?l { GRAPH <http://e/g> { ?s ?p ?l } }")), sorted(HOSTILE))
            self.pacta("unload", "http://e/g")
        self.pacta("unload", "http://e/> ; DROP ALL ; #", status=2)
        self.assertEqual(self.graphs(), {"http://e/other": 5})

    def test_credentials(self):
        self.write("g.nq", quads("http://e/g", 3))
        self.start("Basic dXNlcjpzZWNyZXQ=")  # user:secret
        self.assertIn("status 401", self.pacta("load", "g.nq", status=1))
        self.environment.update(PACTA_USER="user", PACTA_PASSWORD="secret")
        self.assertNotIn("secret", self.pacta("load", "g.nq"))
        self.environment = {key: value for key, value in self.environment.items() if not key.startswith("PACTA_")}
        self.write(".netrc", "machine 127.0.0.1 login user password secret\n")
        self.environment["HOME"] = str(self.folder)
        self.pacta("unload", "g.nq")
        self.start("Bearer token-of-mine")
        self.environment.update(PACTA_TOKEN="token-of-mine")
        self.pacta("load", "g.nq")
        self.assertEqual(self.graphs(), {"http://e/g": 3})
        done = subprocess.run([PACTA, "load", "g.nq", "--endpoint", "http://user:secret@127.0.0.1/"], capture_output=True, text=True, cwd=self.folder, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertNotIn("secret", done.stderr)

    def test_no_store(self):
        done = subprocess.run([PACTA, "unload", "http://e/g", "--endpoint", "http://127.0.0.1:9/sparql?key=secret", "--retries", "0"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "^http://127.0.0.1:9/sparql: error.*: cannot be asked")
        self.assertNotIn("secret", done.stderr)

    def test_query_of_an_endpoint(self):
        self.write("g.nq", quads("http://e/g", 3))
        self.pacta("load", "g.nq")
        def query(*arguments, status=0):
            done = subprocess.run([PACTA, "query", "--endpoint", self.base + "/query", *arguments], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, status, done.stderr)
            return done.stdout
        self.assertEqual(query("SELECT ?l { GRAPH ?g { <http://e/1> rdfs:label ?l } }", "--format", "table"), "l\n───────\nlabel 1\n")
        self.assertIn('"label 2"', query("CONSTRUCT { ?s skos:altLabel ?o } { GRAPH ?g { ?s rdfs:label ?o } }", "--format", "turtle"))
        query("SELECT", status=2)


if shutil.which("node") is None:
    print("skipped: no Node.js")
    sys.exit(77)
unittest.main()
