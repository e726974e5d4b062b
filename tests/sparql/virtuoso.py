#!/usr/bin/python3
"""Loads graphs into a Virtuoso 7 of its own (Debian's virtuoso-opensource-7-bin), which runs in a temporary folder on free ports of the loopback
interface: the samples, hostile values, and a graph during whose load the server is killed.

usage: virtuoso.py PACTA [--triples N]     N (20000) is the size of the last; 1000000 for the figures of docs/stores.md
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIGURATION = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Virtuoso:
    def __init__(self, folder):
        self.folder = folder
        self.http = free_port()
        (folder / "virtuoso.ini").write_text(CONFIGURATION.format(folder=folder, sql=free_port(), http=self.http))
        self.process = None

    def start(self):
        # The lock of a server that was killed.
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        with open(self.folder / "output", "w") as output:
            self.process = subprocess.Popen(["virtuoso-t", "+configfile", str(self.folder / "virtuoso.ini"), "+foreground"],
                                            stdout=output, stderr=output, cwd=self.folder)
        for _ in range(240):
            try:
                self.ask("SELECT * { } LIMIT 1")
                return
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    raise RuntimeError((self.folder / "output").read_text()) from None
                time.sleep(0.25)
        raise RuntimeError("Virtuoso does not start")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def ask(self, query):
        data = urllib.parse.urlencode({"query": query, "format": "application/sparql-results+json"}).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}/sparql", data=data, timeout=60) as answer:
            return [{k: v["value"] for k, v in row.items()} for row in json.load(answer)["results"]["bindings"]]

    def count(self, graph):
        return int(self.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0]["n"])


def main():
    parser = argparse.ArgumentParser(description="Loads graphs into a Virtuoso of its own.")
    parser.add_argument("pacta")
    parser.add_argument("--triples", type=int, default=20_000)
    arguments = parser.parse_args()
    if shutil.which("virtuoso-t") is None:
        print("skipped: no Virtuoso (apt install virtuoso-opensource-7-bin)")
        return 77
    pacta = os.path.abspath(arguments.pacta)
    failures = []

    def check(what, found, expected):
        print(f"{what}: {found}" + ("" if found == expected else f", but {expected} was expected"))
        if found != expected:
            failures.append(what)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = Virtuoso(folder)
        server.start()
        base = f"http://127.0.0.1:{server.http}"
        environment = {**os.environ, "PACTA_USER": "dba", "PACTA_PASSWORD": "dba"}

        def command(*words, protocol=True):
            urls = ["--endpoint", base + "/sparql", "--update", base + "/sparql-auth"]
            if words[0] == "load" and protocol:
                urls += ["--graph-store", base + "/sparql-graph-crud-auth"]
            return [pacta, *map(str, words), *urls]

        def run(*words, protocol=True):
            done = subprocess.run(command(*words, protocol=protocol), capture_output=True, text=True, env=environment, check=False)
            if done.returncode != 0:
                print(done.stderr)
            return done.returncode, done.stderr

        try:
            samples = sorted((ROOT / "samples").glob("*.txt"))
            subprocess.run([pacta, "build", *samples, "--output", folder / "samples.nq", "--quiet"], check=True)
            for protocol in (True, False):
                run("load", folder / "samples.nq", protocol=protocol)
                status, said = run("load", folder / "samples.nq", protocol=protocol)
                check("the samples, loaded twice", (status, f"0 loaded and counted, {len(samples)} already there" in said), (0, True))
                check("the samples, removed", run("unload", folder / "samples.nq")[0], 0)

            hostile = ['"', "\\", "\n", '" } } ; DROP ALL ; #', "\\u0022 } } ; CLEAR GRAPH <urn:x> ; #", "\\U00000022", "}", ";", "'''", "é"]
            (folder / "h.nq").write_text("".join(f"<urn:{i}> <urn:p> {json.dumps(text, ensure_ascii=False)} <urn:hostile> .\n"
                                                 for i, text in enumerate(hostile)), encoding="utf-8")
            for protocol in (True, False):
                run("load", folder / "h.nq", protocol=protocol)
                found = [row["o"] for row in server.ask("SELECT ?o { GRAPH <urn:hostile> { ?s ?p ?o } }")]
                check("hostile values, unharmed", sorted(found) == sorted(hostile), True)
                run("unload", "urn:hostile")

            # The graph that is in place stays until the new one is whole.
            (folder / "old.nq").write_text("".join(f"<urn:old:{i}> <urn:p> <urn:o> <urn:big> .\n" for i in range(10)))
            run("load", folder / "old.nq")
            with open(folder / "big.nq", "w") as big:
                for i in range(arguments.triples):
                    big.write(f'<https://w3id.org/pacta/id/agreement/x-{i // 5:016x}> <https://w3id.org/pacta#p{i % 5}> "value {i} of many" <urn:big> .\n')
            chunk = max(1000, arguments.triples // 20)
            loading = subprocess.Popen(command("load", folder / "big.nq", "--chunk", chunk, "--retries", 1), stderr=subprocess.PIPE, text=True, env=environment)
            staged = 0
            while staged < 5 * chunk and loading.poll() is None:
                time.sleep(0.05)
                staging = server.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), 'urn:pacta:staging:')) }")
                staged = server.count(staging[0]["g"]) if staging else 0
            server.kill()
            check("killed midway, the load fails", (loading.wait(), 0 < staged < arguments.triples), (1, True))
            loading.stderr.close()
            server.start()
            print(f"  {staged} of {arguments.triples} triples had arrived when the server was killed")
            check("killed midway, what was there is in place", server.count("urn:big"), 10)
            begin = time.monotonic()
            status, said = run("load", folder / "big.nq", "--chunk", chunk)
            check("started again, the load ends", status, 0)
            print(f"  in {time.monotonic() - begin:.1f} s: {said.strip()}")
            check("complete, nothing doubled", server.count("urn:big"), arguments.triples)
            check("no staging graph is left", server.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), 'urn:pacta:staging:')) }"), [])
            run("unload", "urn:big")
            begin = time.monotonic()
            check("all of it at once", run("load", folder / "big.nq")[0], 0)
            print(f"  in {time.monotonic() - begin:.1f} s: {server.count('urn:big')} triples")
        finally:
            server.stop()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


sys.exit(main())
