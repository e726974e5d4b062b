#!/usr/bin/python3
"""What `pacta serve` must do: the SPARQL 1.1 Protocol for queries, limits, and reading graphs again when they change. Usage: serve.py PACTA"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

PACTA = os.path.abspath(sys.argv.pop(1))
NQUADS = """<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en <http://e/g1> .
<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en <http://e/g2> .
<http://e/a> <http://e/p> <http://e/b> <http://e/g2> .
<http://e/b> <http://e/p> _:x .
"""
LABELS = "SELECT ?l { ?s rdfs:label ?l }"


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "g.nq").write_text(NQUADS, encoding="utf-8")
        numbers = "".join(f'<http://n/{i}> <http://n/p> "{i}" .\n' for i in range(3000))
        (cls.folder / "numbers $(touch pwned).nt").write_text(numbers, encoding="utf-8")
        command = [PACTA, "serve", "g.nq", "numbers $(touch pwned).nt", "--port", "0", "--timeout", "3", "--max-result", "1"]
        cls.errors = open(cls.folder / "errors", "w+", encoding="utf-8")
        cls.server = subprocess.Popen(command, cwd=cls.folder, stdout=subprocess.PIPE, stderr=cls.errors, text=True, env={**os.environ, "TMPDIR": str(cls.folder)})
        cls.addClassCleanup(cls.stop)
        cls.url = cls.server.stdout.readline().strip()

    @classmethod
    def stop(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()
        cls.errors.close()

    def send(self, query=None, accept=None, method=None, path=None, data=None, headers=None, **parameters):
        """Status, media type and text of an answer; a query is sent by GET unless there is data."""
        url = self.url if path is None else urllib.parse.urljoin(self.url, path)
        if query is not None:
            parameters["query"] = query
        if parameters:
            url += "?" + urllib.parse.urlencode({key.replace("_", "-"): value for key, value in parameters.items()}, doseq=True)
        request = urllib.request.Request(url, data=data, method=method, headers={**({"Accept": accept} if accept else {}), **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get_content_type(), error.read().decode()

    def rows(self, query, **parameters):
        status, _, text = self.send(query, **parameters)
        self.assertEqual(status, 200, text)
        return [{name: value["value"] for name, value in row.items()} for row in json.loads(text)["results"]["bindings"]]

    def test_the_three_ways_to_ask(self):
        self.assertEqual(self.rows(LABELS), [{"l": "A"}])
        form = urllib.parse.urlencode({"query": LABELS}).encode()
        self.assertEqual(self.send(data=form)[0], 200)
        self.assertEqual(self.send(data=LABELS.encode(), headers={"Content-Type": "application/sparql-query"})[0], 200)

    def test_datasets(self):
        self.assertEqual(len(self.rows("SELECT * { ?s <http://e/p> ?o }")), 2)
        self.assertEqual(len(self.rows("SELECT * { GRAPH ?g { ?s ?p ?o } }")), 3)
        self.assertEqual(len(self.rows("SELECT * FROM <http://e/g2> { ?s ?p ?o }")), 2)
        self.assertEqual(len(self.rows("SELECT * { ?s ?p ?o }", default_graph_uri="http://e/g1")), 1)
        self.assertEqual(len(self.rows("SELECT * { GRAPH ?g { ?s ?p ?o } }", named_graph_uri=["http://e/g1"])), 1)

    def test_formats(self):
        self.assertEqual(self.send(LABELS, "text/csv"), (200, "text/csv", "l\r\nA\r\n"))
        self.assertEqual(self.send(LABELS, "text/html, application/sparql-results+xml;q=0.9, */*;q=0.1")[1], "application/sparql-results+xml")
        self.assertEqual(self.send(LABELS, "image/png")[0], 406)
        self.assertEqual(self.send("ASK {}", "application/json")[1], "application/sparql-results+json")
        self.assertEqual(self.send("DESCRIBE <http://e/a>", "application/n-triples")[1], "application/n-triples")
        self.assertIn("<http://e/p>", self.send("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(?s = <http://e/a>) }")[2])
        self.assertIn("sd:Service", self.send()[2])

    def test_queries_only(self):
        update = "INSERT DATA { <a:a> <a:b> <a:c> }"
        self.assertEqual(self.send(update)[0], 403)
        self.assertEqual(self.send(data=urllib.parse.urlencode({"update": update}).encode())[0], 403)
        self.assertEqual(self.send(data=update.encode(), headers={"Content-Type": "application/sparql-update"})[0], 403)
        self.assertEqual(self.send(LABELS, method="DELETE")[0], 405)
        self.assertEqual(self.send("SELECT ('INSERT' AS ?x) {} # DROP ALL")[0], 200)
        self.assertFalse((self.folder / "pwned").exists())

    def test_errors(self):
        status, kind, said = self.send("SELECT * { ?s rdfs:label ?l }\nORDER BY )")
        self.assertEqual((status, kind), (400, "text/plain"))
        self.assertRegex(said, r"^2:\d+: ")
        self.assertEqual(self.send(LABELS, path="/other")[0], 404)
        self.assertEqual(self.send(data=b"x" * 2_000_000, headers={"Content-Type": "application/sparql-query"})[0], 413)
        # A page of another origin that has its name point here.
        self.assertEqual(self.send(LABELS, headers={"Host": "evil.example"})[0], 403)

    def test_limits(self):
        status, _, said = self.send("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        self.assertEqual((status, said), (503, "the query took more than 3 seconds\n"))
        self.assertEqual(self.rows(LABELS), [{"l": "A"}])  # by a new thread
        status, _, said = self.send("SELECT * { ?a <http://n/p> ?c . ?d <http://n/p> ?f } LIMIT 20000")
        self.assertEqual((status, said), (500, "the result is larger than 1 MB; ask for less with LIMIT\n"))

    def test_page(self):
        status, kind, said = self.send(path="/")
        self.assertEqual((status, kind), (200, "text/html"))
        self.assertIn("/sparql", said)

    def test_reads_again(self):
        path = self.folder / "g.nq"
        self.addCleanup(path.write_text, NQUADS, encoding="utf-8")

        def wait_for(condition):
            for _ in range(200):
                if condition():
                    return True
                time.sleep(0.1)
            return False

        path.write_text("not a graph\n", encoding="utf-8")
        self.assertTrue(wait_for(lambda: "cannot be served" in (self.folder / "errors").read_text()))
        self.assertEqual(self.rows(LABELS), [{"l": "A"}])
        path.write_text(NQUADS.replace('"A"', '"B"'), encoding="utf-8")
        self.assertTrue(wait_for(lambda: self.rows(LABELS) == [{"l": "B"}]))
        path.write_text(NQUADS, encoding="utf-8")
        self.assertTrue(wait_for(lambda: self.rows(LABELS) == [{"l": "A"}]))


class Start(unittest.TestCase):
    def test_what_is_wrong_is_said(self):
        def serve(*arguments, env=None):
            done = subprocess.run([PACTA, "serve", *arguments], capture_output=True, text=True, env=env, check=False, timeout=60)
            return done.returncode, done.stderr
        with tempfile.NamedTemporaryFile("w", suffix=".ttl") as file:
            file.write("<a> <b>")
            file.flush()
            status, said = serve(file.name)
            self.assertEqual(status, 1)
            self.assertRegex(said, r"\.ttl:1")
            self.assertIn("apt install nodejs", serve(file.name, env={"PATH": "/nowhere"})[1])
        self.assertEqual(serve("/none.ttl")[0], 1)


if shutil.which("node") is None:
    print("skipped: no Node.js")
    sys.exit(77)
unittest.main()
